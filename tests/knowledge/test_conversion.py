"""Conversion: files of every kind become text with marks; every failure names its way out."""

from __future__ import annotations

from dataclasses import replace

import made_files as made
import pytest

from assistant.knowledge.conversion import failures
from assistant.knowledge.conversion.converted_file import ConvertedFile
from assistant.knowledge.conversion.converter import convert
from assistant.knowledge.conversion.limits import Limits

LIMITS = Limits()


def places(file: ConvertedFile) -> list[tuple[str, str]]:
    """What each mark says, with the four characters it stands before."""
    return [(mark.label("zh"), file.text[mark.start :][:4]) for mark in file.marks]


PAGES = [("第 1 页", "双十一前"), ("第 2 页", "客服要在")]
READ = {
    "a.pdf": (
        made.pdf(),
        "双十一前两周开始预热。\n\n预热期的预算占六成。\n\n客服要在三十秒内回复。",
        "",
        PAGES,
    ),
    "traditional.pdf": (
        made.pdf([["雙十一前兩週開始預熱。"]], font="MSung-Light"),
        "雙十一前兩週開始預熱。",
        "",
        [("第 1 页", "雙十一前")],
    ),
    "print-forbidden.pdf": (
        made.locked_pdf(""),
        "双十一前两周开始预热。\n\n预热期的预算占六成。\n\n客服要在三十秒内回复。",
        "",
        PAGES,
    ),
    "a.docx": (
        made.docx(),
        "# 直播手册\n\n## 选品\n\n先看毛利，再看复购。\n\n- 样品提前两天到。\n"
        "- 脚本提前一天定。\n\n"
        "指标：转化率，目标：3.5%。\n\n每周复盘一次。",
        "直播手册",
        [],
    ),
    "a.pptx": (
        made.pptx(),
        "## 第一步\n\n- 目标要能量化\n- 期限要写清楚\n\n"
        "## 第二步\n\n分到每个人\n\n这一页讲三分钟。",
        "",
        [("第 1 张幻灯片", "## 第"), ("第 2 张幻灯片", "## 第")],
    ),
    "a.xlsx": (
        made.xlsx(),
        "## 年度预算\n\n2026 年推广预算\n\n渠道：抖音，一季度：30000，占比：60%。\n\n"
        "## 客户\n\n名称：宏达机械，城市：宁波。",
        "",
        [("工作表“年度预算”", "## 年"), ("工作表“客户”", "## 客")],
    ),
    "a.csv": (
        "渠道;花费;说明\n抖音;300;好\n小红书;200;".encode("gb18030"),
        "渠道：抖音，花费：300，说明：好。\n\n渠道：小红书，花费：200。",
        "",
        [],
    ),
    "en.csv": (
        b"Channel,Cost\nDouyin,300\n",
        "Channel: Douyin, Cost: 300.",
        "",
        [],
    ),
    "a.html": (
        made.HTML.encode(),
        "# 退货规则\n\n七天内可以**无理由**退货，\n详情见下。\n\n- 保留包装\n- 附上单号",
        "退货规则",
        [],
    ),
    "a.epub": (
        made.epub(),
        "# 第一章\n\n先看数据。\n\n# 第二章\n\n再定动作。",
        "运营笔记",
        [],
    ),
    "a.txt": ("客服要快。\r\n也要准。".encode("utf-16"), "客服要快。\n也要准。", "", []),
    "a.md": ("# 客服\n".encode(), "# 客服\n", "", []),
}


@pytest.mark.parametrize("name", READ)
def test_a_file_becomes_text_with_title_and_marks(name):
    data, text, title, marks = READ[name]

    (file,) = convert(name, data, LIMITS).files
    assert (file.name, file.text, file.title, places(file)) == (name, text, title, marks)


def test_running_heads_and_page_numbers_are_left_out():
    pages = [["运营手册", f"第{body}页的正文。", f"- {n} -"] for n, body in enumerate("甲乙丙", 1)]

    (file,) = convert("a.pdf", made.pdf(pages), LIMITS).files

    assert file.text == "第甲页的正文。\n\n第乙页的正文。\n\n第丙页的正文。"
    assert places(file) == [(f"第 {n} 页", f"第{c}页的") for n, c in enumerate("甲乙丙", 1)]


def test_a_sentence_over_two_pages_stays_whole():
    long = "直播前三天要完成选品和样品到位，主播要把每款商品都试用一遍并且记下"

    (file,) = convert("a.pdf", made.pdf([["开播之前。", long], ["三个卖点。"]]), LIMITS).files

    assert file.text == f"开播之前。\n\n{long}三个卖点。"
    assert places(file) == [("第 1 页", "开播之前"), ("第 2 页", "三个卖点")]


def test_a_title_counts_when_the_first_page_bears_it():
    pages = [["直播手册", "先看毛利。"]]

    assert convert("a.pdf", made.pdf(pages, "直播手册"), LIMITS).files[0].title == "直播手册"
    assert convert("a.pdf", made.pdf(pages, "Microsoft Word - 1.doc"), LIMITS).files[0].title == ""


REFUSED = {
    "encrypted pdf": ("a.pdf", made.locked_pdf("secret"), failures.EncryptedFileError),
    "encrypted docx": ("a.docx", made.locked_office_file(), failures.EncryptedFileError),
    "encrypted zip": ("a.zip", made.locked_zip(), failures.EncryptedFileError),
    "encrypted book": ("a.epub", made.epub("OEBPS/a.xhtml"), failures.EncryptedFileError),
    "cut pdf": ("a.pdf", made.pdf()[:60], failures.DamagedFileError),
    "cut docx": ("a.docx", made.docx()[:-2000], failures.DamagedFileError),
    "hollow xlsx": (
        "a.xlsx",
        made.packed({"xl/workbook.xml": b"<workbook"}),
        failures.DamagedFileError,
    ),
    "noise called pdf": ("a.pdf", b"\x00\x01\x02" * 50, failures.DamagedFileError),
    "nothing": ("a.docx", b"", failures.EmptyFileError),
    "empty zip": ("a.zip", made.packed({}), failures.EmptyFileError),
    "zip of pictures": ("a.zip", made.packed({"a.png": b"\x89PNG"}), failures.EmptyFileError),
    "empty table": ("a.csv", b",,\n,,\n", failures.EmptyFileError),
    "pdf without text": ("a.pdf", made.pdf([[]]), failures.EmptyFileError),
    "scan": ("a.pdf", made.scanned_pdf(), failures.ScannedFileError),
    "pdf called docx": ("a.docx", made.pdf(), failures.WrongEndingError),
    "docx called zip": ("a.zip", made.docx(), failures.WrongEndingError),
    "page called pdf": ("a.pdf", b"<!DOCTYPE html><p>404", failures.WrongEndingError),
    "docx called txt": ("a.txt", made.docx(), failures.WrongEndingError),
    "word of before 2007": ("a.doc", b"\xd0\xcf\x11\xe0", failures.UnsupportedKindError),
    "picture": ("a.png", b"\x89PNG", failures.UnsupportedKindError),
    "picture called pdf": ("a.pdf", b"\x89PNG\r\n", failures.UnsupportedKindError),
    "noise called txt": ("a.txt", b"\x81\x00\xff" * 40, failures.UnknownEncodingError),
    "noise called csv": ("a.csv", b"\x81\x00\xff" * 40, failures.UnknownEncodingError),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_read_is_named_with_the_reason(case):
    name, data, expected = REFUSED[case]

    with pytest.raises(failures.ConversionError) as caught:
        convert(name, data, LIMITS)

    assert type(caught.value) is expected
    assert name in caught.value.zh
    assert name in caught.value.en


def test_the_wording_tells_the_way_out():
    with pytest.raises(failures.WrongEndingError) as caught:
        convert("报价.docx", made.pdf(), LIMITS)

    assert caught.value.zh == ("报价.docx 的内容其实是 .pdf 文件。请把后缀改成 .pdf 再收录。")


BEYOND = {
    "bytes": ("a.txt", b"x" * 1_000_001, replace(LIMITS, megabytes=1), failures.TooLargeError),
    "characters": ("a.txt", b"x" * 11, replace(LIMITS, characters=10), failures.TooLongError),
    "characters apart": (
        "a.pdf",
        made.pdf(),
        replace(LIMITS, characters=10),
        failures.TooLongError,
    ),
    "pages": ("a.pdf", made.pdf(), replace(LIMITS, pages=1), failures.TooLongError),
    "slides": ("a.pptx", made.pptx(), replace(LIMITS, pages=1), failures.TooLongError),
    "rows": ("a.xlsx", made.xlsx(), replace(LIMITS, rows=4), failures.TooLongError),
    "members": (
        "a.zip",
        made.packed({"a.md": b"a", "b.md": b"b"}),
        replace(LIMITS, members=1),
        failures.OverfullArchiveError,
    ),
    "unfolded size": (
        "a.zip",
        made.packed({"a.md": b"a" * 1_000_001}),
        replace(LIMITS, expanded_megabytes=1),
        failures.OverfullArchiveError,
    ),
    "growth": (
        "a.zip",
        made.packed({"a.md": bytes(11_000_000)}),
        LIMITS,
        failures.OverfullArchiveError,
    ),
    "growth of a docx": (
        "a.docx",
        made.packed({"word/document.xml": b"a" * 11_000_000}),
        LIMITS,
        failures.OverfullArchiveError,
    ),
    "time": ("a.pdf", made.pdf(), replace(LIMITS, seconds=0.01), failures.SlowFileError),
    "memory": (
        "a.html",
        b"<p>" * 400_000,
        replace(LIMITS, memory_megabytes=10),
        failures.HungryFileError,
    ),
}


@pytest.mark.parametrize("case", BEYOND)
def test_a_file_beyond_a_limit_is_refused(case):
    name, data, limits, expected = BEYOND[case]

    with pytest.raises(expected) as caught:
        convert(name, data, limits)

    assert type(caught.value) is expected


def test_a_list_that_lies_about_a_size_is_found_out():
    data = bytearray(made.packed({"a.md": b"a" * 5000}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")

    with pytest.raises(failures.ConversionError):
        convert("a.zip", bytes(data), LIMITS)


def test_a_zip_gives_its_good_files_and_tells_of_the_others():
    inner = made.packed({"深.md": "# 深处".encode(), "坏.docx": made.pdf()})
    data = made.packed(
        {
            "手册/b.docx": made.docx(),
            "手册/a.md": "# 甲".encode(),
            "坏.pdf": b"%PDF-1.4 cut",
            "图.png": b"\x89PNG",
            "__MACOSX/a.md": b"x",
            ".hidden.md": b"x",
            "../../etc/up.md": "# 上".encode(),
            "里.zip": inner,
        }
    )

    conversion = convert("资料.zip", data, LIMITS)

    assert [file.name for file in conversion.files] == [
        "etc/up.md",
        "手册/a.md",
        "手册/b.docx",
        "里.zip/深.md",
    ]
    assert [(type(f), f.name) for f in conversion.failures] == [
        (failures.DamagedFileError, "坏.pdf"),
        (failures.WrongEndingError, "里.zip/坏.docx"),
    ]


def test_a_zip_within_a_zip_within_a_zip_is_left_alone():
    data = made.packed({"a.md": b"# a"})
    for _ in range(2):
        data = made.packed({"a.md": b"# a", "in.zip": data})

    conversion = convert("a.zip", data, LIMITS)

    assert [file.name for file in conversion.files] == ["a.md", "in.zip/a.md"]
    assert [f.name for f in conversion.failures] == ["in.zip/in.zip"]


def test_names_in_a_zip_of_chinese_windows_are_made_out():
    data = made.packed_by_chinese_windows("销售手册.txt", "客服要快。".encode("gbk"))

    assert convert("a.zip", data, LIMITS).files == (ConvertedFile("销售手册.txt", "客服要快。"),)
