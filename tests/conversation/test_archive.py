"""The archive: edits, versions and approvals of an owner's plan, from the interview to the file."""

from __future__ import annotations

import pytest
from apps import build_app

from assistant.conversation.signature import Signature
from assistant.errors import InputError, NotFoundError
from assistant.planning.edits import EditedPlan

OWNER, STRANGER = "owner", "stranger"
LEAD = "P4/4.1/t-项目/挂帅的人/内容"
SIGNED = Signature("李梅", "总部追加")


@pytest.fixture
def app(tmp_path):
    with build_app(tmp_path / "home") as app:
        yield app


@pytest.fixture
def archive(app):
    return app.archive


@pytest.fixture
def plan(app):
    """A plan that knows its company and its budget."""
    plan = app.consultant.new_plan(OWNER, "quick").id
    app.consultant.take_reply(OWNER, plan, "A1", "我们叫小满家纺，在南通，9个人，开了3年淘宝店")
    app.consultant.take_reply(OWNER, plan, "A9", "一年60万，只算推广")
    return plan


def spend(app, plan: str, money: str) -> None:
    app.consultant.take_reply(OWNER, plan, "A9", f"一年{money}，只算推广")


def budget(app, plan: str) -> object:
    return app.consultant.view(OWNER, plan).profile.raw("budget.total")


def first_anchor(plan: EditedPlan, section: str) -> str:
    return next(place.anchor for place in plan.places if place.section == section)


def test_an_edit_is_in_the_plan_that_is_shown_and_exported(app, archive, plan):
    anchor = first_anchor(archive.edited(OWNER, plan), "P5")
    archive.edit(OWNER, plan, anchor, "只做老客")
    spend(app, plan, "80万")
    draft = app.consultant.view(OWNER, plan).draft
    assert any(run.text == "只做老客" for run in draft.plan.runs())
    assert draft.edited.edit_at(anchor).edit.text == "只做老客"


def test_an_edit_in_english_belongs_to_the_english_plan(app, archive, plan):
    archive.edit(OWNER, plan, "title", "Our plan", language="en")
    assert app.consultant.view(OWNER, plan, "en").draft.plan.title == "Our plan"
    assert app.consultant.view(OWNER, plan).draft.plan.title != "Our plan"


def test_typing_the_draft_again_takes_the_edit_away(app, archive, plan):
    drafted = app.consultant.view(OWNER, plan).draft.plan.title
    archive.edit(OWNER, plan, "title", "我的标题")
    archive.edit(OWNER, plan, "title", drafted)
    assert archive.edited(OWNER, plan).placed == ()


def test_an_edit_is_reverted_once(archive, plan):
    archive.edit(OWNER, plan, "title", "我的标题", Signature("李梅"))
    assert archive.revert(OWNER, plan, "title").by == "李梅"
    with pytest.raises(NotFoundError, match="没有手动修改"):
        archive.revert(OWNER, plan, "title")


def test_a_version_is_compared_with_the_plan_as_it_stands_and_with_another(app, archive, plan):
    first = archive.save_version(OWNER, plan, "给董事会", by="李梅")
    archive.edit(OWNER, plan, "title", "我的标题")
    second = archive.save_version(OWNER, plan, "第二稿")
    spend(app, plan, "80万")
    since_first = archive.compare(OWNER, plan, first.number)
    between = archive.compare(OWNER, plan, first.number, second.number)
    assert [(c.section, c.new) for c in between] == [("title", "我的标题")]
    assert {"title", "P7"} <= {change.section for change in since_first}
    assert any(c.where.endswith("预算 · 内容") for c in since_first if c.new == "800,000 元")
    with pytest.raises(NotFoundError, match="没有第 9 版"):
        archive.compare(OWNER, plan, 9)


def test_restoring_brings_back_answers_and_edits_and_loses_nothing(app, archive, plan):
    archive.edit(OWNER, plan, "title", "我的标题")
    first = archive.save_version(OWNER, plan, "第一稿")
    archive.revert(OWNER, plan, "title")
    spend(app, plan, "80万")
    kept = archive.restore(OWNER, plan, first.number)
    assert budget(app, plan) == 600_000
    assert app.consultant.view(OWNER, plan).draft.plan.title == "我的标题"
    assert archive.compare(OWNER, plan, first.number) == ()
    assert (kept.number, kept.note) == (2, "换回第 1 版之前自动存的")
    archive.restore(OWNER, plan, kept.number)
    assert budget(app, plan) == 800_000


def test_undo_does_not_reach_behind_a_restored_version(app, archive, plan):
    first = archive.save_version(OWNER, plan, "第一稿")
    spend(app, plan, "80万")
    archive.restore(OWNER, plan, first.number)
    app.consultant.reply(OWNER, plan, "撤销")
    assert budget(app, plan) == 600_000


def test_an_approved_plan_is_edited_only_with_name_and_reason(archive, plan):
    archive.approve(OWNER, plan, "张总", "可以")
    for by, reason in (("", ""), ("李梅", ""), ("", "名字太长"), (" ", "\n")):
        signature = Signature(by, reason)
        with pytest.raises(InputError, match="写明原因和谁改的"):
            archive.edit(OWNER, plan, "title", "我的标题", signature)
    archive.edit(OWNER, plan, "title", "我的标题", SIGNED)
    archive.edit(OWNER, plan, "title", "再改", SIGNED)
    archive.revert(OWNER, plan, "title", SIGNED)
    log = archive.history(OWNER, plan).recorded
    assert [(c.subject, c.new, c.by, c.reason) for c in log] == [
        ("zh/title", "我的标题", "李梅", "总部追加"),
        ("zh/title", "再改", "李梅", "总部追加"),
        ("zh/title", None, "李梅", "总部追加"),
    ]
    assert log[1].old == "我的标题"


def test_a_changed_answer_waits_for_its_reason(app, archive, plan):
    archive.approve(OWNER, plan, "张总")
    spend(app, plan, "80万")
    (pending,) = app.consultant.view(OWNER, plan).draft.pending
    assert (pending.subject, pending.where, pending.old, pending.new) == (
        *("budget.total", "预算"),
        *("600,000 元", "800,000 元"),
    )
    archive.record_change(OWNER, plan, "budget.total", SIGNED)
    draft = app.consultant.view(OWNER, plan).draft
    assert (draft.pending, draft.recorded[0].reason) == ((), "总部追加")
    with pytest.raises(NotFoundError, match="没有要补写原因的改动"):
        archive.record_change(OWNER, plan, "budget.total", SIGNED)


def test_a_reason_without_a_name_is_not_recorded(app, archive, plan):
    archive.approve(OWNER, plan, "张总")
    spend(app, plan, "80万")
    with pytest.raises(InputError):
        archive.record_change(OWNER, plan, "budget.total", Signature(reason="总部追加"))
    assert len(app.consultant.view(OWNER, plan).draft.pending) == 1


def test_restoring_an_approved_plan_is_logged_change_by_change(app, archive, plan):
    first = archive.save_version(OWNER, plan, "第一稿")
    spend(app, plan, "80万")
    archive.approve(OWNER, plan, "张总")
    with pytest.raises(InputError):
        archive.restore(OWNER, plan, first.number)
    archive.restore(OWNER, plan, first.number, SIGNED)
    draft = app.consultant.view(OWNER, plan).draft
    assert draft.pending == ()
    assert [(c.where, c.new) for c in draft.recorded] == [("预算", "600,000 元")]


def test_a_later_approval_supersedes_the_first(app, archive, plan):
    archive.approve(OWNER, plan, "张总")
    spend(app, plan, "80万")
    second = archive.approve(OWNER, plan, "王总", name="第二次")
    draft = app.consultant.view(OWNER, plan).draft
    assert draft.pending == ()
    assert draft.plan.status == f"第 2 版“第二次”，王总于 {second.day} 批准"
    assert [version.approved for version in archive.versions(OWNER, plan)] == [True, True]


@pytest.mark.parametrize("by", ["", "  ", "\n"])
def test_nobody_cannot_approve(archive, plan, by):
    with pytest.raises(InputError, match="批准人的名字"):
        archive.approve(OWNER, plan, by)


def test_names_and_notes_have_a_limit(archive, plan):
    with pytest.raises(InputError, match="最多写 80 字"):
        archive.save_version(OWNER, plan, "长" * 81)
    with pytest.raises(InputError, match="最多写 500 字"):
        archive.save_version(OWNER, plan, "名", "长" * 501)
    assert archive.versions(OWNER, plan) == ()


def test_a_foreign_plan_is_missing_for_every_method(archive, plan):
    archive.save_version(OWNER, plan, "第一稿")
    for attempt in (
        lambda: archive.history(STRANGER, plan),
        lambda: archive.edited(STRANGER, plan),
        lambda: archive.edit(STRANGER, plan, "title", "我的"),
        lambda: archive.revert(STRANGER, plan, "title"),
        lambda: archive.versions(STRANGER, plan),
        lambda: archive.save_version(STRANGER, plan, "x"),
        lambda: archive.approve(STRANGER, plan, "x"),
        lambda: archive.compare(STRANGER, plan, 1),
        lambda: archive.restore(STRANGER, plan, 1),
        lambda: archive.record_change(STRANGER, plan, "budget.total", SIGNED),
    ):
        with pytest.raises(NotFoundError, match=f"没有编号为 {plan} 的方案"):
            attempt()
