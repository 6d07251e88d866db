"""K13 talent routes: five ways to get an experienced lead, ranked for this firm."""

from __future__ import annotations

from typing import Any, Literal

from assistant.calculators import bounds
from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.notes import note
from assistant.calculators.recording import records_inputs
from assistant.calculators.result import Result
from assistant.calculators.rounding import to_money, to_yuan
from assistant.calculators.talent_route import ROUTES, TalentRoute

YesNo = Literal["yes", "no"]

_FORMULA = (
    "score = Σ weight × (cost, speed, safety, fit with team, fit with product), each 1 to 5; "
    "routes a rule recommends come first (S0-10 … S0-16)"
)
_UNITS = {"routes": "", "urgent": ""}
_YES_NO = ("yes", "no")
_URGENT_MONTHS, _PATIENT_MONTHS = 3, 6
_RICH = 1.5
# cost, speed, safety, fit with team, fit with product; per cent
_CALM_WEIGHTS = (25, 15, 20, 20, 20)
_URGENT_WEIGHTS = (15, 40, 15, 15, 15)
_DEFAULTS = note(
    "费用、见效月份和打分是默认值，请按当地行情改。"
    "合格的操盘手难培养、难找、也容易走，要写进风险。",
    "Costs, months and scores are defaults; adapt them. Able operators are hard to train, "
    "hard to find and easily lost: put that among the risks.",
)


@records_inputs
def talent_routes(
    *,
    market_pay: float,
    monthly_budget: float,
    months_until_battle: float = 6,
    base_team: YesNo = "no",
    has_marketer: YesNo = "no",
    strong_product: YesNo = "no",
) -> Result:
    """Rank recruiting, poaching, training, an outside expert and co-operation.

    Args:
        market_pay: yuan a month an experienced operator earns.
        monthly_budget: yuan a month the firm can pay for one.
        months_until_battle: until the first big campaign; below 3 is urgent.
        base_team: customer service, design and copy are there.
        has_marketer: somebody inside knows marketing.
        strong_product: the product is highly competitive.

    Returns:
        routes, best first: [{route, zh, en, score (1 to 5), recommended, affordable,
        monthly_cost (yuan), first_month, prepare {zh, en}, source}]; urgent.

    Raises:
        InputError: a number is out of range or an answer is not yes or no.

    Sources: S0-10 to S0-16 (K13).
    """
    bounds.positive("market_pay", market_pay)
    bounds.money("monthly_budget", monthly_budget)
    bounds.within("months_until_battle", months_until_battle, 0, 120)
    holds = _holds(base_team=base_team, has_marketer=has_marketer, strong_product=strong_product)
    recommended = _recommended(holds, monthly_budget / market_pay, months_until_battle)
    urgent = months_until_battle < _URGENT_MONTHS
    routes = [
        _described(route, holds, market_pay, monthly_budget, urgent)
        | {"recommended": route.key in recommended}
        for route in ROUTES
    ]
    return Result(
        name="talent_routes",
        values={
            "routes": sorted(routes, key=lambda r: (not r["recommended"], -r["score"])),
            "urgent": urgent,
        },
        formula=_FORMULA,
        units=_UNITS,
        notes=(_DEFAULTS,),
    )


def _holds(**answers: YesNo) -> dict[str, bool]:
    for name, answer in answers.items():
        bounds.one_of(name, answer, _YES_NO)
    return {name: answer == "yes" for name, answer in answers.items()}


def _recommended(holds: dict[str, bool], wealth: float, months: float) -> set[str]:
    """Return the routes a rule of the source points to; `wealth` is budget / market pay."""
    routes = set()
    if holds["strong_product"] and wealth < 1:
        routes.add("cooperate")
    if holds["base_team"]:
        routes.add("expert")
    if holds["has_marketer"] and months >= _PATIENT_MONTHS:
        routes.add("train")
    if wealth >= _RICH and months < _URGENT_MONTHS:
        routes |= {"poach", "recruit"}
    return routes


def _described(
    route: TalentRoute, holds: dict[str, bool], pay: float, budget: float, urgent: bool
) -> dict[str, Any]:
    cost = route.pay_factor * pay
    affordable = cost <= budget
    points = (
        route.cost if affordable else 1,
        route.speed,
        route.safety,
        _team_fit(route, holds),
        route.lifted_fit if _lifts_product(route, holds) else route.product_fit,
    )
    weights = _URGENT_WEIGHTS if urgent else _CALM_WEIGHTS
    score = sum(point * weight for point, weight in zip(points, weights, strict=True)) / 100
    return {
        "route": route.key,
        **route.title,
        "score": to_money(score),
        "affordable": affordable,
        "monthly_cost": to_yuan(cost),
        "first_month": route.first_month,
        "prepare": dict(route.prepare),
        "source": route.source,
    }


def _team_fit(route: TalentRoute, holds: dict[str, bool]) -> int:
    """An expert needs a base team to lead, training needs somebody to train."""
    needs = {"expert": "base_team", "train": "has_marketer"}.get(route.key)
    return route.lifted_fit if needs and holds[needs] else route.team_fit


def _lifts_product(route: TalentRoute, holds: dict[str, bool]) -> bool:
    return route.key == "cooperate" and holds["strong_product"]


def _yes_no(name: str, zh: str, en: str) -> Input:
    return Input(name, zh, en, kind="choice", default="no", choices=_YES_NO)


TALENT_ROUTES = Calculator(
    name="talent_routes",
    k="K13",
    function=talent_routes,
    zh="找操盘手的五条路",
    en="Five ways to find a lead",
    inputs=(
        Input("market_pay", "操盘手的市场月薪", "market pay of an operator", "yuan", required=True),
        Input("monthly_budget", "每月能付多少", "what can be paid a month", "yuan", required=True),
        Input(
            "months_until_battle",
            "离第一场大促几个月",
            "months to the first battle",
            "months",
            default="6",
        ),
        _yes_no("base_team", "有客服、美工、文案吗", "is there a base team"),
        _yes_no("has_marketer", "内部有懂营销的人吗", "does somebody inside know marketing"),
        _yes_no("strong_product", "产品很有竞争力吗", "is the product highly competitive"),
    ),
    values=_UNITS,
    example={
        "market_pay": "15000",
        "monthly_budget": "12000",
        "months_until_battle": "8",
        "base_team": "yes",
        "has_marketer": "yes",
    },
    sources=("S0-10", "S0-11", "S0-12", "S0-13", "S0-14", "S0-15", "S0-16", "S2-2"),
)
