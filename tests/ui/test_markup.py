"""Markup: whatever a text holds, only our own tags come out of it active."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_html import assert_harmless, read

from assistant.answering.answer import Citation
from assistant.ui.markup import (
    answer_markup,
    around,
    highlighted,
    message_text,
    one_line,
    plain_markup,
)

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "![x](https://evil.example/x.png)",
    "[点这里](javascript:alert(1))",
    "<javascript:alert(1)>",
    "[1](javascript:alert(1))",
    "[ref]: javascript:alert(1)\n\n[ref]",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "\"><b onmouseover='alert(1)'>",
    "```html\n<script>alert(1)</script>\n```",
    "<!-- --><iframe src=//evil.example>",
    "a\n\n<form action=//evil.example>\n\nb",
    'It\'s 5 < 6 & "so" on',
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "markup", [lambda text: answer_markup(text, 1), plain_markup], ids=["answer", "plain"]
)
def test_nothing_hostile_becomes_active(markup, text: str):
    assert_harmless(f"<div>{markup(text)}</div>")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_person_typed_is_shown_to_the_letter(text: str):
    escaped = message_text(text)
    assert read(escaped.replace("<br>", "\n")).text == text
    assert "<" not in escaped.replace("<br>", "")
    assert not re.search(r"[\[\]()*_`~|$:]|(?<!&)#", escaped)


@given(st.text(max_size=80))
def test_any_message_is_shown_to_the_letter(text: str):
    escaped = message_text(text)
    assert read(escaped.replace("<br>", "\n")).text == re.sub("\r\n?", "\n", text)
    assert "<" not in escaped.replace("<br>", "")


@given(st.text(max_size=80))
def test_any_text_is_harmless(text: str):
    assert_harmless(f"<div>{answer_markup(text, 1)}{plain_markup(text)}</div>")
    for shown in (message_text(text), answer_markup(text, 1), plain_markup(text), one_line(text)):
        assert not {"\r", "\n"} & set(shown)


def test_marks_become_buttons_that_open_their_source():
    assert answer_markup("预热最重要。[2]", 7) == (
        '<p>预热最重要。<button type="button" class="cite opens-7-2">2</button></p>'
    )


def test_of_the_marks_of_one_source_in_a_paragraph_only_the_last_is_shown():
    shown = read(str(answer_markup("甲。[1] 乙。[1] 丙。[2]\n\n丁。[1]", 1)))
    assert [tag.attributes["class"] for tag in shown.named("button")] == [
        "cite opens-1-1",
        "cite opens-1-2",
        "cite opens-1-1",
    ]


def test_lists_and_line_ends_keep_their_shape_on_one_line():
    assert answer_markup("三步：\n\n1. 甲\n2. 乙", 1) == (
        "<p>三步：</p> <ol> <li>甲</li> <li>乙</li> </ol>"
    )
    assert plain_markup("甲\n<乙>") == "甲<br>&lt;乙&gt;"
    assert one_line("<p>甲</p>\n  <p>乙</p>\n") == "<p>甲</p> <p>乙</p>"


def test_numbers_that_are_no_mark_stay():
    assert "<button" not in answer_markup("见 [123] 和 [abc] 和 []", 1)


def test_a_part_of_a_text_is_marked_and_the_rest_escaped():
    assert highlighted("a<b>c", 1, 4) == "a<mark>&lt;b&gt;</mark>c"


def test_a_part_that_fills_a_line_stays_on_its_line():
    assert highlighted("甲\n乙\n丙", 2, 3) == "甲<br><mark>乙</mark><br>丙"


def test_the_surroundings_of_a_quote_end_at_its_lines():
    text = "第一行\n这里是前文，引用的句子。后文在这里\n第三行"
    start = text.index("引用")
    citation = Citation(1, "", "", "", "", "引用的句子。", start, start + 6)
    shown, first, last = around(text, citation)
    assert shown == "这里是前文，引用的句子。后文在这里"
    assert shown[first:last] == "引用的句子。"


@given(st.text(alphabet="甲乙\n", max_size=300), st.integers(0, 300), st.integers(0, 20))
def test_the_quote_always_stands_where_it_is_said_to(text: str, start: int, length: int):
    start, end = min(start, len(text)), min(start + length, len(text))
    citation = Citation(1, "", "", "", "", text[start:end], start, end)
    shown, first, last = around(text, citation)
    assert shown[first:last] == citation.quote
    assert shown in text
