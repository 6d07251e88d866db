"""Workbook: the sheets of a plan in the order they are read; one without content is left out."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook

from assistant.exporting.characters import printable
from assistant.exporting.lookup import find_table
from assistant.exporting.xlsx.action_sheet import write_actions
from assistant.exporting.xlsx.budget_sheet import BudgetCells, write_budget
from assistant.exporting.xlsx.funnel_sheet import write_funnel
from assistant.exporting.xlsx.goal_sheet import write_goals
from assistant.exporting.xlsx.list_sheet import write_list
from assistant.exporting.xlsx.page import Page
from assistant.exporting.xlsx.summary_sheet import write_summary
from assistant.exporting.xlsx.tracker_sheet import write_tracker
from assistant.planning.plan import Plan
from assistant.planning.tracker import tracker_of

_UNFIT = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_LISTS = {"assumptions": "head.check_by", "sources": "head.quote"}
_LINKED = ("visitors", "orders", "customers", "need")


def to_xlsx(plan: Plan) -> bytes:
    """Return the plan as a workbook: summary, budget, goals, actions, tracker, funnel, lists."""
    book = Workbook()
    summary = Page(book.active, plan.captions)
    summary.sheet.title = _sheet_name(plan, "summary")
    links = _write_figures(book, plan)
    for name, key in _LISTS.items():
        table = find_table(plan, key)
        if table and table.rows:
            write_list(_add(book, plan, name), table, name, plan.title)
    write_summary(summary, plan, links)
    return _saved(book, plan)


def _write_figures(book: Workbook, plan: Plan) -> dict[str, str]:
    """Write the sheets that compute; return the cells of figures the summary shows."""
    tracker = tracker_of(plan)
    budget, links = BudgetCells("", "", ()), {}
    if "allocation" in plan.results:
        page = _add(book, plan, "budget")
        budget = write_budget(page, plan.results["allocation"], tracker.months, plan.title)
        links = {"budget": budget.total, "traffic": budget.traffic}
    if "goal_gap" in plan.results:
        write_goals(_add(book, plan, "goals"), plan, tracker.months, budget.months)
    if plan.basis.known.items_of("actions"):
        write_actions(_add(book, plan, "actions"), plan)
    if tracker.lines:
        write_tracker(_add(book, plan, "tracker"), tracker, plan.title)
    if "funnel" in plan.results:
        steps = write_funnel(_add(book, plan, "funnel"), plan, budget.traffic)
        links |= {name: cell for name, cell in steps.items() if name in _LINKED}
    return links


def _add(book: Workbook, plan: Plan, name: str) -> Page:
    return Page(book.create_sheet(_sheet_name(plan, name)), plan.captions)


def _sheet_name(plan: Plan, name: str) -> str:
    return _UNFIT.sub(" ", plan.captions[f"sheet.{name}"])[:_LONGEST_NAME]


def _saved(book: Workbook, plan: Plan) -> bytes:
    properties = book.properties
    properties.title, properties.creator = printable(plan.title), ""
    properties.created = properties.modified = datetime.fromisoformat(plan.date)
    book.calculation.fullCalcOnLoad = True
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()
