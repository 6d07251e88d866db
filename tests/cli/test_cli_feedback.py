"""What readers thought of turns, as those who look after the assistant list it."""

from __future__ import annotations

import pytest
from apps import build_app

from assistant.cli.output import OWNER
from assistant.storage.feedback_store import Feedback


@pytest.fixture
def judged(plan, home) -> str:
    """The id of a plan with one opinion of each kind."""
    with build_app(home) as app:
        judge = app.consultant.transcript.judge
        judge(OWNER, plan, 1, Feedback(helpful=True))
        judge(OWNER, plan, 2, Feedback(helpful=False, reason="long", text="三句\n就够"))
    return plan


def test_opinions_are_listed_with_what_was_asked_and_said(run, judged):
    newest, oldest = run("feedback", "--json").json
    assert {name: newest[name] for name in ("owner", "plan", "turn", "helpful", "replaced")} == {
        "owner": OWNER,
        "plan": judged,
        "turn": 2,
        "helpful": False,
        "replaced": False,
    }
    assert (newest["reason"], newest["text"]) == ("long", "三句\n就够")
    assert newest["said"].startswith("听明白了。")
    assert newest["message"]
    assert (oldest["turn"], oldest["helpful"]) == (1, True)


def test_those_that_did_not_help_can_be_listed_alone(run, judged):
    assert [row["turn"] for row in run("feedback", "--unhelpful", "--json").json] == [2]
    first, line = run("feedback", "--unhelpful").out.splitlines()
    assert first == "有帮助 0，没帮助 1"
    assert line.startswith("-  ")


def test_without_opinions_the_list_is_empty(run, plan, english):
    assert run("feedback", "--json").json == []
    assert run("feedback").out == "0 helpful, 0 not helpful\n"
