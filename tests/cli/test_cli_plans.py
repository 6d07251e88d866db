"""Plans from the command line: interviewed, listed, shown, reviewed, exported, removed."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from assistant.knowledge.ownership import IndexLock

F1 = Path(__file__).with_name("f1_replies.yaml")
COMPANY = "我们叫小满家纺，在南通，9个人，开了3年淘宝店"


def text_of(shown: dict) -> str:
    return "\n".join(section["text"] for section in shown["sections"])


def test_replies_of_a_file_make_a_plan(run):
    outcome = run("interview", "--quick", "--replies", F1, "--json")
    result = outcome.json
    assert outcome.status == 0
    assert set(result) == {"plan", "answered", "skipped", "pending", "turns"}
    assert len(result["plan"]) == 32
    assert result["answered"] == [
        *("A1", "A2", "A4", "A5", "A7", "A9", "B5", "B6", "B8", "C1", "C6", "C8", "C9", "D4", "E2")
    ]
    assert (result["skipped"], result["pending"]) == (["E4"], [])
    assert result["turns"][0]["message"] == COMPANY
    assert len(result["turns"]) == 16
    assert {type(turn["number"]) for turn in result["turns"]} == {int}


def test_the_plan_of_the_fixture_holds_its_numbers(run, plan):
    shown = run("plan", "show", plan, "--json").json
    assert set(shown) == {"id", "title", "profile", "sections", "results", "completeness"}
    assert (shown["id"], "小满家纺" in shown["title"]) == (plan, True)
    assert [section["id"] for section in shown["sections"]][:9] == [f"P{n}" for n in range(1, 10)]
    assert all(set(section) == {"id", "title", "text"} for section in shown["sections"])
    known = shown["profile"]["goal.current"]
    assert (known["value"], known["unit"], known["origin"]) == (2_400_000, "yuan", "answer")
    assert known["raw"] == "线上一年240万，2027年1月1日开始，三年做到600万，2029年12月31号之前"
    text = text_of(shown)
    for figure in ("3,600,000", "3,120,000", "4,380,000", "6,000,000", "216,000", "324,000"):
        assert figure in text
    assert 0 < shown["completeness"] <= 100


def test_the_review_names_the_even_months_and_the_missing_money(run, plan):
    review = run("plan", "review", plan, "--json").json
    assert {"score", "findings", "ready"} <= set(review)
    assert all(
        {"rule", "severity", "section", "message", "fix"} <= set(finding)
        for finding in review["findings"]
    )
    found = {finding["rule"]: finding for finding in review["findings"]}
    assert found["R-15"]["severity"] == "W"
    assert found["R-19"]["severity"] == "B"
    assert "286,459" in found["R-19"]["message"]
    assert not review["ready"]


def test_a_plan_is_listed_newest_first(run, plan):
    newer = run("interview", "--json", stdin="").json["plan"]
    rows = run("plan", "list", "--json").json
    assert [row["id"] for row in rows] == [newer, plan]
    assert set(rows[0]) == {"id", "title", "created_at", "updated_at"}
    assert run("plan", "list").out.splitlines()[1].startswith(plan)


@pytest.mark.parametrize("ending", [".md", ".docx", ".json"])
def test_a_plan_is_exported_by_the_ending_of_the_file(run, plan, tmp_path, ending: str):
    file = tmp_path / f"plan{ending}"
    outcome = run("plan", "export", plan, "--to", file, "--json")
    assert outcome.json == {"file": str(file), "bytes": file.stat().st_size}
    assert file.stat().st_size > 1000


def test_an_exported_word_file_can_be_opened_and_holds_the_milestones(run, plan, tmp_path):
    run("plan", "export", plan, "--to", tmp_path / "plan.docx")
    document = Document(str(tmp_path / "plan.docx"))
    cells = {c.text for table in document.tables for row in table.rows for c in row.cells}
    for figure in ("3,120,000", "4,380,000", "6,000,000"):
        assert any(figure in cell for cell in cells)


def test_an_export_to_an_unknown_ending_is_refused(run, plan, tmp_path):
    assert ".xyz" in run("plan", "export", plan, "--to", tmp_path / "plan.xyz").error
    assert list(tmp_path.glob("plan.*")) == []


def test_an_export_to_a_folder_that_is_not_there_is_refused(run, plan, tmp_path):
    file = tmp_path / "nowhere" / "plan.md"
    assert run("plan", "export", plan, "--to", file).error.startswith(f"{file} 写不进去")


def test_a_plan_is_removed_once(run, plan):
    assert run("plan", "remove", plan, "--json").json == {"removed": plan}
    assert run("plan", "list", "--json").json == []
    assert plan in run("plan", "remove", plan).error


@pytest.mark.parametrize("command", ["show", "review", "remove"])
def test_an_unknown_plan_is_named_in_one_line(run, command: str):
    assert run("plan", command, "0" * 32).error == (
        f"没有编号为 {'0' * 32} 的方案。用 plan list 看看有哪些。"
    )


def test_an_unknown_plan_is_named_in_english_too(run, english):
    assert run("plan", "show", "nope").error == "There is no plan nope. `plan list` shows yours."
    assert run("interview", "--plan", "nope", "--replies", F1).error.startswith("There is no plan")


def test_a_plan_reads_as_text(run, plan, english):
    assert "3,600,000" in run("plan", "show", plan).out
    assert run("plan", "review", plan).out.splitlines()[-1].endswith("not ready to hand in")


def test_a_plan_is_continued(run, plan, tmp_path):
    more = tmp_path / "more.yaml"
    more.write_text("A9: 一年80万，只算推广", encoding="utf-8")
    result = run("interview", "--plan", plan, "--replies", more, "--json").json
    assert result["plan"] == plan
    shown = run("plan", "show", plan, "--json").json
    assert shown["profile"]["budget.total"]["value"] == 800_000


# ---------------------------------------------------------------------------- files of replies


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("A1: [unclosed", "不是 YAML"),
        ("- A1\n- A2", "要写成“题号: 回答”"),
        ("A1: {name: 小满}", "要写成“题号: 回答”"),
        ("just words", "要写成“题号: 回答”"),
    ],
)
def test_a_file_of_another_form_is_refused(run, tmp_path, content: str, message: str):
    file = tmp_path / "replies.yaml"
    file.write_text(content, encoding="utf-8")
    assert message in run("interview", "--replies", file).error
    assert run("plan", "list", "--json").json == []


def test_a_file_that_is_missing_or_no_text_is_refused(run, tmp_path):
    assert "打不开" in run("interview", "--replies", tmp_path / "none.yaml").error
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00\x01")
    assert "不是 YAML" in run("interview", "--replies", tmp_path / "binary.yaml").error


def test_an_unknown_question_is_named_and_leaves_no_plan(run, tmp_path):
    file = tmp_path / "replies.yaml"
    file.write_text("A1: 小满家纺\nZ9: 什么", encoding="utf-8")
    assert "Z9" in run("interview", "--replies", file).error
    assert run("plan", "list", "--json").json == []


def test_figures_and_dates_in_a_file_stay_as_written(run, tmp_path):
    file = tmp_path / "replies.yaml"
    file.write_text("A9: 600000\nA7: 2027-01-01\nC8: 2.50%", encoding="utf-8")
    turns = run("interview", "--replies", file, "--json").json["turns"]
    assert [turn["message"] for turn in turns] == ["2027-01-01", "600000", "2.50%"]


# ---------------------------------------------------------------------------- in the terminal


def test_the_interview_is_held_in_the_terminal_until_the_line_ends(run):
    outcome = run("interview", "--quick", stdin=f"{COMPANY}\n\n跳过\n")
    assert outcome.status == 0
    assert "我们是谁？" in outcome.out
    assert "公司或品牌: 小满家纺" in outcome.out
    assert "我们靠什么赚钱？" in outcome.out
    assert run("plan", "list", "--json").json[0]["title"] == "小满家纺"


def test_the_interview_ends_with_a_pause_and_continues_where_it_was(run):
    run("interview", "--quick", stdin=f"{COMPANY}\n今天先到这里\n这句不会读到\n")
    (plan,) = run("plan", "list", "--json").json
    outcome = run("interview", "--plan", plan["id"], stdin="")
    assert "我们是做什么的？" in outcome.out
    assert "把生意讲给我听" not in outcome.out
    assert "这句不会读到" not in str(run("plan", "show", plan["id"], "--json").json)


def test_a_mistake_in_the_terminal_is_one_line_and_the_interview_goes_on(run):
    outcome = run("interview", stdin="好" * 8001 + f"\n{COMPANY}\n")
    assert outcome.err.splitlines() == ["这段话超过 8000 字，请分几次发。"]
    assert "我们是做什么的？" in outcome.out


def test_with_json_the_dialogue_is_on_stderr_and_the_result_on_stdout(run):
    outcome = run("interview", "--quick", "--json", stdin=f"{COMPANY}\n")
    assert [turn["message"] for turn in outcome.json["turns"]] == ["开始", COMPANY]
    assert outcome.json["answered"] == ["A1"]
    assert "我们是做什么的？" in outcome.err


def test_the_interview_speaks_english(run, english):
    outcome = run("interview", stdin="We are Golden Crust Bakery, 14 people\n")
    assert "Who are we?" in outcome.out
    assert "Understood." in outcome.out


# ---------------------------------------------------------------------------- beside a server


def test_plans_need_no_index_and_questions_say_who_has_it(run, plan, home, tmp_path):
    """While the page runs, plans can be worked on from the command line; the library cannot."""
    lock = IndexLock(home)
    try:
        assert run("plan", "list").status == 0
        assert run("plan", "show", plan).status == 0
        assert run("plan", "review", plan).status == 0
        assert run("plan", "export", plan, "--to", tmp_path / "plan.md").status == 0
        for command in (["ask", "怎么写软文"], ["search", "软文"], ["documents"]):
            assert run(*command).error.startswith("资料库正由另一个程序使用（进程 ")
        talked = run("interview", "--plan", plan, stdin="双十一怎么预热？\n改A1\n")
        assert "资料库正由另一个程序使用" in talked.out
        assert "重新回答 A1" in talked.out
    finally:
        lock.release()
