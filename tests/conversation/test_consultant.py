"""The consultant as its users meet it: what is said, kept, refused, and survives."""

from __future__ import annotations

from itertools import pairwise

import pytest
from apps import LikelyEncoder
from fakes import ScriptedChatModel

from assistant.conversation.consultant import Consultant
from assistant.conversation.turn import Chip
from assistant.errors import BusyError, InputError, NotFoundError
from assistant.storage.plan_store import PlanStore

OWNER = "owner"
COMPANY = "我们叫小满家纺，在南通，9个人，开了3年淘宝店"
QUESTION = "双十一过后店铺日销应该到几倍？"
MODEL_ANSWER = "双十一之后的日销水平，应该是双十一之前的 2 倍甚至更高。 [1]"


def begin(consultant: Consultant, *messages: str) -> str:
    """Start a plan, say these things, return its id."""
    plan = consultant.new_plan(OWNER).id
    for message in ("开始", *messages):
        consultant.reply(OWNER, plan, message)
    return plan


# ---------------------------------------------------------------------------- what is said


def test_the_conversation_opens_with_a_greeting_and_two_ways_to_go_on(consultant):
    plan = consultant.new_plan(OWNER).id
    (opening,) = consultant.turns(OWNER, plan)
    assert (opening.number, opening.kind, opening.question) == (0, "opening", "")
    assert [option.message for option in opening.options] == [
        "开始做方案",
        "双十一的销量主要来自哪个阶段？",
    ]


def test_a_reply_shows_what_was_understood_changed_and_asked_next(consultant):
    plan = begin(consultant)
    turn = consultant.reply(OWNER, plan, COMPANY)
    assert (turn.number, turn.kind, turn.text, turn.question) == (2, "reply", "听明白了。", "A2")
    assert turn.understood == (
        Chip("company.name", "公司或品牌", "小满家纺"),
        Chip("company.location", "所在地", "南通"),
        Chip("company.headcount", "人数", "9 人"),
        Chip("company.years", "经营年数", "3 年"),
    )
    assert turn.changed == ("P1", "P2")
    assert turn.ask.startswith("我们是做什么的？")
    assert turn.percent == 7


def test_a_plan_is_called_new_until_the_company_has_a_name(consultant):
    plan = begin(consultant)
    assert consultant.view(OWNER, plan).stored.title == "新方案"
    consultant.reply(OWNER, plan, COMPANY)
    assert [stored.title for stored in consultant.plans(OWNER)] == ["小满家纺"]
    assert consultant.new_plan(OWNER, "quick", "en").title == "New plan"


def test_a_correction_says_the_old_and_the_new_value_aloud(consultant):
    plan = begin(consultant, COMPANY)
    turn = consultant.reply(OWNER, plan, "不对，是46人")
    assert turn.text == "听明白了。\n人数从 9 人 改成 46 人。"
    assert turn.question == "A2"
    assert turn.ask.startswith("回到刚才的问题：")
    assert consultant.view(OWNER, plan).profile.raw("company.headcount") == 46


def test_a_goal_changes_the_sections_that_stand_on_it(consultant):
    plan = begin(consultant)
    consultant.reply(OWNER, plan, "改A5")
    turn = consultant.reply(OWNER, plan, "线上一年240万，三年做到600万，2029年12月31号之前")
    assert {"P1", "P4"} <= set(turn.changed)
    assert consultant.reply(OWNER, plan, "为什么问").changed == ()


def test_a_skipped_question_says_which_default_stands_in(consultant):
    plan = begin(consultant, COMPANY, "卖床品，C端")
    turn = consultant.reply(OWNER, plan, "不知道")
    assert turn.text == (
        "先按“收入构成 主营（占比 100%，毛利率 40%）”写进草稿，标成假设，随时可以改（说“改A4”）。"
    )
    assert turn.question == "A5"
    assert consultant.view(OWNER, plan).state.status("A4") == "skipped"


def test_skipping_a_follow_up_keeps_the_answer_before_it(consultant):
    plan = begin(consultant)
    consultant.reply(OWNER, plan, "改C6")
    asked = consultant.reply(OWNER, plan, "抖音直播，小红书，品牌40%")
    assert asked.question == "C6"
    assert "坑位费" in asked.ask
    turn = consultant.reply(OWNER, plan, "跳过")
    assert turn.text == "好，先放一放，随时可以补（说“改C6”）。"
    assert turn.percent == asked.percent
    assert consultant.view(OWNER, plan).state.status("C6") == "answered"


def test_back_and_jump_put_a_question_on_the_table_again(consultant):
    plan = begin(consultant, COMPANY)
    assert consultant.reply(OWNER, plan, "上一题").question == "A1"
    turn = consultant.reply(OWNER, plan, "改B8")
    assert (turn.text, turn.question) == ("好，重新回答 B8。", "B8")
    assert consultant.reply(OWNER, plan, "改B99").text == "没有 B99 这道题。"


def test_an_even_budget_is_called_by_its_name_once(consultant):
    plan = begin(consultant)
    consultant.reply(OWNER, plan, "改A9")
    turn = consultant.reply(OWNER, plan, "一年60万，只算推广，每月平摊5万")
    (concern,) = turn.concerns
    assert (concern.rule, concern.severity, concern.question) == ("R-15", "W", "A9")
    assert "添油战术" in concern.message
    consultant.reply(OWNER, plan, "改A9")
    again = consultant.reply(OWNER, plan, "一年66万，只算推广，每月平摊")
    assert again.concerns == ()


def test_missing_traffic_money_is_no_concern_before_its_figures_were_asked(consultant):
    """R-19 computed with assumptions alone would be a false alarm."""
    plan = begin(consultant)
    for question, reply in [
        ("A2", "卖床品，C端"),
        ("A5", "线上一年240万，三年做到600万，2029年12月31号之前"),
        ("A9", "一年60万，只算推广"),
        ("B5", "四件套，售价240，成本110，月供4000套"),
        ("B8", "客单价240，成本110，运费12，平台扣5.6%，退货8%"),
    ]:
        consultant.reply(OWNER, plan, f"改{question}")
        assert consultant.reply(OWNER, plan, reply).concerns == ()
    consultant.reply(OWNER, plan, "改C8")
    skipped = consultant.reply(OWNER, plan, "跳过")
    assert [concern.rule for concern in skipped.concerns] == ["R-20", "R-19"]


def test_small_talk_is_returned_and_the_question_stays(consultant):
    plan = begin(consultant)
    turn = consultant.reply(OWNER, plan, "谢谢")
    assert (turn.kind, turn.text, turn.question) == ("small_talk", "不客气。", "A1")
    turn = consultant.reply(OWNER, plan, "今天先到这里")
    assert (turn.text, turn.question) == ("好，都存下了。下次打开接着这一题。", "")
    assert consultant.reply(OWNER, plan, "继续").question == "A1"


def test_what_is_said_before_the_start_begins_the_interview(consultant):
    plan = consultant.new_plan(OWNER).id
    turn = consultant.reply(OWNER, plan, "我们卖床品，想做到600万")
    assert turn.kind == "reply"
    assert [chip.key for chip in turn.understood] == [
        "offer.category",
        "goal.metric",
        "goal.target",
    ]
    assert turn.question == "A1"


# ---------------------------------------------------------------------------- questions between


def test_a_question_in_the_middle_is_answered_and_the_interview_resumes(librarian):
    plan = begin(librarian, COMPANY)
    turn = librarian.reply(OWNER, plan, QUESTION)
    assert turn.kind == "question"
    assert turn.answer.found
    assert "2 倍" in turn.answer.text
    assert turn.answer.citations
    assert (turn.question, turn.ask) == ("A2", "回到刚才的问题：卖什么，卖给企业还是个人？")
    assert turn.changed == ()


def test_a_follow_up_is_searched_together_with_the_question_before(librarian):
    plan = begin(librarian)
    first = librarian.reply(OWNER, plan, QUESTION)
    librarian.reply(OWNER, plan, COMPANY)
    second = librarian.reply(OWNER, plan, "那备货呢？")
    assert first.answer.query == QUESTION
    assert second.answer.query == f"备货 {QUESTION}"


def test_a_question_of_another_plan_is_no_context(librarian):
    begin(librarian, QUESTION)
    other = begin(librarian)
    assert librarian.reply(OWNER, other, "那备货呢？").answer.query == "那备货呢？"


def test_a_reply_that_asks_something_too_is_noted_and_answered(librarian):
    plan = begin(librarian)
    librarian.reply(OWNER, plan, "改C9")
    turn = librarian.reply(OWNER, plan, "618和双11，双11目标100万，备货多少合适？")
    assert turn.kind == "reply"
    assert [chip.key for chip in turn.understood] == ["campaigns"]
    assert turn.answer.query == "618和双11，双11目标100万，备货多少合适？"
    assert turn.question != "C9"
    follow_up = librarian.reply(OWNER, plan, "那预热呢？")
    assert follow_up.answer.query == f"预热 {turn.message}"


def test_what_the_library_does_not_hold_is_refused_and_the_question_stays(librarian):
    plan = begin(librarian)
    turn = librarian.reply(OWNER, plan, "抖音佣金是多少？")
    assert not turn.answer.found
    assert turn.answer.citations == ()
    assert turn.question == "A1"


def test_a_refused_question_goes_into_the_plan_at_one_press_and_out_at_another(librarian):
    plan = begin(librarian)
    refused = librarian.reply(OWNER, plan, "抖音佣金是多少？")
    press = {option.label: option.message for option in refused.options}
    assert press["记到方案的待办问题里"] == "记到待办问题：抖音佣金是多少？"

    kept = librarian.reply(OWNER, plan, press["记到方案的待办问题里"])
    assert (kept.kind, kept.question, kept.options[0].message) == (
        "command",
        "A1",
        "划掉待办问题 1",
    )
    assert "抖音佣金是多少？" in annex_a(librarian, plan)

    struck = librarian.reply(OWNER, plan, kept.options[0].message)
    assert struck.text.startswith("“抖音佣金是多少？”划掉了，还有 0 个待办问题。")
    assert "抖音佣金是多少？" not in annex_a(librarian, plan)


@pytest.mark.parametrize(("yes", "language"), [("好，记下来", "zh"), ("Yes, note it.", "en")])
def test_a_typed_yes_below_a_refusal_keeps_the_question_once(librarian, yes, language):
    plan = librarian.new_plan(OWNER, language=language).id
    librarian.reply(OWNER, plan, "抖音佣金是多少？", language)
    kept = librarian.reply(OWNER, plan, yes, language)
    assert (kept.message, kept.kind) == (yes, "command")
    assert annex_a(librarian, plan).count("抖音佣金是多少？") == 1
    again = librarian.reply(OWNER, plan, yes, language)  # nothing is left to be kept
    assert annex_a(librarian, plan).count("抖音佣金是多少？") == 1
    assert again.text.startswith({"zh": "记哪个问题？", "en": "Which question?"}[language])


def test_the_nearest_topics_of_a_refusal_are_asked_at_a_press(librarian):
    plan = begin(librarian)
    refused = librarian.reply(OWNER, plan, "抖音佣金是多少？")
    topic = refused.options[0]
    assert topic.message == f"查资料：{refused.answer.nearest[0]}"

    turn = librarian.reply(OWNER, plan, topic.message)
    assert (turn.kind, turn.answer.query, turn.question) == (
        "question",
        refused.answer.nearest[0],
        "A1",
    )


def annex_a(consultant, plan: str) -> str:
    annex = consultant.view(OWNER, plan).draft.plan.section("A")
    return "\n".join(run.text for run in annex.runs())


def test_a_question_without_an_interview_leaves_the_table_empty(librarian):
    plan = librarian.new_plan(OWNER).id
    turn = librarian.reply(OWNER, plan, QUESTION)
    assert (turn.question, turn.ask) == ("", "")
    assert turn.options[0].message == "开始做方案"


def test_an_english_reader_is_answered_in_english(librarian):
    plan = librarian.new_plan(OWNER, "quick", "en").id
    turn = librarian.reply(
        OWNER, plan, "What share of Double 11 sales comes from the pre-heat period?", "en"
    )
    assert "60%-70%" in turn.answer.text
    assert turn.options[0].message == "Start the plan"


# ---------------------------------------------------------------------------- a chat model


def test_a_models_answer_grows_and_ends_checked_with_citations(open_app):
    model = ScriptedChatModel(replies=[MODEL_ANSWER])
    consultant = open_app(chat_model=model).consultant
    plan = begin(consultant)
    *growing, last = consultant.stream(OWNER, plan, QUESTION)
    texts = [turn.answer.text for turn in growing]
    assert len(texts) > 2
    assert all(longer.startswith(text) for text, longer in pairwise(texts[:-1]))
    assert not any(turn.done or turn.ask or turn.options for turn in growing)
    assert last.done
    assert (last.answer.mode, last.answer.text) == ("model", MODEL_ANSWER)
    assert [citation.number for citation in last.answer.citations] == [1]
    assert last.ask.startswith("回到刚才的问题：")
    (asked,) = model.asked
    assert QUESTION in asked[-1].text


@pytest.mark.parametrize(
    ("failure", "reason"),
    [(ConnectionError("refused"), "连不上模型服务"), (TimeoutError(), "模型太久没有回应")],
)
def test_a_model_that_fails_is_replaced_by_quotes_in_the_same_turn(open_app, failure, reason: str):
    consultant = open_app(chat_model=ScriptedChatModel(replies=[failure] * 2)).consultant
    plan = begin(consultant)
    turn = consultant.reply(OWNER, plan, QUESTION)
    assert (turn.answer.mode, turn.answer.found) == ("extractive", True)
    assert reason in turn.answer.note
    assert turn.question == "A1"


def test_no_model_is_asked_to_hold_the_interview(open_app):
    model = ScriptedChatModel()
    consultant = open_app(chat_model=model).consultant
    begin(consultant, COMPANY, "跳过", "为什么问")
    assert model.asked == []


# ---------------------------------------------------------------------------- what is kept


def test_a_restart_finds_the_same_question_and_the_same_turns(open_app):
    before = open_app()
    plan = begin(before.consultant, COMPANY)
    turns = before.consultant.turns(OWNER, plan)
    before.close()

    after = open_app().consultant
    assert after.turns(OWNER, plan) == turns
    assert after.view(OWNER, plan).state.current == "A2"
    assert after.reply(OWNER, plan, "卖床品，C端").number == 3


def test_a_stored_turn_is_shown_as_it_was_said(librarian):
    plan = librarian.new_plan(OWNER).id
    said = [librarian.reply(OWNER, plan, message) for message in ("开始", COMPANY, QUESTION)]
    assert librarian.turns(OWNER, plan)[1:] == said


def test_leaving_early_keeps_the_partial_answer_and_frees_the_plan(open_app):
    consultant = open_app(chat_model=ScriptedChatModel(replies=[MODEL_ANSWER])).consultant
    plan = begin(consultant)
    stream = consultant.stream(OWNER, plan, QUESTION)
    partial = next(stream)
    stream.close()
    kept = consultant.turns(OWNER, plan)[-1]
    assert kept.answer == partial.answer
    assert MODEL_ANSWER.startswith(kept.answer.text)
    assert (kept.kind, kept.question) == ("question", "A1")
    assert consultant.reply(OWNER, plan, COMPANY).question == "A2"


class BrokenEncoder(LikelyEncoder):
    """Fails as only a programming error would."""

    def encode_query(self, text: str):
        raise RuntimeError(text)


def test_a_bug_in_the_middle_leaves_a_turn_that_says_so(open_app):
    consultant = open_app(encoder=BrokenEncoder()).consultant
    plan = begin(consultant)
    with pytest.raises(RuntimeError):
        consultant.reply(OWNER, plan, QUESTION)
    kept = consultant.turns(OWNER, plan)[-1]
    assert (kept.message, kept.text) == (QUESTION, "这句话没有处理完，请再发一次。")
    assert consultant.reply(OWNER, plan, COMPANY).question == "A2"


def test_a_message_whose_turn_was_killed_is_shown_as_interrupted(open_app):
    app = open_app()
    plan = begin(app.consultant)
    number = PlanStore(app.database).ask(OWNER, plan, COMPANY)  # and then the power failed
    app.close()

    consultant = open_app().consultant
    shown = consultant.turns(OWNER, plan)[-1]
    assert (shown.number, shown.message, shown.kind) == (number, COMPANY, "interrupted")
    assert shown.text == "这句话没有处理完，请再发一次。"
    again = consultant.reply(OWNER, plan, COMPANY)
    assert (again.number, again.question) == (number + 1, "A2")


def test_a_library_in_use_elsewhere_is_said_and_the_interview_goes_on(open_app):
    open_app().own_index()
    consultant = open_app().consultant
    plan = begin(consultant, COMPANY)
    turn = consultant.reply(OWNER, plan, QUESTION)
    assert turn.text.startswith("资料库正由另一个程序使用（进程 ")
    assert (turn.answer, turn.question) == (None, "A2")
    assert consultant.turns(OWNER, plan)[-1] == turn


# ---------------------------------------------------------------------------- one turn at a time


def test_two_turns_of_one_plan_do_not_run_at_once(open_app):
    consultant = open_app(chat_model=ScriptedChatModel(replies=[MODEL_ANSWER])).consultant
    plan, other = begin(consultant), begin(consultant)
    running = consultant.stream(OWNER, plan, QUESTION)
    next(running)
    with pytest.raises(BusyError):
        consultant.reply(OWNER, plan, COMPANY)
    with pytest.raises(BusyError):
        consultant.take_reply(OWNER, plan, "A1", COMPANY)
    assert consultant.reply(OWNER, other, COMPANY).question == "A2"
    *_, last = running
    assert last.done
    assert [turn.message for turn in consultant.turns(OWNER, plan)] == ["", "开始", QUESTION]


def test_a_turn_that_another_process_overtook_is_refused_and_marked(open_app):
    first = open_app(chat_model=ScriptedChatModel(replies=[MODEL_ANSWER])).consultant
    plan = begin(first)
    slow = first.stream(OWNER, plan, QUESTION)
    next(slow)
    open_app().consultant.reply(OWNER, plan, COMPANY)
    with pytest.raises(BusyError):
        list(slow)
    kinds = [turn.kind for turn in first.turns(OWNER, plan)]
    assert kinds == ["opening", "command", "interrupted", "reply"]
    assert first.view(OWNER, plan).profile.raw("company.headcount") == 9


# ---------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize("message", ["", "  \n\t "])
def test_an_empty_message_is_refused_and_not_kept(consultant, message: str):
    plan = consultant.new_plan(OWNER).id
    with pytest.raises(InputError) as caught:
        consultant.reply(OWNER, plan, message)
    assert caught.value.zh == "请先写点什么。"
    assert len(consultant.turns(OWNER, plan)) == 1


def test_an_overlong_message_is_refused_with_the_limit(consultant):
    plan = consultant.new_plan(OWNER).id
    with pytest.raises(InputError) as caught:
        consultant.reply(OWNER, plan, "好" * 8001)
    assert caught.value.zh == "这段话超过 8000 字，请分几次发。"
    assert caught.value.en == "This message is longer than 8000 characters; send it in parts."
    assert len(consultant.turns(OWNER, plan)) == 1
    assert consultant.reply(OWNER, plan, "我们很好" * 2000).number == 1


ACCESSES = {
    "view": lambda c, plan: c.view("stranger", plan),
    "turns": lambda c, plan: c.turns("stranger", plan),
    "remove_plan": lambda c, plan: c.remove_plan("stranger", plan),
    "reply": lambda c, plan: c.reply("stranger", plan, "你好"),
    "stream": lambda c, plan: list(c.stream("stranger", plan, "你好")),
    "take_reply": lambda c, plan: c.take_reply("stranger", plan, "A1", COMPANY),
}


@pytest.mark.parametrize("access", ACCESSES.values(), ids=ACCESSES)
def test_a_foreign_plan_does_not_exist(consultant, access):
    plan = begin(consultant, COMPANY)
    before = consultant.view(OWNER, plan)
    with pytest.raises(NotFoundError):
        access(consultant, plan)
    with pytest.raises(NotFoundError):
        access(consultant, "0" * 32)
    assert consultant.view(OWNER, plan).stored == before.stored
    assert len(consultant.turns(OWNER, plan)) == 3
    assert consultant.plans("stranger") == []


def test_a_stranger_cannot_hold_up_a_plan(open_app):
    consultant = open_app().consultant
    plan = begin(consultant)
    stranger = consultant.stream("stranger", plan, "你好")
    with pytest.raises(NotFoundError):
        next(stranger)
    assert consultant.reply(OWNER, plan, COMPANY).question == "A2"


def test_a_removed_plan_is_gone_with_its_turns(consultant):
    plan = begin(consultant, COMPANY)
    consultant.remove_plan(OWNER, plan)
    assert consultant.plans(OWNER) == []
    with pytest.raises(NotFoundError):
        consultant.turns(OWNER, plan)


# ---------------------------------------------------------------------------- replies from a file


def test_replies_are_taken_to_named_questions_in_any_order(consultant):
    plan = consultant.new_plan(OWNER).id
    late = consultant.take_reply(OWNER, plan, "A9", "一年60万，只算推广")
    assert (late.kind, [chip.key for chip in late.understood]) == (
        "reply",
        ["budget.total", "budget.period", "budget.includes"],
    )
    skipped = consultant.take_reply(OWNER, plan, "A4", "跳过")
    assert skipped.kind == "command"
    state = consultant.view(OWNER, plan).state
    assert dict(state.settled) == {"A9": "answered", "A4": "skipped"}


def test_a_reply_from_a_file_is_no_question_and_no_other_command(consultant):
    plan = consultant.new_plan(OWNER).id
    turn = consultant.take_reply(OWNER, plan, "E6", "张总批准；会问：怎么回本？")
    assert (turn.kind, turn.answer) == ("reply", None)
    assert consultant.take_reply(OWNER, plan, "B5", "A5").question == "B5"


def test_a_reply_to_an_unknown_question_or_an_empty_one_is_refused(consultant):
    plan = consultant.new_plan(OWNER).id
    with pytest.raises(NotFoundError):
        consultant.take_reply(OWNER, plan, "B99", "好")
    with pytest.raises(InputError):
        consultant.take_reply(OWNER, plan, "A1", " ")
    assert len(consultant.turns(OWNER, plan)) == 1


# ---------------------------------------------------------------------------- taking back


def test_undo_brings_back_plan_and_question_and_marks_the_turn(consultant):
    plan = begin(consultant, COMPANY)
    consultant.reply(OWNER, plan, "四件套，卖给年轻妈妈，C端")
    turn = consultant.reply(OWNER, plan, "撤销")
    assert turn.text == "撤销了“四件套，卖给年轻妈妈，C端”。"
    assert turn.question == "A2"
    view = consultant.view(OWNER, plan)
    assert "offer.category" not in view.profile
    assert view.profile.text("company.name") == "小满家纺"
    undone = [t.message for t in consultant.turns(OWNER, plan) if t.undone]
    assert undone == ["四件套，卖给年轻妈妈，C端"]


def test_undo_goes_back_turn_by_turn_until_nothing_is_left(consultant):
    plan = begin(consultant, COMPANY, "四件套，C端")
    for expected in ("A2", "A1"):
        assert consultant.reply(OWNER, plan, "撤销").question == expected
    assert len(consultant.view(OWNER, plan).profile) == 0
    assert consultant.view(OWNER, plan).stored.title == "新方案"
    assert consultant.reply(OWNER, plan, "撤销").text.startswith("没有可以撤销的内容。")


def test_what_comes_after_an_undo_is_kept_and_can_be_undone(consultant):
    plan = begin(consultant, COMPANY)
    consultant.reply(OWNER, plan, "撤销")
    consultant.reply(OWNER, plan, "恒固紧固件，宁波，46人，12年")
    assert consultant.view(OWNER, plan).profile.text("company.name") == "恒固紧固件"
    consultant.reply(OWNER, plan, "撤销")
    assert "company.name" not in consultant.view(OWNER, plan).profile


def test_starting_over_needs_a_yes_and_can_itself_be_undone(consultant):
    plan = begin(consultant, COMPANY)
    asked = consultant.reply(OWNER, plan, "重新开始")
    assert [option.message for option in asked.options] == ["确定", "取消"]
    assert consultant.reply(OWNER, plan, "取消").text.startswith("好，什么都没动。")
    assert len(consultant.view(OWNER, plan).profile) == 5
    consultant.reply(OWNER, plan, "重新开始")
    over = consultant.reply(OWNER, plan, "确定")
    assert (over.question, len(consultant.view(OWNER, plan).profile)) == ("A1", 0)
    consultant.reply(OWNER, plan, "撤销")
    assert consultant.view(OWNER, plan).profile.text("company.name") == "小满家纺"


def test_a_yes_means_nothing_special_when_nothing_was_asked(consultant):
    plan = begin(consultant, COMPANY)
    consultant.reply(OWNER, plan, "重新开始")
    consultant.reply(OWNER, plan, "为什么问")
    assert consultant.reply(OWNER, plan, "确定").question == "A2"
    assert len(consultant.view(OWNER, plan).profile) == 5


def test_any_field_can_be_changed_by_its_name(consultant):
    plan = begin(consultant, COMPANY)
    turn = consultant.reply(OWNER, plan, "所在地改成无锡")
    assert turn.text == "听明白了。\n所在地从 南通 改成 无锡。"
    assert turn.question == "A2"
    assert consultant.view(OWNER, plan).profile.text("company.location") == "无锡"


# ------------------------------------------------------------------------ settling findings


def test_a_contradiction_names_both_statements_and_its_button_settles_it(consultant):
    plan = begin(consultant, COMPANY, "四件套，C端", "跳过")
    turn = consultant.reply(OWNER, plan, "线上一年600万，做到500万，2029年底")
    (concern,) = [c for c in turn.concerns if c.rule == "C-01"]
    assert concern.statements == ("现在的数字 600 万元", "目标数字 500 万元")
    changes = [choice for choice in concern.choices if choice.message.startswith("按建议改：")]
    settled = consultant.reply(OWNER, plan, changes[0].message)
    assert not [c for c in consultant.view(OWNER, plan).disputes if c.rule == "C-01"]
    assert "改成" in settled.text
    again = consultant.reply(OWNER, plan, changes[0].message)
    assert again.text.startswith("这一条已经不需要改了。")


def test_the_goal_is_told_in_orders_a_day_as_soon_as_a_price_is_known(consultant):
    plan = begin(consultant, COMPANY, "四件套，C端", "跳过", "线上240万，做到600万，2029年底")
    turn = consultant.reply(OWNER, plan, "客单价改成240")
    assert turn.reality.startswith("600 万元 = 每天 ")
    assert consultant.reply(OWNER, plan, "小结").reality == ""


def test_a_finding_is_repaired_at_a_click_and_the_repair_can_be_undone(consultant):
    plan = begin(consultant, COMPANY, "四件套，C端", "跳过", "线上240万，做到600万，2029年底")
    consultant.reply(OWNER, plan, "一年60万，每月平摊5万，只算推广")

    def rules() -> set[str]:
        return {f.rule for f in consultant.view(OWNER, plan).draft.review.findings}

    assert "R-15" in rules()
    assert consultant.reply(OWNER, plan, "修复 R-15").text.startswith("R-15 改好了")
    assert "R-15" not in rules()
    consultant.reply(OWNER, plan, "撤销")
    assert "R-15" in rules()
    assert consultant.reply(OWNER, plan, "修复 R-44").text.startswith("R-44 现在没有")


def test_a_reason_lets_a_warning_pass_and_is_shown(consultant):
    plan = begin(consultant, COMPANY, "四件套，C端", "跳过", "线上240万，做到600万，2029年底")
    consultant.reply(OWNER, plan, "一年60万，每月平摊5万，只算推广")
    turn = consultant.reply(OWNER, plan, "R-15 的理由：旺季刚过，先稳住日销")
    assert turn.text.startswith("R-15 的理由记下了")
    (found,) = [f for f in consultant.view(OWNER, plan).draft.review.findings if f.rule == "R-15"]
    assert (found.severity, found.reason) == ("I", "旺季刚过，先稳住日销")
    assert consultant.reply(OWNER, plan, "R-34的理由是懒").text.startswith("R-34 不能用理由放行")


def test_a_review_that_was_held_is_kept_and_adds_to_the_readiness(consultant):
    plan = begin(consultant, COMPANY)
    before = consultant.view(OWNER, plan).readiness
    turn = consultant.reply(OWNER, plan, "复盘：本周卖了5万，点击涨了两成")
    assert turn.text == "记下了，这是第 1 次复盘。每次复盘都给准备度加分。"
    view = consultant.view(OWNER, plan)
    assert (view.readiness.answered, view.readiness.executed) == (before.answered, 3)
    assert "本周卖了5万，点击涨了两成" in str(view.draft.plan.section("P9"))
