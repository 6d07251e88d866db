"""Read a goal: today's figure, the target, the measure, the date, and what else is wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.interview.choices import read_choice
from assistant.interview.clauses import Span
from assistant.interview.cues import find_cues
from assistant.interview.field import Field
from assistant.interview.goal_dates import due_after, read_due, read_start, read_years
from assistant.interview.goal_scale import scaled
from assistant.interview.journeys import ends_of, find_journeys
from assistant.interview.numbers import tidy
from assistant.interview.phrases import read_phrase
from assistant.interview.profile import Profile
from assistant.interview.quantity import Quantity
from assistant.interview.reading import Reading, Readings
from assistant.interview.scan import Scan

_TARGET = re.compile(
    r"目标|做到|达到|冲到|冲击|涨到|增长到|增加到|提高到|提升到|翻到|卖到|做够|想做|要做|想卖|要卖|希望"
    r"|突破|冲刺|冲|争取|力争|完成|奔|到(?!年|货|底|期)|→|->|=>"
    r"|(?<![a-z])(?:target|goal|reach|to|hit|get to|grow to|aim|want|achieve)(?![a-z])"
)
_CURRENT = re.compile(
    r"现在|目前|去年|今年|当前|眼下|如今|现状|从|已经|上一?年|过去|卖了|做了"
    r"|(?<![a-z])(?:now|currently|today|last year|this year|from|we do|we did|doing|made|we make"
    r"|we sold)(?![a-z])"
)
_BEFORE_TODAY = re.compile(r"去年|上一?年|过去|last year")
_GROWTH = re.compile(
    r"(?:增长|增加|上涨|涨|提高|提升|上升|多|增|涨幅|grow(?:th)?|increase|up|rise)"
    r"(?:了|到|个|约|大概|至少|of|by|[ ])*$"
)
_ASIDE = re.compile(
    r"另外|此外|还有|除了赚钱|顺便|同时|知名度|口碑|粉丝|好评|品牌搜索|搜品牌|搜索量|复购"
    r"|推广费|广告费|营销费|预算|also|besides|awareness|reputation|budget|ad spend"
)
MOST_FIGURES = 40  # a goal is not spread over more
_FAR = 1.3  # ends further apart than this are not a vague target
_TIMES_A_YEAR = {"month": 12, "quarter": 4, "week": 52, "day": 365, "year": 1, "": 1}
_PERIOD_ZH = {"month": "每月", "quarter": "每季度", "week": "每周", "day": "每天"}


@dataclass(frozen=True, slots=True)
class _Amounts:
    """The figures of a goal; `note` tells how the target follows from today's."""

    current: Quantity | None = None
    target: Quantity | None = None
    note: str = ""


def read_goal(scan: Scan, fields: Sequence[Field], profile: Profile) -> Readings:
    """Return the readings of the fields `goal.*` and of `horizon.years`.

    Args:
        scan: the reply.
        fields: the fields of the goal question.
        profile: what is known, for "翻一番" and for the start of the plan.
    """
    by_key = {field.key: field for field in fields}
    cues = find_cues(scan, fields)
    secondary = read_phrase(scan, by_key["goal.secondary"], cues)
    aside = list(secondary.spans) if secondary else []
    main = scan.without(aside)
    metric = read_choice(_outside(main, aside), by_key["goal.metric"])
    amounts = _relative(_in_full(_amounts(main, profile), metric, main, profile), main, profile)
    readings = _amount_readings(amounts, metric)
    readings |= _time_readings(main, profile, bool(readings))
    if secondary:
        readings["goal.secondary"] = secondary
    return readings


def _outside(scan: Scan, aside: Sequence[Span]) -> Scan:
    """Return the scan up to where the other goals begin."""
    ends = [span.start for span in aside if span.start > scan.start]
    return scan.part(scan.start, min([scan.end, *ends]))


def _amounts(scan: Scan, profile: Profile) -> _Amounts:
    """Find today's figure and the target; a bare figure is the one that is still unknown."""
    figures = [
        q for q in scan.quantities if q.kind in ("money", "plain", "count") and q.unit != "岁"
    ]
    figures = [
        q for q in figures[:MOST_FIGURES] if not _ASIDE.search(scan.plain, *scan.clause_at(q.start))
    ]
    narrowed = replace(scan, quantities=tuple(figures))
    journey = next(iter(find_journeys(narrowed)), None)
    if journey:
        return _Amounts(*_same_period(*journey))
    apart = next((q for q in figures if _is_journey(scan, q, figures)), None)
    if apart:
        return _Amounts(*ends_of(apart))
    marked = [(_role(scan, q, figures), q) for q in figures]
    targets = [q for role, q in marked if role == "target"]
    currents = [q for role, q in marked if role == "current"]
    others = [q for role, q in marked if not role]
    target = targets[-1] if targets else None
    current = _latest(scan, currents)
    if target is None and current is None and "goal.target" in profile:
        current = None if "goal.current" in profile else next(iter(others), None)
        others = [q for q in others if q is not current]
    if target is None and others:
        target = others[-1] if current is None or others[-1].start > current.start else None
        others = [q for q in others if q is not target]
    if current is None and target and others and others[0].start < target.start:
        current = others[0]
    return _Amounts(*_same_period(current, target))


def _latest(scan: Scan, currents: Sequence[Quantity]) -> Quantity | None:
    """Return today's figure: of "去年180万，今年240万" the one that is not of last year."""
    now = [q for q in currents if not _BEFORE_TODAY.search(scan.plain, *_lead(scan, q))]
    return next(iter(now or currents), None)


def _lead(scan: Scan, quantity: Quantity) -> tuple[int, int]:
    return scan.clause_at(quantity.start).start, quantity.start


def _in_full(amounts: _Amounts, metric: Reading | None, scan: Scan, profile: Profile) -> _Amounts:
    """Return the figures with the 万 that owners leave out when they speak of a year's sales."""
    if metric is not None and metric.value not in ("revenue", "profit"):
        return amounts
    known = _known_current(profile)
    current = scaled(amounts.current, amounts.target, scan, known)
    target = scaled(amounts.target, amounts.current, scan, known)
    return replace(amounts, current=current, target=target)


def _is_journey(scan: Scan, quantity: Quantity, figures: Sequence[Quantity]) -> bool:
    """Tell whether "240到600万" means from one to the other rather than something between."""
    far = quantity.is_range and quantity.high >= _FAR * quantity.low
    return far and "到" in scan.words(*quantity.span) and not _role(scan, quantity, figures)


def _role(scan: Scan, quantity: Quantity, figures: Sequence[Quantity]) -> str:
    """Tell by the nearest word before a figure whether it is today's or the target."""
    earlier = max((q.end for q in figures if q.end <= quantity.start), default=scan.start)
    sentence = next(
        (s for s in scan.sentences if s.overlaps(*quantity.span)),
        scan.span,
    )
    since = max(earlier, sentence.start)
    words = [("target", m.end()) for m in _TARGET.finditer(scan.plain, since, quantity.start)]
    words += [("current", m.end()) for m in _CURRENT.finditer(scan.plain, since, quantity.start)]
    return max(words, key=lambda word: word[1])[0] if words else ""


def _same_period(
    current: Quantity | None, target: Quantity | None
) -> tuple[Quantity | None, Quantity | None]:
    """Let a figure without period share that of the other ("每月20万做到50万")."""
    if current and target:
        if current.per and not target.per:
            target = replace(target, per=current.per)
        elif target.per and not current.per:
            current = replace(current, per=target.per)
    return current, target


def _relative(amounts: _Amounts, scan: Scan, profile: Profile) -> _Amounts:
    """Work out a target given as a multiple or growth of today's figure."""
    if amounts.target and amounts.current:
        return amounts
    base = amounts.current or amounts.target or _known_current(profile)
    factor = _factor(scan)
    if base is None or factor is None:
        return amounts
    value = tidy(base.value * factor[0])
    target = replace(base, value=value, low=value, high=value, note="")
    return _Amounts(base, target, f"{factor[1]}：{base.value:,.10g} × {factor[0]:g}")


def _known_current(profile: Profile) -> Quantity | None:
    known = profile.number("goal.current")
    if known is None:
        return None
    is_money = profile["goal.current"].unit == "yuan"
    return Quantity(0, 0, known, known, known, "money" if is_money else "count")


def _factor(scan: Scan) -> tuple[float, str] | None:
    """Return what today's figure is multiplied by, and the owner's words for it."""
    for quantity in scan.quantities:
        if _ASIDE.search(scan.plain, *scan.clause_at(quantity.start)):
            continue
        words = scan.words(*quantity.span)
        before = scan.plain[max(scan.start, quantity.start - 12) : quantity.start]
        grows = bool(_GROWTH.search(before))
        if quantity.kind == "multiple":
            return quantity.value + (
                1 if grows and quantity.unit == "倍" and "倍" in words else 0
            ), words
        if quantity.kind == "percent" and quantity.unit != "折" and grows:
            return tidy(1 + quantity.value / 100), f"增长{words}"
    return None


def _amount_readings(amounts: _Amounts, metric: Reading | None) -> Readings:
    readings: Readings = {}
    daily = metric is not None and metric.value == "daily_sales"
    for key, quantity in (("goal.current", amounts.current), ("goal.target", amounts.target)):
        if quantity is not None:
            readings[key] = _yearly(quantity, daily)
    if amounts.note and "goal.target" in readings:
        readings["goal.target"] = replace(readings["goal.target"], note=amounts.note)
    if metric:
        readings["goal.metric"] = metric
    elif amounts.target and amounts.target.kind != "count":
        readings["goal.metric"] = Reading("revenue", note="没说指标，按销售额理解")
    return readings


def _yearly(quantity: Quantity, daily: bool) -> Reading:
    """Return a figure counted by the year, unless the measure is daily sales."""
    factor = 1 if daily else _TIMES_A_YEAR[quantity.per]
    note = ""
    if factor > 1:
        note = f"{_PERIOD_ZH[quantity.per]}{quantity.value:,.10g} × {factor}，换算成一年"
    reading = Reading.of_quantity(quantity, tidy(quantity.value * factor), (), note)
    return replace(reading, unit="count" if quantity.kind == "count" else "yuan")


def _time_readings(scan: Scan, profile: Profile, has_goal: bool) -> Readings:
    """Read the due date; "三年做到" gives the years and, with the start, the date."""
    readings: Readings = {}
    years = read_years(scan)
    if years:
        readings["horizon.years"] = years
    start = read_start(scan)
    if start:
        readings["horizon.start"] = start
    due = read_due(scan)
    if due:
        readings["goal.due"] = due
    elif years and has_goal:
        begin = start.value if start else profile.text("horizon.start")
        readings["goal.due"] = due_after(years.value, begin, scan.today)
    return readings
