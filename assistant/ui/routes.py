"""Routes: the addresses of the pages, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Language = Literal["zh", "en"]

HOME: Mapping[Language, str] = MappingProxyType({"zh": "/", "en": "/en/"})
# below it are the Chinese pages in traditional characters
TAIWAN = "/tw"
TOOLS: Mapping[Language, str] = MappingProxyType({"zh": "/tools", "en": "/en/tools"})
SETTINGS: Mapping[Language, str] = MappingProxyType({"zh": "/settings", "en": "/en/settings"})
KNOWLEDGE: Mapping[Language, str] = MappingProxyType({"zh": "/knowledge", "en": "/en/knowledge"})
SIGN_IN = "/signin"
SIGN_OUT = "/signout"
SHARED = "/shared"
OTHER: Mapping[Language, Language] = MappingProxyType({"zh": "en", "en": "zh"})
CALENDAR: Mapping[Language, str] = MappingProxyType({"zh": "/calendar", "en": "/en/calendar"})
SAMPLE: Mapping[Language, str] = MappingProxyType({"zh": "/sample", "en": "/en/sample"})


def nav_of(language: Language) -> dict[str, str]:
    """Return the addresses of the bar by the names of their words in page.yaml."""
    pages = {"plan": HOME, "calendar": CALENDAR, "knowledge": KNOWLEDGE, "tools": TOOLS}
    return {name: addresses[language] for name, addresses in pages.items()}


def language_of(path: str) -> Language:
    """Return the language of the page at a path."""
    return "en" if path == "/en" or path.startswith("/en/") else "zh"
