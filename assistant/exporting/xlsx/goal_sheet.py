"""Goal sheet: the yearly steps and the first year's months, sums and growth as formulas (K1)."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.chart import BarChart, Reference

from assistant.exporting.lookup import column, find_table
from assistant.exporting.xlsx.page import ACCENT, Page
from assistant.planning.period import start_of, year_end
from assistant.planning.plan import Plan, plain

_HEAD = 4


def write_goals(page: Page, plan: Plan, months: Sequence[str], money: Sequence[str]) -> None:
    """Write years, then months; `money` are references to the months of the budget sheet."""
    page.title(page.say("goals"), page.say("goals_remark"))
    yearly = plan.results["goal_gap"]
    last = _write_years(page, plan, yearly.inputs["current"], yearly.values["milestones"])
    _add_chart(page, _HEAD + 1, last)
    _write_months(page, plan, months, money, last + 20)
    page.widths([16, 16, 16, 14, 16, 12, 14, 22])
    page.finish(_HEAD, plan.title, 1, on_one_page=True)


def _write_years(page: Page, plan: Plan, current: float, goals: Sequence[float]) -> int:
    """Write today and the goal of each year; return the last row."""
    names = ("until", "goal", "increase", "growth", "owner")
    page.head(_HEAD, [page.say(name) for name in names])
    page.text(_HEAD + 1, 1, page.say("today"))
    page.figure(_HEAD + 1, 2, current, "yuan", typed=True)
    start, owner = start_of(plan.basis.known), plan.basis.known.text("lead.name")
    for year, goal in enumerate(goals, start=1):
        row = _HEAD + 1 + year
        if start:
            page.figure(row, 1, year_end(start, year), "date")
        else:
            page.text(row, 1, f"{page.say('year')} {year}")
        page.figure(row, 2, goal, "yuan", typed=True)
        page.formula(row, 3, f"B{row}-B{row - 1}", "yuan")
        page.formula(row, 4, f"IF(B{row - 1}=0,0,B{row}/B{row - 1}-1)", "pct")
        page.text(row, 5, owner)
    return _HEAD + 1 + len(goals)


def _write_months(
    page: Page, plan: Plan, months: Sequence[str], money: Sequence[str], head: int
) -> None:
    names = ("month", "goal", "cumulative", "share", "promotion", "cost_share", "battles")
    page.head(head, [page.say(name) for name in names])
    fought = [plain(cell) for cell in column(find_table(plan, "head.battle"), "head.battle")]
    goals = plan.results["goal_gap"].values["months"]
    last = head + len(months)
    for i, (month, goal) in enumerate(zip(months, goals, strict=True)):
        row = head + 1 + i
        page.text(row, 1, month)
        page.figure(row, 2, goal, "yuan", typed=True)
        page.formula(row, 3, f"SUM(B${head + 1}:B{row})", "yuan")
        page.formula(row, 4, f"IF(B${last + 1}=0,0,B{row}/B${last + 1})", "pct")
        if money:
            page.formula(row, 5, money[i], "yuan")
            page.formula(row, 6, f"IF(B{row}=0,0,E{row}/B{row})", "pct")
        page.text(row, 7, fought[i] if i < len(fought) else "")
    row = last + 1
    page.text(row, 1, page.say("total"))
    for name in ("B", "D", "E") if money else ("B", "D"):
        unit = "pct" if name == "D" else "yuan"
        page.formula(row, ord(name) - 64, f"SUM({name}{head + 1}:{name}{last})", unit)
    page.total(row, len(names))


def _add_chart(page: Page, first: int, last: int) -> None:
    """Add the staircase of the years."""
    chart = BarChart()
    chart.type, chart.gapWidth, chart.legend = "col", 60, None
    chart.title, chart.height, chart.width = page.say("goals_chart"), 8, 18
    chart.add_data(Reference(page.sheet, min_col=2, min_row=first, max_row=last))
    chart.set_categories(Reference(page.sheet, min_col=1, min_row=first, max_row=last))
    chart.series[0].graphicalProperties.solidFill = ACCENT
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.number_format, chart.y_axis.numFmt = "yyyy-mm-dd", "#,##0"
    page.sheet.add_chart(chart, f"A{last + 2}")
