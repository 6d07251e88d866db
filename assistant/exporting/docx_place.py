"""Word places: bookmarks and the links that lead to them."""

from __future__ import annotations

import re
import zlib

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

_LONGEST_NAME = 40  # Word drops bookmarks with longer ones


def link_to(paragraph: WordParagraph, place: str, text: str) -> Run:
    """Add a link to a bookmark at the end of a paragraph and return its run."""
    run = paragraph.add_run(text)
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _name(place))
    link.append(run._r)
    paragraph._p.append(link)
    return run


def add_bookmark(paragraph: WordParagraph, place: str) -> None:
    """Put a bookmark around a paragraph so that the contents, notes and links lead to it."""
    number = str(zlib.crc32(place.encode()) >> 1)
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), number)
    start.set(qn("w:name"), _name(place))
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(end)


def _name(place: str) -> str:
    """Return the name of a bookmark: letters, digits and low lines, never too long."""
    name = re.sub(r"\W", "_", f"plan_{place}")
    if len(name) <= _LONGEST_NAME:
        return name
    return f"{name[: _LONGEST_NAME - 9]}_{zlib.crc32(name.encode()):08x}"
