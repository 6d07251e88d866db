"""Routes: the addresses of the pages, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Language = Literal["zh", "en"]

HOME: Mapping[Language, str] = MappingProxyType({"zh": "/", "en": "/en/"})
TOOLS: Mapping[Language, str] = MappingProxyType({"zh": "/tools", "en": "/en/tools"})
KNOWLEDGE: Mapping[Language, str] = MappingProxyType({"zh": "/knowledge", "en": "/en/knowledge"})
OTHER: Mapping[Language, Language] = MappingProxyType({"zh": "en", "en": "zh"})
