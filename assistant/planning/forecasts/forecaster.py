"""Forecaster: adds everything that can be worked out once the proposals stand."""

from __future__ import annotations

from dataclasses import replace

from assistant.calculators.goal_gap import goal_gap
from assistant.planning.context import DraftContext, describe
from assistant.planning.forecasts.counter_plans import compare_counter_plans, counter_plans
from assistant.planning.forecasts.posts import add_posts
from assistant.planning.forecasts.sale_days import add_sale_days
from assistant.planning.forecasts.scenarios import add_scenarios
from assistant.planning.forecasts.weakest_link import add_weakest_link
from assistant.planning.modules import modules_of
from assistant.planning.proposals.preset import Figures, Presets
from assistant.planning.proposals.proposal import Proposal
from assistant.planning.worksheet import Worksheet


def forecast(context: DraftContext, presets: Presets) -> DraftContext:
    """Return the context with the calculations of this package and the three counter-plans."""
    sheet = Worksheet(context.completed)
    calculations = context.calculations
    sheet.results |= calculations.results
    sheet.fields |= {name: dict(fields) for name, fields in calculations.fields.items()}
    sheet.refused |= calculations.refused
    if not modules_of(context.completed).funnel:
        _leave_out_funnel(sheet)
    _follow_the_season(sheet, presets.figures)
    add_weakest_link(sheet, presets.healthy)
    add_scenarios(sheet, presets.figures)
    proposal = Proposal(context.completed, context.notes)
    if context.trade is not None:
        add_sale_days(sheet, presets.figures, context.calendar)
        add_posts(sheet, presets.figures, context.today)
        ways = counter_plans(sheet, presets.counter_plans, context.language)
        proposal = proposal.propose("alternatives", ways, context.words.text("why.alternatives"))
        if ways and proposal.profile is not context.completed:
            compare_counter_plans(sheet, proposal)
    found = sheet.calculations()
    return replace(
        context,
        completed=proposal.profile,
        notes=proposal.notes,
        calculations=found,
        formulas=describe(found, proposal.profile, context.words),
    )


def _leave_out_funnel(sheet: Worksheet) -> None:
    """Drop what rests on a funnel nobody described: a plan for the image needs none (S3-36)."""
    for name in ("funnel", "funnel_goal", "funnel_now", "first_year", "budget_size"):
        sheet.results.pop(name, None)
        sheet.refused.pop(name, None)


def _follow_the_season(sheet: Worksheet, figures: Figures) -> None:
    """Let the months of the first year follow the promotion money in part (K1, S0-22)."""
    gap, money = sheet.results.get("goal_gap"), sheet.results.get("allocation")
    if gap is None or money is None or not any(money.values["months"]):
        return
    months = money.values["months"]
    mean, share = sum(months) / len(months), figures.seasonal_follow_pct / 100
    seasonal = [round(1 - share + share * month / mean, 4) for month in months]
    inputs = {name: gap.inputs[name] for name in ("current", "target", "years")}
    result = goal_gap(**inputs, seasonal=seasonal)
    sheet.results["goal_gap"] = replace(result, inputs={**gap.inputs, "seasonal": seasonal})
