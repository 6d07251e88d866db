"""Reading a file: every usual encoding becomes the same text, and a bad file says what to do."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import InputError
from assistant.knowledge.conversion.limits import Limits
from assistant.knowledge.reading import read_file
from assistant.storage.records import Document
from assistant.storage.shelf import COMPANY

NOTE = "# 预算怎么定\n\n先定目标，再定总额。\n"
TRADITIONAL = "# 預算怎麼定\n\n先定目標，再定總額。網路行銷的經營。\n"
FRONT_MATTER = """---
title: 三年  规划
language: zh-Hans
source: {document: 营销手册, rows: [S0-1, S0-2]}
year: 2017
---
"""


def read(tmp_path, content: bytes | str, name: str = "note.md") -> Document:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_document(path, f"notes/{name}")


def read_document(path: Path, identity: str) -> Document:
    """The document without its digest, which is tested by itself."""
    (document,), failures = read_file(path, identity, COMPANY, Limits()).documents()
    assert failures == []
    return replace(document, digest="")


def test_a_plain_file_takes_its_first_heading_for_a_title(tmp_path):
    assert read(tmp_path, NOTE) == Document(
        path="notes/note.md", title="预算怎么定", language="zh-Hans", text=NOTE
    )


@pytest.mark.parametrize("name", ["note.md", "NOTE.MD", "note.markdown", "note.txt"])
def test_a_text_without_heading_takes_the_name_of_its_file(tmp_path, name):
    assert read(tmp_path, "先定目标。", name).title == name.split(".")[0]


def test_front_matter_is_read_and_kept_out_of_the_body(tmp_path):
    document = read(tmp_path, FRONT_MATTER + NOTE)

    assert document == Document(
        path="notes/note.md",
        title="三年 规划",
        language="zh-Hans",
        text=FRONT_MATTER + NOTE,
        source="营销手册 S0-1, S0-2",
        year="2017",
        body_start=len(FRONT_MATTER),
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("title: 2024", ("2024", "", "", "zh-Hans")),
        ("title: [a, b]", ("预算怎么定", "", "", "zh-Hans")),
        ("title: yes\nlanguage: no", ("预算怎么定", "", "", "zh-Hans")),
        ("source: 书\nyear: '99'", ("预算怎么定", "书", "", "zh-Hans")),
        ("year: 2024-05-01\nsource: [a]", ("预算怎么定", "", "", "zh-Hans")),
        ("source: {rows: 3}\nlanguage: en", ("预算怎么定", "", "", "en")),
        ("", ("预算怎么定", "", "", "zh-Hans")),
    ],
    ids=["a number", "a list", "yes and no", "short year", "a day", "odd source", "nothing"],
)
def test_odd_front_matter_is_taken_as_far_as_it_makes_sense(tmp_path, fields, expected):
    document = read(tmp_path, f"---\n{fields}\n---\n{NOTE}")

    assert (document.title, document.source, document.year, document.language) == expected


@pytest.mark.parametrize(
    "opening",
    ["---\ntitle: 题目\n---\n", "---\r\ntitle: 题目\r\n---\r\n", "--- \ntitle: 题目\n---  \n"],
    ids=["line feeds", "Windows", "blanks behind"],
)
def test_front_matter_may_be_written_carelessly(tmp_path, opening):
    document = read(tmp_path, f"{opening}正文。")

    assert document.title == "题目"
    assert document.text[document.body_start :] == "正文。"


def test_prose_between_two_rules_is_not_lost(tmp_path):
    document = read(tmp_path, "---\n先定目标。\n---\n再定总额。")

    assert document.body_start == 0


@pytest.mark.parametrize(
    "fields",
    ["title: [1", "a: b: c", "year: 2024-02-30", "a: !!python/object/apply:os.getcwd []",
     "a: " + "[" * 1500],
    ids=["open bracket", "two colons", "no such day", "code", "deep brackets"],
)  # fmt: skip
def test_front_matter_that_cannot_be_read_is_reported(tmp_path, fields):
    with pytest.raises(InputError) as caught:
        read(tmp_path, f"---\n{fields}\n---\n正文")

    assert caught.value.zh == "note.md 开头 --- 之间的说明读不懂，请检查缩进和冒号。"


def test_front_matter_that_multiplies_itself_is_not_spelled_out(tmp_path):
    rows = [f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]" for a, b in pairwise("abcdefghi")]
    bomb = "\n".join(["a: &a [x,x,x,x,x,x,x,x,x]", *rows, "title: *i", "source: {rows: *i}"])

    document = read(tmp_path, f"---\n{bomb}\n---\n{NOTE}")

    assert (document.title, document.source) == ("预算怎么定", "")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (NOTE, "utf-8"),
        (NOTE, "utf-8-sig"),
        (NOTE, "utf-16"),
        (NOTE, "gb18030"),
        (NOTE, "gbk"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "gb18030"),
        ("Don’t spend it “evenly” – see the café case.", "utf-16"),
        ("Don’t spend it all at once – see the “café” case.", "cp1252"),
        ("Plan, then test: 10 % each.", "ascii"),
    ],
)
def test_every_usual_encoding_gives_the_same_text(tmp_path, text, encoding):
    assert read(tmp_path, text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("text", "encoding"), [("卖茶叶", "gbk"), ("預算總額", "big5"), ("小红书种草", "gb18030")]
)
def test_a_few_characters_are_enough_to_tell_the_encoding(tmp_path, text, encoding):
    assert read(tmp_path, text.encode(encoding), "note.txt").text == text


def test_a_mark_at_the_beginning_is_no_part_of_the_text(tmp_path):
    document = read(tmp_path, f"\ufeff{FRONT_MATTER}{NOTE}")

    assert (document.text, document.title) == (FRONT_MATTER + NOTE, "三年 规划")


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"], ids=["Windows", "old Mac", "Unix"])
def test_lines_end_in_a_line_feed(tmp_path, line_end):
    assert read(tmp_path, NOTE.replace("\n", line_end)).text == NOTE


@pytest.mark.parametrize(
    "content",
    [
        b"plain ASCII\x00with a NUL",
        bytes(range(128, 256)) * 4,
        "広告の予算を決める".encode("shift_jis"),
    ],
    ids=["NUL", "noise", "Japanese"],
)
def test_what_is_no_known_text_is_refused(tmp_path, content):
    with pytest.raises(InputError) as caught:
        read(tmp_path, content)

    assert caught.value.zh == "note.md 不是文本文件，或者编码认不出来；请另存为 UTF-8。"


@pytest.mark.parametrize(
    "content",
    ["", " \n\t\n", "\ufeff", "---\ntitle: 题目\n---\n", "---\ntitle: 题目\n---"],
    ids=["nothing", "blanks", "only a mark", "only front matter", "front matter without end"],
)
def test_an_empty_file_is_refused(tmp_path, content):
    with pytest.raises(InputError, match=r"^note\.md 是空的，没有可以收录的文字。$"):
        read(tmp_path, content)


@pytest.mark.parametrize("name", ["plan.doc", "plan", "plan.md.exe"])
def test_another_kind_of_file_is_refused_with_the_way_out(tmp_path, name):
    with pytest.raises(InputError) as caught:
        read(tmp_path, NOTE, name)

    assert caught.value.zh == (
        f"{name}：这种文件收录不了。请另存为 .pdf .docx .pptx .xlsx .csv .html .epub .md .txt .zip "
        "中的一种。"
    )


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.md"
    with path.open("wb") as file:
        file.truncate(50_000_001)

    with pytest.raises(InputError, match=r"^huge\.md 有 51 MB，超过 50 MB，请拆成几份。$"):
        read_document(path, "huge.md")


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    (tmp_path / "folder.md").mkdir()

    for path in (tmp_path / "gone.md", tmp_path / "folder.md"):
        with pytest.raises(InputError, match=f"{path} 打不开"):
            read_document(path, path.name)


def test_a_file_is_what_its_identity_is_called_whatever_it_is_stored_as(tmp_path):
    stored = tmp_path / "0f3c"
    stored.write_text("先定目标。", encoding="utf-8")
    assert read_document(stored, "uploads/报价底线.md").title == "报价底线"


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "bytes.txt"
    path.write_bytes(content)
    try:
        document = read_document(path, "bytes.txt")
    except InputError:
        return
    assert document.text.strip()
    assert "\0" not in document.text
    assert "\r" not in document.text
