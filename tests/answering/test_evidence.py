"""Evidence: what can be quoted are sentences, and lists whole with the line that opens them."""

from __future__ import annotations

import pytest
from handbook import passage
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering.evidence import quotable

ITEMS = "1. 人员工资。\n2. 硬件费用。\n3. 软件费用。"
TABLE = "| 渠道 | 占比 |\n| --- | --- |\n| 搜索 | 60% |"


def pieces(text: str) -> list[tuple[bool, str]]:
    return [(piece.is_list, piece.text) for piece in quotable(passage(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("先定目标。再定总额。", [(False, "先定目标。"), (False, "再定总额。")]),
        ("第一段。\n\n第二段。", [(False, "第一段。"), (False, "第二段。")]),
        (ITEMS, [(True, ITEMS)]),
        (f"要列三项费用：\n\n{ITEMS}", [(True, f"要列三项费用：\n\n{ITEMS}")]),
        (
            f"前言。要列三项费用：\n\n{ITEMS}\n\n后记。",
            [(False, "前言。"), (True, f"要列三项费用：\n\n{ITEMS}"), (False, "后记。")],
        ),
        (f"要列费用。\n\n{ITEMS}", [(False, "要列费用。"), (True, ITEMS)]),
        (f"占比如下：\n\n{TABLE}", [(True, f"占比如下：\n\n{TABLE}")]),
        ("- 甲\n- 乙", [(True, "- 甲\n- 乙")]),
        ("1. 甲\n\n2. 乙", [(True, "1. 甲\n\n2. 乙")]),
        ("1. 甲\n   - 甲一\n   - 甲二\n2. 乙", [(True, "1. 甲\n   - 甲一\n   - 甲二\n2. 乙")]),
        ("- an item that\n  goes on\n- another", [(True, "- an item that\n  goes on\n- another")]),
        ("一、甲\n二、乙", [(True, "一、甲\n二、乙")]),
        ("（一）甲\n（二）乙", [(True, "（一）甲\n（二）乙")]),
        ("1.甲\n2.乙", [(True, "1.甲\n2.乙")]),
        ("1）甲\n2）乙", [(True, "1）甲\n2）乙")]),
        ("**重点**：先定目标。", [(False, "**重点**：先定目标。")]),
        ("3.5% 的客户会回来。", [(False, "3.5% 的客户会回来。")]),
        ("-5% 也是变化。", [(False, "-5% 也是变化。")]),
        ("12.5 亿元是总额。", [(False, "12.5 亿元是总额。")]),
        ("Steps:\n\n* one\n* two", [(True, "Steps:\n\n* one\n* two")]),
        ("", []),
    ],
)
def test_a_passage_is_quoted_in_these_pieces(text, expected):
    assert pieces(text) == expected


def test_a_list_too_long_to_quote_is_quoted_by_its_lines():
    lines = [f"{i}. {'很' * 60}长。" for i in range(1, 10)]

    assert pieces("分九步：\n" + "\n".join(lines)) == [
        (False, "分九步："),
        *((False, line) for line in lines),
    ]


def test_pieces_know_their_place_in_the_document():
    source = passage(f"前言。\n\n要列：\n\n{ITEMS}", start=40)

    assert [(piece.start, piece.end, piece.passage) for piece in quotable(source)] == [
        (40, 43, source),
        (45, 45 + 3 + 2 + len(ITEMS), source),
    ]


LINES = st.sampled_from(
    [
        "先定目标。再定总额。",
        "要列：",
        "1. 甲",
        "2. 乙。",
        "   - 丙",
        "- 丁",
        "| a | b |",
        "",
        "  接着",
        "a: b.",
        "「引」",
        "一、甲",
        "x" * 50,
    ]
)


@settings(deadline=None)
@given(st.lists(LINES, max_size=12).map("\n".join), st.integers(0, 99))
def test_every_word_is_in_exactly_one_literal_piece(text, start):
    source = passage(text, start=start)

    found = quotable(source)

    assert "".join("".join(p.text for p in found).split()) == "".join(text.split())
    for piece in found:
        assert text[piece.start - start : piece.end - start] == piece.text == piece.text.strip()
    assert [p.start for p in found] == sorted({p.start for p in found})
