"""Fusion: scores of meaning, words and tokens become one ranking, within and across languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# The share of the question's idf mass that the best keyword hits hold: below the first value they
# are noise (a question in another language, or in other words), above the second they count fully.
# R@1 with these: 98.6 on cmrc2018, 71.6 on xquad_en2zh; a hard gate at 0.25 gave 98.6 and 69.4.
_NOISE, _SURE = 0.2, 0.8


# How much MaxSim counts beside the fused score: across languages, and how much less at most where
# the words of the question are all there. R@1 on cmrc2018, xquad_zh, xquad_en, en2zh and zh2en:
# fused alone 98.6, 94.1, 96.5, 71.5, 67.7; 0.9 throughout 98.3, 95.5, 98.1, 83.2, 80.9; so 98.6,
# 95.5, 97.7, 83.2, 80.9.
_LATE, _LESS = 0.9, 0.6


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


def rerank(
    ranked: Sequence[tuple[str, float]], similarities: Mapping[str, float], coverage: float
) -> list[tuple[str, float]]:
    """Return a fused ranking with those that have a MaxSim, its head, put in a better order.

    The head keeps the range of its scores: what follows it stays below.
    """
    head = {id_: score for id_, score in ranked if id_ in similarities}
    if not head:
        return list(ranked)
    trust = max(0.0, (coverage - _NOISE) / (1 - _NOISE))
    share = _LATE - _LESS * trust**2
    fused, late = _scaled(head), _scaled(similarities)
    low, high = min(head.values()), max(head.values())
    scores = {
        id_: low + (high - low) * (share * late[id_] + (1 - share) * fused[id_]) for id_ in head
    }
    tail = [(id_, min(score, low)) for id_, score in ranked if id_ not in head]
    return sorted(scores.items(), key=lambda item: -item[1]) + tail


def _scaled(scores: Mapping[str, float]) -> dict[str, float]:
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    if high <= low:
        return dict.fromkeys(scores, 1.0)
    return {id_: (score - low) / (high - low) for id_, score in scores.items()}
