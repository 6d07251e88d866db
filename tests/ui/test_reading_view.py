"""How a document reads: headings, tables and pages shown, the cited part marked, nothing active."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_html import assert_harmless, read

from assistant.storage.marks import Mark
from assistant.storage.records import Document
from assistant.ui.shelf.reading_view import ReadingView, reading_view

TEXT = """---
title: 手册
---
# 手册

## 预热

- 第一 **重要**
- 第二

| 月份 | 预算 |
|---|---|
| 十月 | 6 成 |
| 十一月 | 4 成 |

结尾。
"""
BODY = TEXT.index("# 手册")
HOSTILE = (
    "\"'><script>alert(1)</script> ![x](//evil.example/x.png) [y](javascript:alert(1)) "
    '<javascript:alert(1)>\n\n[r]: http://evil.example\n\n```html" onclick=x\n<b>\n```\n'
)


def document(text: str = TEXT, **values) -> Document:
    return Document("x.md", "手册", "zh-Hans", text, **{"body_start": BODY} | values)


def view(quote: str, **values) -> ReadingView:
    start = TEXT.index(quote)
    return reading_view(document(**values), start, start + len(quote), 0, "zh")


def marked(shown: ReadingView) -> list[str]:
    return [tag.text for tag in assert_harmless(str(shown.text)).named("mark")]


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("结尾。", ["结尾。"]),
        ("## 预热\n\n- 第一", ["预热", "第一"]),
        ("- 第一 **重要**\n- 第二\n", ["第一 ", "重要", "第二"]),
        ("| 十月 | 6 成 |\n", ["十月", "6 成"]),
        ("|---|---|\n| 十月 | 6 成 |", ["十月", "6 成"]),
        ("# 手册\n", ["手册"]),
        ("\n\n", []),
        ("|---|---|", []),
    ],
)
def test_a_quote_is_marked_wherever_it_begins_and_nothing_loses_its_shape(quote, words):
    shown = view(quote)
    assert marked(shown) == words
    assert shown.has_quote == bool(words)
    page = read(str(shown.text))
    assert [tag.text for tag in page.tags if tag.name in ("h1", "h2")] == ["手册", "预热"]
    assert [tag.text for tag in page.named("th")] == ["月份", "预算"]
    assert [tag.text for tag in page.named("td")] == ["十月", "6 成", "十一月", "4 成"]
    assert [tag.text for tag in page.named("li")] == ["第一 重要", "第二"]


def test_only_the_first_mark_is_the_place_to_go_to():
    tags = read(str(view("## 预热\n\n- 第一").text)).named("mark")
    assert [tag.attributes.get("id") for tag in tags] == ["quote", None]


def test_pages_are_named_where_they_begin():
    marks = (Mark(BODY, "page", "1"), Mark(TEXT.index("| 十月"), "page", "2"))
    shown = view("6 成", marks=marks)
    page = read(str(shown.text))
    assert page.texts("place") == ["第 1 页", "第 2 页"]
    assert page.named("td")[0].text == "第 2 页十月"
    assert marked(shown) == ["6 成"]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (-5, -1), (9, 3), (10**9, 10**9 + 5)])
def test_bounds_that_make_no_sense_mark_nothing(start, end):
    shown = reading_view(document(), start, end, 0, "zh")
    assert (marked(shown), shown.has_quote, shown.has_title) == ([], False, True)


def test_a_hostile_document_stays_text():
    shown = reading_view(Document("x", HOSTILE, "zh", HOSTILE), 3, 40, 0, "zh")
    assert_harmless(str(shown.text))
    text = read(str(shown.text)).text
    assert "<script>alert(1)</script>" in text
    assert "![x](//evil.example/x.png)" in text
    assert "[r]: http://evil.example" in text


def test_the_signs_themselves_in_a_text_mark_nothing():
    text = "a \ue000b\ue001 \ue0020\ue002 c"
    shown = reading_view(document(text, body_start=0), 0, 1, 0, "zh")
    assert marked(shown) == ["a"]
    assert read(str(shown.text)).text.strip() == "a \ufffdb\ufffd \ufffd0\ufffd c"


def test_a_long_document_is_read_in_parts_that_together_are_all_of_it():
    text = "\n\n".join(f"第 {number} 段。" + "字" * 200 for number in range(400))
    long = document(text, body_start=0)
    start = text.index("第 300 段")
    cited = reading_view(long, start, start + 7, 0, "zh")
    assert (cited.part, cited.parts, cited.has_quote) == (3, 3, True)
    parts = [reading_view(long, start, start + 7, part, "zh") for part in (1, 2, 3, 9)]
    assert [shown.part for shown in parts] == [1, 2, 3, 3]
    said = "".join(read(str(shown.text)).text for shown in parts[:3])
    assert [f"第 {number} 段" in said for number in range(400)] == [True] * 400


@settings(max_examples=80)
@given(st.text("#-*>|= \n:1.字a\\`~_", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_markdown_with_any_bounds_is_shown_with_nothing_left_over(text, start, end):
    shown = reading_view(document(text, body_start=0), start, end, 0, "zh")
    page = assert_harmless(str(shown.text))
    assert not {"\ue000", "\ue001", "\ue002"} & set(page.text)
