"""Splitting: passages are literal pieces of a document, under their headings, never too long."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.knowledge.splitting import Splitter
from assistant.language import reading_size
from assistant.storage.records import Document, Passage


def document(text: str, title: str = "预算", body_start: int = 0) -> Document:
    return Document("notes/x.md", title, "zh-Hans", text, body_start=body_start)


def split(text: str, max_size: int = 600, **kwargs) -> list[tuple[str, str]]:
    """Return (heading path, text) of the passages."""
    passages = Splitter(max_size).split(document(text, **kwargs))
    return [(passage.heading, passage.text) for passage in passages]


def test_a_passage_carries_what_a_citation_needs():
    source = document("# 预算\n\n## 总额\n\n先定目标。\n")

    assert Splitter().split(source) == [
        Passage(
            document_id=source.id,
            document_title="预算",
            heading="总额",
            text="先定目标。",
            start=13,
            end=18,
            language="zh-Hans",
        )
    ]


HEADINGS = """# 预算

前言。

## 总额

### 怎么定

先定目标。

### 谁来定

老板。

## 分配

按渠道。
"""


def test_every_passage_knows_its_headings_without_the_title_of_the_document():
    assert split(HEADINGS) == [
        ("", "前言。"),
        ("总额 / 怎么定", "先定目标。"),
        ("总额 / 谁来定", "老板。"),
        ("分配", "按渠道。"),
    ]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("# 第一章\n\n## 总额\n\n先定。", "第一章 / 总额"),
        ("## 总额 ##\n先定。", "总额"),
        ("   ## 总额\n先定。", "总额"),
        ("## C#\n先定。", "C#"),
        ("## Budget #1\n先定。", "Budget #1"),
        ("#### 深\n先定。", "深"),
        ("### 深\n## 浅\n先定。", "浅"),
        ("#没有空格\n先定。", ""),
        ("####### 七个\n先定。", ""),
        ("    ## 缩进的代码\n先定。", ""),
    ],
    ids=["other title", "closed", "three blanks", "C sharp", "number sign", "skipped levels",
         "back up", "no blank", "seven", "indented code"],
)  # fmt: skip
def test_headings_are_told_from_other_lines(text, heading):
    (*_, (found, last)) = split(text)

    assert (found, last.endswith("先定。")) == (heading, True)


def test_paragraphs_under_one_heading_stay_together_up_to_the_limit():
    text = "## 甲\n\n一二三四。\n\n五六七八。\n\n九十。\n"

    assert split(text, 10) == [("甲", "一二三四。\n\n五六七八。"), ("甲", "九十。")]
    assert split(text, 12) == [("甲", "一二三四。\n\n五六七八。\n\n九十。")]


def test_a_long_paragraph_is_cut_between_sentences():
    assert split("一二三四。五六七八。九十。", 9) == [
        ("", "一二三四。五六七八。"),
        ("", "九十。"),
    ]


def test_a_long_sentence_is_cut_into_pieces_that_fit():
    assert split("一" * 25, 10) == [("", "一" * 10), ("", "一" * 10), ("", "一" * 5)]


def test_latin_text_counts_a_third_and_is_cut_between_words():
    texts = [text for _, text in split("marketing plan " * 40, 60)]

    assert {reading_size(text) <= 60 for text in texts} == {True}
    assert {len(text) > 120 for text in texts[:-1]} == {True}
    assert " ".join(texts) == ("marketing plan " * 40).strip()


FENCED = """## 脚本

```python
# 这不是标题
~~~
## 这也不是
```

~~~
``` 里面 ```
# 还不是
~~~

## 下一节

写 ```# 行内``` 的人。

## 最后

完。
"""


def test_headings_inside_fenced_code_are_code():
    assert [heading for heading, _ in split(FENCED)] == ["脚本", "下一节", "最后"]


def test_a_fence_that_is_never_closed_runs_to_the_end():
    assert split("## 甲\n```\n# 不是标题\n") == [("甲", "```\n# 不是标题")]


def test_code_in_a_list_may_be_fenced():
    text = "- ```\n  # 注释\n  ```\n\n## 乙\n完。"

    assert [heading for heading, _ in split(text)] == ["", "乙"]


def test_windows_line_ends_change_nothing_but_themselves():
    windows = HEADINGS.replace("\n", "\r\n")

    assert split(windows) == split(HEADINGS)


LISTED = """## 步骤

先看清单：

1. 定目标
   - 写下数字
   - 写下期限

2. 定预算

| 渠道 | 占比 |
| --- | --- |
| 搜索 | 60% |
"""


def test_lists_and_tables_are_kept_as_they_stand():
    assert split(LISTED) == [("步骤", LISTED.split("\n\n", 1)[1].strip())]


def test_a_long_table_is_cut_between_its_rows():
    rows = [f"| 渠道{i} | {i}% |" for i in range(10, 40)]

    passages = split("\n".join(rows), 40)

    assert [line for _, text in passages for line in text.split("\n")] == rows


def test_front_matter_is_no_passage():
    text = "---\ntitle: 预算\n---\n先定目标。"

    assert split(text, body_start=text.index("先")) == [("", "先定目标。")]


@pytest.mark.parametrize("text", ["", " \n\n", "# 只有标题\n", "## 一\n## 二\n"])
def test_a_text_without_paragraphs_has_no_passages(text):
    assert split(text) == []


def test_ids_are_the_same_on_every_run_and_all_different():
    first, second = (Splitter(10).split(document(HEADINGS)) for _ in range(2))

    assert [p.id for p in first] == [p.id for p in second]
    assert len({p.id for p in first}) == len(first) == 4


MARKDOWN = st.lists(
    st.one_of(
        st.sampled_from(["# 题", "## 甲", "###  乙 ##", "", "  ", "```", "~~~~", "- 项", "  1. 次",
                         "| a | b |", "> 引", "---", "\t缩进", "\x0c", "    code", "\u2028x"]),
        st.text(st.sampled_from("先定目标 abc.。！?\r\t#*`-1"), max_size=40),
        st.text(max_size=20),
    ),
    max_size=25,
).map("\n".join)  # fmt: skip


@settings(deadline=None)
@given(MARKDOWN, st.integers(3, 30), st.integers(0, 20))
def test_passages_are_literal_pieces_that_fit_and_lose_nothing(text, max_size, body_start):
    source = document(text, body_start=body_start)

    passages = Splitter(max_size).split(source)

    for passage in passages:
        assert text[passage.start : passage.end] == passage.text == passage.text.strip() != ""
        assert reading_size(passage.text) <= max_size
    for one, following in pairwise(passages):
        assert one.end <= following.start
    covered = set().union(*(range(p.start, p.end) for p in passages))
    lost = [text[i] for i in range(body_start, len(text)) if i not in covered]
    lines = "".join(lost).splitlines()
    assert all(not line.strip() or line.lstrip().startswith("#") for line in lines)
