"""Quoting: a statement of the owner with what its field is called and the words it came from."""

from __future__ import annotations

from typing import Any

from assistant.interview.entry import Bilingual
from assistant.interview.field import Field
from assistant.interview.profile import Profile
from assistant.interview.question import QuestionBook
from assistant.planning.contradictions.clash import Quote
from assistant.planning.contradictions.contradiction import Statement
from assistant.planning.figures import measured, short_yuan

_LONGEST = 60
_JOINT = {"zh": "、", "en": ", "}


def quote(item: Quote, profile: Profile, questions: QuestionBook) -> Statement:
    """Return what was said about a field, or about one part of one of its records."""
    field, value = questions.field(item.field), profile[item.field]
    raw = _short(value.raw)
    if item.record is None:
        return Statement(item.field, field.label, _both(field, value.value), raw)
    part, name = field.part(item.part), _name(field, item.record)
    text = _both(part, item.record.get(item.part, ""))
    if part.key != field.item[0].key and name:
        text = Bilingual(zh=f"{name} {text.zh}", en=f"{name} {text.en}")
    label = Bilingual(
        zh=f"{field.label.zh} · {part.label.zh}", en=f"{field.label.en} · {part.label.en}"
    )
    return Statement(item.field, label, text, raw)


def _name(field: Field, record: Any) -> str:
    """Return what a record is called: its first part."""
    name = record.get(field.item[0].key, "")
    return _short(name) if isinstance(name, str) else ""


def _both(field: Field, value: Any) -> Bilingual:
    # What was said may be blank ("  "); a statement still shows that something stood there.
    return Bilingual(zh=_worded(field, value, "zh") or "—", en=_worded(field, value, "en") or "—")


def _worded(field: Field, value: Any, language: str) -> str:
    if isinstance(value, list):
        parts = (_worded(field, item, language) for item in value)
        return _short(_JOINT[language].join(part for part in parts if part))
    if isinstance(value, dict):
        return _name(field, value) if field.item else ""
    label = field.option_label(value, language) if field.options else ""
    if label and label != str(value):
        return label
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and field.unit == "yuan":
        return short_yuan(value, language)
    return _short(measured(value, field.unit, language))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
