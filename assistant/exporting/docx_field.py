"""Word fields: the contents and the footer."""

from __future__ import annotations

import re

from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from assistant.exporting.characters import printable
from assistant.exporting.docx_place import link_to
from assistant.exporting.docx_text import add_paragraph, set_style

_TEXT_WIDTH = Cm(16.6)
_SLOT = re.compile(r"\{(page|pages)\}")
_FIELD_OF_SLOT = {"page": "PAGE", "pages": "NUMPAGES"}


def add_contents(document: WordDocument, entries: list[tuple[str, str]]) -> None:
    """Add a contents field that already shows its entries (bookmark, title) as links.

    The page of an entry is known only to the program that lays the pages out: updating the field
    there (F9) adds the numbers.
    """
    for i, (bookmark, title) in enumerate(entries):
        paragraph = add_paragraph(document, "toc 1")
        if i == 0:
            _add_mark(paragraph, "begin")
            _add_instruction(paragraph, ' TOC \\o "1-1" \\h \\z \\u ')
            _add_mark(paragraph, "separate")
        link_to(paragraph, bookmark, printable(title))
        if i == len(entries) - 1:
            _add_mark(paragraph, "end")


def add_footer(document: WordDocument, title: str, wording: str) -> None:
    """Add title and page number to every page but the cover.

    Args:
        document: the document.
        title: shown at the left.
        wording: the text at the right, with the slots {page} and {pages}.
    """
    paragraph = document.sections[0].footer.paragraphs[0]
    # The style "Footer" brings tab stops of its own, which would catch the page number halfway.
    set_style(paragraph, "Plan Cell")
    paragraph.paragraph_format.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{title}\t")
    for i, piece in enumerate(_SLOT.split(wording)):
        if i % 2:
            _add_field(paragraph, f" {_FIELD_OF_SLOT[piece]} ", "1")
        else:
            paragraph.add_run(piece)
    for run in paragraph.runs:
        run.font.size = Pt(8.5)


def _add_field(paragraph: WordParagraph, instruction: str, shown: str) -> None:
    _add_mark(paragraph, "begin")
    _add_instruction(paragraph, instruction)
    _add_mark(paragraph, "separate")
    paragraph.add_run(shown)
    _add_mark(paragraph, "end")


def _add_mark(paragraph: WordParagraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    _append(paragraph, mark)


def _add_instruction(paragraph: WordParagraph, instruction: str) -> None:
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = instruction
    _append(paragraph, text)


def _append(paragraph: WordParagraph, element: BaseOxmlElement) -> None:
    paragraph.add_run()._r.append(element)
