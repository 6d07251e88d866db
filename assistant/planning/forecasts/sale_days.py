"""Sale days: pre-heat and windows (K8), and the daily sales a battle is for (K9)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.calculators.preheat_windows import preheat_windows
from assistant.calculators.result import Result
from assistant.planning.battle_calendar import BattleCalendar
from assistant.planning.period import parse_day
from assistant.planning.profile_facts import sells_by_enquiry
from assistant.planning.proposals.preset import Figures
from assistant.planning.worksheet import Worksheet

_BIG_DAY = "double_11"
_TIMES = 2  # S2-14
_DAYS = 365
_AFTER = "target = 2 × sales a day before = 2 × current / 365; pass from 2.0 (S2-14)"


def add_sale_days(sheet: Worksheet, figures: Figures, calendar: BattleCalendar) -> None:
    """Add preheat_windows and after_battle for a firm that sells to consumers."""
    if sells_by_enquiry(sheet.profile):
        return
    campaigns = [item for item in sheet.profile.items_of("campaigns") if isinstance(item, dict)]
    for campaign in campaigns:
        node = calendar.node(str(campaign.get("node") or ""))
        if node is not None and node.key == _BIG_DAY:
            _add_windows(sheet, campaign, figures)
            break
    _add_daily_goal(sheet)


def _add_windows(sheet: Worksheet, campaign: Mapping[str, Any], figures: Figures) -> None:
    day = parse_day(str(campaign.get("date") or ""))
    goal, aov = campaign.get("goal"), sheet.profile.number("econ.aov")
    given: dict[str, Any] = {} if aov is None else {"aov": aov}
    if aov is not None:
        given["cart_to_order_pct"] = figures.cart_to_order_pct
        given["favourite_to_cart_pct"] = figures.favourite_to_cart_pct
    if isinstance(goal, int | float) and day and day.year <= 2100:
        sheet.run("preheat_windows", preheat_windows, {}, expected=goal, year=day.year, **given)
        sheet.credit("preheat_windows", expected="campaigns", aov="econ.aov")


def _add_daily_goal(sheet: Worksheet) -> None:
    current = sheet.profile.number("goal.current")
    if not current or sheet.profile.text("goal.metric") not in ("", "revenue"):
        return
    before = round(current / _DAYS)
    sheet.results["after_battle"] = Result(
        name="after_battle",
        inputs={"current": current},
        values={"before": before, "target": round(_TIMES * current / _DAYS)},
        formula=_AFTER,
        units={"before": "yuan", "target": "yuan"},
    )
    sheet.fields["after_battle"] = {"current": "goal.current"}
