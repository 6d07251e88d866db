"""Assign the persons a reply names to the fields that ask for a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.interview.clauses import Span
from assistant.interview.cues import Cue
from assistant.interview.field import Field
from assistant.interview.reading import Reading
from assistant.interview.scan import Scan

MAX_GAP = 6  # characters between a person and the word that says what he does
_BREAK = re.compile(r"[,，。;；、\n]")
_SHORT_NAME = re.compile(r"[㐀-鿿]{2,4}|[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}")
_NOBODY = re.compile(r"专职|全职|兼职|没|无|不|谁|还|招|缺|待|看|暂|找|请|代|让|挖|可以|同意")


def read_persons(
    scan: Scan, fields: Sequence[Field], cues: Sequence[Cue], whole: bool
) -> dict[str, Reading]:
    """Return the readings of the person fields.

    Args:
        scan: the reply.
        fields: fields whose `read` is "person".
        cues: the cues of these fields.
        whole: the reply answers the question of these fields, so a short bare name will do.
    """
    wanted = {field.key: field for field in fields}
    readings: dict[str, Reading] = {}
    left = list(scan.persons)
    for person, cue in _nearest(scan, scan.persons, [c for c in cues if c.key in wanted]):
        if cue.key not in readings and person in left:
            readings[cue.key] = _reading(scan, person, (Span(cue.start, cue.end),))
            left.remove(person)
    for key, field in wanted.items():
        if key in readings or not field.alone:
            continue
        if left:
            readings[key] = _reading(scan, left.pop(0), ())
        elif whole and (bare := _bare_name(scan)):
            readings[key] = _reading(scan, bare, ())
    return readings


def _nearest(scan: Scan, persons: Sequence[Span], cues: Sequence[Cue]) -> list[tuple[Span, Cue]]:
    pairs: list[tuple[float, Span, Cue]] = []
    for person in persons:
        for cue in cues:
            behind = cue.start >= person.end
            gap = (person.end, cue.start) if behind else (cue.end, person.start)
            words = scan.plain[gap[0] : gap[1]]
            if 0 <= gap[1] - gap[0] <= MAX_GAP and not _BREAK.search(words):
                pairs.append((len(words) - (cue.end - cue.start) / 10, person, cue))
    pairs.sort(key=lambda pair: (pair[0], pair[1].start))
    return [(person, cue) for _, person, cue in pairs]


def _bare_name(scan: Scan) -> Span | None:
    """Return the first clause when it can only be a name ("欧阳娜")."""
    first = next(iter(scan.clauses), None)
    if first is None:
        return None
    words = scan.words(*first)
    is_name = _SHORT_NAME.fullmatch(words) and not _NOBODY.search(words)
    return first if is_name else None


def _reading(scan: Scan, person: Span, spans: tuple[Span, ...]) -> Reading:
    return Reading(scan.words(*person), (*spans, person))
