"""Battle briefs (P6.3): the six-item list, the hours of the day, stock, and the goal afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from assistant.planning import figures
from assistant.planning.battle_plans import BattlePlan, battle_plans
from assistant.planning.battles import same_node
from assistant.planning.context import DraftContext
from assistant.planning.kept_copy import KEPT_COPY, KINDS, kept_copies
from assistant.planning.plan import Paragraph, Row, Run, Table, Text, joined, label
from assistant.planning.sections.battles import who_does
from assistant.planning.sheet import Sheet

# K9: before the pre-heat bends the figures, and after the hangover.
_BEFORE, _AFTER = (-60, -31), (15, 44)
_OUTCOMES = ("expected_left", "days_to_clear", "cash_tied", "profit")
_WINDOWS = {"0-3": 0, "8-16": 1, "16-20": 2, "20-24": 3}


def add_briefs(sheet: Sheet, context: DraftContext) -> None:
    """Add the six items of every battle (S3-29 to S3-35) and what belongs to the day itself."""
    sheet.add(_six_items(context))
    _add_copy(sheet, context)
    plans = battle_plans(context)
    _add_windows(sheet, context, plans)
    _add_stock(sheet, context)
    _add_daily_goal(sheet, context, plans)


def _add_copy(sheet: Sheet, context: DraftContext) -> None:
    """Add the texts for customers that the owner has kept, numbered as they are struck out."""
    rows: list[Row] = [
        (
            (label(str(number)),),
            (Run(copy.battle, "answer", KEPT_COPY),),
            context.words(f"copy_kind.{copy.kind}") if copy.kind in KINDS else (),
            (Run(" ".join(copy.text.split()), "answer", KEPT_COPY),),
        )
        for number, copy in enumerate(kept_copies(context.profile), start=1)
    ]
    sheet.table(("head.number", "head.battle", "head.copy_kind", "head.copy_text"), rows, "P6.copy")


def _six_items(context: DraftContext) -> Table:
    """Return the six-item list of every battle, a column a battle."""
    campaigns = context.records("campaigns")
    if not campaigns:
        return Table((), ())
    words = context.words
    nodes = [context.cell("campaigns", campaign, "node") for campaign in campaigns]
    head = ((Run(words.label("head.six")),), *(node or words("open") for node in nodes))
    items: dict[str, list[Text]] = {
        "purpose": [_cells(context, c, "objective", "goal", "theme") for c in campaigns],
        "means": [_means(context, c) for c in campaigns],
        "people": [_cells(context, c, "owner") for c in campaigns],
        "links": [_links(context) for _ in campaigns],
        "time": [_cells(context, c, "date") for c in campaigns],
        "accidents": [_accidents(context) for _ in campaigns],
    }
    rows = tuple(
        (words(f"six.{name}"), *(cell or words("open") for cell in cells))
        for name, cells in items.items()
    )
    return Table(head, rows)


def _cells(context: DraftContext, campaign: Mapping[str, Any], *columns: str) -> Text:
    """Return what a campaign says in some columns, each with its label, joined."""
    cells = {column: context.cell("campaigns", campaign, column) for column in columns}
    return joined(
        (
            (Run(context.labels.column("campaigns", column).label), *context.words("colon"), *cell)
            for column, cell in cells.items()
            if cell
        ),
        context.words("semicolon"),
    )


def _means(context: DraftContext, campaign: Mapping[str, Any]) -> Text:
    """Return the money the allocation puts on a battle, and the stock the owner plans."""
    result = context.result("allocation")
    amount: Text = ()
    for battle in result.values["battles"] if result else ():
        if same_node(battle["name"], str(campaign.get("node", ""))):
            figure = context.figure("allocation", "battles", battle["amount"])
            amount = context.words("six.money", amount=figure)
    return joined((amount, _cells(context, campaign, "stock")), context.words("semicolon"))


def _links(context: DraftContext) -> Text:
    """Return who heads each step of the process (D1)."""
    links = []
    for record in context.records("ops.steps"):
        step, owner = (context.cell("ops.steps", record, name) for name in ("step", "owner"))
        if step and owner:
            links.append((*step, Run(" "), *owner))
    return joined(links, context.words("pause"))


def _accidents(context: DraftContext) -> Text:
    return context.words("six.see_risks") if context.knows("risks") else ()


def _add_windows(sheet: Sheet, context: DraftContext, plans: tuple[BattlePlan, ...]) -> None:
    """Add the pre-heat and the hour sheet of Double 11 (K8, S2-13, S2-22)."""
    result = context.result("preheat_windows")
    plan = next((plan for plan in plans if plan.hours and same_node(_name(plan), "双11")), None)
    if result is None or plan is None:
        return
    days = Run(str(result.inputs["preheat_days"]), "assumption", "campaigns")
    slots = {
        name: context.figure("preheat_windows", name) for name in ("preheat", "per_day", "day")
    }
    sheet.line("P6.preheat", days=days, **slots)
    if result.values["carts"] is not None:
        counts = ("orders", "carts", "favourites")
        sheet.line("P6.carts", **{n: context.figure("preheat_windows", n) for n in counts})
    rows = [_hour(context, plan, task) for task in plan.hours]
    heads = ("head.hours", "head.goal", "head.per_hour", "head.what", "head.owner")
    sheet.table(heads, rows, "P6.windows")
    notes = (note[context.language] for note in result.notes)
    sheet.bullets((context.calculated("preheat_windows", note),) for note in notes)


def _hour(context: DraftContext, plan: BattlePlan, task: Mapping[str, Any]) -> Row:
    """Return one window; what lies between two windows has no goal of its own."""
    index = _WINDOWS.get(task["hours"])
    goal, hourly = (
        () if index is None else (_window(context, name, index),)
        for name in ("windows", "per_hour")
    )
    text = task["en"] if context.language == "en" else task["task"]
    what = Run(text, "calculated", plan.schedule.formula)
    return ((label(task["hours"]),), goal, hourly, (what,), (who_does(context, plan, dict(task)),))


def _window(context: DraftContext, name: str, index: int) -> Run:
    values = context.calculations.results["preheat_windows"].values[name]
    return context.figure("preheat_windows", name, values[index])


def _add_stock(sheet: Sheet, context: DraftContext) -> None:
    """Set the planned stock beside the one that earns most (K10, S2-15)."""
    result = context.result("stock")
    if result is None or result.values["planned_profit"] is None:
        return
    planned, best = result.inputs["planned"], result.values["best_quantity"]
    rows = [
        _stock_row(context, "stock.planned", _said(context, planned), "planned_"),
        _stock_row(context, "stock.best", context.figure("stock", "best_quantity", best), ""),
    ]
    heads = ("head.stock", "head.pieces", *(f"head.{name}" for name in _OUTCOMES))
    sheet.table(heads, rows, "P6.stock")
    recommended = context.figure("stock", "recommended_quantity")
    demand = context.figure("stock", "best_quantity", result.inputs["demand_mean"])
    sheet.line("P6.stock_advice", pieces=recommended, demand=demand)
    for note in result.notes:
        sheet.add(Paragraph((context.calculated("stock", note[context.language]),)))


def _said(context: DraftContext, pieces: float) -> Run:
    """Return the stock the owner plans."""
    return Run(figures.number(pieces), context.completed["campaigns"].origin, "campaigns")


def _stock_row(context: DraftContext, key: str, pieces: Run, prefix: str) -> Row:
    outcomes = (
        (context.figure("stock", f"{prefix}{name}"),)
        if context.calculations.results["stock"].values[f"{prefix}{name}"] is not None
        else context.words("open")
        for name in _OUTCOMES
    )
    return (context.words(key), (pieces,), *outcomes)


def _add_daily_goal(sheet: Sheet, context: DraftContext, plans: tuple[BattlePlan, ...]) -> None:
    """Add what daily sales have to reach after a battle, and the days compared (K9, S2-14)."""
    if context.result("after_battle") is None or not plans:
        return
    slots = {name: context.figure("after_battle", name) for name in ("before", "target")}
    sheet.line("P6.after", **slots)
    rows = [(plan.name, _days(plan, *_BEFORE), _days(plan, *_AFTER)) for plan in plans]
    sheet.table(("head.battle", "head.before", "head.after"), rows)


def _days(plan: BattlePlan, first: int, last: int) -> Text:
    start, end = (plan.day + timedelta(days=days) for days in (first, last))
    return (label(f"{start.isoformat()} – {end.isoformat()}"),)


def _name(plan: BattlePlan) -> str:
    return str(plan.record.get("node") or "")
