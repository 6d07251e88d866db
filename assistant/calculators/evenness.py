"""Evenness: how evenly, or how concentrated, twelve months of money are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from assistant.calculators import bounds
from assistant.calculators.rounding import to_pct, to_ratio

_THIN_CV, _THIN_TOP3_PCT = 0.25, 35


@dataclass(frozen=True, slots=True)
class Evenness:
    """Measures of concentration; 600 000 spread as 12 x 50 000 has cv 0, hhi 0.0833, top 3 25 %.

    `cv` is standard deviation / mean, `hhi` the sum of squared shares, `gini` 0 (even) to 1;
    `top1..3_share_pct` what the largest one, two and three months hold of the year, in per cent;
    `largest` the position of the largest month in the list, counted from 0.
    """

    cv: float
    hhi: float
    gini: float
    top1_share_pct: float
    top2_share_pct: float
    top3_share_pct: float
    largest: int

    @property
    def is_spread_thin(self) -> bool:
        """Tell whether the money is spread so evenly that no month can win a battle (S0-22)."""
        return self.cv < _THIN_CV and self.top3_share_pct < _THIN_TOP3_PCT


def evenness(months: Sequence[float]) -> Evenness:
    """Measure monthly amounts, in yuan, 0 or more, not all 0 (S0-22, S0-24).

    Raises:
        InputError: there is no month, a negative amount, or nothing but zeros.
    """
    amounts = bounds.weights("months", months)
    total, count = sum(amounts), len(amounts)
    shares = sorted((amount / total for amount in amounts), reverse=True)
    ranks = enumerate(reversed(shares), start=1)
    return Evenness(
        cv=to_ratio(pstdev(amounts) / fmean(amounts)),
        hhi=to_ratio(sum(share * share for share in shares)),
        gini=to_ratio(sum((2 * rank - count - 1) * share for rank, share in ranks) / count),
        top1_share_pct=to_pct(shares[0]),
        top2_share_pct=to_pct(sum(shares[:2])),
        top3_share_pct=to_pct(sum(shares[:3])),
        largest=amounts.index(max(amounts)),
    )
