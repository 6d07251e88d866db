"""Corrections: "不对，是46人" changes a figure that was given before."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache

from assistant.interview.cues import find_cues
from assistant.interview.field import Field
from assistant.interview.figures import NUMERIC, convert
from assistant.interview.lexicon import Lexicon
from assistant.interview.occasion import word_pattern
from assistant.interview.profile import Profile
from assistant.interview.quantity import Quantity
from assistant.interview.question import QuestionBook
from assistant.interview.reading import Reading
from assistant.interview.scan import Scan

_FURTHEST = 100  # times as much, or as little, a slip of the tongue makes of a figure
_TAKEN_BACK = re.compile(
    r"[说写打搞记弄报算]错了?|更正|纠正|(?<![a-z])(?:correction|i meant|wrong)(?![a-z])"
)
_NAMED = re.compile(
    r"(?:不好意思|抱歉|哦|啊|对了|刚才|刚刚|前面|上面|sorry|oh)*[,， ]*"
    r"(?:刚才|刚刚|前面|上面)?(?:的|那个)?"
    r"(?P<label>[^,，。;；\d]{1,12}?)(?:刚才|刚刚|前面|那里)?"
    r"(?:说错|写错|打错|搞错|记错|弄错|报错|算错|不对|was wrong|is wrong)了?"
)


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return word_pattern(words)


def is_correction(scan: Scan, lexicon: Lexicon) -> bool:
    """Tell whether a reply opens by taking something back."""
    opening = scan.plain[scan.start : scan.start + 24]
    return bool(_pattern(lexicon.corrections).search(opening))


def was_told(profile: Profile, key: str) -> bool:
    """Tell whether the owner has answered a field, so that there is something to take back."""
    return key in profile and profile[key].origin == "answer"


def takes_back(readings: Iterable[str], profile: Profile, asked: Collection[str]) -> bool:
    """Tell whether a correction is one of what was told before, not of the fields `asked` now.

    "不对，预算是60万，预备金一成" names no product, even while products are asked for.
    """
    return any(was_told(profile, key) for key in readings if key not in asked)


def find_correction(
    scan: Scan, profile: Profile, book: QuestionBook, lexicon: Lexicon
) -> tuple[Scan | None, dict[str, Reading]] | None:
    """Return what a reply takes back, and the part before it that says something else, if any.

    None when nothing is taken back.
    """
    whole = read_correction(scan, profile, book, lexicon)
    if whole:
        return None, whole
    apart = split_correction(scan)
    corrected = read_correction(apart[1], profile, book, lexicon) if apart else {}
    return (apart[0], corrected) if apart and corrected else None


def without_opening(scan: Scan, lexicon: Lexicon) -> Scan:
    """Return a reply without the "不对" in front of it, which is nobody's name."""
    first, *rest = scan.clauses
    words = scan.plain[slice(*first)].strip()
    return scan.part(rest[0].start, scan.end) if rest and words in lexicon.corrections else scan


def split_correction(scan: Scan) -> tuple[Scan, Scan] | None:
    """Return what a reply says first and what it then takes back ("..., 刚才说错了，是13个人")."""
    for clause in scan.clauses[1:]:
        if _TAKEN_BACK.search(scan.plain, *clause):
            return scan.part(scan.start, clause.start), scan.part(clause.start, scan.end)
    return None


def read_correction(
    scan: Scan, profile: Profile, book: QuestionBook, lexicon: Lexicon
) -> dict[str, Reading]:
    """Return the new value of the last number given in the unit of the only figure of the reply.

    Of several the one whose cue leads to the figure is meant ("不对，现在是250万"), and
    "成本说错了，是28" names what was wrong, also a part of the only product. Any other figure
    without unit corrects nothing.
    """
    named = _named_correction(scan, profile, book)
    if named:
        return named
    of_record = is_correction(scan, lexicon) and _record_correction(scan, profile, book)
    if of_record:
        return of_record
    figures = [q for q in scan.quantities if q.kind != "plain" or q.value >= 10_000]
    if len(figures) != 1 or not is_correction(scan, lexicon):
        return {}
    given = [key for key in profile if was_told(profile, key) and book.knows(key)]
    fitting = {
        key: reading
        for key in reversed(given)
        if book.field(key).type in ("number", "money", "percent")
        and (reading := convert(figures[0], book.field(key), (), announced=False))
    }
    clause = scan.part(scan.clause_at(figures[0].start).start, figures[0].start)
    announced = (key for key in fitting if find_cues(clause, [book.field(key)]))
    near = (key for key in fitting if _is_near(profile.number(key), fitting[key].value))
    meant = next(announced, next(near, None))
    return {meant: fitting[meant]} if meant else {}


def _is_near(old: float | None, new: object) -> bool:
    """Tell whether a figure can be what another one should have been."""
    if not old or not isinstance(new, int | float):
        return True
    return 1 / _FURTHEST <= abs(new / old) <= _FURTHEST


def _record_correction(scan: Scan, profile: Profile, book: QuestionBook) -> dict[str, Reading]:
    """Return the records in which one, called by its name, has another figure ("A 卖 320 元")."""
    if len(scan.quantities) != 1:
        return {}
    figure = scan.quantities[0]
    clause = scan.part(scan.clause_at(figure.start).start, figure.end)
    words = scan.plain[clause.start : figure.start]
    for key in profile:
        field = book.field(key) if book.knows(key) and was_told(profile, key) else None
        if field is None or field.type != "records":
            continue
        name, records = field.item[0].key, profile.items_of(key)
        called = [record for record in records if str(record.get(name) or "\0") in words]
        called = called or (records if len(records) == 1 else [])  # it needs no name
        parts = [part for part in field.item if part.type in NUMERIC]
        announced = [part for part in parts if find_cues(clause, [part])]
        if len(called) != 1 or len(announced) != 1:
            continue
        reading = convert(figure, announced[0], (), announced=True)
        if reading:
            new = {**called[0], announced[0].key: reading.value}
            return {key: Reading([new if record is called[0] else record for record in records])}
    return {}


def _named_correction(scan: Scan, profile: Profile, book: QuestionBook) -> dict[str, Reading]:
    """Return the field or the part of a single record whose name stands before "说错了"."""
    match = _NAMED.match(scan.plain, scan.start, scan.end)
    figures = [q for q in scan.quantities if match and q.start >= match.end()]
    if match is None or len(figures) != 1:
        return {}
    label = match["label"].strip()
    for key in reversed(list(profile)):
        field = book.field(key) if book.knows(key) else None
        if field is None or profile[key].origin == "assumption":
            continue
        reading = (
            convert(figures[0], field, (), announced=True) if _is_called(field, label) else None
        )
        if field.type in NUMERIC and reading:
            return {key: reading}
        if field.type == "records" and (records := _with_part(profile, field, label, figures[0])):
            return {key: Reading(records)}
    return {}


def _with_part(
    profile: Profile, field: Field, label: str, figure: Quantity
) -> list[dict[str, object]]:
    """Return the only record of a field with the part called so changed; else nothing."""
    records = profile.items_of(field.key)
    part = next((p for p in field.item if p.type in NUMERIC and _is_called(p, label)), None)
    if len(records) != 1 or part is None or part.key not in records[0]:
        return []
    reading = convert(figure, part, (), announced=True)
    return [{**records[0], part.key: reading.value}] if reading else []


def _is_called(field: Field, label: str) -> bool:
    return label in (field.label.zh, field.label.en.lower(), *field.cues, *field.anywhere)
