"""What is asked next: order, probes, skipping, going back, and questions already answered."""

from __future__ import annotations

import json

import pytest
from interview_files import book, read

from assistant.interview import flow
from assistant.interview.profile import Profile
from assistant.interview.state import InterviewState
from assistant.interview.update import ReplyUpdate
from assistant.interview.value import Value

USABLE = ReplyUpdate({"company.name": Value("小满家纺", question="A1")})
VAGUE = ReplyUpdate(vague=("short",))
NOTHING = Profile()


def asked_ids(state: InterviewState, profile: Profile = NOTHING) -> list[str]:
    """Walk the path to its end, skipping every question."""
    ids: list[str] = []
    while question := flow.next_question(state, profile, book()):
        ids.append(question.id)
        state = flow.skip(flow.ask(state, question.id), question.id)
    return ids


def test_the_quick_path_asks_the_core_questions_in_book_order():
    assert asked_ids(flow.start("quick")) == list(book().core_ids)


def test_the_full_path_asks_all_forty():
    assert asked_ids(flow.start("full")) == [question.id for question in book()]


def test_a_usable_answer_moves_on():
    state = flow.after_answer(flow.ask(flow.start(), "A1"), "A1", USABLE)
    assert (state.status("A1"), flow.next_question(state, NOTHING, book()).id) == ("answered", "A2")


def test_a_vague_answer_is_probed_twice_and_then_the_default_is_used():
    state = flow.ask(flow.start(), "A1")
    seen = []
    for _ in range(3):
        state = flow.after_answer(state, "A1", VAGUE)
        seen.append((state.status("A1"), state.probes["A1"], state.current))
    assert seen == [("pending", 1, "A1"), ("pending", 2, "A1"), ("skipped", 2, "")]


def test_a_question_answered_earlier_is_not_asked():
    profile = Profile(
        {"offer.category": Value("床品"), "offer.customer_type": Value("b2c", question="A2")}
    )
    assert "A2" not in asked_ids(flow.start(), profile)


def test_an_assumption_does_not_count_as_an_answer():
    profile = Profile(
        {
            "offer.category": Value("床品"),
            "offer.customer_type": Value("both", origin="assumption"),
        }
    )
    assert "A2" in asked_ids(flow.start(), profile)


def test_back_puts_the_question_before_on_the_table():
    state = flow.after_answer(flow.ask(flow.start(), "A1"), "A1", USABLE)
    state = flow.back(flow.ask(state, "A2"))
    assert (state.current, state.status("A1"), state.history) == ("A1", "pending", ("A1",))


def test_back_at_the_beginning_stays_there():
    state = flow.ask(flow.start(), "A1")
    assert flow.back(state) == state
    assert flow.back(flow.start()) == flow.start()


def test_any_question_can_be_opened_again_and_the_path_goes_on_after_it():
    state = flow.after_answer(flow.ask(flow.start(), "A1"), "A1", USABLE)
    state = flow.go_to(flow.ask(state, "A2"), "A1")
    assert flow.next_question(state, NOTHING, book()).id == "A1"
    state = flow.after_answer(state, "A1", USABLE)
    assert flow.next_question(state, NOTHING, book()).id == "A2"


def test_questions_without_default_can_be_skipped_too():
    state = flow.start()
    for question_id in ("A5", "B5", "B6"):
        state = flow.skip(flow.ask(state, question_id), question_id)
    assert [state.status(question_id) for question_id in ("A5", "B5", "B6")] == ["skipped"] * 3


def test_the_other_path_keeps_what_was_answered():
    state = flow.after_answer(flow.ask(flow.start("quick"), "A1"), "A1", USABLE)
    assert asked_ids(flow.switch_path(state, "full")) == [q.id for q in book()][1:]


@pytest.mark.parametrize(
    ("profile", "left_out"),
    [
        ({"company.headcount": Value(4, "people")}, {"D3"}),
        ({"company.headcount": Value(5, "people")}, set()),
        ({"plan.type": Value("service")}, {"C8", "C9"}),
    ],
)
def test_questions_that_do_not_apply_are_left_out(profile, left_out):
    everything = {question.id for question in book()}
    assert everything - set(asked_ids(flow.start("full"), Profile(profile))) - {"A10"} == left_out


def test_a_service_plan_asks_about_maintenance_first():
    profile = Profile({"plan.type": Value("service")})
    assert asked_ids(flow.start("full"), profile)[0] == "E3"


def test_naming_a_live_channel_opens_one_follow_up():
    update = read("C6", "抖音直播和小红书")
    profile = Profile(update.values)
    state = flow.after_answer(flow.ask(flow.start(), "C6"), "C6", update)
    follow_up = flow.open_follow_up(state, "C6", profile, book())
    assert follow_up is not None
    assert follow_up.fields == ("live.slot_fee", "live.commission_pct", "live.sessions")
    asked = flow.ask_follow_up(state, "C6")
    assert flow.open_follow_up(asked, "C6", profile, book()) is None
    assert flow.after_answer(asked, "C6", VAGUE).status("C6") == "answered"


def test_other_channels_open_no_follow_up():
    update = read("C6", "百度品牌词和公众号")
    profile = Profile(update.values)
    assert flow.open_follow_up(flow.start(), "C6", profile, book()) is None


def test_progress_counts_required_questions_double():
    state = flow.start("quick")
    for question_id in ("A1", "C8"):
        update = ReplyUpdate({"x": Value(1, question=question_id)})
        state = flow.after_answer(flow.ask(state, question_id), question_id, update)
    # 13 of the 14 are required: (2 + 1) of 27
    assert flow.progress(state, NOTHING, book()) == flow.Progress(2, 14, 11)


def test_skipping_everything_is_no_progress():
    state = flow.start()
    for question_id in book().core_ids:
        state = flow.skip(state, question_id)
    assert flow.progress(state, NOTHING, book()) == flow.Progress(0, 14, 0)


def test_a_state_survives_storage():
    state = flow.after_answer(flow.ask(flow.start("full"), "A1"), "A1", VAGUE)
    stored = json.loads(json.dumps(state.to_dict()))
    assert InterviewState.from_dict(stored) == state
