"""Limits: the numbers and words of prompts/contradictions.yaml the rules compare with."""

from __future__ import annotations

from pydantic import Field as Setting
from pydantic import field_validator

from assistant.interview.entry import Entry

WORDS = (
    "paid_channels",
    "own_site",
    "consumer_platforms",
    "trade_platforms",
    "platforms",
    "offline",
    "trade_roles",
    "consumer_roles",
    "traffic",
    "convert",
    "retain",
    "refuses_discount",
    "premium",
    "discount",
    "nobody",
    "service",
    "replies",
    "none",
)


class Limits(Entry):
    """From where on two statements cannot both hold.

    Shares and margins are percentages, `..._points` percentage points, `..._factor` and
    `..._times` multiples; `words` holds the lists of words by name, in lower case.
    """

    need_factor: float = Setting(gt=0)
    budget_share_pct: float = Setting(gt=0)
    usual_budget_pct: float = Setting(gt=0)
    growth_without_money: float = Setting(gt=0)
    offline_max_pct: float = Setting(gt=0)
    part_over_whole: float = Setting(gt=0)
    years_off: float = Setting(gt=0)
    review_after_days: int = Setting(gt=0)
    margin_points: float = Setting(gt=0)
    stream_points: float = Setting(gt=0)
    power_times: float = Setting(gt=0)
    price_share: float = Setting(gt=0)
    conversion_max_pct: float = Setting(gt=0)
    visitors_times: float = Setting(gt=1)
    share_max_pct: float = Setting(ge=100)
    repeat_goal_pct: float = Setting(gt=0)
    fulltime_hours: float = Setting(gt=0)
    actions_at_once: int = Setting(gt=0)
    reply_minutes: float = Setting(gt=0)
    slow_reply_minutes: float = Setting(gt=0)
    brand_b2b_pct: float = Setting(ge=0, le=100)
    brand_b2c_pct: float = Setting(ge=0, le=100)
    brand_both_pct: float = Setting(ge=0, le=100)
    words: dict[str, tuple[str, ...]]

    @field_validator("words")
    @classmethod
    def _all_lists(cls, words: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        wrong = sorted(set(words) ^ set(WORDS)) + [name for name in words if not words[name]]
        if wrong:
            raise ValueError(f"{wrong[0]} is missing, unknown or empty")
        return {name: tuple(word.lower() for word in listed) for name, listed in words.items()}
