"""An approved plan shows its baseline, who signed, and every change since, explained or not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from f1 import TODAY, load_drafter, raw_profile
from pages import lines, part

from assistant.errors import NotFoundError
from assistant.interview.value import Value
from assistant.planning.drafter import draft_plan
from assistant.planning.history import Difference, History, differences, unrecorded
from assistant.planning.places import places
from assistant.planning.rules.approval import check_approval
from assistant.storage.plan_records import Edit, LoggedChange, Version

APPROVED = Version(
    number=2,
    name="定稿",
    note="按此执行",
    by="张总",
    at="2026-11-22T12:00:00+00:00",
    approved=True,
    profile=raw_profile().to_dict(),
)
MORE_MONEY = raw_profile().merge({"budget.total": Value(800_000, "yuan")})
TITLE = Edit("title", "zh", "方案", "小满三年规划", "标题", "李梅")
REASON = LoggedChange(
    version=2,
    subject="budget.total",
    where="",
    old=600_000,
    new=800_000,
    reason="总部追加",
    by="李梅",
    at="2026-12-20T12:00:00+00:00",
)
LOCKED = History(versions=(APPROVED,))


def context(profile=None, history=LOCKED, language="zh"):
    profile = raw_profile() if profile is None else profile
    return load_drafter().context(profile, language=language, today=TODAY, history=history)


def faults(profile, history):
    given = context(profile, history)
    return list(check_approval(draft_plan(given), given))


def test_before_an_approval_there_is_nothing_to_explain():
    saved = History(versions=(replace(APPROVED, approved=False),))
    assert unrecorded(saved, MORE_MONEY) == ()
    assert faults(MORE_MONEY, saved) == []
    assert draft_plan(context(history=saved)).status == "第 2 版“定稿”，还没有批准"


def test_an_approved_plan_that_was_not_touched_has_no_fault():
    assert faults(raw_profile(), LOCKED) == []


def test_a_change_without_a_reason_is_a_fault_that_names_it():
    (fault,) = faults(MORE_MONEY, replace(LOCKED, edits=(TITLE,)))
    assert (fault.message, fault.slots["n"], fault.field) == ("unrecorded", "2", "budget.total")
    assert (fault.slots["items"].zh, fault.slots["items"].en) == ("预算、标题", "Budget, 标题")


def test_a_recorded_change_is_no_fault_until_it_changes_again():
    recorded = replace(LOCKED, log=(REASON,))
    assert faults(MORE_MONEY, recorded) == []
    more = MORE_MONEY.merge({"budget.total": Value(900_000, "yuan")})
    assert unrecorded(recorded, more) == (Difference("budget.total", 800_000, 900_000),)
    assert unrecorded(recorded, raw_profile()) == (Difference("budget.total", 800_000, 600_000),)


def test_an_answer_that_is_gone_is_a_change():
    assert unrecorded(LOCKED, raw_profile().without("lead.backup")) == (
        Difference("lead.backup", "小李", None),
    )


def test_a_later_approval_starts_a_new_log():
    later = replace(APPROVED, number=3, profile=MORE_MONEY.to_dict())
    history = History(versions=(APPROVED, later), log=(REASON,))
    assert (history.baseline, history.recorded) == (later, ())
    assert unrecorded(history, MORE_MONEY) == ()


def test_an_edit_is_told_by_language_and_place():
    assert unrecorded(replace(LOCKED, edits=(TITLE,)), raw_profile()) == (
        Difference("zh/title", None, "小满三年规划", "标题"),
    )


def test_putting_a_version_back_changes_everything_that_differs():
    history = replace(LOCKED, edits=(TITLE,))
    assert differences(APPROVED, history, MORE_MONEY) == (
        Difference("budget.total", 800_000, 600_000),
        Difference("zh/title", "小满三年规划", None, "标题"),
    )


def test_a_version_is_found_by_its_number():
    assert LOCKED.version(2) == APPROVED
    with pytest.raises(NotFoundError, match="没有第 1 版"):
        LOCKED.version(1)


def test_section_nine_sets_the_baseline_beside_the_figures_of_today():
    plan = draft_plan(context(MORE_MONEY, replace(LOCKED, log=(REASON,))))
    found = part(plan.section("P9"), "9.6 基准与改动记录")
    assert found[:2] == [
        "第 2 版“定稿”已在 2026-11-22 批准，批准时的数字锁定。改动要写明日期、原因和谁改的。",
        "项目 | 批准时的数字 | 现在的数字",
    ]
    assert "预算 | 600,000 元 | 800,000 元" in found
    log = found.index("(批准之后的改动)")
    assert found[log + 1 : log + 3] == [
        "日期 | 改了什么 | 原来 | 改成 | 为什么改 | 谁改的",
        "2026-12-20 | 预算 | 600,000 元 | 800,000 元 | 总部追加 | 李梅",
    ]


def test_section_nine_counts_what_nobody_explained():
    plan = draft_plan(context(MORE_MONEY))
    assert "还有 1 处改动没有写原因。" in lines(plan.section("P9"))


def test_deleted_and_reverted_texts_are_told_in_words():
    entries = (
        replace(REASON, subject="zh/title", where="标题", old="小满三年规划", new=None),
        replace(REASON, subject="lead.backup", old="小李", new=None),
        replace(REASON, subject="zh/P5/x", where="5.1", old="旧", new=""),
    )
    shown = lines(draft_plan(context(history=replace(LOCKED, log=entries))).section("P9"))
    assert "2026-12-20 | 标题 | 小满三年规划 | （照草稿） | 总部追加 | 李梅" in shown
    assert "2026-12-20 | 备份 | 小李 | 还没定 | 总部追加 | 李梅" in shown
    assert "2026-12-20 | 5.1 | 旧 | （删去） | 总部追加 | 李梅" in shown


def test_annex_e_lists_who_approved_what():
    plan = draft_plan(context(language="en"))
    assert part(plan.section("E"), "Approvals") == [
        "Date | Version | Approved by | Note",
        '2026-11-22 | Version 2 "定稿" | 张总 | 按此执行',
    ]


def test_the_record_of_an_approval_cannot_be_edited():
    plan = draft_plan(context(MORE_MONEY, replace(LOCKED, log=(REASON,))))
    words = {place.words for place in places(plan) if place.section in ("P9", "E")}
    assert not any("批准时" in text or "按此执行" in text or "总部追加" in text for text in words)
    assert "好不好，只有数据能证明。" in words


def test_the_status_tells_version_approval_and_later_changes():
    assert draft_plan(context(history=History())).status == "草稿，还没有批准"
    assert draft_plan(context()).status == "第 2 版“定稿”，张总于 2026-11-22 批准"
    assert draft_plan(context(MORE_MONEY, language="en")).status == (
        'Version 2 "定稿", approved by 张总 on 2026-11-22; changed since'
    )
