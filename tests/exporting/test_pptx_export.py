"""The pitch: its slides in order, native charts, speaker notes, and text that fits its place."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from f1 import TODAY, load_drafter, repaired_profile
from pptx import Presentation
from pptx.enum.dml import MSO_FILL
from pptx.util import Pt

from assistant.exporting.pptx.deck import to_pptx
from assistant.exporting.pptx.fitting import height_of
from assistant.interview.profile import Profile

KEPT = ("goal.", "horizon", "budget", "econ", "funnel", "offer.customer_type", "channels.main")


@pytest.fixture(scope="module")
def deck():
    plan = load_drafter().draft(repaired_profile(), language="zh", today=TODAY)
    return Presentation(BytesIO(to_pptx(plan)))


def titles(deck) -> list[str]:
    return [slide.shapes.title.text for slide in deck.slides]


def texts(deck) -> list[str]:
    found = []
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
    return found


def charts(deck):
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def test_the_pitch_tells_the_plan_in_order(deck):
    assert titles(deck) == [
        "小满家纺 · 2027–2029 年网络营销方案",
        "现状与机会",
        "目标：一年上一级",
        "只选一个主攻方向",
        "卖给谁，凭什么买",
        "在哪里卖，靠什么引人来",
        "一年打哪几仗",
        "谁来做、什么时候做",
        "花多少钱，花在哪几个月",
        "第一年的目标要多少人来",
        "能赚多少，有什么风险",
        "请您定这几件事",
    ]
    assert (deck.slide_width / deck.slide_height) == pytest.approx(16 / 9)


def test_charts_are_native_and_hold_the_figures_of_the_plan(deck):
    goal, donut, _, _, budget, funnel = charts(deck)
    assert list(goal.plots[0].series[0].values) == [2400000, 3120000, 4380000, 6000000]
    assert list(donut.plots[0].categories) == ["淘宝", "门店"]
    months = zip(*(series.values for series in budget.plots[0].series), strict=True)
    assert [sum(month) for month in months][4:6] == [78950, 92950]
    assert list(funnel.plots[0].series[0].values) == [414000, 190440, 13248]


def test_battles_and_actions_are_native_charts_on_a_line_of_days(deck):
    _, _, battles, actions, _, _ = charts(deck)
    assert list(battles.plots[0].categories) == ["618", "双11"]
    unseen, *phases = battles.plots[0].series
    assert [each.name for each in phases] == ["准备", "预热", "活动期", "收尾和复盘"]
    day = (date(2027, 4, 19) - date(1899, 12, 30)).days
    assert unseen.values[0] == battles.value_axis.minimum_scale == day
    assert [each.values[0] for each in phases] == [50, 10, 1, 45]
    assert list(actions.plots[0].categories) == ["重做四件套详情页"]
    hidden, shown = actions.plots[0].series
    assert (shown.name, list(shown.values)) == ("小李", [26])
    assert hidden.format.fill.type == MSO_FILL.BACKGROUND
    assert hidden.name.strip() == ""


def test_the_decisions_ask_for_what_is_known(deck):
    asked = deck.slides[11].shapes[4].text_frame.text.split("\n")
    assert asked == [
        "1. 目标定为 600 万元，2029-12-31 前完成",
        "2. 一年推广预算 60 万元",
        "3. 留 6 万元 预备金，动用要记下原因",
        "4. 由 李梅 挂帅",
        "5. 2027-02-05 第一次检查",
    ]


def test_the_speaker_sees_where_figures_come_from(deck):
    notes = deck.slides[2].notes_slide.notes_text_frame.text
    assert notes.startswith("先说今天卖多少")
    assert "3,600,000 元: 算出来的" in notes
    assert "[10]" in notes


def test_every_run_names_a_font_for_chinese(deck):
    runs = [
        run
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert runs
    assert all('<a:ea typeface="微软雅黑"' in run._r.xml for run in runs)


def test_nothing_leaves_the_slide_even_when_owners_write_much():
    deck = Presentation(BytesIO(to_pptx(_long_plan())))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + _tall(shape) <= deck.slide_height
            if shape.has_text_frame and shape.text_frame.text:
                assert _needed(shape) <= shape.height / Pt(1) + 8


def _long_plan():
    def lengthened(value):
        if isinstance(value, str) and not value.isascii():
            return (value + "，而且还有很长的补充说明要写在这里") * 12
        if isinstance(value, list):
            return [lengthened(item) for item in value]
        if isinstance(value, dict):
            return {key: lengthened(item) for key, item in value.items()}
        return value

    profile = repaired_profile()
    changed = {
        key: value if key.startswith(KEPT) else replace(value, value=lengthened(value.value))
        for key, value in profile.items()
    }
    return load_drafter().draft(Profile(changed), language="zh", today=TODAY)


def _tall(shape) -> int:
    return sum(row.height for row in shape.table.rows) if shape.has_table else shape.height


def _needed(shape) -> float:
    paragraphs = shape.text_frame.paragraphs
    size = max(run.font.size / Pt(1) for p in paragraphs for run in p.runs) if _runs(shape) else 10
    return height_of([p.text for p in paragraphs], size, shape.width / Pt(1) - 8)


def _runs(shape):
    return [run for p in shape.text_frame.paragraphs for run in p.runs]


def test_an_empty_plan_prints_no_placeholders(empty_plan):
    deck = Presentation(BytesIO(to_pptx(empty_plan)))
    assert titles(deck) == ["网络营销方案（草稿）"]
    assert not [text for text in texts(deck) if re.search(r"还没定|None|\{|待定", text)]


def test_an_english_pitch_has_no_chinese_of_its_own():
    plan = load_drafter().draft(repaired_profile(), language="en", today=TODAY)
    deck = Presentation(BytesIO(to_pptx(plan)))
    assert titles(deck)[1:3] == ["Where we stand and what is open", "The goal, one step a year"]
    assert not [title for title in titles(deck)[1:] if re.search("[一-鿿：]", title)]


def test_hostile_text_is_shown_letter_by_letter(hostile_plan):
    shown = "\n".join(texts(Presentation(BytesIO(to_pptx(hostile_plan)))))
    assert "<script>" in shown
    assert not re.search("[\x00\x0b\x1b\u202e]", shown)
