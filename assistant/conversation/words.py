"""Words: values as owners say them ("240 万元", "B端企业"), for chips, defaults and summaries."""

from __future__ import annotations

from typing import Any

from assistant.interview.field import Field
from assistant.interview.profile import Profile
from assistant.interview.question import Question
from assistant.planning.figures import measured, short_yuan

_LONGEST = 60
_MANY = 4


def say_value(field: Field, value: Any, language: str) -> str:
    """Return a field's value in words, at most about sixty characters."""
    return shortened(_say(field, value, language), _LONGEST)


def spoken_value(field: Field, value: Any, language: str) -> str:
    """Return a field's value in words and whole, as it can be typed back."""
    return _say(field, value, language, most=None)


def shortened(text: str, longest: int) -> str:
    """Return a text of at most so many characters; what is cut off shows as an ellipsis."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def offered_amounts(question: Question, profile: Profile, language: str) -> list[str]:
    """Return the amounts an owner may pick from; empty when there is nothing to go by."""
    if question.choices is None:
        return []
    known = (profile.number(key) for key in question.choices.of)
    base = next((amount for amount in known if amount), None)
    if base is None:
        return []
    return [short_yuan(round(base * p / 100), language) for p in question.choices.percent]


def _say(field: Field, value: Any, language: str, most: int | None = _MANY) -> str:
    if isinstance(value, list):
        between = "、" if language == "zh" else ", "
        parts = [_say_item(field, item, language) for item in value[:most]]
        more = f"{between}…" if most and len(value) > most else ""
        return between.join(part for part in parts if part) + more
    return _say_one(field, value, language)


def _say_item(field: Field, item: Any, language: str) -> str:
    """Say one entry of a list; of a record its first part, the others behind it."""
    if not isinstance(item, dict):
        return _say_one(field, item, language)
    between, ends = ("，", "（）") if language == "zh" else (", ", "()")
    said = [
        (part, _say_one(part, item[part.key], language))
        for part in field.item
        if item.get(part.key) not in (None, "", [])
    ]
    if not said:
        return ""
    head = said[0][1]
    rest = between.join(f"{part.label.text(language)} {text}" for part, text in said[1:])
    return f"{head}{ends[0]}{rest}{ends[1]}" if rest else head


def _say_one(field: Field, value: Any, language: str) -> str:
    for option in field.options:
        if option.value == value:
            return option.label.text(language)
    if isinstance(value, list):
        return "、".join(str(entry) for entry in value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and field.unit == "yuan":
        return short_yuan(value, language)
    return measured(value, field.unit, language)
