"""One step of the interview: what is said, what is asked next, what is remembered."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "planning"))

from f1 import load_drafter

from assistant.conversation.check_in_notes import CheckInNotes
from assistant.conversation.commander import Commander
from assistant.conversation.commands import Command
from assistant.conversation.desk import PlanDesk
from assistant.conversation.disputes import Disputes
from assistant.conversation.interviewer import Interviewer
from assistant.conversation.open_point_notes import OpenPointNotes
from assistant.conversation.proposals import Proposals
from assistant.conversation.quick_replies import QuickReplies
from assistant.conversation.rehearsal import Rehearsals
from assistant.conversation.remedies import Remedies
from assistant.conversation.settlement import Settlement
from assistant.conversation.speech import Speech
from assistant.conversation.step import Interview
from assistant.interview import flow
from assistant.interview.profile import Profile
from assistant.interview.question import load_questions
from assistant.interview.update import ReplyUpdate
from assistant.interview.value import Value
from assistant.planning.contradictions.book import load_contradictions
from assistant.planning.gauge_book import load_gauge_book
from assistant.prompts import Wording

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def book():
    return load_questions(Path(__file__).resolve().parents[2] / "prompts")


@pytest.fixture
def interviewer(book, prompts_dir) -> Interviewer:
    wording = Wording.load(prompts_dir / "conversation.yaml")
    return Interviewer(book, Speech(book, wording), QuickReplies(wording))


@pytest.fixture
def commander(book, prompts_dir, interviewer) -> Commander:
    wording = Wording.load(prompts_dir / "conversation.yaml")
    speech = Speech(book, wording)
    rules = load_contradictions(prompts_dir, book, load_gauge_book(prompts_dir))
    disputes = Disputes(rules, book, wording, lambda: TODAY)
    desk = PlanDesk(
        load_drafter(), book, load_gauge_book(prompts_dir), Rehearsals.load(prompts_dir)
    )
    remedies = Remedies(desk, wording, lambda: TODAY)
    check_ins = CheckInNotes(wording, lambda: TODAY)
    settlement = Settlement(
        Proposals(speech), disputes, remedies, check_ins, OpenPointNotes(wording, lambda: TODAY)
    )
    return Commander(book, speech, interviewer, settlement)


@pytest.fixture
def fresh() -> Interview:
    return Interview(Profile(), flow.start("quick"))


def update(book, **values) -> ReplyUpdate:
    """Build what a reader would return: field key with __ for the dot -> value."""
    keys = {key.replace("__", "."): value for key, value in values.items()}
    return ReplyUpdate(
        {
            key: Value(value, unit=book.field(key).unit, question=book.question_of(key).id)
            for key, value in keys.items()
        }
    )


def begin(commander: Commander, interview: Interview):
    return commander.command(interview, Command("start"), TODAY, "zh")


def test_the_interview_begins_with_the_first_question(commander, fresh):
    step = begin(commander, fresh)
    assert step.question.id == "A1"
    assert step.ask.startswith("我们是谁")
    assert "14 题" in step.text


def test_a_reply_is_understood_and_the_next_question_follows(commander, interviewer, fresh, book):
    step = begin(commander, fresh)
    step = interviewer.reply(
        step.interview, update(book, company__name="小满家纺", company__headcount=9), TODAY, "zh"
    )
    assert [(c.label, c.text) for c in step.chips] == [("公司或品牌", "小满家纺"), ("人数", "9 人")]
    assert step.text == "听明白了。"
    assert step.question.id == "A2"
    assert step.interview.profile.raw("company.headcount") == 9


def test_an_unclear_reply_is_probed_twice_in_other_words_then_the_default_is_said(
    commander, interviewer, fresh
):
    step = commander.command(fresh, Command("jump", "B4"), TODAY, "zh")
    said = []
    for _ in range(3):
        step = interviewer.reply(step.interview, ReplyUpdate(vague=("short",)), TODAY, "zh")
        said.append((step.text, step.ask))
    assert said[0][1] == "一百个客户里，一年内会再买的有几个？"
    assert said[1][1].startswith("可以这样答：")
    assert len(set(said)) == 3
    assert "先按“" in said[2][0]
    assert "改B4" in said[2][0]
    assert step.interview.state.status("B4") == "skipped"


def test_a_skipped_goal_says_that_nothing_stands_in(commander, fresh):
    step = commander.command(fresh, Command("jump", "A5"), TODAY, "zh")
    step = commander.command(step.interview, Command("skip"), TODAY, "zh")
    assert "缺数据" in step.text
    assert step.question.id == "A1"


def test_a_correction_of_something_else_keeps_the_question_on_the_table(
    commander, interviewer, fresh, book
):
    step = begin(commander, fresh)
    known = update(book, company__name="小满家纺", company__headcount=9)
    step = interviewer.reply(step.interview, known, TODAY, "zh")
    assert step.question.id == "A2"
    step = interviewer.reply(step.interview, update(book, company__headcount=46), TODAY, "zh")
    assert step.text == "听明白了。\n人数从 9 人 改成 46 人。"
    assert step.question.id == "A2"
    assert step.ask.startswith("回到刚才的问题")
    assert step.interview.profile.raw("company.headcount") == 46


def test_what_was_already_said_is_not_asked_again(commander, interviewer, fresh, book):
    step = begin(commander, fresh)
    values = update(
        book,
        company__name="小满家纺",
        company__location="南通",
        company__headcount=9,
        company__years=3,
        offer__category="床品",
        offer__customer_type="b2c",
        offer__region="全国",
    )
    step = interviewer.reply(step.interview, values, TODAY, "zh")
    assert step.question.id == "A4"


@pytest.mark.parametrize(("name", "opening"), [("why", "为什么问："), ("example", "可以这样答：")])
def test_a_detour_returns_to_the_same_question_in_short_form(
    commander, fresh, name: str, opening: str
):
    step = begin(commander, fresh)
    step = commander.command(step.interview, Command(name), TODAY, "zh")
    assert step.text.startswith(opening)
    assert step.question.id == "A1"
    assert step.ask == "回到刚才的问题：公司叫什么，在哪里，多少人，做了几年？"


def test_back_reopens_the_question_before(commander, interviewer, fresh, book):
    step = begin(commander, fresh)
    step = interviewer.reply(step.interview, update(book, company__name="小满"), TODAY, "zh")
    step = commander.command(step.interview, Command("back"), TODAY, "zh")
    assert (step.text, step.question.id) == ("好，回到上一题。", "A1")
    step = commander.command(step.interview, Command("back"), TODAY, "zh")
    assert step.text == "这已经是第一题。"


def test_the_summary_tells_what_is_known_and_what_is_open(commander, interviewer, fresh, book):
    step = begin(commander, fresh)
    step = interviewer.reply(step.interview, update(book, company__name="小满"), TODAY, "zh")
    step = commander.command(step.interview, Command("summary"), TODAY, "zh")
    assert "已答 1 / 14 题" in step.text
    assert "公司或品牌: 小满" in step.text
    assert "A5" in step.text
    assert step.question.id == "A2"


def test_an_unknown_question_is_named(commander, fresh):
    step = commander.command(fresh, Command("jump", "B99"), TODAY, "zh")
    assert step.text == "没有 B99 这道题。"


def test_the_full_path_asks_on_after_the_quick_one(commander, fresh, book):
    interview = fresh
    for question_id in book.core_ids:
        state = flow.skip(flow.ask(interview.state, question_id), question_id)
        interview = Interview(interview.profile, state)
    step = commander.command(interview, Command("start"), TODAY, "zh")
    assert (step.question, step.ask[:4]) == (None, "快速版问")
    step = commander.command(interview, Command("full"), TODAY, "zh")
    assert step.question.id == "A3"


def test_questions_are_asked_in_english_too(commander, fresh):
    step = commander.command(fresh, Command("start"), TODAY, "en")
    assert step.ask.startswith("Who are we?")


def test_the_budget_probe_offers_three_amounts_computed_from_sales(
    commander, interviewer, fresh, book
):
    known = Interview(Profile(update(book, goal__current=2_400_000).values), fresh.state)
    step = commander.command(known, Command("jump", "A9"), TODAY, "zh")
    step = interviewer.reply(step.interview, ReplyUpdate(vague=("no_number",)), TODAY, "zh")
    assert "19.2 万元、28.8 万元、48 万元" in step.ask


def test_an_answer_without_the_essential_is_asked_about_once(commander, interviewer, fresh, book):
    step = commander.command(fresh, Command("jump", "A2"), TODAY, "zh")
    step = interviewer.reply(step.interview, update(book, offer__category="床品"), TODAY, "zh")
    assert (step.question.id, step.ask) == ("A2", "还差一样：客户类型？")
    assert [choice.label for choice in step.choices] == [
        "企业客户（B端）",
        "个人消费者（C端）",
        "两者都有",
    ]
    step = interviewer.reply(step.interview, update(book, offer__region="全国"), TODAY, "zh")
    assert step.question.id != "A2"


def test_a_stage_that_ends_is_summed_up_in_five_lines_once(commander, interviewer, fresh, book):
    interview = fresh
    for question_id in ("A1", "A2", "A4", "A5"):
        state = flow.skip(flow.ask(interview.state, question_id), question_id)
        interview = Interview(interview.profile, state)
    interview = Interview(Profile(update(book, company__name="小满家纺").values), interview.state)
    step = commander.command(interview, Command("start"), TODAY, "zh")
    assert step.question.id == "A9"

    step = interviewer.reply(step.interview, update(book, budget__total=600_000), TODAY, "zh")

    assert "“宏观”这部分问完了，记下的是：\n- 公司或品牌 小满家纺" in step.text
    assert "预算 60 万元" in step.text
    assert "（先假设）" in step.text
    assert step.text.count("\n- ") <= 5
    assert (step.question.id, step.interview.state.asking) == ("B5", "stage")
    step = commander.decide(step.interview, "no", TODAY, "zh")
    assert step.text.startswith("哪一条不对？")
    assert (step.question.id, step.interview.state.asking) == ("B5", "")
    step = interviewer.reply(step.interview, update(book, budget__total=500_000), TODAY, "zh")
    assert "问完了" not in step.text


def test_starting_over_asks_first_and_then_forgets_everything(commander, fresh, book):
    known = Interview(Profile(update(book, company__name="小满").values), fresh.state)
    step = commander.command(known, Command("start_over"), TODAY, "zh")
    assert "1 项" in step.text
    assert step.interview.state.asking == "start_over"
    kept = commander.decide(step.interview, "no", TODAY, "zh")
    assert kept.interview.profile == known.profile
    step = commander.decide(step.interview, "yes", TODAY, "zh")
    assert (len(step.interview.profile), step.question.id) == (0, "A1")


def test_a_stage_can_be_gone_to(commander, fresh):
    step = commander.command(fresh, Command("stage", "operations"), TODAY, "zh")
    assert (step.text, step.question.id) == ("好，来说“运营与管理”。", "D4")


def test_a_field_changed_to_something_that_does_not_fit_stays_as_it_was(
    commander, interviewer, fresh
):
    step = begin(commander, fresh)
    step = interviewer.reply(step.interview, ReplyUpdate(unread="company.headcount"), TODAY, "zh")
    assert step.text == "人数没有改：这几个字里没读出它的值，换个说法试试。"
    assert step.question.id == "A1"
