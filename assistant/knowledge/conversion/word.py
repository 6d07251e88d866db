"""Word: paragraphs, headings, lists and tables of a .docx in the order of the document."""

from __future__ import annotations

import io
import re

from docx import Document
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from assistant.knowledge.conversion.converted_file import ConvertedFile, SourceFile
from assistant.knowledge.conversion.limits import Limits
from assistant.knowledge.conversion.marked_text import LINE, PARAGRAPH, MarkedText, heading
from assistant.knowledge.conversion.table_text import table_blocks
from assistant.knowledge.conversion.worker import serve

_HEADING = re.compile(r"(?:heading|标题|標題)\s*(\d)", re.IGNORECASE)
_TITLES = ("title", "标题", "標題")
_LISTS = ("list", "列表", "清單")


def read_word(file: SourceFile, limits: Limits) -> ConvertedFile:
    """Return the text of a Word document as Markdown; its title is the line in the title style."""
    document = Document(io.BytesIO(file.data))
    # looked up once: asking a paragraph for its style searches the whole list again
    styles = {style.style_id: (style.name or "").lower() for style in document.styles}
    text = MarkedText(file, limits)
    title = ""
    link = PARAGRAPH
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            _add_table(text, block)
            link = PARAGRAPH
            continue
        style = styles.get(block._p.style or "", "")
        is_item = _is_item(block, style)
        if style in _TITLES and not title:
            title = block.text
        text.add(_paragraph(block.text, style, is_item=is_item), link if is_item else PARAGRAPH)
        link = LINE if is_item else PARAGRAPH
    return text.done(title or document.core_properties.title or "")


def _is_item(paragraph: Paragraph, style: str) -> bool:
    properties = paragraph._p.pPr
    numbered = properties is not None and properties.numPr is not None
    return (numbered or style.startswith(_LISTS)) and not _HEADING.match(style)


def _paragraph(text: str, style: str, *, is_item: bool) -> str:
    text = text.strip()
    if not text:
        return ""
    level = _HEADING.match(style)
    if style in _TITLES:
        return heading(1, text)
    if level:
        return heading(int(level.group(1)) + 1, text)
    return f"- {text}" if is_item else text


def _add_table(text: MarkedText, table: Table) -> None:
    """Tell the rows; a cell that spans several columns is told in the first of them."""
    for block in table_blocks(_cells(row) for row in table.rows):
        text.add(block)


def _cells(row: _Row) -> list[str]:
    told: set[object] = set()
    texts = []
    for cell in row.cells:
        texts.append("" if cell._tc in told else cell.text)
        told.add(cell._tc)
    return texts


if __name__ == "__main__":
    serve(read_word)
