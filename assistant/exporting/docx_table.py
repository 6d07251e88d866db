"""Word tables: a shaded header that repeats on every page, columns as wide as their content."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.table import _Row as WordRow

from assistant.exporting.characters import width
from assistant.exporting.docx_text import add_paragraph, add_runs, set_style
from assistant.planning.plan import Row, Table, Text, plain

_TEXT_WIDTH_CM = 16.6
_SMALL_TABLE_CM = 10.5
_CM, _PADDING_CM = 0.175, 0.6  # a narrow letter of 9 points; margins of a cell and a mark
_UNBREAKABLE = re.compile(r"[\w.,%-]+(?: [元%])?", re.ASCII)
_FIGURE = re.compile(r"-?[\d,.]+( ?%| 元| yuan)?$")
_HEADER_FILL, _LINE = "EEF2F8", "C9CED6"


def add_table(document: WordDocument, table: Table, caption: str) -> None:
    """Add a table with its caption above it and a little room below."""
    if caption:
        add_paragraph(document, "Caption", caption)
    grid = document.add_table(rows=0, cols=len(table.head))
    grid.autofit = False
    _draw_lines(grid)
    widths = [Cm(size) for size in _widths(table)]
    for column, size in zip(grid.columns, widths, strict=True):
        column.width = size
    figures = [_is_figures(column) for column in zip(*table.rows, strict=True)]
    for i, row in enumerate((table.head, *table.rows)):
        grid_row = grid.add_row()
        _keep_together(grid_row)
        for j, cell in enumerate(grid_row.cells):
            cell.width = widths[j]
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            _fill(cell, row[j], align_right=figures[j])
        if i == 0:
            _make_header(grid_row)
    add_paragraph(document, "Plan Gap")


def _widths(table: Table) -> list[float]:
    """Return column widths in cm.

    Every column is wide enough for its longest word, date or figure; what is left is shared by
    how much the columns hold. A small table stays small, so that eyes need not cross the page.
    """
    columns = [[plain(cell) for cell in column] for column in _columns(table)]
    least = [_PADDING_CM + _CM * max(map(_longest_word, column)) for column in columns]
    wanted = [_PADDING_CM + _CM * max(map(width, column)) for column in columns]
    page = _SMALL_TABLE_CM if sum(wanted) < _SMALL_TABLE_CM * 0.8 else _TEXT_WIDTH_CM
    spare = page - sum(least)
    if spare <= 0:
        return [page * size / sum(least) for size in least]
    # A long text may claim no more than a few lines' worth of room.
    claims = [min(want, page) - low + 0.1 for want, low in zip(wanted, least, strict=True)]
    return [low + spare * claim / sum(claims) for low, claim in zip(least, claims, strict=True)]


def _columns(table: Table) -> Iterator[Row]:
    yield from zip(table.head, *table.rows, strict=True)


def _longest_word(text: str) -> int:
    """Return the width of the longest piece that must not be broken; Chinese breaks anywhere."""
    return max((width(piece) for piece in _UNBREAKABLE.findall(text)), default=2)


def _fill(cell: WordCell, text: Text, *, align_right: bool) -> None:
    paragraph = cell.paragraphs[0]
    set_style(paragraph, "Plan Cell")
    add_runs(paragraph, text)
    if align_right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _is_figures(column: tuple[Text, ...]) -> bool:
    """Tell whether a column holds figures only, which are compared best when right-aligned."""
    filled = [cell for cell in column if cell]
    return bool(filled) and all(len(c) == 1 and _FIGURE.match(c[0].text) for c in filled)


def _make_header(row: WordRow) -> None:
    """Shade a row, print it bold, and let it repeat on every page."""
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(repeat)
    for cell in row.cells:
        _shade(cell)
        for run in cell.paragraphs[0].runs:
            run.font.bold = True


def _keep_together(row: WordRow) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _shade(cell: WordCell) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", _HEADER_FILL)):
        shade.set(qn(f"w:{key}"), value)
    # Word refuses files whose elements are out of the order of the schema.
    cell._tc.get_or_add_tcPr().insert_element_before(shade, "w:noWrap", "w:tcMar", "w:vAlign")


def _draw_lines(grid: WordTable) -> None:
    """Draw thin horizontal lines; vertical ones only add noise."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _LINE)):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    grid._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblLook")
