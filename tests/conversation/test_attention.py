"""Turns that a chat model helps to read: what it finds is shown, and its failure costs nothing."""

from __future__ import annotations

import pytest
from apps import build_app
from fakes import ScriptedChatModel

from assistant.chat.fault import ChatError

SHOP = "我叫圆月坊，开在苏州，苏式月饼，祖上传下来的手艺，五个伙计"
FOUND = '{"found": [{"field": 2, "quote": "苏式月饼", "choice": ""}]}'


@pytest.fixture
def talk(tmp_path):
    """Begin an interview with a model that says these things; returns consultant and plan."""
    opened = []

    def talk(*said):
        model = ScriptedChatModel(replies=list(said))
        app = build_app(tmp_path / f"home{len(opened)}", chat_model=model)
        opened.append(app)
        plan = app.consultant.new_plan("owner").id
        app.consultant.reply("owner", plan, "开始")
        return app.consultant, plan, model

    yield talk
    for app in opened:
        app.close()


def test_what_a_model_finds_is_noted_shown_and_announced(talk):
    consultant, plan, _ = talk(FOUND)
    turn = consultant.reply("owner", plan, SHOP)

    assert [chip.label for chip in turn.understood] == ["公司或品牌", "所在地", "人数", "卖什么"]
    assert turn.text == (
        "听明白了。\n其中“卖什么”是模型从您的原话里找出来的，请过目；不对就说“撤销”。"
    )
    value = consultant.view("owner", plan).profile["offer.category"]
    assert (value.value, value.raw, value.by, value.note) == (
        "苏式月饼", SHOP, "owner", "模型从原话里读出"
    )  # fmt: skip


def test_reading_and_answering_in_one_turn_share_its_tokens(open_app):
    model = ScriptedChatModel(replies=[FOUND, "看预热。[1]"], usage=(2000, 20))
    app = open_app(chat_model=model)
    consultant, plan = app.consultant, app.consultant.new_plan("owner").id
    consultant.reply("owner", plan, "开始")
    asking = f"{SHOP}。双十一的销量主要来自哪个阶段？"

    turn = consultant.reply("owner", plan, asking)
    assert (len(model.asked), turn.answer.tokens) == (2, 4040)

    app.models.current().allowance.per_turn = 2020
    model.enqueue(FOUND)
    consultant.reply("owner", plan, "撤销")
    spent = consultant.reply("owner", plan, asking)
    assert (len(model.asked), spent.answer.mode) == (3, "extractive")
    assert "这一轮的用量到了上限" in spent.answer.note


def test_a_warm_start_asks_no_model(open_app):
    model = ScriptedChatModel()
    app = open_app(chat_model=model)
    app.warm_up()

    assert model.asked == []
    assert app.status().prepared


def test_undo_takes_back_what_a_model_found(talk):
    consultant, plan, _ = talk(FOUND)
    consultant.reply("owner", plan, SHOP)
    consultant.reply("owner", plan, "撤销")

    assert len(consultant.view("owner", plan).profile) == 0


def test_while_the_model_reads_the_turn_says_so(talk):
    consultant, plan, _ = talk(FOUND)
    first, *_ = consultant.stream("owner", plan, SHOP)

    assert (first.kind, first.text, first.done) == (
        "reading", "这句话里还有没读出来的，正在用模型读。", False
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (("好的。", "没问题。"), "模型的回答读不懂"),
        ((ChatError("key"),), "模型服务不认这个密钥"),
        ((ChatError("day_spent"),), "今天的用量到了上限"),
    ],
)
def test_a_failing_model_leaves_the_reply_as_the_rules_read_it(talk, said, reason):
    consultant, plan, _ = talk(*said)
    turn = consultant.reply("owner", plan, SHOP)

    assert [chip.label for chip in turn.understood] == ["公司或品牌", "所在地", "人数"]
    assert turn.text == f"听明白了。\n有几个字没读出来，本想让模型再读一遍，但{reason}。"


def test_a_reply_that_is_understood_costs_no_call(talk):
    consultant, plan, model = talk("不会被问到")
    consultant.reply("owner", plan, "圆月坊，苏州，5个人，做了8年")

    assert model.asked == []


def test_stopping_while_the_model_reads_leaves_the_plan_as_it_was(talk):
    consultant, plan, _ = talk(FOUND)
    turns = consultant.stream("owner", plan, SHOP)
    next(turns)
    turns.close()

    assert len(consultant.view("owner", plan).profile) == 0
    assert consultant.turns("owner", plan)[-1].kind == "interrupted"
