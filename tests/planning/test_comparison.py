"""Two plans are compared place by place, in reading order, whole rows at once."""

from __future__ import annotations

from f1 import TODAY, load_drafter, raw_profile, repaired_profile

from assistant.interview.value import Value
from assistant.planning.comparison import Change, compare
from assistant.planning.edits import EditedPlan, apply_edits, new_edit


def edited(profile, *edits) -> EditedPlan:
    return apply_edits(load_drafter().draft(profile, language="zh", today=TODAY), edits)


BEFORE = edited(raw_profile())


def test_a_plan_does_not_differ_from_itself():
    assert compare(BEFORE, edited(raw_profile())) == ()


def test_an_edit_is_one_change():
    anchor = "P6/6.1/t-做什么/重做四件套详情页/负责人"
    after = edited(raw_profile(), new_edit(BEFORE.draft, anchor, "小王"))
    change = Change(
        "changed", anchor, "P6", "6.1 行动表 · 重做四件套详情页 · 负责人", "小李", "小王"
    )
    assert compare(BEFORE, after) == (change,)
    assert compare(after, BEFORE) == (
        Change("changed", anchor, "P6", change.where, "小王", "小李"),
    )
    assert change.to_dict()["old"] == "小李"


def test_a_change_tells_which_words_are_the_owners():
    anchor = "P6/6.1/t-做什么/重做四件套详情页/负责人"
    (edit,) = compare(BEFORE, edited(raw_profile(), new_edit(BEFORE.draft, anchor, "小王")))
    assert edit.own == ("小李", "小王")
    moved = compare(BEFORE, edited(raw_profile().merge({"company.location": Value("无锡")})))
    assert {change.own for change in moved if change.new == "无锡"} == {("南通", "无锡")}
    computed = raw_profile().merge({"goal.target": Value(5000000)})
    assert any(change.own == () for change in compare(BEFORE, edited(computed)))


def test_a_row_that_came_or_went_is_one_change():
    risks = raw_profile()["risks"].value
    fewer = edited(raw_profile().merge({"risks": Value(risks[1:])}))
    (gone,) = [c for c in compare(BEFORE, fewer) if c.section == "P9"]
    row, where = "P9/9.4/t-风险/平台点击单价上涨", "9.4 风险和应对 · 平台点击单价上涨"
    text = "平台点击单价上涨 | 点击价到2.4元 | 只留品牌词 | 李梅"
    assert gone == Change("removed", row, "P9", where, text, "")
    (back,) = [c for c in compare(fewer, BEFORE) if c.section == "P9"]
    assert back == Change("added", row, "P9", where, "", text)


def test_what_changed_is_told_in_reading_order():
    found = compare(BEFORE, edited(repaired_profile()))
    plan = BEFORE.plan
    order = [section.id for section in (*plan.sections, *plan.annexes)]
    places = [order.index(change.section) for change in found]
    assert places == sorted(places)
    first, second = found[:2]
    assert (first.kind, second.kind) == ("removed", "added")
    assert "只有 324,000 元" in first.old
    assert "够" in second.new


def test_numbers_that_only_moved_are_no_change():
    found = compare(BEFORE, edited(repaired_profile()))
    assert not any("[" in change.new for change in found)
    assert not any(change.new.startswith("Q") for change in found)


def test_the_title_comes_first():
    after = edited(raw_profile(), new_edit(BEFORE.draft, "title", "小满三年规划"))
    (change,) = compare(BEFORE, after)
    assert (change.section, change.where, change.new) == ("title", "标题", "小满三年规划")
