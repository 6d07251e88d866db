"""Notes: remarks under a result, each in Chinese and English, and the few that are shared."""

from __future__ import annotations

from collections.abc import Mapping

Note = Mapping[str, str]


def note(zh: str, en: str) -> Note:
    """Return one remark in the two languages of the product."""
    return {"zh": zh, "en": en}


FUNNEL_ABROAD = note(
    "国外参考值，不是国内平台数据：电商转化率中位数 1.4%，中间一半店铺 0.8% 到 3.1%"
    "（conversionbench.com 引 Littledata）；B2B 访客变线索 1% 到 5%，商机成交 20% 到 30%"
    "（b2blead.io）。请先看自己的后台。",
    "Figures from abroad, not from Chinese platforms: e-commerce conversion median 1.4 %, middle "
    "half 0.8 to 3.1 % (conversionbench.com citing Littledata); B2B visitor to lead 1 to 5 %, "
    "win rate 20 to 30 % (b2blead.io). Look at your own dashboard first.",
)
