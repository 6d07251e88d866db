"""What staff may ask of the five sources: every such row is told by an article, in both languages.

The ids are those of the rows of the source documents as the articles' front matter cites them.
"""

from __future__ import annotations

import re

import pytest
from corpus_articles import Article, read_articles

# row of a source -> what its article must say, in Chinese and in English
KNOWLEDGE = {
    "S0-1": (r"计划赶不上变化", r"plan"),
    "S0-9": (r"一夜暴富.*只是传说", r"overnight|legend"),
    "S0-20": (r"工业品选阿里巴巴，零售选淘宝", r"Alibaba.*Taobao"),
    "S0-27": (r"软广告.*自媒体", r"advertorial|soft ad"),
    "S0-30": (r"投入 10 万元推广费，利润是 50 万元", r"100,000"),
    "S0-36": (r"整合风险投资，打通全周期", r"venture"),
    "S1-1": (r"搜索引擎、流媒体、社交网络、电子商务", r"search engines"),
    "S1-4": (r"60%.*40% 取决于运营人员", r"60%.*40%"),
    "S2-11": (r"艰巨|复杂|积累|扎实|不是一朝一夕", r"hard|difficult|complex"),
    "S2-16": (r"2014 年双十一的增长幅度在 20% 左右", r"2014.*20%"),
    "S2-26": (r"20:00-24:00.*原文没有说明", r"20:00.*(missing|not)"),
    "S3-1": (r"较为全面、有序的安排", r"complete|orderly|ordered"),
    "S3-22": (r"电子商务、网络营销和网站开发", r"e-commerce.*development"),
    "S3-23": (r"信息传播和信息交换", r"information"),
    "S3-34": (r"指南针", r"compass"),
    "S3-51": (r"一是在策略上的定位，二是在各项工作之间的衔接", r"link|connect"),
    "S4-3": (r"凡事预则立，不预则废", r"least|lowest"),
}


def _telling(row: str, language: str) -> Article:
    """Return the only article whose front matter cites a row."""
    (found,) = [
        article
        for article in read_articles(language).values()
        if not article.is_handbook and row in article.front_matter["source"]["rows"]
    ]
    return found


@pytest.mark.parametrize("row", KNOWLEDGE)
def test_a_row_of_knowledge_is_told_in_both_languages(row):
    zh, en = KNOWLEDGE[row]
    chinese, english = _telling(row, "zh"), _telling(row, "en")
    assert chinese.name == english.name
    assert re.search(zh, chinese.body), f"{chinese.name} does not tell {row}"
    assert re.search(en, english.body, re.IGNORECASE | re.DOTALL), f"en of {row}"
