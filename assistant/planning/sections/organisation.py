"""Organisation (P6.5): who leads, posts the platforms need, five ways to a lead, pay, training."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.people import holder_of_post
from assistant.planning.plan import Row, Run, Text, joined
from assistant.planning.sheet import Sheet

_MOST_ROUTES = 5


def add_organisation(sheet: Sheet, context: DraftContext) -> None:
    """Add the lead, pay and training, the steps with their owners, posts and routes."""
    sheet.facts(
        "lead.name",
        "lead.fulltime",
        "lead.experience_years",
        "lead.route",
        "lead.backup",
        "hr.pay_rule",
        "hr.kpi_bonus",
        "hr.training",
    )
    sheet.records("ops.steps")
    _add_posts(sheet, context)
    _add_routes(sheet, context)


def _add_posts(sheet: Sheet, context: DraftContext) -> None:
    """Add the posts the platforms need and who fills them (K12, S0-21)."""
    result = context.result("staffing")
    if result is None:
        return
    rows = [_post(context, role) for role in result.values["roles"]]
    sheet.table(("head.post", "head.need", "head.platform", "head.holder"), rows, "P6.posts")


def _post(context: DraftContext, role: Mapping[str, Any]) -> Row:
    name = holder_of_post(context.completed, role["zh"])
    holder: Text = context.words("vacant")
    if name:
        key = "lead.name" if name == context.completed.text("lead.name").strip() else "team"
        holder = (Run(name, context.completed[key].origin, key),)
    platforms = [(_calculated(context, platform),) for platform in role["platforms"]]
    return (
        (_calculated(context, role["en" if context.language == "en" else "zh"]),),
        context.words(f"need.{role['need']}"),
        joined(platforms, context.words("pause")),
        holder,
    )


def _calculated(context: DraftContext, text: str) -> Run:
    return context.calculated("staffing", text)


def _add_routes(sheet: Sheet, context: DraftContext) -> None:
    """Add the five ways to find a lead, best first, while nobody leads full-time (I-07, K13)."""
    result = context.result("talent_routes")
    if result is None:
        return
    language = context.language
    rows: list[Row] = []
    for route in result.values["routes"][:_MOST_ROUTES]:
        month = Run(str(route["first_month"]), "assumption", "lead.route")
        rows.append(
            (
                (context.calculated("talent_routes", route[language]),),
                context.words("fits" if route["recommended"] else "none"),
                _cost(context, route["monthly_cost"]),
                context.words("month_no", number=month),
                (context.calculated("talent_routes", route["prepare"][language]),),
            )
        )
    heads = ("head.route", "head.fits", "head.monthly_cost", "head.useful_from", "head.prepare")
    sheet.table(heads, rows, "P6.routes")


def _cost(context: DraftContext, amount: float) -> Text:
    """Return a monthly cost; it rests on a usual pay, so it is an assumption."""
    if not amount:
        return context.words("by_share")
    return (Run(figures.yuan(amount, context.language), "assumption", "lead.route"),)
