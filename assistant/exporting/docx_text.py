"""Word text: runs of a plan as runs of a paragraph, assumptions underlined, figures marked."""

from __future__ import annotations

from typing import Protocol

from docx.document import Document as WordDocument
from docx.enum.text import WD_UNDERLINE
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from assistant.exporting.characters import printable
from assistant.exporting.docx_place import link_to
from assistant.exporting.marks import mark_of
from assistant.planning.plan import Run, Text

EAST_ASIAN, LATIN = "微软雅黑", "Calibri"
INK = RGBColor(0x1F, 0x29, 0x33)
ACCENT = RGBColor(0x24, 0x56, 0xA6)
AMBER = RGBColor(0x9A, 0x5B, 0x00)
GREY = RGBColor(0x5B, 0x67, 0x70)


def add_paragraph(document: WordDocument, style: str, text: str = "") -> WordParagraph:
    """Add a paragraph at the end, in a style of the document, holding plain text."""
    paragraph = document.add_paragraph()
    set_style(paragraph, style)
    if text:
        paragraph.add_run(printable(text))
    return paragraph


def set_style(paragraph: WordParagraph, style: str) -> None:
    """Set a style by its id, its name without blanks: looking names up takes seconds a plan."""
    paragraph._p.style = style.replace(" ", "")


class Links(Protocol):
    """Where figures and marks lead: to the annex of sources, or to a note of their own."""

    def source(self, run: Run) -> str:
        """Return the place a run leads to; empty where it leads nowhere."""

    def write(self, paragraph: WordParagraph, run: Run) -> None:
        """Write what follows a run, if anything."""


def add_runs(paragraph: WordParagraph, text: Text, links: Links) -> None:
    """Add a text to a paragraph; the mark of a figure follows it, small and coloured."""
    for run in text:
        place = links.source(run)
        shown = printable(run.text)
        written = link_to(paragraph, place, shown) if place else paragraph.add_run(shown)
        if run.origin == "assumption":
            written.font.underline = WD_UNDERLINE.DASH
            written.font.color.rgb = AMBER
        mark = mark_of(run)
        if mark:
            sign = paragraph.add_run(mark)
            sign.font.color.rgb = AMBER if run.origin == "assumption" else ACCENT
        links.write(paragraph, run)
