"""K4 funnel: from a sales goal back to the money it needs, and the levers that close a gap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields, replace
from typing import Any

from assistant.calculators import bounds
from assistant.calculators.calculator import Calculator, Input
from assistant.calculators.lead_funnel import LeadFunnel
from assistant.calculators.notes import FUNNEL_ABROAD, Note, note
from assistant.calculators.result import Result
from assistant.calculators.rounding import to_ratio, to_yuan
from assistant.calculators.shop_funnel import ShopFunnel
from assistant.errors import InputError

Funnel = ShopFunnel | LeadFunnel

_GAP_UNITS = {"short": "yuan", "levers": ""}


def build_funnel(given: Mapping[str, float | None]) -> Funnel:
    """Return a LeadFunnel if `acv` is given, a ShopFunnel if `aov` is; None counts as not given.

    Raises:
        InputError: both or neither are given, an input is missing, or one does not belong here.
    """
    known = {name: value for name, value in given.items() if value is not None}
    if ("acv" in known) == ("aov" in known):
        raise InputError(
            "请填 aov（零售客单价）或 acv（企业客户一年的成交额），只填一个。",
            "Give either aov (retail order value) or acv (yearly value of a business customer).",
        )
    kind = LeadFunnel if "acv" in known else ShopFunnel
    names = {field.name for field in fields(kind)}
    missing = [f.name for f in fields(kind) if f.default is MISSING and f.name not in known]
    if missing:
        listed = ", ".join(missing)
        raise InputError(f"还缺 {listed}。请补上。", f"Still missing: {listed}. Please add them.")
    foreign = sorted(known.keys() - names)
    if foreign:
        with_it = "acv" if kind is LeadFunnel else "aov"
        listed = ", ".join(foreign)
        raise InputError(
            f"{listed} 不能和 {with_it} 一起用。请去掉。",
            f"{listed} cannot be used together with {with_it}. Please leave it out.",
        )
    return kind(**known)


def change_funnel(funnel: Funnel, changes: Mapping[str, float]) -> Funnel:
    """Return the funnel with some inputs replaced; InputError if one is out of range."""
    if isinstance(funnel, ShopFunnel):
        return replace(funnel, **changes)
    return replace(funnel, **changes)


def funnel_levers(funnel: Funnel, available: float) -> dict[str, float]:
    """Return what each input alone would have to become so that `available` yuan are enough.

    A lever that would need a rate above 100 % is left out. Empty if nothing is missing, or if
    there is no money at all, which no single lever repairs.
    """
    if available <= 0 or funnel.cost <= available:
        return {}
    factor = funnel.cost / available
    raised = {name: to_ratio(getattr(funnel, name) * factor) for name in funnel.raised}
    lowered = {name: to_ratio(getattr(funnel, name) / factor) for name in funnel.lowered}
    levers = raised | lowered | {"revenue": to_yuan(funnel.revenue / factor)}
    return {
        name: value for name, value in levers.items() if not (name.endswith("_pct") and value > 100)
    }


def funnel(
    *,
    revenue: float,
    cpc: float,
    aov: float | None = None,
    return_rate_pct: float | None = None,
    conversion_pct: float | None = None,
    acv: float | None = None,
    win_pct: float | None = None,
    sql_to_opp_pct: float | None = None,
    lead_to_sql_pct: float | None = None,
    visitor_to_lead_pct: float | None = None,
    paid_share_pct: float | None = None,
    available: float | None = None,
) -> Result:
    """Work out the visitors, clicks and money a year's sales goal needs.

    `aov` (order value, yuan) with `return_rate_pct` (default 0) and `conversion_pct` describes a
    shop; `acv` (a customer's yearly value, yuan) with the four rates from visitor to won deal
    describes business customers. `revenue` is the year's goal after returns, `cpc` yuan per paid
    click, `paid_share_pct` the visitors that have to be paid for (default 100); `available` yuan
    for traffic adds the gap and the levers.

    Returns:
        The values of `ShopFunnel` or `LeadFunnel`; short (yuan missing, 0 if enough) and
        levers {input: the value it would need}, both None without `available`.

    Raises:
        InputError: an input is missing, does not belong to the mode, or is out of range.

    Sources: S4-30 (K4).
    """
    chain = build_funnel(
        {
            "revenue": revenue,
            "cpc": cpc,
            "aov": aov,
            "return_rate_pct": return_rate_pct,
            "conversion_pct": conversion_pct,
            "acv": acv,
            "win_pct": win_pct,
            "sql_to_opp_pct": sql_to_opp_pct,
            "lead_to_sql_pct": lead_to_sql_pct,
            "visitor_to_lead_pct": visitor_to_lead_pct,
            "paid_share_pct": paid_share_pct,
        }
    )
    return Result(
        name="funnel",
        inputs={**asdict(chain), "available": available},
        values={**chain.values(), **_gap(chain, available)},
        formula=chain.formula,
        units={**chain.units, **_GAP_UNITS},
        notes=_notes(chain, available),
    )


def _gap(chain: Funnel, available: float | None) -> dict[str, Any]:
    if available is None:
        return {"short": None, "levers": None}
    bounds.money("available", available)
    short = max(0, to_yuan(chain.cost - available))
    return {"short": short, "levers": funnel_levers(chain, available)}


def _notes(chain: Funnel, available: float | None) -> tuple[Note, ...]:
    notes = [FUNNEL_ABROAD]
    if available is not None and chain.cost > available:
        notes.append(
            note(
                f"目标需要 {to_yuan(chain.cost):,} 元，现在只有 {to_yuan(available):,} 元。"
                "几项里任何一项单独做到就够；也可以几项各动一点。",
                f"The goal needs {to_yuan(chain.cost):,} yuan, there are {to_yuan(available):,}. "
                "Any one of the levers alone closes the gap; a little of several does too.",
            )
        )
    if available == 0:
        notes.append(
            note(
                "没有推广的钱时，单靠调一个数字补不上。",
                "With no money for traffic, no single lever closes the gap.",
            )
        )
    return tuple(notes)


FUNNEL_INPUTS = (
    Input("revenue", "一年的销售目标", "sales goal of the year", "yuan", required=True),
    Input("aov", "客单价", "average order value", "yuan"),
    Input("return_rate_pct", "退货率", "return rate", "pct", default="0"),
    Input("conversion_pct", "转化率", "conversion", "pct"),
    Input("acv", "企业客户一年的成交额", "yearly value of a business customer", "yuan"),
    Input("win_pct", "商机成交率", "opportunities won", "pct"),
    Input("sql_to_opp_pct", "有效线索变商机", "SQL to opportunity", "pct"),
    Input("lead_to_sql_pct", "线索变有效线索", "lead to SQL", "pct"),
    Input("visitor_to_lead_pct", "访客变线索", "visitor to lead", "pct"),
    Input("paid_share_pct", "付费访客占比", "share of paid visitors", "pct", default="100"),
    Input("cpc", "每次点击的价格", "price of a click", "yuan", required=True),
)

FUNNEL = Calculator(
    name="funnel",
    k="K4",
    function=funnel,
    zh="漏斗倒推：目标要多少访客和预算",
    en="Funnel: the visitors and money a goal needs",
    inputs=(*FUNNEL_INPUTS, Input("available", "可用的流量预算", "money for traffic", "yuan")),
    values={**ShopFunnel.units, **LeadFunnel.units, **_GAP_UNITS},
    example={
        "revenue": "1800000",
        "aov": "240",
        "return_rate_pct": "8",
        "conversion_pct": "2.5",
        "paid_share_pct": "60",
        "cpc": "1.8",
        "available": "240000",
    },
    sources=("S4-30",),
)
