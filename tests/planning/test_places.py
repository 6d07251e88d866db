"""Every text of a plan has an address, which stays the same while the plan around it changes."""

from __future__ import annotations

import pytest
from f1 import TODAY, load_drafter, raw_profile, repaired_profile

from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.places import Place, places
from assistant.planning.plan import LABEL, RECORD, Heading, Paragraph, Plan, Run, Section, Table


def drafted(profile: Profile | None = None, language: str = "zh") -> dict[str, Place]:
    """Return the places of a draft by anchor; of F1 as told when no profile is given."""
    plan = load_drafter().draft(profile or raw_profile(), language=language, today=TODAY)
    found = places(plan)
    by_anchor = {place.anchor: place for place in found}
    assert len(by_anchor) == len(found), "an anchor names one place"
    return by_anchor


def one_section(*blocks) -> list[Place]:
    plan = Plan("方案", "zh", "2026-11-22", (Section("P1", "1 概略", blocks),))
    return list(places(plan))[1:]


def cell(text: str, origin=None, source: str = "") -> tuple[Run, ...]:
    return (Run(text, origin, source),)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("profile", [raw_profile(), repaired_profile(), Profile()])
def test_no_two_places_share_an_anchor(profile, language):
    assert "title" in drafted(profile, language)


def test_an_anchor_names_section_part_block_row_and_column():
    place = drafted()["P4/4.1/t-项目/目标数字/内容"]
    assert (place.words, place.where, place.section, place.field) == (
        "6,000,000 元",
        "4.1 主目标 · 目标数字 · 内容",
        "P4",
        "goal.target",
    )


def test_a_place_stands_where_its_position_says():
    plan = load_drafter().draft(raw_profile(), language="zh", today=TODAY)
    place = next(p for p in places(plan) if p.anchor == "P4/4.1/t-项目/目标数字/内容")
    section, block, row, column = place.position
    table = plan.section(section).blocks[block]
    assert isinstance(table, Table)
    assert table.rows[row][column] == place.text


def test_a_sentence_keeps_its_anchor_when_its_figures_change():
    before, after = drafted(), drafted(repaired_profile())
    (anchor,) = (a for a, place in before.items() if place.words.startswith("做到 6,000,000 元"))
    assert "2,978" in before[anchor].words
    assert "2,181" in after[anchor].words


def test_a_list_inside_a_sentence_may_grow():
    more = [*raw_profile()["strategy.support"].value, "老客转介绍"]
    grown = raw_profile().merge({"strategy.support": Value(more)})
    (anchor,) = (a for a, place in drafted().items() if place.words.startswith("辅助："))
    assert drafted(grown)[anchor].words == "辅助：小红书种草、老客转介绍。"


def test_a_row_keeps_its_anchor_when_rows_before_it_go():
    risks = raw_profile()["risks"].value
    fewer = raw_profile().merge({"risks": Value(risks[2:])})
    anchor = "P9/9.4/t-风险/双11压货/办法"
    assert drafted()[anchor].words == drafted(fewer)[anchor].words == "停止追加备货"


def test_issues_are_known_by_what_they_say_not_by_their_number():
    anchor = "P5/5.5/t-机会或问题/流程容易断在“咨询”/怎么回应"
    assert anchor in drafted()
    assert anchor in drafted(repaired_profile())
    assert not any(place.words in ("O1", "Q1", "Q7") for place in drafted().values())


def test_the_number_of_a_citation_is_not_part_of_the_words():
    before, after = drafted(), drafted(repaired_profile())
    (anchor,) = (a for a, p in before.items() if p.words == "好不好，只有数据能证明。")
    assert before[anchor].text != after[anchor].text
    assert before[anchor].words == after[anchor].words


def test_what_was_cited_said_and_calculated_has_no_places():
    assert {place.section for place in drafted().values()} == {
        *("title", "A", "E"),
        *(f"P{n}" for n in range(1, 10)),
    }


def test_a_block_that_records_an_approval_has_no_places():
    record = Paragraph(cell("张总 2026-12-18", "imported", RECORD))
    assert one_section(record, Paragraph(cell("正文")))[0].words == "正文"


def test_rows_of_the_same_name_are_told_apart():
    table = Table((cell("谁"),), ((cell("李"),), (cell("李"),)))
    assert [place.anchor for place in one_section(Heading("1.1 表"), table)] == [
        *("P1/1.1/t-谁/李/谁", "P1/1.1/t-谁/李#2/谁"),
    ]


def test_rows_that_share_their_first_cell_are_known_by_the_next():
    rows = tuple((cell("618"), cell(phase)) for phase in ("预热", "当天"))
    found = one_section(Heading("6.2 战役"), Table((cell("战役"), cell("阶段")), rows))
    assert [place.anchor for place in found[1::2]] == [
        "P1/6.2/t-战役/618-预热/阶段",
        "P1/6.2/t-战役/618-当天/阶段",
    ]


def test_a_calculated_word_names_its_row_and_a_calculated_figure_does_not():
    rows = ((cell("客服", "calculated", "x"),), (cell("缺 5 元", "calculated", "x"),))
    found = one_section(Heading("6.5 人"), Table((cell("岗位"),), rows))
    assert [place.anchor for place in found] == ["P1/6.5/t-岗位/客服/岗位", "P1/6.5/t-岗位/…/岗位"]


def test_a_name_in_an_anchor_is_short_and_has_no_dividing_signs():
    table = Table((cell("a/b#c\n d"),), ((cell("长" * 60, "answer", "x"),),))
    (place,) = one_section(Heading("没有编号"), table)
    section, part, block, row, column = place.anchor.split("/")
    assert (section, part, block, column) == ("P1", "没有编号", "t-a-b-c--d", "a-b-c--d")
    assert row.startswith("长" * 16 + "~")
    assert len(row) == 25


def test_points_of_an_owners_list_are_known_by_what_they_say():
    plan = raw_profile().merge({"offer.hooks": Value(["送面料小样", "先试后买"])})
    fewer = raw_profile().merge({"goal.secondary": Value(["老客翻倍", "搜品牌名的人翻倍"])})
    (anchor,) = (a for a, p in drafted(plan).items() if p.words == "搜品牌名的人翻倍")
    assert drafted(fewer)[anchor].words == "搜品牌名的人翻倍"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (cell("李梅", "answer", "lead.name"), "lead.name"),
        ((*cell("甲", "answer", "a"), *cell("、"), *cell("乙", "answer", "a")), "a"),
        ((*cell("负责："), *cell("甲", "answer", "a")), ""),
        ((*cell("甲", "answer", "a"), *cell("乙", "answer", "b")), ""),
        (cell("5", "calculated", "x = 1"), ""),
        (cell("2027-01", "calculated", LABEL), ""),
        (cell("固定的话"), ""),
    ],
)
def test_a_text_that_is_one_answer_names_its_field(text, field):
    (place,) = one_section(Paragraph(text))
    assert place.field == field
