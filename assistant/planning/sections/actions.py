"""P6 actions: what is done, when and by whom, one brief a battle, one card a channel, the team."""

from __future__ import annotations

from typing import Any

from assistant.planning.battles import same_node
from assistant.planning.context import DraftContext
from assistant.planning.plan import Run, Section, Table, Text, joined
from assistant.planning.sheet import Sheet


def draft_actions(context: DraftContext) -> Section:
    """Draft P6 from A3 B3 C4 C6 C7 C9 and D1 to D6 (S3-14, S3-35, S2-19, S4-31)."""
    sheet = Sheet(context, "P6")
    sheet.part("P6.1").records("actions")
    sheet.part("P6.2").records("campaigns")
    sheet.part("P6.3").add(_briefs(context))
    sheet.part("P6.4").records("brand.content_plan")
    sheet.part("P6.5").facts(
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
    sheet.part("P6.6").facts(
        "sales.reply_minutes",
        "sales.followups",
        "sales.sop",
        "sales.consistency_ok",
        "after.complaint_hours",
        "after.repeat_goal_pct",
    )
    sheet.part("P6.7").bullets(_evidence(context))
    return sheet.section("C7", "C9", "C4", "D1", "D3", "D4", "D5", "D6")


def _briefs(context: DraftContext) -> Table:
    """Return the six-item list of every battle (S3-29 to S3-35), a column a battle."""
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
        "links": [() for _ in campaigns],
        "time": [_cells(context, c, "date") for c in campaigns],
        "accidents": [_accidents(context) for _ in campaigns],
    }
    rows = tuple(
        (words(f"six.{name}"), *(cell or words("open") for cell in cells))
        for name, cells in items.items()
    )
    return Table(head, rows)


def _cells(context: DraftContext, campaign: dict[str, Any], *columns: str) -> Text:
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


def _means(context: DraftContext, campaign: dict[str, Any]) -> Text:
    """Return the money the allocation puts on a battle, and the stock the owner plans."""
    result = context.result("allocation")
    amount: Text = ()
    for battle in result.values["battles"] if result else ():
        if same_node(battle["name"], str(campaign.get("node", ""))):
            figure = context.figure("allocation", "battles", battle["amount"])
            amount = context.words("six.money", amount=figure)
    return joined((amount, _cells(context, campaign, "stock")), context.words("semicolon"))


def _accidents(context: DraftContext) -> Text:
    return context.words("six.see_risks") if context.knows("risks") else ()


def _evidence(context: DraftContext) -> list[Text]:
    """Return what belongs into the evidence folder: proofs and words of praise (S3-16)."""
    return [*context.column("strengths", "proof"), *context.items("product.love.moments")]
