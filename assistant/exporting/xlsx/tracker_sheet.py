"""Tracker sheet: target, actual, variance and light of each indicator, month by month (P9.1)."""

from __future__ import annotations

from openpyxl.chart import LineChart, Reference
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill

from assistant.exporting.xlsx.page import Page, letter
from assistant.planning.tracker import TrackedLine, Tracker, Values

_HEAD = 5
_FIRST_MONTH = 3
_ROWS = ("target", "actual", "variance", "light")
_LIGHTS = {"green": "DDEFE3", "yellow": "FBF0CF", "red": "F8DEDB"}
_CHART_ROWS, _MOST_CHARTS = 16, 6


def write_tracker(page: Page, tracker: Tracker, title: str) -> None:
    """Write four rows an indicator; the actual ones are to be filled in and can be read back."""
    page.title(page.say("tracker"), page.say("tracker_remark"))
    page.text(3, 1, page.say("threshold"))
    page.figure(3, 2, tracker.threshold_pct, "pct", typed=True)
    total = _FIRST_MONTH + len(tracker.months)
    heads = [page.say("kpi"), page.say("kind"), *tracker.months, page.say("total")]
    page.head(_HEAD, heads)
    for i, line in enumerate(tracker.lines):
        _write_line(page, _HEAD + 1 + i * len(_ROWS), line, total)
    last = _HEAD + len(tracker.lines) * len(_ROWS)
    _colour_lights(page, last, total)
    for i, line in enumerate(tracker.lines[:_MOST_CHARTS]):
        _add_chart(page, line.name, _HEAD + 1 + i * len(_ROWS), (last + 2, i), total)
    page.widths([18, 9, *(11 for _ in tracker.months), 13])
    page.finish(_HEAD, title, 2, on_one_page=True)


def _write_line(page: Page, row: int, line: TrackedLine, total: int) -> None:
    unit = "yuan" if line.unit == "yuan" else _unit((*line.targets, *line.actuals))
    for i, kind in enumerate(_ROWS):
        # the name stands in every row, so that a sorted or filtered sheet still says what is what
        page.text(row + i, 1, line.name, bold=i == 0)
        page.text(row + i, 2, page.say(kind))
    for i, (target, actual) in enumerate(zip(line.targets, line.actuals, strict=True)):
        column = _FIRST_MONTH + i
        page.figure(row, column, target, unit)
        page.figure(row + 1, column, actual, unit, typed=True)
        _compare(page, row, column, line)
    if line.adds_up:
        months = f"{letter(_FIRST_MONTH)}{{row}}:{letter(total - 1)}{{row}}"
        for i in (0, 1):
            page.formula(row + i, total, f"SUM({months.format(row=row + i)})", unit)
    for column in range(1, total + 1):
        page.underline(row + len(_ROWS) - 1, column)


def _unit(values: Values) -> str:
    """Return "count" for whole numbers, else "plain" with decimals."""
    return "count" if all(v is None or float(v).is_integer() for v in values) else "plain"


def _compare(page: Page, row: int, column: int, line: TrackedLine) -> None:
    """Write how far the actual value is above the target, and the light that follows."""
    target, actual = f"{letter(column)}{row}", f"{letter(column)}{row + 1}"
    blank = f'OR({actual}="",{target}="",{target}=0)'
    page.formula(row + 2, column, f'IF({blank},"",{actual}/{target}-1)', "pct")
    better = f"-{letter(column)}{row + 2}" if line.falls else f"{letter(column)}{row + 2}"
    words = [page.say(light) for light in _LIGHTS]
    light = (
        f'IF({blank},"",IF({better}>=0,"{words[0]}",IF({better}>=-$B$3,"{words[1]}","{words[2]}")))'
    )
    page.formula(row + 3, column, light, "count")


def _colour_lights(page: Page, last: int, total: int) -> None:
    area = f"{letter(_FIRST_MONTH)}{_HEAD + 1}:{letter(total - 1)}{max(last, _HEAD + 1)}"
    first = f"{letter(_FIRST_MONTH)}{_HEAD + 1}"
    for light, colour in _LIGHTS.items():
        fill = PatternFill("solid", bgColor=colour)
        rule = FormulaRule([f'{first}="{page.say(light)}"'], fill=fill)
        page.sheet.conditional_formatting.add(area, rule)


def _add_chart(page: Page, name: str, row: int, place: tuple[int, int], total: int) -> None:
    """Add a small chart of target against actual; two stand side by side."""
    below, number = place
    chart = LineChart()
    chart.title, chart.height, chart.width = name, 7, 15
    data = Reference(page.sheet, min_col=2, max_col=total - 1, min_row=row, max_row=row + 1)
    chart.add_data(data, from_rows=True, titles_from_data=True)
    months = Reference(page.sheet, min_col=_FIRST_MONTH, max_col=total - 1, min_row=_HEAD)
    chart.set_categories(months)
    for series, colour in zip(chart.series, ("C9CED6", "2456A6"), strict=True):
        series.graphicalProperties.line.solidFill = colour
        series.smooth = False
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.legend.position = "b"
    anchor = f"{'AI'[number % 2]}{below + number // 2 * _CHART_ROWS}"
    page.sheet.add_chart(chart, anchor)
