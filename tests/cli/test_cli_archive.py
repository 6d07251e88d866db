"""A plan's life from the command line: edited, saved, compared, put back, approved, explained."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook


def test_places_are_listed_by_section(run, plan):
    rows = run("plan", "places", plan, "P4", "--json").json
    assert {row["section"] for row in rows} == {"P4"}
    target = next(row for row in rows if row["anchor"] == "P4/4.1/t-项目/目标数字/内容")
    assert target == {
        "anchor": "P4/4.1/t-项目/目标数字/内容",
        "section": "P4",
        "where": "4.1 主目标 · 目标数字 · 内容",
        "field": "goal.target",
        "text": "6,000,000 元",
        "edited": False,
    }
    assert "P4/4.1/t-项目/目标数字/内容  6,000,000 元" in run("plan", "places", plan).out


def test_an_edit_is_made_listed_exported_and_reverted(run, plan, tmp_path):
    made = run("plan", "edit", plan, "title", "小满三年规划", "--json").json
    assert (made["text"], made["where"]) == ("小满三年规划", "标题")
    (row,) = run("plan", "edits", plan, "--json").json
    assert (row["anchor"], row["state"], row["draft"]) == ("title", "standing", made["drafted"])
    run("plan", "export", plan, "--to", tmp_path / "plan.md")
    first, _, state, *_ = (tmp_path / "plan.md").read_text(encoding="utf-8").splitlines()
    assert first == "# 小满三年规划"
    assert state.endswith("草稿，还没有批准")
    assert run("plan", "revert", plan, "title", "--json").json == {"reverted": "title"}
    assert run("plan", "edits", plan, "--json").json == []


def test_edits_that_are_outdated_or_lost_say_so(run, plan, tmp_path):
    run("plan", "edit", plan, "P7/7.1/t-项目/预算/内容", "另算")
    more = tmp_path / "more.yaml"
    more.write_text("A9: 一年80万，只算推广", encoding="utf-8")
    run("interview", "--plan", plan, "--replies", more)
    assert "草稿现在是：800,000 元" in run("plan", "edits", plan).out
    assert run("plan", "edits", plan, "--json").json[0]["state"] == "outdated"


def test_versions_are_saved_compared_and_put_back(run, plan):
    saved = run("plan", "save", plan, "给董事会", "--by", "李梅", "--json").json
    assert (saved["number"], saved["name"], saved["approved"]) == (1, "给董事会", False)
    run("plan", "edit", plan, "title", "我的标题")
    (change,) = run("plan", "compare", plan, 1, "--json").json
    assert (change["anchor"], change["new"]) == ("title", "我的标题")
    assert "  + 我的标题" in run("plan", "compare", plan, 1).out.splitlines()
    restored = run("plan", "restore", plan, 1, "--json").json
    assert (restored["restored"], restored["saved"]["number"]) == (1, 2)
    assert run("plan", "compare", plan, 1, "--json").json == []
    assert [c["new"] for c in run("plan", "compare", plan, 1, 2, "--json").json] == ["我的标题"]
    assert len(run("plan", "versions", plan).out.splitlines()) == 2


def test_an_approved_plan_asks_for_the_reason_of_a_change(run, plan):
    assert run("plan", "approve", plan, "--by", "张总", "--json").json["approved"] is True
    refused = run("plan", "edit", plan, "title", "改")
    assert refused.error == "方案已经批准，改动要写明原因和谁改的。"
    signed = ("--by", "李梅", "--reason", "太长")
    assert run("plan", "edit", plan, "title", "改", *signed).status == 0
    changes = run("plan", "changes", plan, "--json").json
    assert [(c["subject"], c["reason"]) for c in changes["recorded"]] == [("zh/title", "太长")]
    assert changes["pending"] == []
    assert run("plan", "versions", plan).out.startswith("* 1")


def test_a_changed_answer_is_explained_later(run, plan, tmp_path):
    run("plan", "approve", plan, "--by", "张总")
    more = tmp_path / "more.yaml"
    more.write_text("A9: 一年80万，只算推广", encoding="utf-8")
    run("interview", "--plan", plan, "--replies", more)
    assert run("plan", "changes", plan).out == "?  budget.total  预算: 600,000 元 → 800,000 元\n"
    signed = ("--by", "李梅", "--reason", "总部追加")
    assert run("plan", "explain", plan, "budget.total", *signed, "--json").json["new"] == 800_000
    assert "李梅: 总部追加" in run("plan", "changes", plan).out


@pytest.mark.parametrize(
    "command",
    [
        ("places",),
        ("edit", "title", "x"),
        ("edits",),
        ("revert", "title"),
        ("save", "x"),
        ("versions",),
        ("compare", 1),
        ("restore", 1),
        ("approve", "--by", "x"),
        ("changes",),
        ("explain", "x", "--by", "x", "--reason", "x"),
    ],
    ids=lambda command: command[0],
)
def test_an_unknown_plan_is_named(run, command):
    name, *rest = command
    assert run("plan", name, "0" * 32, *rest).error.startswith("没有编号为 000")


def test_a_plan_is_taken_in_from_its_export(run, plan, tmp_path):
    run("plan", "export", plan, "--to", tmp_path / "plan.json")
    taken = run("plan", "import", tmp_path / "plan.json", "--json").json
    assert taken["plan"] != plan
    run("plan", "export", taken["plan"], "--to", tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "plan.json").read_bytes()
    assert f"已导入 {taken['title']}" in run("plan", "import", tmp_path / "plan.json").out


def test_actual_figures_are_taken_from_a_workbook(run, plan, tmp_path):
    file = tmp_path / "plan.xlsx"
    run("plan", "export", plan, "--to", file)
    book = load_workbook(file)
    book["指标跟踪"]["C7"] = 150_000
    book.save(file)
    taken = run("plan", "actuals", plan, file, "--json").json
    assert [(a["kpi"], a["value"]) for a in taken["stored"]] == [("sales", 150_000.0)]
    assert run("plan", "actuals", plan, file).out.strip() == "读到 1 个实际数，已经记进方案。"
