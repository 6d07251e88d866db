"""What an owner typed into the plan wins over the draft, and can always be taken back."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from f1 import TODAY, load_drafter, raw_profile, repaired_profile
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import InputError, NotFoundError
from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.edits import EDITED, LONGEST_TEXT, apply_edits, new_edit, typed
from assistant.planning.places import places
from assistant.planning.plan import Bullets, Chart, Paragraph, Plan, Run, Table
from assistant.storage.plan_records import Edit

TARGET = "P4/4.1/t-项目/目标数字/内容"
ORDERS = "P4/4.3/t-阶段/最终目标/每天订单"
RISK = "P9/9.4/t-风险/双11压货/办法"


@cache
def draft(language: str = "zh", *, repaired: bool = False) -> Plan:
    profile = repaired_profile() if repaired else raw_profile()
    return load_drafter().draft(profile, language=language, today=TODAY)


@cache
def anchors(language: str = "zh") -> list[str]:
    return [place.anchor for place in places(draft(language))]


def words(plan: Plan, anchor: str) -> str:
    return next(place.words for place in places(plan) if place.anchor == anchor)


def test_an_edited_cell_stands_in_the_plan_as_the_owners_word():
    edited = apply_edits(draft(), [new_edit(draft(), ORDERS, "每天 60 单")])
    (place,) = (place for place in edited.places if place.anchor == ORDERS)
    assert place.text == (Run("每天 60 单", "answer", EDITED),)
    section, block, row, column = place.position
    table = edited.plan.section(section).blocks[block]
    assert isinstance(table, Table)
    assert table.rows[row][column] == place.text
    assert edited.anchor_at(section, block, row, column) == ORDERS


def test_an_edit_changes_nothing_else():
    edited = apply_edits(draft(), [new_edit(draft(), ORDERS, "60")])
    others = [section for section in edited.plan.sections if section.id != "P4"]
    assert others == [section for section in draft().sections if section.id != "P4"]
    assert edited.plan.annexes == draft().annexes


def test_an_edit_remembers_what_stood_there_and_where():
    assert new_edit(draft(), TARGET, "700 万", "李梅") == Edit(
        anchor=TARGET,
        language="zh",
        drafted="6,000,000 元",
        text="700 万",
        where="4.1 主目标 · 目标数字 · 内容",
        by="李梅",
    )


def test_sentences_points_and_the_title_can_be_edited():
    sentence = next(a for a in anchors() if a.startswith("P4/4.2/p-"))
    point = next(a for a in anchors() if a.startswith("P1/1.1/b-"))
    edits = [new_edit(draft(), anchor, "我的话") for anchor in (sentence, point, "title")]
    plan = apply_edits(draft(), edits).plan
    mine = (Run("我的话", "answer", EDITED),)
    assert plan.title == "我的话"
    assert Paragraph(mine) in plan.section("P4").blocks
    (points,) = (b for b in plan.section("P1").blocks if isinstance(b, Bullets) and mine in b.items)
    assert len(points.items) > 1


def test_a_chart_whose_table_was_edited_becomes_the_table():
    anchor = "P4/4.2/t-目标台阶/2027-12-31/目标"
    before = {b.title for b in draft().section("P4").blocks if isinstance(b, Chart)}
    plan = apply_edits(draft(), [new_edit(draft(), anchor, "300 万")]).plan
    after = {b.title for b in plan.section("P4").blocks if isinstance(b, Chart)}
    assert before - after == {"目标台阶"}
    assert any(isinstance(b, Table) and b.caption == "目标台阶" for b in plan.section("P4").blocks)


def test_an_edit_survives_recalculation_and_says_that_the_draft_has_moved_on():
    edited = apply_edits(draft(repaired=True), [new_edit(draft(), ORDERS, "60")])
    (item,) = edited.placed
    assert (item.outdated, item.edit.drafted, item.draft) == (True, "74", "70")
    assert next(p.words for p in edited.places if p.anchor == ORDERS) == "60"


def test_an_edit_whose_draft_is_the_same_is_not_outdated():
    edited = apply_edits(draft(repaired=True), [new_edit(draft(), RISK, "先问供应商")])
    assert [item.outdated for item in edited.placed] == [False]


def test_advice_that_only_got_another_number_does_not_make_an_edit_outdated():
    anchor = next(p.anchor for p in places(draft()) if p.words == "好不好，只有数据能证明。")
    edited = apply_edits(draft(repaired=True), [new_edit(draft(), anchor, "看数据")])
    assert [item.outdated for item in edited.placed] == [False]


def test_an_edit_without_its_place_is_kept_apart():
    edit = new_edit(draft(), RISK, "先问供应商")
    edited = apply_edits(load_drafter().draft(Profile(), language="zh", today=TODAY), [edit])
    assert (edited.placed, edited.lost) == ((), (edit,))
    assert edited.find_edit(RISK) == edit


def test_an_edit_follows_its_row_when_the_row_gets_another_name():
    risks = [dict(risk) for risk in raw_profile()["risks"].value]
    risks[2]["event"] = "618 压货"
    profile = raw_profile().merge({"risks": Value(risks)})
    renamed = load_drafter().draft(profile, language="zh", today=TODAY)
    edited = apply_edits(renamed, [new_edit(draft(), RISK, "先问供应商")])
    assert words(edited.plan, "P9/9.4/t-风险/618-压货/办法") == "先问供应商"
    assert edited.find_edit("P9/9.4/t-风险/618-压货/办法").anchor == RISK


def test_an_edit_never_guesses_between_two_places():
    edit = replace(new_edit(draft(), TARGET, "改"), anchor="P9/9.4/t-风险/x/谁拍板", drafted="李梅")
    assert apply_edits(draft(), [edit]).lost == (edit,)


def test_an_edit_of_the_other_language_waits_for_its_plan():
    edit = new_edit(draft("en"), "title", "Our plan")
    assert apply_edits(draft(), [edit]).plan == draft()
    assert apply_edits(draft("en"), [edit]).plan.title == "Our plan"


def test_a_text_that_was_deleted_leaves_its_place_to_be_found_again():
    anchor = next(a for a in anchors() if a.startswith("P4/4.2/p-"))
    edited = apply_edits(draft(), [new_edit(draft(), anchor, "")])
    (place,) = (place for place in edited.places if place.anchor == anchor)
    assert place.text == ()
    assert edited.anchor_at(place.position[0], place.position[1]) == anchor
    assert edited.edit_at(anchor).draft.startswith("差距")


def test_no_edit_means_the_draft_itself():
    assert apply_edits(draft(), []).plan == draft()
    assert apply_edits(draft(), []).edit_at(TARGET) is None
    assert apply_edits(draft(), []).anchor_at("B", 1) == ""
    with pytest.raises(NotFoundError, match="没有手动修改"):
        apply_edits(draft(), []).find_edit(TARGET)


def test_a_place_that_is_not_there_is_named():
    with pytest.raises(NotFoundError) as caught:
        new_edit(draft(), "P4/nowhere", "x")
    assert caught.value.en == "The plan has no place P4/nowhere. `plan places` shows them."


def test_a_text_that_is_too_long_is_refused():
    assert new_edit(draft(), TARGET, "字" * LONGEST_TEXT).text == "字" * LONGEST_TEXT
    with pytest.raises(InputError, match=f"最多写 {LONGEST_TEXT} 字，现在有 {LONGEST_TEXT + 1} 字"):
        new_edit(draft(), TARGET, "字" * (LONGEST_TEXT + 1))


def test_the_title_cannot_be_deleted():
    with pytest.raises(InputError, match="要有一个标题"):
        new_edit(draft(), "title", " \n")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" 一行\n两行\t三 ", "一行 两行 三"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("\u202e倒着", "倒着"),
        ("半个\ud83d字", "半个字"),
        ("{name} {0} %s", "{name} {0} %s"),
        ("👩‍🌾", "👩‍🌾"),
    ],
)
def test_what_was_typed_is_one_line_without_controls(text, kept):
    assert typed(text, 100) == kept


@settings(max_examples=40, deadline=None)
@given(data=st.data(), language=st.sampled_from(["zh", "en"]))
def test_any_edits_stand_in_the_plan_and_reverting_them_gives_the_draft_back(data, language):
    plan = draft(language)
    chosen = data.draw(
        st.dictionaries(st.sampled_from(anchors(language)), st.text(max_size=30), max_size=6)
    )
    edits = [
        new_edit(plan, anchor, text or "x" if anchor == "title" else text)
        for anchor, text in chosen.items()
        if anchor != "title" or typed(text, 99)
    ]
    edited = apply_edits(plan, edits)
    now = {place.anchor: place.words for place in edited.places}
    assert edited.lost == ()
    assert {edit.anchor: now[edit.anchor] for edit in edits} == {e.anchor: e.text for e in edits}
    assert edited.draft == apply_edits(plan, []).plan == plan


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_edits_of_one_draft_never_break_another(data):
    """Whatever becomes of the interview, every edit is placed once or kept as lost."""
    keys = sorted(raw_profile())
    known = data.draw(st.sets(st.sampled_from(keys)))
    chosen = data.draw(st.sets(st.sampled_from(anchors()), max_size=12))
    edits = [new_edit(draft(), anchor, f"改 {anchor}") for anchor in sorted(chosen)]
    profile = raw_profile().without(*(set(keys) - known))
    edited = apply_edits(load_drafter().draft(profile, language="zh", today=TODAY), edits)
    kept = [item.edit for item in edited.placed] + list(edited.lost)
    assert sorted(kept, key=lambda edit: edit.anchor) == edits
    texts = [place.words for place in edited.places]
    assert all(texts.count(item.edit.text) == 1 for item in edited.placed)
