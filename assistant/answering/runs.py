"""Runs: neighbouring pieces of a passage that are quoted together, chosen so that they read on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.asked import Asked
from assistant.answering.evidence import Evidence
from assistant.answering.ranking import RankedEvidence
from assistant.knowledge.keywords import tokenize
from assistant.language import reading_size

# neighbouring pieces of one passage, in their order
Run = list[Evidence]

_MOST_PASSAGES = 2
# as reading_size counts: the first passage, both together
_MOST, _MOST_IN_ALL = 260, 300
# a list that makes an answer longer than this is cut
_LONGEST = 310
# a second passage speaks too when its best piece is this near to the first's; nearer lost 2 of 179
# golden questions, and 0.04 added a tenth to the length and no answer
_MARGIN = 0.025
# a piece of the kind asked for comes first when it is this near to the best
_KIND_MARGIN = 0.06
_SAME = 0.6
# what ends a clause in the middle of a sentence
CLAUSE_ENDS = ("；", ";")
# sentences that tell about the text and not about its subject
_ABOUT_ITSELF = re.compile(
    r"本文|^.{0,20}见《|\b[Tt]his (?:article|guide|chapter)\b|\b(?:is|are) (?:told|found) in \""
)
# a sentence that begins so says nothing without the one before
_LEANS_BACK = re.compile(r"^(?:上面|以上|前面)|^In the example above|^The figures are only")
# at the beginning of a quote it belongs to what is not quoted
_CAVEAT = re.compile(r"^数字(?:都|只)?是举例|^The figures are only an example")


def choose_runs(question: str, ranked: Sequence[RankedEvidence], asked: Asked) -> list[Run]:
    """Take the passage with the best piece, and a second one nearly as good that adds something.

    `ranked` has all pieces of the passages looked at, best first.
    """
    runs: list[Run] = []
    for passage in dict.fromkeys(item.evidence.passage for item in ranked):
        pieces = [item for item in ranked if item.evidence.passage == passage]
        if runs and pieces[0].score < ranked[0].score - _MARGIN:
            break
        size = min(_MOST // 2, _MOST_IN_ALL - size_of(runs[0])) if runs else _MOST
        centre = pieces[0] if runs else _of_the_kind(question, pieces, asked)
        if runs and reading_size(centre.evidence.text) > size:
            continue
        run = _whole(*_around(centre, pieces, size))
        if not runs and asked.is_amount(question):
            run = _from_the_amount(question, run, asked)
        if not any(_alike(run, other) for other in runs):
            runs.append(run)
        if len(runs) == _MOST_PASSAGES:
            break
    return _fitted(runs)


def _fitted(runs: list[Run]) -> list[Run]:
    """Return the runs at a readable length: a list that is too long loses its last items."""
    fitted: list[Run] = []
    for run in runs:
        spare = _LONGEST - sum(size_of(other) for other in fitted) - size_of(run)
        if spare >= 0:
            fitted.append(run)
        elif not fitted:
            fitted.append(_cut(run, -spare + _LONGEST - _MOST_IN_ALL))
    return fitted


def _cut(run: Run, by: int) -> Run:
    """Return a run that ends within its last list, shorter by so much; one without stays."""
    at = max((i for i, piece in enumerate(run) if piece.is_list), default=None)
    if at is None:
        return run
    by -= size_of(run[at + 1 :])  # what follows a list that breaks off would not read on
    return [*run[:at], run[at].cut_to(reading_size(run[at].text) - by)]


def size_of(run: Run) -> int:
    """Return the length of a run as reading_size counts."""
    return sum(reading_size(piece.text) for piece in run)


def _of_the_kind(question: str, pieces: Sequence[RankedEvidence], asked: Asked) -> RankedEvidence:
    """Return the best piece of the kind asked for, the best of all when none is near it."""
    near = (item for item in pieces if item.score >= pieces[0].score - _KIND_MARGIN)
    return next((item for item in near if asked.is_met_by(question, item.evidence)), pieces[0])


def _around(
    centre: RankedEvidence, pieces: Sequence[RankedEvidence], size: int
) -> tuple[Run, int, int]:
    """Grow from a piece over its better neighbour, so that what is quoted reads on.

    Returned are the pieces in their order, and the places of the first and the last that fit.
    """
    in_order = sorted(pieces, key=lambda item: item.evidence.start)
    first = last = in_order.index(centre)
    used = reading_size(centre.evidence.text)
    while True:
        neighbours = [i for i in (first - 1, last + 1) if 0 <= i < len(in_order)]
        fitting = [i for i in neighbours if used + reading_size(in_order[i].evidence.text) <= size]
        if not fitting:
            return [item.evidence for item in in_order], first, last
        best = max(fitting, key=lambda i: in_order[i].score)
        used += reading_size(in_order[best].evidence.text)
        first, last = min(first, best), max(last, best)


def _whole(pieces: Run, first: int, last: int) -> Run:
    """Return pieces[first] to pieces[last] as whole sentences, without talk about the text."""
    while last + 1 < len(pieces) and pieces[last].text.endswith(CLAUSE_ENDS):
        last += 1
    while first and pieces[first - 1].text.endswith(CLAUSE_ENDS):
        first -= 1
    while first < last and _ABOUT_ITSELF.search(pieces[last].text):
        last -= 1
    while first < last and (
        _ABOUT_ITSELF.search(pieces[first].text) or _CAVEAT.match(pieces[first].text)
    ):
        first += 1
    return pieces[first : last + 1]


def _from_the_amount(question: str, run: Run, asked: Asked) -> Run:
    """Leave out what comes before the first sentence with a number, if there is one."""
    first = next((i for i, piece in enumerate(run) if asked.is_met_by(question, piece)), 0)
    while first and (
        run[first - 1].text.endswith(CLAUSE_ENDS) or _LEANS_BACK.match(run[first].text)
    ):
        first -= 1
    return run[first:]


def _alike(one: Run, other: Run) -> bool:
    """Tell whether one run says little that the other does not."""
    first, second = (set(tokenize(" ".join(p.text for p in run))) for run in (one, other))
    smaller = min(len(first), len(second))
    return smaller == 0 or len(first & second) / smaller > _SAME
