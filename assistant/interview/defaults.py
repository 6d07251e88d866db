"""Fill what was not said: missing defaults become assumptions that tell how they were chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.interview.entry import in_language
from assistant.interview.field import Default, DefaultRule, Field
from assistant.interview.profile import Profile
from assistant.interview.question import QuestionBook
from assistant.interview.value import Value

DAYS_A_YEAR = 365.25
YEARS_WHEN_NEW = 1
YEARS_WHEN_ESTABLISHED = 3
Rule = Callable[[Profile, Default, date], Any]


def complete(profile: Profile, book: QuestionBook, today: date, language: str = "zh") -> Profile:
    """Return the profile with every missing field that has a default.

    Args:
        profile: what the owner said; nothing of it is changed.
        book: the questions, whose fields hold the defaults.
        today: the day the defaults are counted from.
        language: "zh" or "en", for defaults that are words.

    Returns:
        The profile plus values of origin "assumption" ("calculated" when they follow from figures
        the owner gave), each with its note. Fields without a default stay unknown.
    """
    for question in book:
        for field in question.wanted(profile):
            if field.key not in profile and field.default is not None:
                value = _assumed(profile, field, field.default, today, language)
                if value is not None:
                    profile = profile.merge({field.key: replace(value, question=question.id)})
    return profile


def default_value(field: Field, profile: Profile, today: date, language: str = "zh") -> Any:
    """Return the plain default of a field for this owner, or None when it cannot be chosen yet."""
    default = field.default
    if default is None:
        return None
    if default.rule is not None:
        return _RULES[default.rule](profile, default, today)
    if default.by:
        return in_language(default.values.get(str(profile.raw(default.by))), language)
    return in_language(default.value, language)


def _assumed(
    profile: Profile, field: Field, default: Default, today: date, language: str
) -> Value | None:
    found = default_value(field, profile, today, language)
    if found is None:
        return None
    return Value(
        value=found,
        unit=field.unit,
        origin="calculated" if _follows_from_answers(field.key, profile) else "assumption",
        note=default.note.text(language),
        low=default.low,
        high=default.high,
    )


def first_day_of_next_month(today: date) -> date:
    """Return the first day of the month after `today`."""
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)


def _start(profile: Profile, default: Default, today: date) -> str:
    return first_day_of_next_month(today).isoformat()


def _years(profile: Profile, default: Default, today: date) -> int:
    """Years from the start to the date of the goal; without one, by how new the firm is."""
    due, begin = profile.text("goal.due"), profile.text("horizon.start")
    if due:
        first = date.fromisoformat(begin) if begin else first_day_of_next_month(today)
        days = (date.fromisoformat(due) - first).days
        return max(1, round(days / DAYS_A_YEAR))
    is_new = profile.raw("company.years", 1) < 1 or profile.raw("goal.current") == 0
    return YEARS_WHEN_NEW if is_new else YEARS_WHEN_ESTABLISHED


def _share(profile: Profile, default: Default, today: date) -> float | None:
    """A percentage of an amount of money; of a goal counted in orders there is no such share."""
    amount = profile.number(default.of)
    if amount is None or profile[default.of].unit != "yuan":
        return None
    return round(amount * default.pct / 100)


def _margin(profile: Profile, default: Default, today: date) -> float | None:
    """Gross margin from order value and cost, else the first product's, else the streams'."""
    pairs = [(profile.number("econ.aov"), profile.number("econ.unit_cost"))]
    pairs += [(p.get("price"), p.get("unit_cost")) for p in profile.items_of("product.items")[:1]]
    for price, cost in pairs:
        if price and cost is not None and 0 <= cost < price:
            return gross_margin_pct(price, cost)
    return _margin_of_streams(profile.items_of("model.streams"))


def gross_margin_pct(price: float, cost: float) -> float:
    """Return the gross margin in percent of the price."""
    return round((price - cost) / price * 100, 6)


def _margin_of_streams(streams: list[dict[str, Any]]) -> float | None:
    """Return the mean margin weighted by share; equal weights where a share is missing."""
    known = [s for s in streams if s.get("gross_margin_pct") is not None]
    weights = [s.get("share_pct", 1) for s in known]
    if not known or not sum(weights):
        return None
    weighted: float = sum(s["gross_margin_pct"] * w for s, w in zip(known, weights, strict=True))
    return round(weighted / float(sum(weights)), 6)


def _price(profile: Profile, default: Default, today: date) -> Any:
    prices = [item.get("price") for item in profile.items_of("product.items")]
    return prices[0] if prices else None


def _follows_from_answers(key: str, profile: Profile) -> bool:
    """Tell whether a default is worked out from figures of the owner rather than assumed."""
    if key == "horizon.years":
        return bool(profile.text("goal.due"))
    if key == "econ.gross_margin_pct":
        streams = profile.get("model.streams")
        has_cost = any("unit_cost" in item for item in profile.items_of("product.items")[:1])
        from_streams = streams is not None and streams.origin == "answer"
        return "econ.unit_cost" in profile or has_cost or from_streams
    return False


_RULES: dict[DefaultRule, Rule] = {
    "first_day_of_next_month": _start,
    "horizon_years": _years,
    "pct_of": _share,
    "main_stream_margin": _margin,
    "first_price": _price,
}
