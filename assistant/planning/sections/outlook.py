"""Outlook (P7.5, P7.6): three scenarios, what moves the money most, and the cash valley."""

from __future__ import annotations

from typing import Any

from assistant.calculators.result import Result
from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.period import months_from, start_of
from assistant.planning.plan import Chart, Row, Run, Series, label, plain
from assistant.planning.sheet import Sheet

_STORIES = ("cautious", "middle", "hopeful")
_MOST_BARS = 6


def add_scenarios(sheet: Sheet, context: DraftContext) -> None:
    """Add the year in three scenarios, the range of the money needed, and the tornado (K15)."""
    result = context.result("scenarios")
    if result is not None:
        rows = [
            (
                context.words(f"story.{story}"),
                (context.figure("scenarios", "needs", result.values["needs"][story]),),
                (context.figure("scenarios", "left", result.values["left"][story]),),
            )
            for story in _STORIES
        ]
        heads = ("head.story", "head.traffic_needed", "head.left")
        sheet.table(heads, rows, "P7.scenarios")
    odds = context.result("sensitivity")
    if odds is None:
        return
    ends = {"low": "p10", "middle": "p50", "high": "p90"}
    sheet.line("P7.odds", **{k: context.figure("sensitivity", name) for k, name in ends.items()})
    if odds.values["p_within"] is not None:
        _say_whether_enough(sheet, context, round(100 * odds.values["p_within"]))
    sheet.add(_tornado(sheet, context, odds))


def _say_whether_enough(sheet: Sheet, context: DraftContext, chance: int) -> None:
    """Add how likely the traffic money is enough, in per cent; near the ends in words."""
    if 1 <= chance <= 99:
        share = context.calculated("sensitivity", figures.percent(chance))
        sheet.line("P7.within", share=share)
    else:
        sheet.line("P7.surely" if chance else "P7.hardly")


def _tornado(sheet: Sheet, context: DraftContext, odds: Result) -> Chart:
    """Return what the money needed becomes when one figure moves, the strongest first."""
    words = context.words
    bars: list[dict[str, Any]] = odds.values["tornado"][:_MOST_BARS]
    rows: list[Row] = [
        (
            words(f"moved.{bar['input']}"),
            (context.figure("sensitivity", "tornado", bar["at_low"]),),
            (context.figure("sensitivity", "tornado", bar["at_high"]),),
            (context.figure("sensitivity", "tornado", bar["swing"]),),
        )
        for bar in bars
    ]
    heads = ("head.item", "head.at_low", "head.at_high", "head.swing")
    series = tuple(
        Series(words.label(f"head.{end}"), tuple(float(bar[end]) for bar in bars))
        for end in ("at_low", "at_high")
    )
    labels = tuple(plain(row[0]) for row in rows)
    title = words.label("P7.tornado")
    return Chart(
        kind="tornado",
        title=title,
        labels=labels,
        series=series,
        unit="yuan",
        table=sheet.new_table(heads, rows),
        base=float(odds.values["budget"]),
    )


def add_cash(sheet: Sheet, context: DraftContext) -> None:
    """Add how deep the account goes in the first year, and when it is back (K17, S0-35, S0-36)."""
    result = context.result("cash_valley")
    if result is None:
        return
    if not result.values["need"]:
        sheet.line("P7.no_valley")
        return
    month = context.calculated("cash_valley", str(result.values["month"]))
    sheet.line("P7.valley", month=month, need=_cash(context, result.values["need"]))
    names = _month_names(context)
    rows: list[Row] = [
        (
            (label(names[i]),),
            (_cash(context, result.inputs["spend"][i]),),
            (_cash(context, result.inputs["sales"][i]),),
            (_cash(context, balance),),
        )
        for i, balance in enumerate(result.values["balance"])
        if i <= (result.values["recovered_month"] or len(names))
    ]
    heads = ("head.month", "head.spend", "head.sales_month", "head.balance")
    sheet.table(heads, rows, "P7.cash")
    sheet.line("P7.fill")


def _cash(context: DraftContext, amount: float) -> Run:
    """Return an amount of the account to the yuan."""
    return context.figure("cash_valley", "balance", round(amount))


def _month_names(context: DraftContext) -> list[str]:
    start = start_of(context.completed)
    if start is None:
        return [str(number) for number in range(1, 13)]
    return [figures.month(*pair) for pair in months_from(start)]
