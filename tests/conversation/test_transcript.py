"""The transcript: a conversation as it is read, taken again, and judged."""

from __future__ import annotations

import pytest

from assistant.conversation.transcript import REASONS
from assistant.errors import BusyError, InputError, NotFoundError
from assistant.storage.feedback_store import Feedback
from assistant.storage.records import Seen

OWNER = "owner"
COMPANY = "我们叫小满家纺，在南通，9个人，开了3年淘宝店"
CORRECTED = "我们叫恒固紧固件，在宁波，46个人"


@pytest.fixture
def plan(consultant):
    plan = consultant.new_plan(OWNER).id
    for message in ("开始", COMPANY):
        consultant.reply(OWNER, plan, message)
    return plan


def again(consultant, plan: str, message: str, number: int):
    """Say something in place of a turn and return the finished turn."""
    *_, turn = consultant.stream(OWNER, plan, message, "zh", Seen(number, replaces=True))
    return turn


def test_a_changed_message_takes_back_all_that_the_first_had_changed(consultant, plan):
    turn = again(consultant, plan, CORRECTED, 2)
    assert (turn.number, turn.question) == (3, "A2")
    view = consultant.view(OWNER, plan)
    assert view.stored.title == "恒固紧固件"
    assert view.profile.raw("company.headcount") == 46
    assert "company.years" not in view.profile
    assert [turn.message for turn in consultant.turns(OWNER, plan)] == ["", "开始", CORRECTED]
    assert not any(chip.replaced for chip in turn.understood)


def test_a_turn_taken_again_unchanged_leads_to_the_same_plan(consultant, plan):
    before, said = consultant.view(OWNER, plan).profile, consultant.turns(OWNER, plan)[-1]
    turn = again(consultant, plan, COMPANY, 2)
    assert {key: value.value for key, value in consultant.view(OWNER, plan).profile.items()} == {
        key: value.value for key, value in before.items()
    }
    assert (turn.understood, turn.ask, turn.changed) == (said.understood, said.ask, said.changed)


def test_a_skipped_question_is_on_the_table_again(consultant, plan):
    skipped = consultant.reply(OWNER, plan, "跳过")
    assert skipped.question != "A2"
    turn = again(consultant, plan, "四件套，卖给年轻妈妈，C端", skipped.number)
    assert consultant.view(OWNER, plan).profile.text("offer.category")
    assert turn.number == skipped.number + 1


def test_another_window_that_moved_on_keeps_what_it_said(consultant, plan):
    consultant.reply(OWNER, plan, "四件套，C端")
    before = consultant.view(OWNER, plan).profile
    for seen in (Seen(2, replaces=True), Seen(2)):
        with pytest.raises(BusyError):
            list(consultant.stream(OWNER, plan, "撤销", "zh", seen))
    assert consultant.view(OWNER, plan).profile == before
    assert len(consultant.turns(OWNER, plan)) == 4


def test_a_turn_beneath_a_restored_version_stays(consultant, plan):
    consultant.archive.save_version(OWNER, plan, "第一稿")
    turn = consultant.reply(OWNER, plan, "四件套，C端")
    consultant.archive.restore(OWNER, plan, 1)
    with pytest.raises(BusyError):
        again(consultant, plan, "枕头，C端", turn.number)
    assert "offer.category" not in consultant.view(OWNER, plan).profile


def test_only_the_last_entry_can_be_taken_again_and_only_until_it_is_undone(consultant, plan):
    def again_of() -> list[bool]:
        return [entry.again for entry in consultant.transcript.entries(OWNER, plan)]

    assert again_of() == [False, False, True]
    consultant.reply(OWNER, plan, "撤销")
    assert again_of() == [False, False, False, False]


def test_the_last_entries_come_without_the_greeting_when_there_are_earlier_ones(consultant, plan):
    entries = consultant.transcript.entries
    assert [e.turn.number for e in entries(OWNER, plan, "zh", 1)] == [2]
    assert [e.turn.number for e in entries(OWNER, plan, "zh", 2)] == [0, 1, 2]
    assert [e.turn.number for e in entries(OWNER, plan)] == [0, 1, 2]


def test_what_a_field_was_said_to_be_is_told_without_what_was_taken_back(consultant, plan):
    for message in ("不对，是46人", "撤销", "不对，是12人"):
        consultant.reply(OWNER, plan, message)
    told = consultant.transcript.told(OWNER, plan)
    assert told["company.headcount"] == ["9 人", "12 人"]
    assert told["company.name"] == ["小满家纺"]
    again(consultant, plan, "不对，是15人", 5)
    assert consultant.transcript.told(OWNER, plan)["company.headcount"] == ["9 人", "15 人"]
    with pytest.raises(NotFoundError):
        consultant.transcript.told("stranger", plan)


def test_a_plan_is_busy_while_a_turn_is_under_way(consultant, plan):
    assert not consultant.is_busy(OWNER, plan)
    running = consultant.stream(OWNER, plan, "四件套，C端")
    next(running)
    assert consultant.is_busy(OWNER, plan)
    running.close()
    assert not consultant.is_busy(OWNER, plan)
    with pytest.raises(NotFoundError):
        consultant.is_busy("stranger", plan)


@pytest.mark.parametrize("reason", ["", *REASONS])
def test_an_opinion_stands_beside_its_turn_until_it_is_taken_back(consultant, plan, reason):
    transcript, given = consultant.transcript, Feedback(helpful=False, reason=reason, text="太长")
    transcript.judge(OWNER, plan, 2, given)
    assert [e.feedback for e in transcript.entries(OWNER, plan)] == [None, None, given]
    transcript.judge(OWNER, plan, 2, None)
    assert [e.feedback for e in transcript.entries(OWNER, plan)] == [None, None, None]


def test_an_opinion_with_an_unknown_reason_or_without_end_is_refused(consultant, plan):
    for given in (Feedback(helpful=False, reason="mood"), Feedback(False, "", "长" * 1001)):
        with pytest.raises(InputError):
            consultant.transcript.judge(OWNER, plan, 2, given)
    with pytest.raises(NotFoundError):
        consultant.transcript.judge("stranger", plan, 2, Feedback(helpful=True))
    assert [e.feedback for e in consultant.transcript.entries(OWNER, plan)] == [None] * 3
