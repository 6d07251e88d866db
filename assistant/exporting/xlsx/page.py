"""Page: one sheet of the workbook; what is typed into its cells, how it looks and how it prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import ceil
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assistant.exporting.characters import printable, width

FONT = "微软雅黑"
INK, ACCENT, GREY, LINE = "1F2933", "2456A6", "5B6770", "C9CED6"
HEAD_FILL, INPUT_FILL, TOTAL_FILL = "EEF2F8", "FFF7E0", "F4F5F7"
NUMBER_FORMATS: Mapping[str, str] = {
    "yuan": "#,##0",
    "money": "#,##0.00",
    "count": "#,##0",
    "pct": "0.0%",
    "ratio": "0.00",
    "times": '0.0"×"',
    "plain": "#,##0.00",
    "date": "yyyy-mm-dd",
}
_LINE_POINTS = 14.5
_LONGEST = 32_000  # of the 32,767 characters a cell holds
_FORMULA_SIGNS = ("=", "+", "-", "@")
_THIN = Side(style="thin", color=LINE)


class Page:
    """A sheet being written; rows and columns count from 1."""

    def __init__(self, sheet: Worksheet, captions: Mapping[str, str]) -> None:
        """Write on an empty sheet; `captions` are the fixed words of the plan's files."""
        self.sheet = sheet
        self._captions = captions

    @property
    def name(self) -> str:
        """The sheet as formulas of other sheets call it."""
        return f"'{self.sheet.title}'"

    def say(self, key: str) -> str:
        """Return a fixed word of the workbook."""
        return self._captions[f"sheet.{key}"]

    def title(self, text: str, remark: str = "") -> None:
        """Write the first two lines: what the sheet shows, and how to use it."""
        self.text(1, 1, text).font = Font(name=FONT, size=14, bold=True, color=ACCENT)
        self.text(2, 1, remark).font = Font(name=FONT, size=9, color=GREY)
        for row in (1, 2):
            self.sheet.cell(row, 1).alignment = Alignment(wrap_text=False, vertical="center")
        self.sheet.row_dimensions[1].height = 24

    def text(self, row: int, column: int, text: str, *, bold: bool = False) -> Any:
        """Write a text as text, whatever it begins with; return the cell."""
        cell = self.sheet.cell(row, column)
        shown = printable(text)[:_LONGEST]
        cell.value = shown or None
        if shown:
            cell.data_type = "s"  # openpyxl would take "=1+1" for a formula
            cell.quotePrefix = shown.startswith(_FORMULA_SIGNS)
        cell.font = Font(name=FONT, size=10, bold=bold, color=INK)
        cell.alignment = Alignment(wrap_text=True, vertical="center", indent=1)
        return cell

    def figure(
        self, row: int, column: int, value: float | date | None, unit: str, *, typed: bool = False
    ) -> Any:
        """Write a number or a day; `typed` marks it as one the reader may change."""
        cell = self._measured(row, column, unit)
        cell.value = value / 100 if unit == "pct" and isinstance(value, int | float) else value
        if typed:
            cell.font = Font(name=FONT, size=10, color=ACCENT)
            cell.fill = PatternFill("solid", fgColor=INPUT_FILL)
        return cell

    def formula(self, row: int, column: int, formula: str, unit: str) -> Any:
        """Write a formula of our own, without its equals sign."""
        cell = self._measured(row, column, unit)
        cell.value = f"={formula}"
        return cell

    def head(self, row: int, names: Sequence[str], column: int = 1) -> None:
        """Write the head of a table."""
        for i, name in enumerate(names):
            cell = self.text(row, column + i, name, bold=True)
            cell.fill = PatternFill("solid", fgColor=HEAD_FILL)
            cell.border = Border(bottom=_THIN, top=_THIN)
            cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")

    def total(self, row: int, columns: int) -> None:
        """Set off a row of totals."""
        for column in range(1, columns + 1):
            cell = self.sheet.cell(row, column)
            cell.fill = PatternFill("solid", fgColor=TOTAL_FILL)
            cell.border = Border(top=_THIN, bottom=_THIN)
            cell.font = Font(name=FONT, size=10, bold=True, color=INK)

    def underline(self, row: int, column: int) -> None:
        """Draw a thin line below a cell."""
        self.sheet.cell(row, column).border = Border(bottom=_THIN)

    def height(self, text: str, columns: float) -> float:
        """Return the height in points that a text needs on so many characters' width."""
        return _LINE_POINTS * max(1, ceil(width(printable(text)) * 1.1 / columns)) + 4

    def widths(self, widths: Iterable[float]) -> None:
        """Set how wide the columns are, in characters."""
        for i, size in enumerate(widths, start=1):
            self.sheet.column_dimensions[get_column_letter(i)].width = size

    def finish(
        self,
        head_row: int,
        plan_title: str,
        frozen_columns: int = 0,
        *,
        on_one_page: bool = False,
    ) -> None:
        """Freeze the head and set the print up: A4 landscape, one page wide, head repeated.

        `on_one_page` keeps a sheet with charts together; a list runs over as many as it needs.
        """
        sheet = self.sheet
        self._fit_rows(head_row)
        sheet.freeze_panes = sheet.cell(head_row + 1, frozen_columns + 1)
        sheet.print_title_rows = f"{head_row}:{head_row}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, int(on_one_page)
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_options.horizontalCentered = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.oddFooter.left.text = printable(plan_title).replace("&", "&&")[:80]
        sheet.oddFooter.right.text = "&P / &N"
        sheet.sheet_view.showGridLines = False
        sheet.sheet_view.zoomScale = 100

    def _fit_rows(self, first: int) -> None:
        """Make rows as high as their wrapped texts; not every program does so by itself."""
        for cells in self.sheet.iter_rows(min_row=first):
            row = self.sheet.row_dimensions[cells[0].row]
            texts = [cell for cell in cells if cell.data_type == "s" and cell.value]
            needed = (self.height(cell.value, self._width(cell.column)) for cell in texts)
            tall = max(needed, default=0.0)
            if row.height is None and tall > 2 * _LINE_POINTS:
                row.height = tall

    def _width(self, column: int) -> float:
        return float(self.sheet.column_dimensions[letter(column)].width) - 2

    def _measured(self, row: int, column: int, unit: str) -> Any:
        cell = self.sheet.cell(row, column)
        cell.number_format = NUMBER_FORMATS[unit]
        cell.font = Font(name=FONT, size=10, color=INK)
        cell.alignment = Alignment(horizontal="right", vertical="center")
        return cell


def letter(column: int) -> str:
    """Return the letters of a column: 1 -> "A"."""
    return str(get_column_letter(column))


def fitting(texts: Iterable[str], least: float = 8, most: float = 46) -> float:
    """Return a column width that suits texts, a Chinese character counting two."""
    longest = max((width(text) for text in texts), default=0)
    return min(most, max(least, longest * 1.1 + 3))
