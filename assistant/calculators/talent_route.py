"""Talent route: the five ways to get somebody who can lead online marketing, with scores."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.calculators.notes import Note, note


@dataclass(frozen=True, slots=True)
class TalentRoute:
    """One way to find a lead.

    `pay_factor` times the market pay is its monthly cost, `first_month` when it starts to be
    useful; `cost`, `speed`, `safety`, `team_fit` and `product_fit` are scores from 1 to 5, 5 best;
    `lifted_fit` is the fit with the team, or for "cooperate" with the product, once it is there.
    """

    key: str
    title: Note
    pay_factor: float
    first_month: int
    cost: int
    speed: int
    safety: int
    team_fit: int
    product_fit: int
    lifted_fit: int
    prepare: Note
    source: str


# S0-11 to S0-16 name the routes; factors, months and scores are defaults of this project.
ROUTES = (
    TalentRoute(
        key="recruit",
        title=note("招聘", "recruit"),
        pay_factor=1.0,
        first_month=3,
        cost=3,
        speed=3,
        safety=3,
        team_fit=3,
        product_fit=3,
        lifted_fit=3,
        prepare=note(
            "岗位要求、试用期目标、面试用的实操题。",
            "Job profile, goals for the trial period, a practical task for the interview.",
        ),
        source="S0-11",
    ),
    TalentRoute(
        key="poach",
        title=note("高薪挖角", "poach at high pay"),
        pay_factor=1.5,
        first_month=2,
        cost=1,
        speed=4,
        safety=2,
        team_fit=3,
        product_fit=4,
        lifted_fit=3,
        prepare=note(
            "先查竞业限制和保密约定，再谈薪酬和业绩奖。",
            "Check non-compete and confidentiality first, then pay and bonus.",
        ),
        source="S0-12",
    ),
    TalentRoute(
        key="train",
        title=note("培养自己人", "train your own"),
        pay_factor=0.7,
        first_month=6,
        cost=4,
        speed=1,
        safety=4,
        team_fit=2,
        product_fit=4,
        lifted_fit=5,
        prepare=note(
            "培训计划、练手的小预算、每月一次考核。",
            "A training plan, a small budget to practise with, a check every month.",
        ),
        source="S0-13",
    ),
    TalentRoute(
        key="expert",
        title=note("外部专家兼职带队", "part-time outside expert"),
        pay_factor=0.6,
        first_month=1,
        cost=4,
        speed=5,
        safety=3,
        team_fit=2,
        product_fit=3,
        lifted_fit=5,
        prepare=note(
            "先有客服、美工、文案的基础团队，内部定一名专职人员，写明交接日。",
            "A base team (service, design, copy), one full-time person inside, a hand-over date.",
        ),
        source="S0-14",
    ),
    TalentRoute(
        key="cooperate",
        title=note("与操盘团队合作", "partner with operators"),
        pay_factor=0.0,
        first_month=2,
        cost=5,
        speed=4,
        safety=2,
        team_fit=3,
        product_fit=1,
        lifted_fit=5,
        prepare=note(
            "有竞争力的产品、分成比例、账目怎么看、怎么退出。",
            "A competitive product, profit shares, open books, and terms to part.",
        ),
        source="S0-15",
    ),
)
