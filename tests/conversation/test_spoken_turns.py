"""Turns that used to go wrong: asides, half answers, commands with content, papers, buttons."""

from __future__ import annotations

import pytest

from assistant.conversation.turn import Concern, Turn

OWNER = "owner"


@pytest.fixture
def talk(consultant):
    """Start a plan and say things; returns the last turn, `known` gives the profile."""

    class Talk:
        def __init__(self) -> None:
            self.plan = consultant.new_plan(OWNER).id

        def __call__(self, *messages: str, language: str = "zh") -> Turn:
            turns = [consultant.reply(OWNER, self.plan, said, language) for said in messages]
            return turns[-1]

        def known(self, key: str) -> object:
            return consultant.view(OWNER, self.plan).profile.raw(key)

        def disputes(self, language: str) -> tuple[Concern, ...]:
            return consultant.view(OWNER, self.plan, language).disputes

        @property
        def state(self):
            return consultant.view(OWNER, self.plan).state

    return Talk()


def labels(turn: Turn) -> list[str]:
    return [option.label for option in turn.options]


# ------------------------------------------------------------------------ missing pieces


def test_each_missing_piece_is_asked_for_once_with_replies_to_pick_from(talk):
    turn = talk("改A5", "现在240万")
    assert (turn.ask, labels(turn)[:3]) == (
        "还差一样：目标数字？",
        ["做到312 万元", "做到360 万元", "做到480 万元"],
    )
    turn = talk("做到360 万元")
    assert (turn.ask, labels(turn)[:2]) == ("还差一样：截止日期？", ["明年年底", "两年后"])
    turn = talk("明年年底")
    assert turn.question != "A5"
    assert (talk.known("goal.target"), talk.known("goal.due")) == (3_600_000, "2027-12-31")


def test_a_bare_figure_is_the_piece_that_was_asked_for(talk):
    turn = talk("改A5", "目标600万，2029年底")
    assert turn.ask == "还差一样：现在的数字？"
    talk("240万")
    assert (talk.known("goal.current"), talk.known("goal.target")) == (2_400_000, 6_000_000)


def test_the_missing_piece_overwrites_nothing_beside_it(talk):
    assert talk("改A2", "卖床品").ask == "还差一样：客户类型？"
    talk("个人")
    assert (talk.known("offer.category"), talk.known("offer.customer_type")) == ("床品", "b2c")


def test_who_does_not_know_is_asked_once_more_at_most(talk):
    turn = talk("改A4", "没算过")
    assert turn.question == "A4"
    turn = talk("真不知道")
    assert turn.question != "A4"
    assert "先按“收入构成" in turn.text


# ------------------------------------------------------------------------ commands with content


def test_a_skip_may_go_on_with_something_else(talk):
    turn = talk("改A2", "跳过，预算是60万一年")
    assert [chip.key for chip in turn.understood] == ["budget.total", "budget.period"]
    assert talk.state.status("A2") == "skipped"
    assert "A3" not in talk.state.settled
    assert turn.ask.startswith("我们是谁？")


def test_a_jump_may_go_on_with_the_answer(talk):
    turn = talk("开始", "改A5，目标800万，现在300万，2028年底")
    assert turn.text.startswith("好，重新回答 A5。\n听明白了。")
    assert (talk.known("goal.target"), talk.known("goal.due")) == (8_000_000, "2028-12-31")


def test_skipping_twice_in_one_message_skips_once(talk):
    turn = talk("开始", "跳过，下一题")
    assert (turn.question, dict(talk.state.settled)) == ("A2", {"A1": "skipped"})


# ------------------------------------------------------------------------ yes and no


TO_C6 = (
    "开始",
    "小满家纺，南通，9个人，开了3年",
    "床品，C端",
    "四件套占75%，毛利54%，剩下是枕被",
    "线上一年240万，2029年12月底做到600万",
    "一年60万，只算推广",
    "天猫为主，抖音为辅",
    "四件套，售价240，成本110，月供4000套",
    "25到40岁的女性，怕起球，看材质",
    "客单价240，成本110，运费12，平台扣5.6%，退货8%",
)


def test_a_yes_below_a_summary_answers_the_yes_or_no_question_that_follows(talk):
    turn = talk(*TO_C6)
    assert "“产品”这部分问完了" in turn.text
    assert (turn.question, labels(turn)[:2]) == ("C6", ["都对", "有不对的"])
    assert talk("可以").question == "C8"
    assert talk.known("channels.brand_share_pct") == 40


@pytest.mark.parametrize(("said", "text"), [("都对", "好，接着说。"), ("不对", "哪一条不对？")])
def test_the_summary_itself_can_be_agreed_to_or_not(talk, said: str, text: str):
    turn = talk(*TO_C6, said)
    assert turn.text.startswith(text)
    assert (turn.question, talk.known("channels.brand_share_pct")) == ("C6", None)


@pytest.mark.parametrize("said", ["撤銷", "撤销", "undo"])
def test_an_undo_right_after_a_question_takes_back_the_last_answer(talk, said: str):
    talk("开始", "小满家纺，南通，9个人，开了3年", "为什么问", "谢谢")
    turn = talk(said)
    assert turn.text.startswith("撤销了“小满家纺")
    assert (turn.question, talk.known("company.name")) == ("A1", None)


def test_starting_over_in_traditional_characters_can_be_undone(talk):
    talk("开始", "小满家纺，南通，9个人，开了3年", "重新開始", "確定")
    assert talk.known("company.name") is None
    talk("撤銷")
    assert talk.known("company.name") == "小满家纺"


# ------------------------------------------------------------------------ papers


def test_what_is_not_taken_over_still_waits(talk):
    talk("开始", "导入：公司名称：绿源净水\n所在地：佛山\n员工人数：52")
    talk("绿源，佛山，50个人，做了9年")
    turn = talk("采用 1")
    assert "还有 2 项等您定：\n1. 所在地：佛山" in turn.text
    assert talk.known("company.headcount") == 50
    turn = talk("全部采用")
    assert (talk.known("company.name"), talk.known("company.headcount")) == ("绿源净水", 52)
    assert labels(turn)[0] != "全部采用"


# ------------------------------------------------------------------------ records and buttons


def test_records_are_edited_by_name_and_keep_what_is_not_said_anew(talk):
    talk("改B7", "罗莱，强在品牌，弱在价格；水星，强在渠道")
    talk("主要对手改成 罗莱和富安娜")
    assert talk.known("competitors") == [
        {"name": "罗莱", "strong": "品牌", "weak": "价格"},
        {"name": "富安娜"},
    ]
    talk("主要对手改成罗莱（强项 渠道，弱项 价格）、水星（强项 品牌）")
    assert talk.known("competitors") == [
        {"name": "罗莱", "strong": "渠道", "weak": "价格"},
        {"name": "水星", "strong": "品牌"},
    ]


@pytest.mark.parametrize(
    ("said", "language"), [("按建议改：", "zh"), ("Take the suggestion: ", "en")]
)
def test_a_button_settles_a_contradiction_also_about_the_question_asked(
    talk, said: str, language: str
):
    talk("改A5", "现在600万，目标500万，2028年底")
    turn = talk("改A5", language=language)
    assert turn.question == "A5"
    (concern,) = [c for c in talk.disputes(language) if c.rule == "C-01"]
    button = concern.choices[0].message
    assert button.startswith(said)
    talk(button, language=language)
    assert talk.known("goal.target") > 6_000_000


def test_a_named_correction_changes_the_only_product(talk):
    talk("改B5", "四件套，售价240，成本110，月供4000套", "改A9", "成本说错了，是120")
    assert talk.known("product.items")[0]["unit_cost"] == 120
    assert talk.known("budget.total") is None
