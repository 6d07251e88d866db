import re
from dataclasses import replace
from io import BytesIO

import pytest
from f1 import TODAY, load_drafter, raw_profile
from pypdf import PdfReader

from assistant.exporting.blanks import without_blanks
from assistant.exporting.pdf import to_pdf
from assistant.exporting.pictures import picture_of
from assistant.planning.plan import Chart, Span, Table
from assistant.planning.traditional import in_traditional


def _read(plan) -> PdfReader:
    return PdfReader(BytesIO(to_pdf(without_blanks(plan))))


def _text(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def _titles(outline: list) -> list[str]:
    return [entry.title for entry in outline if not isinstance(entry, list)]


def _page_of(reader: PdfReader, title: str) -> int:
    entry = next(e for e in reader.outline if not isinstance(e, list) and e.title == title)
    return reader.get_destination_page_number(entry) + 1


@pytest.fixture(scope="module")
def reader(plan):
    return _read(plan)


@pytest.fixture(scope="module")
def text(reader):
    return _text(reader)


def test_bookmarks_name_every_section_and_annex(reader, plan):
    parts = (*plan.sections, *plan.annexes)
    assert _titles(reader.outline) == [part.title for part in parts]


def test_the_body_has_eight_to_fifteen_pages_and_the_annexes_come_after_it(reader):
    first, annexes = _page_of(reader, "1 计划概略"), _page_of(reader, "附录 A 假设清单")
    assert first == 2
    assert 8 <= annexes - first <= 15
    assert annexes < len(reader.pages) <= 24


def test_the_contents_name_the_page_of_every_section(reader):
    contents = reader.pages[1].extract_text()
    for title in ("2 网上营销现状", "7 预算", "附录 D 测算过程"):
        line = next(line for line in contents.splitlines() if line.startswith(title))
        assert line.rstrip(" .").endswith(str(_page_of(reader, title)))


def test_every_page_but_the_cover_is_numbered_and_has_the_title(reader, plan):
    total = len(reader.pages)
    cover, *pages = (page.extract_text() for page in reader.pages)
    assert f"/ {total}" not in cover
    for number, page in enumerate(pages, 2):
        assert page.startswith(plan.title)
        assert f"{number} / {total}" in page


def test_fonts_are_embedded_and_the_file_is_small(reader, plan):
    fonts = [
        font.get_object()
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
    ]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert re.fullmatch(r"/[A-Z]{6}\+NotoSansSC.*", descriptor["/FontName"])
        assert "/FontFile3" in descriptor
    assert len(to_pdf(plan)) < 2_000_000


def test_figures_carry_their_mark_and_the_first_of_a_calculation_a_footnote(text):
    assert "还差 360 万元c" in text
    assert re.search(r"1算法在附录 D“目标差距与台阶”，第 1[5-9] 页", text)


def test_an_assumption_is_signed_and_its_footnote_leads_to_annex_a(text):
    assert "预热 10※" in text
    assert "假设，等您核实：附录 A" in text


def test_charts_are_drawn_and_their_tables_follow(text):
    for shown in ("312 万", "438 万", "600 万", "访客 565,240", "付费点击 339,144"):
        assert shown in text
    assert "3,120,000 元c" in text


def test_the_actions_stand_on_a_line_of_days_and_a_long_name_keeps_to_two_lines(plan):
    (drawn,) = [
        picture_of(block, "zh")
        for block in plan.section("P6").blocks
        if isinstance(block, Chart) and block.title == "行动时间表"
    ]
    assert [(lane["name"], lane["wraps"]) for lane in drawn["lanes"]] == [
        ("重做四件套详情页", False)
    ]
    span = Span("很长的一件事" * 6, "李梅", "2027-01-05", "2027-02-01")
    chart = Chart("gantt", "x", (), (), "", Table((), ()), spans=(span,))
    (lane,) = picture_of(chart, "zh")["lanes"]
    assert lane["wraps"]
    assert (len(lane["name"]), lane["name"][-1]) == (20, "…")


def test_citations_are_links_to_the_row_of_their_source(reader):
    link = next(
        annotation.get_object()["/Dest"]
        for annotation in reader.pages[2]["/Annots"]
        if "/Dest" in annotation.get_object()
    )
    # a row that is cited once has a page, one that is cited more often a name
    page = reader.named_destinations[link].page if isinstance(link, str) else link[0]
    sources = reader.pages[_page_of(reader, "附录 B 引用来源") - 1]
    assert page.idnum == sources.indirect_reference.idnum


def test_the_same_plan_gives_the_same_file(plan):
    assert to_pdf(plan) == to_pdf(plan)


def test_an_english_plan_is_printed_in_english():
    drafted = load_drafter().draft(raw_profile(), language="en", today=TODAY)
    reader = _read(drafted)
    assert _titles(reader.outline)[6:8] == ["7 Budget", "8 Maintenance"]
    assert "Worked out in annex D" in reader.pages[1].extract_text()


def test_traditional_characters_are_printed(plan):
    reader = _read(in_traditional(replace(plan, annexes=(), sections=plan.sections[:2])))
    text = _text(reader)
    assert "網路行銷方案" in text
    assert "？" not in text


def test_a_nearly_empty_plan_says_what_is_missing(empty_plan):
    text = _text(_read(replace(empty_plan, annexes=(), sections=empty_plan.sections[:4])))
    assert "还差这些回答" in text
    assert "请回答 A5" in text


def test_hostile_text_is_printed_and_not_run(hostile_plan):
    text = _text(_read(replace(hostile_plan, annexes=(), sections=hostile_plan.sections[:2])))
    assert "<script>alert(1)</script>" in text.replace("\n", "")
    assert "**粗**" in text.replace("\n", "")
