"""Records told apart by what they name: an occasion, a channel, a person, a step, a count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.interview.clauses import Span, items
from assistant.interview.cues import Cue
from assistant.interview.scan import Scan

MOST_SHARING = 6  # persons who can share one role; a longer row is not one
_END_OF_CHAIN = re.compile(r"[;；\n]")
_ARROW = re.compile(
    r"[ ]?(?:→|->|=>|—>|–>|》|>>|>|~>|然后是?|接着是?|再到|再是|再|之后是?|then )[ ]?"
)
_NAME_GOES_ON = re.compile(r"[ ]?(?:的|上的|里的|上|里)?[投做找用开发跑拍写]{0,2}[点些]?[ ]?")
_AND = re.compile(r"[ ]?(?:和|、|跟|与|以及|,|，|and|&)[ ]?")


def between(marks: Sequence[int]) -> list[Span]:
    """Return the stretches between neighbouring places."""
    return [Span(a, b) for a, b in pairwise(marks) if a < b]


def by_node(scan: Scan, cues: Sequence[Cue]) -> list[Span]:
    """Start a record at every occasion, at the begin of its clause when it is the first there."""
    marks = _starts(scan, [o.start for o in scan.occasions], scan.clauses)
    return between([*marks, scan.end])


def _starts(scan: Scan, places: Sequence[int], parts: Sequence[Span]) -> list[int]:
    """Return the places, the first one of each part moved to where that part begins."""
    starts: list[int] = []
    for part in parts:
        inside = [place for place in places if part.start <= place < part.end]
        starts += [part.start, *inside[1:]] if inside else []
    return starts


def by_channel(scan: Scan, cues: Sequence[Cue]) -> list[Span]:
    """Start a record at every channel that does not go on with the one before ("抖音直播")."""
    heads = [venue.start for venue in scan.venues[:1]]
    for before, venue in pairwise(scan.venues):
        if not _NAME_GOES_ON.fullmatch(scan.plain[before.end : venue.start]):
            heads.append(venue.start)
    parts = items(scan.plain, *scan.span)
    return between([*_starts(scan, heads, parts), scan.end])


def by_person(scan: Scan, cues: Sequence[Cue]) -> list[Span]:
    """Start a record at every person, and at every clause that names only a role.

    Persons side by side ("小王和小张做客服") share what follows.
    """
    records: list[Span] = []
    for part in items(scan.plain, *scan.span):
        people = scan.persons_in(part)
        if people:
            records += _shared(scan, part, people)
        elif not records or any(part.holds(c.start, c.end) for c in cues):
            records.append(part)
        else:
            records[-1] = Span(records[-1].start, part.end)
    return records


def _shared(scan: Scan, part: Span, people: Sequence[Span]) -> list[Span]:
    """Return one stretch per person; "小王和" is stretched over what is said of 小张."""
    starts = [part.start, *[person.start for person in people[1:]]]
    ends = [*starts[1:], part.end]
    for index in range(len(people) - 2, -1, -1):
        is_few = len(people) <= MOST_SHARING
        if is_few and _AND.fullmatch(scan.plain[people[index].end : starts[index + 1]]):
            ends[index] = ends[index + 1]
    return [Span(a, b) for a, b in zip(starts, ends, strict=True)]


def by_count(scan: Scan, cues: Sequence[Cue]) -> list[Span]:
    """Start a record at every counted thing ("4篇文章和2条视频")."""
    counts = [q.start for q in scan.quantities if q.kind == "count"]
    return between([*counts, scan.end])


def by_step(scan: Scan, cues: Sequence[Cue]) -> list[Span]:
    """Split at arrows and "然后"; without them at every clause and 、."""
    end = next((m.start() for m in _END_OF_CHAIN.finditer(scan.plain, *scan.span)), scan.end)
    scan = scan.part(scan.start, end)
    marks = [scan.start]
    arrows = list(_ARROW.finditer(scan.plain, scan.start, scan.end))
    if not arrows:
        return items(scan.plain, scan.start, scan.end)
    spans: list[Span] = []
    for match in arrows:
        spans.append(Span(marks[-1], match.start()))
        marks.append(match.end())
    spans.append(Span(marks[-1], scan.end))
    return [span for span in spans if scan.words(*span)]
