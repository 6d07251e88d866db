"""Decoding: short Chinese texts are read right in every encoding people still use."""

from __future__ import annotations

import pytest

from assistant.knowledge.conversion.decoding import decode
from assistant.language import to_traditional

TEXTS = (
    "客服回复",
    "双十一预热方案",
    "先定目标，再定总额。",
    "渠道,花费\n抖音,300\n",
    "2026 年计划：每周三开直播，主播两位。",
    "老客户复购率要做到三成以上，靠的是售后和会员日。",
)
SIMPLIFIED = ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be")


@pytest.mark.parametrize("encoding", SIMPLIFIED)
@pytest.mark.parametrize("text", TEXTS)
def test_simplified_text_is_read(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030", "utf-16"])
@pytest.mark.parametrize("text", TEXTS)
def test_traditional_text_is_read(text, encoding):
    traditional = to_traditional(text)

    assert decode(traditional.encode(encoding)) == traditional


def test_a_text_whose_last_character_was_cut_off_is_read():
    assert decode("先定目标，再定总额".encode("gbk")[:-1]) == "先定目标，再定总"
    assert decode("先定目标".encode()[:-1]) == "先定目"


def test_line_ends_are_made_alike():
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"


def test_western_text_is_read():
    assert decode("Das Café hat über Mittag geöffnet.".encode("cp1252")) == (
        "Das Café hat über Mittag geöffnet."
    )


def test_a_web_page_may_name_its_encoding():
    assert decode("é".encode("iso-8859-15") * 8, "no-such-name") is None
    assert decode("中".encode("big5"), "big5") == "中"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(256))])
def test_what_is_no_text_is_refused(data):
    assert decode(data) is None
