"""P2 situation: who the company is, what it sells and earns, its channels, customers and team."""

from __future__ import annotations

from assistant.planning.context import DraftContext
from assistant.planning.labels import is_assumed
from assistant.planning.plan import Row, Run, Section
from assistant.planning.sections.pictures import score_radar, share_donut
from assistant.planning.sheet import Sheet

_TRAITS = ("rich", "beautiful", "functional", "humane", "interactive")
_PROPOSED = ("channels.mix", "campaigns", "kpis", "risks", "actions")
_ECONOMICS = (
    "contribution_margin_pct",
    "break_even_roas",
    "max_cpa",
    "break_even_cpc",
    "cpa",
    "profit_per_order",
)


def draft_situation(context: DraftContext) -> Section:
    """Draft P2 from A1 A2 A3 A4 A8, B5 B6 B8, C1 C2 C3 C5 and D2 (S3-5, S0-3)."""
    sheet = Sheet(context, "P2")
    sheet.part("P2.1").facts(
        "company.name",
        "company.location",
        "company.headcount",
        "company.years",
        "company.one_liner",
        "offer.category",
        "offer.customer_type",
        "offer.region",
        "model.main_stream",
    )
    sheet.records("model.streams").records("strengths")
    _name_the_trade(sheet, context)
    _add_products(sheet.part("P2.2"), context)
    _add_channels(sheet.part("P2.3"), context)
    sheet.part("P2.4").records("personas")
    sheet.part("P2.5").bullets(context.items("current.feedback")).facts("brand.search_result")
    _add_scores(sheet.part("P2.6"), context)
    sheet.part("P2.7").records("team").facts(
        "team.missing", "assets.old_customers", "assets.reach_by"
    )
    sheet.records("opinions")
    return sheet.section(
        "A1", "A2", "A3", "A4", "A8", "B5", "B6", "B8", "C1", "C2", "C3", "C5", "D2"
    )


def _name_the_trade(sheet: Sheet, context: DraftContext) -> None:
    """Say which trade the proposals come from, while anything was proposed."""
    if context.trade is not None and any(is_assumed(context.completed, k) for k in _PROPOSED):
        name = context.trade.name.text(context.language)
        sheet.line("P2.trade", trade=Run(name, "assumption", "offer.category"))


def _add_products(sheet: Sheet, context: DraftContext) -> None:
    """Add the products and the arithmetic of one order (K5)."""
    sheet.records("product.items")
    sheet.facts(
        "econ.aov",
        "econ.unit_cost",
        "econ.gross_margin_pct",
        "econ.shipping",
        "econ.platform_fee_pct",
        "econ.return_rate_pct",
        "econ.repeat_per_year",
    )
    result = context.result("unit_economics")
    if result is None:
        return
    rows = [
        (context.words(f"order.{name}"), (context.figure("unit_economics", name),))
        for name in _ECONOMICS
        if result.values[name] is not None
    ]
    sheet.table(("head.item", "head.figure"), rows, "P2.order")


def _add_channels(sheet: Sheet, context: DraftContext) -> None:
    """Add channels, platforms, visitors and the seven carriers (S1-13)."""
    sheet.facts(
        "channels.mode",
        "channels.platforms",
        "channels.main",
        "current.platforms",
        "current.online_revenue",
        "funnel.monthly_visitors",
        "site.promo",
    )
    for key in ("current.channels", "funnel.sources"):
        sheet.add(share_donut(context, key, sheet.record_table(key)))
    if not context.knows("current.carriers"):
        return
    owned = context.completed["current.carriers"]
    rows: list[Row] = []
    for value, name in context.labels.field("current.carriers").options.items():
        state = context.words.label("carrier.have" if value in owned.value else "carrier.none")
        rows.append(((Run(name),), (Run(state, owned.origin, "current.carriers"),)))
    sheet.table(("head.carrier", "head.state"), rows)


def _add_scores(sheet: Sheet, context: DraftContext) -> None:
    """Add the five traits of the site or shop, scored 0 to 5 (S2-4)."""
    rows = [
        (context.words(f"trait.{trait}"), score)
        for trait, score in zip(_TRAITS, context.items("site.scores"), strict=False)
    ]
    sheet.add(score_radar(context, sheet.new_table(("head.trait", "head.score"), rows)))
    sheet.facts("site.new_columns")
