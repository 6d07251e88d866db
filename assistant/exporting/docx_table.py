"""Word tables: a shaded header that repeats on every page, columns as wide as their content."""

from __future__ import annotations

from dataclasses import replace

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.table import _Row as WordRow

from assistant.exporting.column_widths import GAP, PAGE, column_widths, is_figures, natural_widths
from assistant.exporting.docx_note import DocxNotes
from assistant.exporting.docx_text import add_paragraph, add_runs, set_style
from assistant.planning.plan import Row, Table, Text

_TEXT_WIDTH_CM = 16.6
_HEADER_FILL, _LINE = "EEF2F8", "C9CED6"


def add_table(
    document: WordDocument,
    table: Table,
    caption: str,
    notes: DocxNotes,
    beside: Table | None = None,
) -> None:
    """Add a table with its caption above it, its notes and places, and a little room below.

    `beside` stands at the right: the second half of a table cut in two, or a table of its own.
    """
    if caption:
        add_paragraph(document, "Caption", caption)
    shown, gap = (table, -1) if beside is None else (_joined(table, beside), len(table.head))
    sizes = _sizes(table, beside)
    grid = document.add_table(rows=0, cols=len(shown.head))
    grid.autofit = False
    _draw_lines(grid)
    widths = [Cm(size * _TEXT_WIDTH_CM / PAGE) for size in sizes]
    for column, size in zip(grid.columns, widths, strict=True):
        column.width = size
    figures = [is_figures(column) for column in zip(*shown.rows, strict=True)]
    for i, row in enumerate((shown.head, *shown.rows)):
        grid_row = grid.add_row()
        _keep_together(grid_row)
        for j, cell in enumerate(grid_row.cells):
            cell.width = widths[j]
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            _fill(cell, row[j], notes, align_right=figures[j])
        if i == 0:
            _make_header(grid_row, gap)
        else:
            notes.mark_row(grid_row.cells[0].paragraphs[0], row)
    add_paragraph(document, "Plan Gap")


def _joined(left: Table, right: Table) -> Table:
    """Return two tables as one with an empty column between them."""
    most = max(len(left.rows), len(right.rows))
    firsts, seconds = _filled(left, most), _filled(right, most)
    rows = tuple((*first, (), *second) for first, second in zip(firsts, seconds, strict=True))
    return replace(left, head=(*left.head, (), *right.head), rows=rows)


def _filled(table: Table, rows: int) -> list[Row]:
    """Return the rows of a table with empty ones at the end."""
    empty: Row = ((),) * len(table.head)
    return [*table.rows, *[empty] * (rows - len(table.rows))]


def _sizes(table: Table, beside: Table | None) -> list[float]:
    if beside is None:
        return column_widths(table)
    return [*_half(table, beside), GAP, *_half(beside, table)]


def _half(table: Table, other: Table) -> list[float]:
    """Return widths that fill half a page; halves of one table get the same."""
    is_cut = table.head == other.head
    whole = replace(table, rows=(*table.rows, *other.rows)) if is_cut else table
    widths = natural_widths(whole)
    return [size * (PAGE - GAP) / 2 / sum(widths) for size in widths]


def _fill(cell: WordCell, text: Text, notes: DocxNotes, *, align_right: bool) -> None:
    paragraph = cell.paragraphs[0]
    set_style(paragraph, "Plan Cell")
    add_runs(paragraph, text, notes)
    if align_right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _make_header(row: WordRow, gap: int) -> None:
    """Shade a row but for the cell `gap`, print it bold, and let it repeat on every page."""
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(repeat)
    for i, cell in enumerate(row.cells):
        if i != gap:
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
