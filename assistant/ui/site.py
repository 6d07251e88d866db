"""Site: what the web shows in each language, chat pages and calculator pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.ui.rendering import Renderer
from assistant.ui.routes import Language
from assistant.ui.tools.pages import ToolPages


@dataclass(frozen=True, slots=True)
class Site:
    """The renderers of all pages by language."""

    renderers: Mapping[Language, Renderer]
    tools: Mapping[Language, ToolPages]
