"""Split an enumeration into records: which clauses speak of the same product, node or person."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.interview.clauses import Span, items
from assistant.interview.cues import Cue
from assistant.interview.field import Boundary
from assistant.interview.record_marks import (
    between,
    by_channel,
    by_count,
    by_node,
    by_person,
    by_step,
)
from assistant.interview.scan import Scan

Splitter = Callable[[Scan, Sequence[Cue]], list[Span]]

_NUMBERED = re.compile(
    r"(?:^|(?<=[\s。；;，,]))"
    r"(?:\(?\d[.、)）](?!\d)|[①②③④⑤⑥]|第[一二三四五](?:个|类|种)?|[一二三四五]是)"
)
_HARD = re.compile(r"[;；\n]")
REMAINDER = re.compile(r"[\s]*(?:剩下|剩余|其余|余下|其他|另外\d|the rest|rest|remaining)")
_SHARE_FIRST = re.compile(r"[ ]?(?:是|来自|靠|走|from|is|are|comes? from|of|for)[ ]?")
# What may stand before the cue or figure that opens a clause.
_BEFORE_FIGURE = re.compile(
    r"(?:[\s]|每?[片件套个斤盒瓶米吨箱条台只张双份单包袋支块平]|它|其|这个|旺季|淡季|平时|高峰期?|最忙时?|就?说|就?按|算|目前|现在|一般|每|的|大概|大约|约|一个月|每个?月|一年|每年|每天|一天|平均|最多|也就|就|差不多|是|能|有"
    r"|about |around |roughly |up to |at most |max(?:imum)? )*"
)
_NO_LIMIT = re.compile(r"(?:没有?|无)上限|不限|管够|no limit|unlimited")
_EVIDENCE = re.compile(
    r"\d|[一二三四五六七八九十百千万]+(?:年|单|家|天|次|个|成|倍|项)|证书|检测|报告|专利|认证|资质|编号|获奖|评价"
    r"|客户说|客户[叫夸]|好评|certificate|report|patent|customers say|certified"
)
_ARROW = re.compile(
    r"[ ]?(?:→|->|=>|—>|–>|》|>>|>|~>|然后是?|接着是?|再到|再是|再|之后是?|then )[ ]?"
)
_CLAIM_END = re.compile(r"——|--|—|–|:|：|\(|（|因为|because| - ")


def split_records(scan: Scan, boundary: Boundary, cues: Sequence[Cue]) -> list[Span]:
    """Return the stretches that each hold one record.

    Args:
        scan: the part of the reply that lists the records.
        boundary: how the next record is recognised.
        cues: the cues of the parts of the record.
    """
    splitters: dict[Boundary, Splitter] = {
        "clause": _by_clause,
        "sentence": _by_sentence,
        "proof": _by_proof,
        "node": by_node,
        "channel": by_channel,
        "person": by_person,
        "step": by_step,
        "count": by_count,
    }
    return splitters[boundary](scan, cues)


def _by_sentence(scan: Scan, cues: Sequence[Cue]) -> list[Span]:
    """Split at line ends, semicolons and numbering; full stops only where there are no others."""
    plain = scan.plain
    marks = [m.start() for m in _NUMBERED.finditer(plain, scan.start, scan.end)]
    if len(marks) > 1:
        return between([*marks, scan.end])
    hard = [m.end() for m in _HARD.finditer(plain, scan.start, scan.end)]
    lines = between([scan.start, *hard, scan.end]) if hard else list(scan.sentences)
    records: list[Span] = []
    for line in lines:
        if records and not _opens_with_name(scan, line, cues):
            records[-1] = Span(records[-1].start, line.end)
        elif plain[line.start : line.end].strip():
            records.append(line)
    return records


def _by_clause(scan: Scan, cues: Sequence[Cue]) -> list[Span]:
    """Join a clause that opens with a name and the clauses that go on about it."""
    records: list[Span] = []
    for line in _by_sentence_or_whole(scan):
        parts = _parts(scan, line, cues)
        opening = [_opens_with_name(scan, part, cues) for part in parts]
        line_is_new = not records or (bool(opening) and opening[0])
        for index, part in enumerate(parts):
            goes_on = index + 1 < len(parts) and not opening[index + 1]
            has_own = opening[index] and (_says_something(scan, part, cues) or goes_on)
            if line_is_new or has_own:
                records.append(part)
            else:
                records[-1] = Span(records[-1].start, part.end)
            line_is_new = False
    return records


def _parts(scan: Scan, line: Span, cues: Sequence[Cue]) -> list[Span]:
    """Return the clauses of a line; "淘宝70%、微信30%" is taken apart at 、 as well."""
    parts: list[Span] = []
    has_figures = bool(scan.quantities_in(line)) or bool(cues)
    for clause in scan.clauses_in(line):
        pieces = items(scan.plain, *clause)
        figured = [p for p in pieces if scan.quantities_in(p)]
        apart = len(figured) == len(pieces) or not has_figures
        parts += pieces if apart else [clause]
    return parts


def _by_sentence_or_whole(scan: Scan) -> list[Span]:
    """Split at line ends and semicolons only; a full stop may stand within one record."""
    numbered = [m.start() for m in _NUMBERED.finditer(scan.plain, scan.start, scan.end)]
    if len(numbered) > 1:
        return between([*numbered, scan.end])
    marks = [m.end() for m in _HARD.finditer(scan.plain, scan.start, scan.end)]
    return between([scan.start, *marks, scan.end])


def _opens_with_name(scan: Scan, clause: Span, cues: Sequence[Cue]) -> bool:
    """Tell whether a clause opens with words of its own rather than a cue, figure or person."""
    start = (
        clause.start
        + len(scan.plain[clause.start : clause.end])
        - len(scan.plain[clause.start : clause.end].lstrip())
    )
    if REMAINDER.match(scan.plain, start) or _NUMBERED.match(scan.plain, start):
        return True
    if _NO_LIMIT.match(scan.plain, start):
        return False
    inside = [cue for cue in cues if clause.holds(cue.start, cue.end)]
    if any(_BEFORE_FIGURE.fullmatch(scan.plain, start, max(start, cue.start)) for cue in inside):
        return False
    people = scan.persons_in(clause)
    if people and people[0].start <= start + 1:
        return False
    figures = [q for q in scan.quantities_in(clause) if q.unit != "岁"]
    if figures and _BEFORE_FIGURE.fullmatch(scan.plain, start, figures[0].start):
        return bool(_SHARE_FIRST.match(scan.plain, figures[0].end))
    return True


def _says_something(scan: Scan, clause: Span, cues: Sequence[Cue]) -> bool:
    """Tell whether a clause holds a figure, a cue or a person besides its name."""
    return (
        bool(scan.quantities_in(clause))
        or any(clause.holds(cue.start, cue.end) for cue in cues)
        or bool(scan.persons_in(clause))
        or bool(REMAINDER.match(scan.plain, clause.start))
        or bool(_ARROW.search(scan.plain, *clause))
    )


def _by_proof(scan: Scan, cues: Sequence[Cue]) -> list[Span]:
    """Join a clause of evidence to the claim before it; every other clause is a claim."""
    records: list[Span] = []
    for line in _by_sentence(scan, cues):
        first = True
        for part in scan.clauses_in(line):
            proves = bool(_EVIDENCE.search(scan.plain, *part))
            complete = bool(records) and bool(_CLAIM_END.search(scan.plain, *records[-1]))
            if first or not proves or complete:
                records.append(part)
            else:
                records[-1] = Span(records[-1].start, part.end)
            first = False
    return records
