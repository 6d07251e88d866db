"""Action sheet: who does what by when, with a state to choose and late actions in red (P6.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from assistant.exporting.lookup import column, find_table
from assistant.exporting.xlsx.page import Page
from assistant.planning.edits import EDITED
from assistant.planning.period import parse_day
from assistant.planning.plan import Plan, Text, plain

_HEAD = 4
_NAMES = (
    "what",
    "issue_no",
    "where",
    "owner",
    "start",
    "check",
    "end",
    "money",
    "proof",
    "state",
    "done_on",
    "note",
)
_TEXTS = {"what": 1, "issue_no": 2, "where": 3, "owner": 4, "proof": 9}
_DAYS = {"start": 5, "check": 6, "end": 7}
_MONEY, _STATE, _SPARE = 8, 10, 10
_STATES = ("state_open", "state_running", "state_done", "state_moved")


def write_actions(page: Page, plan: Plan) -> None:
    """Write one action a row and ten empty rows to go on with."""
    page.title(page.say("actions"), page.say("actions_remark"))
    page.head(_HEAD, [page.say(name) for name in _NAMES])
    table = find_table(plan, "head.three_dates") or find_table(plan, "head.proof")
    records = [item for item in plan.basis.known.items_of("actions") if isinstance(item, dict)]
    texts = {name: column(table, f"head.{name}") for name in (*_TEXTS, "three_dates", "money")}
    for i, record in enumerate(records):
        cells = {name: cells[i] if i < len(cells) else () for name, cells in texts.items()}
        _write_row(page, _HEAD + 1 + i, record, cells)
    last = _HEAD + len(records) + _SPARE
    _write_total(page, last + 1)
    _offer_states(page, last)
    page.widths([34, 9, 16, 12, 12, 12, 12, 12, 24, 11, 12, 20])
    page.sheet.auto_filter.ref = f"A{_HEAD}:{'L'}{last}"
    page.finish(_HEAD, plan.title, 1)


def _write_row(page: Page, row: int, record: Mapping[str, Any], cells: Mapping[str, Text]) -> None:
    """Write an action; days and money as numbers, unless the owner wrote other words for them."""
    for name, place in _TEXTS.items():
        page.text(row, place, plain(cells[name]) or str(record.get(name) or ""))
    if _is_edited(cells["three_dates"]):
        page.text(row, _DAYS["start"], plain(cells["three_dates"]))
    else:
        for name, place in _DAYS.items():
            _write_day(page, row, place, str(record.get(name) or ""))
    if _is_edited(cells["money"]):
        page.text(row, _MONEY, plain(cells["money"]))
    elif isinstance(record.get("budget"), int | float):
        page.figure(row, _MONEY, record["budget"], "yuan", typed=True)
    page.text(row, _STATE, page.say(_STATES[0]))


def _write_day(page: Page, row: int, place: int, text: str) -> None:
    day = parse_day(text)
    if day:
        page.figure(row, place, day, "date", typed=True)
    else:
        page.text(row, place, text)


def _is_edited(text: Text) -> bool:
    return any(run.source == EDITED for run in text)


def _write_total(page: Page, row: int) -> None:
    page.text(row, 1, page.say("total"))
    page.formula(row, _MONEY, f"SUM(H{_HEAD + 1}:H{row - 1})", "yuan")
    done = page.say("state_done")
    page.formula(row, _STATE, f'COUNTIF(J{_HEAD + 1}:J{row - 1},"{done}")', "count")
    page.total(row, len(_NAMES))


def _offer_states(page: Page, last: int) -> None:
    """Offer the states to choose from; an action past its end that is not done turns red."""
    sheet, words = page.sheet, [page.say(state) for state in _STATES]
    offer = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    sheet.add_data_validation(offer)
    offer.add(f"J{_HEAD + 1}:J{last}")
    area, first = f"A{_HEAD + 1}:L{last}", _HEAD + 1
    done, late = page.say("state_done"), Font(color="B42318")
    is_late = f'AND(ISNUMBER($G{first}),$G{first}<TODAY(),$J{first}<>"{done}")'
    grey = PatternFill("solid", bgColor="EEF2EE")
    sheet.conditional_formatting.add(area, FormulaRule([f'$J{first}="{done}"'], fill=grey))
    sheet.conditional_formatting.add(area, FormulaRule([is_late], font=late))
