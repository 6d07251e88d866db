"""What all commands share: help, folder, status, errors in one line; calculate and doctor."""

from __future__ import annotations

import socket

import pytest

from assistant.calculators.registry import CALCULATORS
from assistant.knowledge.ownership import IndexLock

COMMANDS = [
    ["serve"],
    ["ingest"],
    ["documents"],
    ["documents", "list"],
    ["documents", "remove"],
    ["search"],
    ["ask"],
    ["interview"],
    ["calculate"],
    ["plan"],
    ["plan", "list"],
    ["plan", "show"],
    ["plan", "review"],
    ["plan", "export"],
    ["plan", "remove"],
    ["evaluate"],
    ["doctor"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(run, command: list[str]):
    outcome = run(*command, "--help")
    assert outcome.status == 0
    assert "Usage:" in outcome.out
    assert "--home" in outcome.out or command == ["plan"]


@pytest.mark.parametrize(
    "command",
    [
        ["nothing"],
        ["ask"],
        ["plan", "show"],
        ["plan", "export", "x"],
        ["ask", "x", "--loud"],
        ["serve", "--port", "70000"],
        ["serve", "--port", "http"],
    ],
    ids=" ".join,
)
def test_wrong_usage_has_status_two_and_nothing_on_stdout(run, command: list[str]):
    outcome = run(*command)
    assert (outcome.status, outcome.out) == (2, "")
    assert "Usage:" in outcome.err


def test_the_data_folder_may_be_named_before_or_after_the_command(run, tmp_path, home):
    before, after = tmp_path / "before", tmp_path / "after"
    run("--home", before, "plan", "list")
    run("plan", "list", "--home", after)
    run("--home", tmp_path / "loser", "plan", "list", "--home", tmp_path / "winner")
    assert (before / "assistant.db").exists()
    assert (after / "assistant.db").exists()
    assert (tmp_path / "winner" / "assistant.db").exists()
    assert not (tmp_path / "loser").exists()
    assert not home.exists()
    run("plan", "list")
    assert (home / "assistant.db").exists()


@pytest.mark.parametrize(
    "place", [["--home", "{}", "documents"], ["documents", "--home", "{}"]], ids=["before", "after"]
)
def test_a_folder_named_before_a_subcommand_counts_for_it(run, library, tmp_path, place):
    moved = library.rename(tmp_path / "moved")
    arguments = [part.format(moved) for part in place]
    listed = run(*arguments, "list", "--json")
    assert len(listed.json) > 10
    assert not library.exists()


@pytest.mark.parametrize("command", [["ask", "x"], ["plan", "list"], ["documents"]], ids=" ".join)
def test_a_folder_that_cannot_be_used_is_one_line(run, tmp_path, command: list[str]):
    file = tmp_path / "file"
    file.write_text("")
    assert str(file) in run("--home", file / "below", *command).error


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "many"), ("LANGUAGE", "fr"), ("TOP_K", "0"), ("MODEL_DEADLINE", "-1")],
)
def test_a_setting_that_cannot_be_used_is_named(run, monkeypatch, name: str, value: str):
    monkeypatch.setenv(f"PLAN_ASSISTANT_{name}", value)
    assert run("plan", "list").error == (
        f"设置 PLAN_ASSISTANT_{name} 用不了：'{value}'。请检查写法。"
    )


def test_a_model_that_cannot_be_used_is_one_line_without_its_key(run, library, monkeypatch):
    monkeypatch.setenv("PLAN_ASSISTANT_MODEL", "nobody:nothing")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    outcome = run("ask", "双十一过后店铺日销应该到几倍？")
    assert "nobody:nothing" in outcome.error
    assert "sk-secret" not in outcome.err


# ---------------------------------------------------------------------------- calculate


def test_the_goal_gap_is_calculated(run):
    result = run(
        *("calculate", "K1", "--set", "current=2400000", "--set", "target=6000000"),
        *("--set", "years=3", "--set", "ramp=20,35,45", "--json"),
    ).json
    assert {"name", "inputs", "values", "formula", "notes"} <= set(result)
    assert result["name"] == "goal_gap"
    assert result["values"]["gap"] == 3_600_000
    assert result["values"]["milestones"] == [3_120_000, 4_380_000, 6_000_000]


def test_the_split_of_a_budget_is_calculated(run):
    example = CALCULATORS["allocation"].example
    settings = [part for key, value in example.items() for part in ("--set", f"{key}={value}")]
    result = run("calculate", "K3", *settings, "--json").json
    assert result["name"] == "allocation"
    assert isinstance(result["formula"], str)


def test_the_funnel_reads_figures_as_people_write_them(run):
    outcome = run(
        *("calculate", "funnel", "--set", "revenue=312万", "--set", "aov=240"),
        *("--set", "return_rate_pct=8", "--set", "conversion_pct=2.5"),
        *("--set", "paid_share_pct=60", "--set", "cpc=1.8", "--json"),
    )
    values = outcome.json["values"]
    assert (values["orders"], values["visitors"]) == (14_131, 565_240)
    assert (values["paid_clicks"], values["budget"]) == (339_144, 610_459)


def test_every_calculator_is_listed_with_its_inputs_and_an_example(run):
    rows = run("calculate", "--list", "--json").json
    assert [row["name"] for row in rows] == list(CALCULATORS)
    assert all(set(row) == {"name", "k", "title", "inputs", "example"} for row in rows)
    inputs = [asked for row in rows for asked in row["inputs"]]
    assert all(set(asked) == {"name", "unit", "default", "label"} for asked in inputs)
    assert run("calculate").out == run("calculate", "--list").out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["funel"], "There is no calculator 'funel'; the nearest is funnel."),
        (["funnel", "--set", "revenue"], "--set revenue needs KEY=VALUE."),
        (["goal_gap"], "goal_gap still needs "),
        (["goal_gap", "--set", "colour=red"], "goal_gap has no input 'colour'."),
    ],
)
def test_a_calculation_that_cannot_be_made_says_why(run, english, arguments, message: str):
    assert run("calculate", *arguments).error.startswith(message)


def test_a_calculation_reads_as_text_in_the_language_set(run, english):
    settings = [f"--set={setting}" for setting in ("current=100", "target=200", "years=1")]
    assert "  gap  100\n" in run("calculate", "K1", *settings).out
    assert CALCULATORS["goal_gap"].title["en"] in run("calculate", "--list").out


# ---------------------------------------------------------------------------- doctor and serve


def test_the_doctor_names_what_is_there(run, library):
    outcome = run("doctor", "--json")
    assert outcome.status == 0
    report = outcome.json
    assert report["ok"] is True
    assert [check["name"] for check in report["checks"]] == [
        *(
            "Python",
            "SQLite",
            "home",
            "prompts",
            "database",
            "embedding",
            "library",
            "found",
            "model",
        )
    ]
    assert all(set(check) == {"name", "ok", "detail", "fix"} for check in report["checks"])


def test_the_doctor_says_what_is_wrong_and_how_to_mend_it(run, library):
    lock = IndexLock(library)
    try:
        outcome = run("doctor")
    finally:
        lock.release()
    assert outcome.status == 1
    assert "资料库正由另一个程序使用" in outcome.out


def test_a_second_server_on_one_folder_is_told_where_the_first_is(run, home):
    lock = IndexLock(home)
    try:
        error = run("serve", "--no-browser", "--port", "7999").error
    finally:
        lock.release()
    assert error.endswith("（页面也许已经开着：http://127.0.0.1:7999）")


def test_a_port_that_is_taken_is_one_line(run, english):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        error = run("serve", "--no-browser", "--port", port).error
    assert error.startswith(f"127.0.0.1:{port} cannot be used: ")
