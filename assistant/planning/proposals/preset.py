"""Preset: what is usual in one trade: channels, battles, indicators, risks and actions."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field as Setting
from pydantic import model_validator

from assistant.interview.entry import Bilingual, Entry

CustomerType = Literal["b2b", "b2c", "both"]
Way = Literal["experience", "leader", "innovation"]
Objective = Literal["daily_sales", "new_customers", "traffic", "brand", "clear_stock", "sales"]


class Figures(Entry):
    """Numbers the proposals rest on; `_pct` as 20 for 20 %, `operator_pay` in yuan a month."""

    operator_pay: float = Setting(gt=0)
    cart_to_order_pct: float = Setting(gt=0, le=100)
    favourite_to_cart_pct: float = Setting(gt=0, le=100)
    seasonal_follow_pct: float = Setting(ge=0, le=100)
    lag_months: int = Setting(ge=0, le=24)
    draws: int = Setting(ge=100, le=20_000)


class Healthy(Entry):
    """What a good funnel reaches, in per cent; `win_pct` from enquiry to customer."""

    conversion_pct: float = Setting(gt=0, le=100)
    visitor_to_lead_pct: float = Setting(gt=0, le=100)
    win_pct: float = Setting(gt=0, le=100)
    return_rate_pct: float = Setting(ge=0, lt=100)


class UsualChannel(Entry):
    """A channel of promotion."""

    name: Bilingual
    scene: Literal["search", "ecommerce", "social", "streaming"]


class UsualBattle(Entry):
    """A node of the campaign calendar and its one main purpose."""

    node: str
    objective: Objective


class UsualIndicator(Entry):
    """An indicator; `figure` names the calculation that knows its value, "" for none."""

    name: Bilingual
    source: Bilingual
    freq: Literal["day", "week", "month", "quarter"]
    roles: tuple[str, ...]
    figure: str = ""


class UsualRisk(Entry):
    """What may go wrong, how one sees it coming, and what is done then."""

    event: Bilingual
    signal: Bilingual
    response: Bilingual
    roles: tuple[str, ...]


class UsualAction(Entry):
    """A piece of work; `answers` are sorts of issues, `weeks` start, check and end in the plan."""

    what: Bilingual
    where: Bilingual
    kpi: Bilingual
    answers: tuple[str, ...]
    roles: tuple[str, ...]
    weeks: tuple[int, int, int]
    share_pct: float = Setting(ge=0, le=100)
    only_for_issue: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not 0 <= self.weeks[0] <= self.weeks[1] <= self.weeks[2] <= 51:
            raise ValueError("weeks must rise from 0 to 51")
        return self


class UsualDuty(Entry):
    """A duty of upkeep."""

    duty: Bilingual
    freq: Bilingual
    sla: Bilingual
    roles: tuple[str, ...]


class CounterPlan(Entry):
    """One of the three ways that are always open: experience, leader, innovation."""

    name: Bilingual


class Preset(Entry):
    """One trade; the lists name entries of `Presets`.

    `schedule` is the task list of calendar.yaml its battles follow, "" for that of each node.
    """

    key: str
    name: Bilingual
    words: tuple[str, ...] = Setting(min_length=1)
    customer_types: tuple[CustomerType, ...] = ()
    plan_types: tuple[str, ...] = ()
    schedule: str = ""
    channels: tuple[str, ...] = Setting(min_length=1)
    battles: tuple[UsualBattle, ...] = Setting(min_length=1)
    kpis: tuple[str, ...] = Setting(min_length=3, max_length=12)
    risks: tuple[str, ...] = Setting(min_length=3)
    actions: tuple[str, ...] = Setting(min_length=1)


class Presets(Entry):
    """The content of prompts/presets.yaml; every name a preset uses is defined."""

    figures: Figures
    healthy: Healthy
    presets: tuple[Preset, ...] = Setting(min_length=1)
    channels: dict[str, UsualChannel]
    kpis: dict[str, UsualIndicator]
    risks: dict[str, UsualRisk]
    actions: dict[str, UsualAction]
    upkeep: tuple[UsualDuty, ...]
    counter_plans: dict[Way, CounterPlan]
