"""Contradictions in shares: parts of one whole that add up to more than all of it."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.calculators.split import split
from assistant.planning.contradictions.clash import Clash, Fix, quoted_parts
from assistant.planning.contradictions.said import Said
from assistant.planning.slots import percent
from assistant.planning.stated import figure

_ALL = 100
_PART = "share_pct"


def channels_above_all(said: Said) -> Iterator[Clash]:
    """The sales channels together have more than all sales."""
    return _above_all(said, "current.channels")


def sources_above_all(said: Said) -> Iterator[Clash]:
    """The sources together bring more than all visitors."""
    return _above_all(said, "funnel.sources")


def streams_above_all(said: Said) -> Iterator[Clash]:
    """The streams together make more than all income."""
    return _above_all(said, "model.streams")


def _above_all(said: Said, key: str) -> Iterator[Clash]:
    records = said.records(key)
    shares = [max(0.0, figure(record.get(_PART)) or 0.0) for record in records]
    if sum(shares) <= said.limits.share_max_pct:
        return
    shrunk = [
        {**record, _PART: part} if _PART in record else record
        for record, part in zip(records, split(_ALL, shares), strict=True)
    ]
    with_share = [record for record in records if figure(record.get(_PART))]
    fix = Fix("shrink", key, shrunk)
    yield Clash(quoted_parts(key, _PART, with_share), {"sum": percent(sum(shares))}, (fix,))
