"""Fusion: dense and keyword scores become one ranking that works within and across languages."""

from __future__ import annotations

from collections.abc import Mapping

# The share of the question's idf mass that the best keyword hits hold: below the first value they
# are noise (a question in another language, or in other words), above the second they count fully.
# R@1 with these: 98.6 on cmrc2018, 71.6 on xquad_en2zh; a hard gate at 0.25 gave 98.6 and 69.4.
_NOISE, _SURE = 0.2, 0.8


def fuse(
    dense: Mapping[str, float], keyword: Mapping[str, float], coverage: float
) -> list[tuple[str, float]]:
    """Return (id, score 0..1) best first; keywords weigh 0 to a half, rising with coverage.

    Both legs are scaled to 0..1 over their candidates; an id missing from a leg scores 0 there.
    """
    weight = 0.5 * min(1.0, max(0.0, (coverage - _NOISE) / (_SURE - _NOISE)))
    scaled_dense = _scaled(dense)
    scaled_keyword = _scaled(keyword) if weight else {}
    ids = dict.fromkeys([*scaled_dense, *scaled_keyword])
    scores = {
        id_: (1 - weight) * scaled_dense.get(id_, 0.0) + weight * scaled_keyword.get(id_, 0.0)
        for id_ in ids
    }
    return sorted(scores.items(), key=lambda item: -item[1])


def _scaled(scores: Mapping[str, float]) -> dict[str, float]:
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    if high <= low:
        return dict.fromkeys(scores, 1.0)
    return {id_: (score - low) / (high - low) for id_, score in scores.items()}
