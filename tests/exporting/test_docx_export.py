import re
import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from assistant.exporting.docx import to_docx


@pytest.fixture(scope="module")
def written(plan):
    return to_docx(plan)


@pytest.fixture(scope="module")
def document(written):
    return Document(BytesIO(written))


def _cells(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def _styled(document, style: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == style]


def test_sections_and_annexes_are_real_headings(document):
    assert _styled(document, "Heading 1") == [
        "1 计划概略",
        "2 网上营销现状",
        "3 机会与问题",
        "4 目标",
        "5 营销战略",
        "6 行动方案",
        "7 预算",
        "8 维护",
        "9 控制",
        "附录 A 假设清单",
        "附录 B 引用来源",
        "附录 C 访谈记录",
        "附录 D 测算过程",
        "附录 E 审批与汇报",
    ]
    assert "7.4 目标倒推要多少钱" in _styled(document, "Heading 2")


def test_the_cover_has_title_state_date_and_the_legend_of_the_marks(document):
    assert _styled(document, "Title") == ["小满家纺 · 2027–2029 年网络营销方案"]
    assert _styled(document, "Subtitle") == [
        "草稿，还没有批准",
        "编写日期  2026-11-22",
        "完成度  100%",
    ]
    assert _styled(document, "Plan Note")[0].startswith("记号：ᵃ 您说的；ᶜ 算出来的；")
    assert document.core_properties.title == "小满家纺 · 2027–2029 年网络营销方案"


def test_tables_hold_the_figures_under_a_header_that_repeats(document):
    steps = next(t for t in document.tables if t.cell(0, 0).text == "到哪天")
    assert _cells(steps) == [
        ["到哪天", "目标", "比上一步多", "推广投入", "负责人"],
        ["2027-12-31", "3,120,000 元ᶜ", "720,000 元ᶜ", "600,000 元ᶜ", "李梅"],
        ["2028-12-31", "4,380,000 元ᶜ", "1,260,000 元ᶜ", "到时再定", "李梅"],
        ["2029-12-31", "6,000,000 元ᶜ", "1,620,000 元ᶜ", "到时再定", "李梅"],
    ]
    for table in document.tables:
        first = table.rows[0]._tr.trPr
        assert first.find(qn("w:tblHeader")) is not None


def test_elements_keep_the_order_word_insists_on(document):
    for table in document.tables:
        names = [child.tag.split("}")[1] for child in table._tbl.tblPr]
        assert names.index("tblBorders") < names.index("tblLayout")
        cell = [child.tag.split("}")[1] for child in table.cell(0, 0)._tc.tcPr]
        assert cell == ["tcW", "shd", "vAlign"]


def test_no_table_is_wider_than_the_page(document):
    for table in document.tables:
        assert sum(column.width for column in table.columns) <= 16.7 * 360_000


def test_the_contents_is_a_field_whose_links_lead_to_the_headings(written, document):
    xml = document.element.xml
    assert "TOC \\o" in xml
    anchors = re.findall(r'w:anchor="(plan_[A-Z0-9]+)"', xml)
    bookmarks = set(re.findall(r'w:bookmarkStart [^>]*w:name="(plan_[A-Z0-9]+)"', xml))
    assert len(anchors) == 13
    assert set(anchors) <= bookmarks
    ids = re.findall(r'w:bookmarkStart [^>]*w:id="(\d+)"', xml)
    assert len(set(ids)) == len(ids)
    assert len(bookmarks) == 14


def test_the_contents_follow_the_summary(document):
    texts = [p.text for p in document.paragraphs]
    assert texts.index("1 计划概略") < texts.index("目录") < texts.index("2 网上营销现状", 30)


def test_every_page_but_the_cover_has_a_number(document):
    section = document.sections[0]
    footer = section.footer._element.xml
    assert section.different_first_page_header_footer
    assert " PAGE " in footer
    assert " NUMPAGES " in footer


def test_every_style_names_a_font_for_chinese(document):
    for name in ("Normal", "Heading 1", "Heading 2", "Title", "Plan Cell", "Plan Advice"):
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == "微软雅黑"
        assert fonts.get(qn("w:eastAsiaTheme")) is None


def test_an_assumption_is_underlined_with_dashes_and_signed(empty_plan):
    document = Document(BytesIO(to_docx(empty_plan)))
    reserve = next(p for p in document.paragraphs if p.text == "预备金：10%※")
    assert [str(run.font.underline) for run in reserve.runs if run.text == "10%"] == ["DASH (7)"]


def test_what_is_missing_is_set_apart(empty_plan):
    document = Document(BytesIO(to_docx(empty_plan)))
    assert _styled(document, "Plan Missing Head")[0] == "还差这些回答"
    assert "还缺“现在多少，想做到多少，到哪一天”，请回答 A5。" in _styled(document, "Plan Missing")


def test_charts_are_drawn_by_word_from_the_figures_of_the_plan(written):
    with zipfile.ZipFile(BytesIO(written)) as package:
        charts = sorted(name for name in package.namelist() if "/charts/" in name)
        drawn = [package.read(name).decode("utf-8") for name in charts]
    assert len(charts) == 6
    staircase = next(chart for chart in drawn if "3120000" in chart)
    values = re.search(r"<c:numLit>(.+?)</c:numLit>", staircase).group(1)
    assert re.findall(r"<c:v>(.+?)</c:v>", values) == ["3120000", "4380000", "6000000"]


def test_advice_is_cited_and_the_sources_are_numbered(document, plan):
    sources = next(
        t for t in document.tables if t.cell(0, 0).text == "编号" and len(t.columns) == 4
    )
    rows = _cells(sources)
    assert len(rows) == len(plan.sources) + 1
    assert rows[10] == [
        "10",
        "企业网络营销三年战略规划",
        "制定规划前要盘点什么，差距怎么算",
        "企业再把差距拆成每个时间点的任务",
    ]
    assert "目标减现状就是差距，差距要拆到每个时间点。 [10]" in _styled(document, "Plan Advice")


def test_hostile_text_stays_text(hostile_plan):
    document = Document(BytesIO(to_docx(hostile_plan)))
    shown = "<script>alert(1)</script> | =1+1 **粗** [链](http://x.y) `码` # 第二行"
    assert document.styles["Title"].name == "Title"
    assert any(shown in p.text for p in document.paragraphs)
    assert any(shown in cell.text for t in document.tables for row in t.rows for cell in row.cells)


def test_battles_are_a_bar_chart_of_days_whose_part_before_is_unseen(written):
    with zipfile.ZipFile(BytesIO(written)) as package:
        charts = [package.read(n).decode() for n in package.namelist() if "/charts/" in n]
    bars = [chart for chart in charts if '<c:barDir val="bar"/>' in chart]
    (gantt,) = [chart for chart in bars if "双11" in chart]
    (timeline,) = [chart for chart in bars if "重做四件套详情页" in chart]
    assert "<c:tx><c:v>小李</c:v></c:tx>" in timeline
    series = re.findall(r"<c:ser>.*?</c:ser>", gantt)
    names = [re.search(r"<c:tx><c:v>(.*?)</c:v>", each).group(1) for each in series]
    values = [re.findall(r"<c:v>(\d+)</c:v></c:pt></?c:(?:pt|numLit)", each) for each in series]
    assert names == ["\u00a0", "准备", "预热", "活动期", "收尾和复盘"]
    assert ["<a:noFill/>" in each for each in series] == [True, False, False, False, False]
    assert [len(each) > 0 for each in values] == [True] * 5


def test_long_narrow_tables_stand_in_two_halves(document):
    months = next(t for t in document.tables if t.cell(0, 0).text == "月份" and len(t.columns) == 7)
    assert _cells(months)[:2] == [
        ["月份", "集中方案", "每月平摊", "", "月份", "集中方案", "每月平摊"],
        [
            *("2027-01", "15,750 元ᶜ", "50,000 元ᶜ", ""),
            *("2027-07", "15,750 元ᶜ", "50,000 元ᶜ"),
        ],
    ]
    assert len(months.rows) == 7


def _footnotes(written) -> list[tuple[str, str, str]]:
    """Return (number, text, place) of each note a reader sees."""
    with zipfile.ZipFile(BytesIO(written)) as package:
        root = etree.fromstring(package.read("word/footnotes.xml"))
    return [
        (
            note.get(qn("w:id")),
            "".join(note.itertext()).strip(),
            note.find(f".//{qn('w:hyperlink')}").get(qn("w:anchor")),
        )
        for note in root
        if note.get(qn("w:type")) is None
    ]


def test_the_first_of_a_calculation_has_a_footnote_that_leads_to_its_working(written, document):
    notes = _footnotes(written)
    references = document.element.xpath("//w:footnoteReference/@w:id")
    assert references == [number for number, _, _ in notes]
    places = set(document.element.xpath("//w:bookmarkStart/@w:name"))
    assert {place for _, _, place in notes} <= places
    assert ("算法在附录 D“目标差距与台阶”", "plan_calculation_goal_gap") in [
        note[1:] for note in notes
    ]


def test_an_annex_explains_and_has_no_notes(document):
    (start,) = document.element.xpath("//w:p[w:bookmarkStart/@w:name='plan_A']")
    assert start.xpath("following::w:footnoteReference") == []
    assert start.xpath("preceding::w:footnoteReference") != []


def test_an_assumption_has_a_footnote_that_leads_to_its_row(empty_plan):
    written = to_docx(empty_plan)
    document = Document(BytesIO(written))
    assumed = [note for note in _footnotes(written) if note[1].startswith("假设，等您核实：附录 A")]
    rows = {
        row.cells[0].text: row._tr.xpath(".//w:bookmarkStart/@w:name")
        for table in document.tables
        for row in table.rows
    }
    for _, text, place in assumed:
        assert rows[text.split("“")[1].rstrip("”")] == [place]
    assert len(assumed) > 3


def test_a_mark_of_a_source_leads_to_its_row(document):
    (link,) = document.element.xpath(
        "//w:p[w:pPr/w:pStyle/@w:val='PlanAdvice'][contains(., '差距要拆到每个时间点')]/w:hyperlink"
    )
    place = link.get(qn("w:anchor"))
    (number,) = document.element.xpath(f"//w:tc//w:p[w:bookmarkStart/@w:name='{place}']//w:t")
    assert (place, number.text) == ("plan_source_10", "10")
