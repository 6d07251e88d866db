"""Funnel sheet: from the goal back to the money it needs, as live formulas equal to K4 and K5."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.calculators.result import Result
from assistant.exporting.xlsx.page import Page, letter
from assistant.planning.plan import Plan

_HEAD = 4
_STAGES = {"funnel": "stage_first", "funnel_goal": "stage_goal", "funnel_now": "stage_now"}
_SHOP = ("revenue", "aov", "return_rate_pct", "conversion_pct", "paid_share_pct", "cpc")
_LEADS = (
    "revenue",
    "acv",
    "win_pct",
    "sql_to_opp_pct",
    "lead_to_sql_pct",
    "visitor_to_lead_pct",
    "paid_share_pct",
    "cpc",
)
# A step is (name, formula over the cells above, unit); {x} stands for the cell of x. The slack
# keeps floating point dust from buying one more visitor, as the calculator does.
_UP = "ROUNDUP(({})*(1-1E-12),0)"
_SHOP_STEPS = (
    ("orders", _UP.format("{revenue}/({aov}*(1-{return_rate_pct}))"), "count"),
    ("visitors", _UP.format("{orders}/{conversion_pct}"), "count"),
)
_LEAD_STEPS = (
    ("customers", _UP.format("{revenue}/{acv}"), "count"),
    ("opportunities", _UP.format("{customers}/{win_pct}"), "count"),
    ("sqls", _UP.format("{opportunities}/{sql_to_opp_pct}"), "count"),
    ("leads", _UP.format("{sqls}/{lead_to_sql_pct}"), "count"),
    ("visitors", _UP.format("{leads}/{visitor_to_lead_pct}"), "count"),
)
# Halves are rounded to the even yuan, as the calculator does.
_MONEY_STEPS = (
    ("paid_clicks", _UP.format("{visitors}*{paid_share_pct}"), "count"),
    ("need", "ROUND({paid_clicks}*{cpc},0)-(MOD({paid_clicks}*{cpc},2)=0.5)", "yuan"),
    ("cac", "{paid_clicks}*{cpc}/{first}", "money"),
    ("roas", 'IF({paid_clicks}*{cpc}=0,"",{revenue}/({paid_clicks}*{cpc}))', "ratio"),
    ("visitors_day", "{visitors}/365", "count"),
)
_MONEY_OF = {"revenue": "yuan", "acv": "yuan", "aov": "money", "cpc": "money"}


def write_funnel(page: Page, plan: Plan, traffic: str) -> dict[str, str]:
    """Write the first year, the goal and today side by side; return references by step.

    Args:
        page: the sheet.
        plan: a plan whose results hold "funnel".
        traffic: reference to the traffic money of the budget sheet, "" without a budget.
    """
    results = [plan.results[name] for name in _STAGES if name in plan.results]
    is_shop = "aov" in results[0].inputs
    page.title(page.say("funnel"), page.say("funnel_remark"))
    stages = [page.say(word) for name, word in _STAGES.items() if name in plan.results]
    page.head(_HEAD, [page.say("input"), *stages])
    inputs = _SHOP if is_shop else _LEADS
    steps = (*(_SHOP_STEPS if is_shop else _LEAD_STEPS), *_MONEY_STEPS)
    rows = {name: _HEAD + 1 + i for i, name in enumerate(inputs)}
    for name, row in rows.items():
        page.text(row, 1, page.say(name))
        _write_input(page, row, name, results)
    head = _HEAD + len(inputs) + 2
    page.head(head, [page.say("step"), *stages])
    rows |= {name: head + 1 + i for i, (name, _, _) in enumerate(steps)}
    rows["first"] = rows["orders" if is_shop else "customers"]
    for name, formula, unit in steps:
        page.text(rows[name], 1, page.say(name))
        for column in range(2, 2 + len(results)):
            page.formula(rows[name], column, _filled(formula, rows, column), unit)
    below = max(rows.values()) + 2
    if results[0].inputs.get("available") is not None:
        below = _write_gap(page, below, rows, results[0], traffic)
    page.widths([34, 18, 18, 18])
    page.finish(_HEAD, plan.title, 1, on_one_page=True)
    return {name: f"{page.name}!$B${row}" for name, row in rows.items()}


def _write_input(page: Page, row: int, name: str, results: Sequence[Result]) -> None:
    """Write an input of the first stage; the other stages follow it, but for their own goal."""
    for i, result in enumerate(results):
        unit = _MONEY_OF.get(name, "pct")
        value = result.inputs[name]
        if i and name != "revenue" and value == results[0].inputs[name]:
            page.formula(row, 2 + i, f"$B{row}", unit)
        else:
            page.figure(row, 2 + i, value, unit, typed=True)


def _filled(formula: str, rows: Mapping[str, int], column: int) -> str:
    """Return a formula of ours with its slots replaced by cells of a column."""
    for name, row in rows.items():
        formula = formula.replace(f"{{{name}}}", f"{letter(column)}{row}")
    return formula


def _write_gap(page: Page, row: int, rows: Mapping[str, int], result: Result, traffic: str) -> int:
    """Write whether the money is enough, and what each figure alone would have to become."""
    need, have = f"$B${rows['need']}", f"$B${row + 1}"
    page.head(row, [page.say("enough"), page.say("stage_first")])
    page.text(row + 1, 1, page.say("available"))
    if traffic:
        page.formula(row + 1, 2, traffic, "yuan")
    else:
        page.figure(row + 1, 2, result.inputs["available"], "yuan", typed=True)
    page.text(row + 2, 1, page.say("short"))
    page.formula(row + 2, 2, f"MAX(0,{need}-{have})", "yuan")
    page.head(row + 4, [page.say("lever"), page.say("needed")])
    raised = ("conversion_pct", "aov") if "aov" in rows else ("visitor_to_lead_pct", "acv")
    levers = {name: f"*{need}/{have}" for name in raised}
    levers |= {name: f"*{have}/{need}" for name in ("cpc", "paid_share_pct", "revenue")}
    for i, (name, factor) in enumerate(levers.items(), start=row + 5):
        page.text(i, 1, page.say(name))
        enough = f'IF(OR({have}=0,{need}<={have}),"",B{rows[name]}{factor})'
        page.formula(i, 2, enough, _MONEY_OF.get(name, "pct"))
    return row + 5 + len(levers)
