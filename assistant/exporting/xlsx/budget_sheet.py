"""Budget sheet: the first year's money by month and line, with totals that recompute (K3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.chart import BarChart, Reference

from assistant.calculators.result import Result
from assistant.exporting.xlsx.page import Page, letter

_HEAD = 4
_FIRST = _HEAD + 1
_COLOURS = ("C9CED6", "2456A6", "E0A030", "4B9B7A", "9A5B9A", "B0555A")


@dataclass(frozen=True, slots=True)
class BudgetCells:
    """Where other sheets find the year's money, as references of formulas."""

    total: str
    traffic: str
    months: tuple[str, ...]


def write_budget(page: Page, result: Result, months: Sequence[str], title: str) -> BudgetCells:
    """Write months by battle, and below them the lines brand, traffic and reserve.

    The amounts by month and battle, the brand share and the reserve are typed; all else follows.
    """
    battles = [battle["name"] for battle in result.values["battles"]]
    page.title(page.say("budget"), page.say("budget_remark"))
    lines = 1 + len(battles)
    grid = _Grid(page, lines, len(months))
    grid.write_head(battles)
    grid.write_months(months, _amounts(result))
    grid.write_totals()
    _write_lines(page, result, grid)
    _write_measures(page, grid)
    grid.chart()
    page.widths([28, *(13 for _ in range(lines)), 16, 14, 14, 14, 14, 14])
    page.finish(_HEAD, title, 1, on_one_page=True)
    total = f"{page.name}!$B${grid.below + 4}"
    traffic = f"{page.name}!$B${grid.below + 2}"
    cells = (f"{page.name}!${letter(grid.sum)}${_FIRST + i}" for i in range(len(months)))
    return BudgetCells(total, traffic, tuple(cells))


def _amounts(result: Result) -> list[list[float]]:
    """Return for each month the everyday money and what each battle gets."""
    values = result.values
    rows = []
    for number, total in zip(values["month_numbers"], values["months"], strict=True):
        fought = [
            sum(phase["amount"] for phase in battle["months"] if phase["month"] == number)
            for battle in values["battles"]
        ]
        rows.append([total - sum(fought), *fought])
    return rows


class _Grid:
    """The matrix of months and lines; column numbers of what is calculated from it."""

    def __init__(self, page: Page, lines: int, months: int) -> None:
        self.page = page
        self.lines = lines
        self.last = _HEAD + months
        self.below = self.last + 4
        self.sum = lines + 2
        self.share, self.running, self.brand, self.traffic, self.even = (
            self.sum + i for i in range(1, 6)
        )

    def cells(self, column: int) -> str:
        """Return the months of a column as a range."""
        return f"{letter(column)}${_FIRST}:{letter(column)}${self.last}"

    def write_head(self, battles: Sequence[str]) -> None:
        say = self.page.say
        after = ("month_total", "share", "cumulative", "brand", "traffic", "even")
        names = [say("month"), say("base"), *battles, *(say(key) for key in after)]
        self.page.head(_HEAD, names)

    def write_months(self, months: Sequence[str], amounts: Sequence[Sequence[float]]) -> None:
        for i, (month, row_amounts) in enumerate(zip(months, amounts, strict=True)):
            row = _FIRST + i
            self.page.text(row, 1, month)
            for j, amount in enumerate(row_amounts):
                self.page.figure(row, 2 + j, amount, "yuan", typed=True)
            self._follow(row)

    def _follow(self, row: int) -> None:
        page, month = self.page, f"{letter(self.sum)}{row}"
        total = f"{letter(self.sum)}${self.last + 1}"
        brand = f"{letter(self.brand)}{row}"
        page.formula(row, self.sum, f"SUM(B{row}:{letter(self.lines + 1)}{row})", "yuan")
        page.formula(row, self.share, f"IF({total}=0,0,{month}/{total})", "pct")
        first = f"{letter(self.sum)}${_FIRST}"
        page.formula(row, self.running, f"SUM({first}:{month})", "yuan")
        share = f"$B${self.below + 5}"
        rounded = f"ROUND({month}*{share},0)"
        if row == self.last:  # the last month takes what rounding left over, so the line sums up
            before = f"{letter(self.brand)}${_FIRST}:{letter(self.brand)}{row - 1}"
            rounded = f"ROUND({total}*{share},0)-SUM({before})"
        page.formula(row, self.brand, rounded, "yuan")
        page.formula(row, self.traffic, f"{month}-{brand}", "yuan")
        page.formula(row, self.even, f"{total}/{self.last - _HEAD}", "yuan")

    def write_totals(self) -> None:
        page, row = self.page, self.last + 1
        page.text(row, 1, page.say("total"), bold=True)
        page.text(row + 1, 1, page.say("share"))
        total = f"${letter(self.sum)}${row}"
        for column in (*range(2, self.sum + 1), self.share, self.brand, self.traffic, self.even):
            unit = "pct" if column == self.share else "yuan"
            page.formula(row, column, f"SUM({self.cells(column)})", unit)
            if column not in (self.share, self.even):
                share = f"IF({total}=0,0,{letter(column)}{row}/{total})"
                page.formula(row + 1, column, share, "pct")
        page.total(row, self.even)

    def chart(self) -> None:
        """Add the months as stacked columns, one colour a line."""
        sheet = self.page.sheet
        chart = BarChart()
        chart.type, chart.grouping, chart.overlap, chart.gapWidth = "col", "stacked", 100, 60
        chart.title, chart.style = self.page.say("budget_chart"), 10
        chart.height, chart.width = 8.5, 24
        for i in range(self.lines):
            column = 2 + i
            values = Reference(sheet, min_col=column, min_row=_HEAD, max_row=self.last)
            chart.add_data(values, titles_from_data=True)
            chart.series[i].graphicalProperties.solidFill = _COLOURS[i % len(_COLOURS)]
        chart.set_categories(Reference(sheet, min_col=1, min_row=_FIRST, max_row=self.last))
        chart.x_axis.delete = chart.y_axis.delete = False
        chart.y_axis.numFmt = "#,##0"
        chart.legend.position = "b"
        sheet.add_chart(chart, f"A{self.below + 8}")


def _write_lines(page: Page, result: Result, grid: _Grid) -> None:
    """Write brand, traffic, reserve and total of the year; brand by its share."""
    row, values, total = grid.below, result.values, f"{letter(grid.sum)}{grid.last + 1}"
    page.head(row, [page.say("line"), page.say("year_money"), page.say("share")])
    share = 100 * values["brand"] / values["allocated"] if values["allocated"] else 0
    lines = {
        "brand": f"ROUND({total}*B{row + 5},0)",
        "traffic": f"{total}-B{row + 1}",
        "reserve": "",
        "total": f"SUM(B{row + 1}:B{row + 3})",
    }
    for i, (name, formula) in enumerate(lines.items(), start=1):
        page.text(row + i, 1, page.say(name))
        if formula:
            page.formula(row + i, 2, formula, "yuan")
        else:
            page.figure(row + i, 2, values["reserve"], "yuan", typed=True)
        page.formula(row + i, 3, f"IF($B${row + 4}=0,0,B{row + i}/$B${row + 4})", "pct")
    page.total(row + 4, 3)
    page.text(row + 5, 1, page.say("brand_share"))
    page.figure(row + 5, 2, share, "pct", typed=True)


def _write_measures(page: Page, grid: _Grid) -> None:
    """Write how concentrated the months are, beside the same money spread evenly (S0-22)."""
    row = grid.below
    page.head(row, [page.say("measure"), page.say("before"), page.say("after")], 5)
    for i, (name, unit) in enumerate((("variation", "ratio"), ("top_three", "pct")), start=1):
        page.text(row + i, 5, page.say(name))
        for column, months in ((6, grid.cells(grid.even)), (7, grid.cells(grid.sum))):
            page.formula(row + i, column, _measure(name, months), unit)


def _measure(name: str, months: str) -> str:
    if name == "variation":
        return f"IF(SUM({months})=0,0,STDEVP({months})/AVERAGE({months}))"
    top = "+".join(f"LARGE({months},{place})" for place in (1, 2, 3))
    return f"IF(SUM({months})=0,0,({top})/SUM({months}))"
