"""Assignment: "所在地改成南京" sets one named field, whatever question is on the table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assistant.interview.choices import read_choice, read_choices
from assistant.interview.field import Field
from assistant.interview.field_reader import FieldReader
from assistant.interview.figures import convert
from assistant.interview.reading import Reading
from assistant.interview.scanner import Scanner
from assistant.language import normalise

_ZH = re.compile(
    r"(?:请|麻烦|帮我)?(?:把|将)?\s*(?P<label>[^，。；\n]{1,30}?)\s*(?:从[^，。；\n]+?)?"
    r"(?:改成|改为|换成|更正为|设为)\s*[:：]?\s*(?P<words>.+)",
    re.DOTALL,
)
_EN = re.compile(
    r"(?:please\s+)?(?:change|set|correct)\s+(?:the\s+|our\s+)?(?P<label>.{1,40}?)"
    r"(?:\s+from\s+.+?)?\s+to\s+(?P<words>.+)",
    re.IGNORECASE | re.DOTALL,
)
_ASIDE = re.compile(r"[（(][^）)]*[）)]")  # "回复用时（分钟）" is called 回复用时
_BETWEEN_ITEMS = re.compile(r"[、，,；;\n]+")
_LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class Assignment:
    """A field an owner has named, the words for it, and what was read from them, if anything."""

    field: Field
    words: str
    reading: Reading | None


class AssignmentReader:
    """Finds assignments; a label counts only when it is exactly what a field is called."""

    def __init__(self, fields: Iterable[Field], scanner: Scanner, reader: FieldReader) -> None:
        """Know these fields by label and key, and by the words that announce no other field."""
        self._fields = _by_name(fields)
        self._scanner = scanner
        self._reader = reader

    def find(self, message: str, today: date) -> Assignment | None:
        """Return the assignment a message is, None when it is none."""
        for pattern in (_ZH, _EN):
            match = pattern.fullmatch(message.strip())
            field = self.field_called(match["label"]) if match else None
            if match and field:
                words = match["words"].strip().rstrip("。.!！")
                return Assignment(field, words, self.read(field, words, today))
        return None

    def field_called(self, label: str) -> Field | None:
        """Return the field with exactly this label."""
        return self._fields.get(_spelled(_ASIDE.sub("", label)))

    def read(self, field: Field, words: str, today: date) -> Reading | None:
        """Return what words say as the value of one field; None when they do not fit its type.

        The owner has named the field, so a text is taken as it stands and a figure needs no cue.
        """
        if field.type == "text":
            return Reading(words[:_LONGEST_TEXT]) if words else None
        scan = self._scanner.scan(words, today)
        if field.type in ("enum", "bool"):
            return _by_label(field, words) or read_choice(scan, field)
        if field.type == "list" and field.options:
            return read_choices(scan, field)
        if field.type == "list":
            items = [item.strip() for item in _BETWEEN_ITEMS.split(words)]
            return Reading([item for item in items if item])
        if field.type in ("number", "money", "percent") and len(scan.quantities) == 1:
            return convert(scan.quantities[0], field, (), announced=True)
        named = field.model_copy(update={"alone": True, "ask_if": None})
        return self._reader.read_question(scan, [named]).get(field.key)


def _by_name(fields: Iterable[Field]) -> dict[str, Field]:
    """Return the fields by everything an owner may call them; labels win over other words."""
    named: dict[str, Field] = {}
    cues: dict[str, set[str]] = {}
    by_key = {field.key: field for field in fields}
    for field in by_key.values():
        for label in (field.label.zh, field.label.en, field.key):
            named.setdefault(_spelled(_ASIDE.sub("", label)), field)
        for cue in field.cues:
            cues.setdefault(_spelled(cue), set()).add(field.key)
    for cue, keys in cues.items():
        if len(keys) == 1 and len(cue) > 1:
            named.setdefault(cue, by_key[next(iter(keys))])
    return named


def _by_label(field: Field, words: str) -> Reading | None:
    """Return the option that is called exactly like this."""
    spelled = _spelled(words)
    for option in field.options:
        if spelled in (_spelled(option.label.zh), _spelled(option.label.en)):
            return Reading(option.value)
    return None


def _spelled(name: str) -> str:
    return re.sub(r"\s+", "", normalise(name))
