"""Figures: the texts of a plan as HTML, each figure with the sign of where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape

from markupsafe import Markup

from assistant.exporting.marks import mark_of
from assistant.planning.edits import EDITED, EditedPlan
from assistant.planning.plan import Run
from assistant.ui.tips import Tips

_LONG = 12  # characters; a longer figure may break across lines
_REMEMBERED = 8192


class Figures:
    """Writes runs in one language; a plan says most of them again after every turn."""

    def __init__(self, say: Callable[[str], str], tips: Tips) -> None:
        """Take the words of the page, and what explains the source of a figure."""
        self._say = say
        self._tips = tips
        self._kept = lru_cache(_REMEMBERED)(self._write)

    def __call__(self, text: Iterable[Run]) -> Markup:
        """Return a text with the marks of its figures; everything in it is escaped."""
        return Markup("".join(map(self._kept, text)))

    def tip(self, run: Run) -> str:
        """Return what the card of a figure shows, in lines: whose words, which field or formula."""
        if run.source == EDITED:
            return self._say("legend_edited")
        origin = self._say(f"legend_{'answer' if run.origin == 'imported' else run.origin}")
        return "\n".join([origin, *self._tips.lines(run.source)])

    def _write(self, run: Run) -> str:
        text, mark = escape(run.text), mark_of(run)
        if run.origin == "corpus":
            return f'<span class="advice">{text}</span>'
        if not mark:
            return text
        names = f"figure {run.origin}{' long' if len(run.text) > _LONG else ''}"
        own = ' translate="no"' if run.origin in ("answer", "imported") else ""
        return (
            f'<span class="{names}" tabindex="0" data-tip="{escape(self.tip(run))}"{own}>'
            f'{text}<sup aria-hidden="true">{mark}</sup></span>'
        )


def place_of(
    edited: EditedPlan, section: str, block: int, item: int = 0, column: int = 0
) -> Markup:
    """Return the attributes of a text that can be edited by hand; nothing for any other."""
    anchor = edited.anchor_at(section, block, item, column)
    if not anchor:
        return Markup("")
    by_hand = ' class="edited"' if edited.edit_at(anchor) else ""
    return Markup(f' data-anchor="{escape(anchor)}"{by_hand}')
