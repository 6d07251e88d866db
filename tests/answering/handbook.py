"""A small handbook, passages and hits made from text, and how a model's service fails."""

from __future__ import annotations

from assistant.knowledge.retrieval import RetrievedPassage
from assistant.storage.records import Passage

HANDBOOK = {
    "budget.md": """# 预算手册

## 双十一的预算怎么分配

双十一的预算先分给预热，再分给当天。预热期的预算占 60%，当天的预算占 40%。

## 年度预算怎么列

年度预算要列四项费用：

1. 人员工资。
2. 硬件费用。
3. 软件费用。
4. 其他费用。
""",
    "douyin.md": """# 抖音手册

## 抖音怎么投放

抖音投放要先测试素材。测试三天以后，只留下成本最低的素材。
""",
    "service.md": """# 售后手册

## 售后服务为什么重要

售后服务做得好，老客户会回来。老客户带来新客户。
""",
    "leads.md": """# Lead handbook

## How to measure the cost per lead

Measure the cost per lead every week. Divide the ad spend by the number of leads.
""",
}


class ServiceError(Exception):
    """What the client of a chat model raises when the service fails."""


def passage(text: str, start: int = 0, **changes: str) -> Passage:
    """A passage that holds this text."""
    fields = {"document_id": "d", "document_title": "手册", "heading": "", "language": "zh-Hans"}
    return Passage(text=text, start=start, end=start + len(text), **(fields | changes))


def hit(text: str, rank: int = 1, cosine: float = 0.9, **changes: str) -> RetrievedPassage:
    """A retrieved passage that holds this text; each rank has a document of its own."""
    found = passage(text, **({"document_id": f"d{rank}"} | changes))
    return RetrievedPassage(found, rank, 1.0 / rank, cosine, rank, rank)
