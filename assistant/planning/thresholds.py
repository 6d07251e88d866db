"""Thresholds: the numbers of prompts/plan.yaml that the review and the ledger compare with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The numbers the review rules and the ledger compare with; percentages as 2.5 for 2.5 %."""

    milestone_tolerance_pct: float
    growth_warn_pct: float
    growth_block_pct: float
    horizon_min_years: float
    horizon_max_years: float
    even_cv: float
    even_top3_pct: float
    month_max_pct: float
    brand_b2b_pct: float
    brand_b2c_pct: float
    brand_both_pct: float
    brand_tolerance_points: float
    reserve_min_pct: float
    reserve_max_pct: float
    need_factor: float
    first_review_days: float
    kpis_min: float
    kpis_max: float
    risks_min: float
    assumption_max_pct: float
    check_days: float
    reply_minutes: float
    reply_max_minutes: float
    followups_min: float
    complaint_max_hours: float
    summary_max_characters: float
    rivals_min: float
    action_hours: float
    full_week_hours: float
    platform_warn_pct: float
    platform_block_pct: float
    announced_days: float
    preheat_min_pct: float
    preheat_max_pct: float
    daily_sales_factor: float
    stock_main_share_pct: float
    stock_other_share_pct: float
    stock_spread_pct: float
    stock_clearing_part: float
    stock_warn_days: float
    stock_block_days: float
    pilot_share_pct: float
    supports_max: float
    departments_min: float
    departments_from_people: float
    stage_done_pct: float
    reserve_usual_pct: float
    first_review_usual_days: float
