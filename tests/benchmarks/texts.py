"""Texts to measure with: made here, always the same, of words as a company's papers have them."""

from __future__ import annotations

import random
from collections.abc import Iterator

_SUBJECTS = (
    "预算", "投放", "小红书", "抖音", "视频号", "直播间", "私域", "会员",
    "复购", "客单价", "转化率", "线索", "渠道", "门店", "经销商", "展会",
    "官网", "搜索", "短视频", "达人", "种草", "笔记", "素材", "落地页",
    "询盘", "报价", "交付", "售后", "口碑", "品牌", "定位", "竞品",
    "调研", "问卷", "访谈", "画像", "用户", "新客", "老客", "优惠券",
    "满减", "预热", "首发", "大促", "双十一", "年货节", "春季", "秋季",
    "淡季", "旺季", "库存", "供应链", "包装", "价格带", "毛利", "现金流",
    "目标", "指标", "周报", "复盘", "归因", "排期", "日历", "选题",
    "脚本", "拍摄", "剪辑", "客服", "话术", "培训", "激励", "提成",
    "团队", "外包", "供应商",
)  # fmt: skip
_ACTS = (
    "先测试", "再放大", "每周记录", "按月复盘", "逐项核对", "单独安排",
    "提前准备", "集中投入", "分批上线", "重点跟进", "暂时停下", "持续优化",
    "明确负责人", "写进计划", "对比去年", "控制在预算内", "留出余量", "交给店长",
    "请客户试用", "放到周末",
)  # fmt: skip
_ENDS = (
    "这样最省钱。", "这一步不要省。", "数字要能对上。", "由专人负责。",
    "效果按周看。", "问题当天处理。",
)  # fmt: skip
_SENTENCES = 9


def documents(passages: int) -> Iterator[tuple[str, str]]:
    """Yield name and text of papers with about this many passages of 250 characters together."""
    random_ = random.Random(7)
    for number in range(0, passages, _PER_DOCUMENT):
        parts = [f"# 第 {number // _PER_DOCUMENT + 1} 号文件"]
        for section in range(min(_PER_DOCUMENT, passages - number)):
            subject = random_.choice(_SUBJECTS)
            parts.append(f"## {subject} {number + section + 1}")
            parts.append("".join(_sentence(random_) for _ in range(_SENTENCES)))
        yield f"{number:06d}.md", "\n\n".join(parts) + "\n"


_PER_DOCUMENT = 50


def _sentence(random_: random.Random) -> str:
    first, second = random_.sample(_SUBJECTS, 2)
    share, month = random_.randint(5, 95), random_.randint(1, 12)
    return (
        f"{month} 月的{first}占 {share}%，{second}{random_.choice(_ACTS)}，{random_.choice(_ENDS)}"
    )


def questions(count: int) -> list[str]:
    """Return different questions about these papers."""
    random_ = random.Random(11)
    return [
        f"{random_.randint(1, 12)} 月的{first}和{second}怎么安排比较好？"
        for first, second in (random_.sample(_SUBJECTS, 2) for _ in range(count))
    ]
