"""Assignment: "所在地改成南京" sets one named field, whatever question is on the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from assistant.interview.choices import read_choice, read_choices
from assistant.interview.field import Field
from assistant.interview.field_reader import FieldReader
from assistant.interview.figures import convert
from assistant.interview.profile import Profile
from assistant.interview.reading import Reading
from assistant.interview.scanner import Scanner
from assistant.language import normalise, to_traditional

_ZH_SETS = re.compile(r"(?:改成|改为|换成|更正为|设为)\s*[:：]?\s*")
_ZH_OPENING = re.compile(r"^(?:请|麻烦|帮我)?(?:把|将)?\s*")
_EN_SETS = re.compile(r"\s+to\s+", re.IGNORECASE)
_EN_OPENING = re.compile(
    r"^(?:please\s+)?(?:change|set|correct)\s+(?:the\s+|our\s+)?", re.IGNORECASE
)
_OLD_VALUE = re.compile(r"(?:从|\s+from\s+).+$", re.IGNORECASE)
_LONGEST_LABEL = 60
_ASIDE = re.compile(r"[（(][^）)]*[）)]")  # "回复用时（分钟）" is called 回复用时
_BETWEEN_ITEMS = re.compile(r"[、，,；;\n]+")
# one record as it is shown, its parts in brackets behind its name
_RECORD = re.compile(
    r"(?P<name>[^（(）)、;；\n]+)(?:[（(](?P<parts>[^（）()]*)[）)])?(?:[、,，;；\n]|$)"
)
_BETWEEN_PARTS = re.compile(r"[，,]\s*")
_YES_NO = {
    True: ("是", "是的", "对", "有", "yes", "true"),
    False: ("否", "不是", "没有", "no", "false"),
}
_LONGEST_TEXT = 500
_MOST = 0.5  # of the characters of a label


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

    def find(self, message: str, today: date, profile: Profile | None = None) -> Assignment | None:
        """Return the assignment a message is, None when it is none.

        Records of the same name keep what is known of them in `profile` and not said anew.
        """
        for label, words in _splits(message.strip()):
            field = self.field_called(label) or self.field_called(_OLD_VALUE.sub("", label))
            if field and words:
                reading = self.read(field, words, today)
                known = profile.items_of(field.key) if profile else []
                return Assignment(field, words, _with_known(field, reading, known))
        return None

    def field_called(self, label: str) -> Field | None:
        """Return the field with exactly this label."""
        return self._fields.get(_spelled(_ASIDE.sub("", label)))

    def field_like(self, label: str) -> Field | None:
        """Return the field whose words, and no other's, make up most of a label ("主营产品")."""
        exact = self.field_called(label)
        if exact:
            return exact
        spelled = _spelled(_ASIDE.sub("", label))
        named = {name: field for name, field in self._fields.items() if name in spelled}
        longest = max(named, key=len, default="")
        others = {named[name].key for name in named if name not in longest}
        covered = len(longest) / len(spelled) if spelled else 0
        return named[longest] if covered >= _MOST and others <= {named[longest].key} else None

    def read(self, field: Field, words: str, today: date) -> Reading | None:
        """Return what words say as the value of one field; None when they do not fit its type.

        The owner has named the field, so a text is taken as it stands and a figure needs no cue.
        """
        if field.type == "text":
            return Reading(words[:_LONGEST_TEXT]) if words else None
        scan = self._scanner.scan(words, today)
        if field.type in ("enum", "bool"):
            return _by_label(field, words) or read_choice(scan, field) or _yes_or_no(field, words)
        if field.type == "records" and (spelled := self._spelled_out(field, words, today)):
            return spelled
        if field.type == "list" and field.options:
            return read_choices(scan, field)
        if field.type == "list":
            items = [item.strip() for item in _BETWEEN_ITEMS.split(words)]
            return Reading([item for item in items if item])
        if field.type in ("number", "money", "percent") and len(scan.quantities) == 1:
            return convert(scan.quantities[0], field, (), announced=True)
        named = field.model_copy(update={"alone": True, "ask_if": None})
        return self._reader.read_question(scan, [named]).get(field.key)

    def _spelled_out(self, field: Field, words: str, today: date) -> Reading | None:
        """Read records as they are shown: "罗莱（强项 品牌，弱项 价格）、水星（强项 渠道）"."""
        entries = [match for match in _RECORD.finditer(words) if match["parts"]]
        if not entries:
            return None
        head = field.item[0].key
        records = []
        for match in _RECORD.finditer(words):
            record: dict[str, object] = {head: match["name"].strip()}
            for said in _BETWEEN_PARTS.split(match["parts"] or ""):
                record |= self._part(field, said.strip(), today)
            records.append(record)
        return Reading(records) if all(field.accepts([record]) for record in records) else None

    def _part(self, field: Field, said: str, today: date) -> dict[str, object]:
        """Read one part of a record, its label before its value."""
        for part in field.item[1:]:
            for label in (part.label.zh, part.label.en):
                if said.lower().startswith(label.lower()):
                    reading = self.read(part, said[len(label) :].strip(" :："), today)
                    return {part.key: reading.value} if reading else {}
        return {}


def _with_known(field: Field, reading: Reading | None, known: list[Any]) -> Reading | None:
    """Return records with what is known of those of the same name and was not said anew."""
    if field.type != "records" or reading is None:
        return reading
    head = field.item[0].key
    before = {record.get(head): record for record in known if isinstance(record, dict)}
    records = [{**before.get(record.get(head), {}), **record} for record in reading.value]
    return replace(reading, value=records)


def _yes_or_no(field: Field, words: str) -> Reading | None:
    """Return a plain yes or no as the value of a bool field."""
    said = {word: value for value, listed in _YES_NO.items() for word in listed}
    value = said.get(_spelled(words)) if field.type == "bool" else None
    return None if value is None else Reading(value)


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


def _splits(message: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to take a message for "label set to words", the longest label first."""
    for opening, sets in ((_ZH_OPENING, _ZH_SETS), (_EN_OPENING, _EN_SETS)):
        start = opening.match(message)
        if start is None:
            continue
        for match in reversed(list(sets.finditer(message, start.end()))):
            label = message[start.end() : match.start()].strip()
            if 0 < len(label) <= _LONGEST_LABEL:
                yield label, message[match.end() :].strip().rstrip("。.!！")


def _by_label(field: Field, words: str) -> Reading | None:
    """Return the option that is called exactly like this."""
    spelled = _spelled(words)
    for option in field.options:
        if spelled in (_spelled(option.label.zh), _spelled(option.label.en)):
            return Reading(option.value)
    return None


def _spelled(name: str) -> str:
    # traditional on top: the way back from Taiwan's words is not always the way there
    return re.sub(r"\s+", "", to_traditional(normalise(name)))
