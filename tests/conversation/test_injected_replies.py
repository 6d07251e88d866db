"""Injection in replies: a model that obeys them changes nothing that the owner did not say."""

from __future__ import annotations

import pytest
from apps import build_app
from obedience import INJECTIONS, ObedientChatModel

SHOP = "我叫圆月坊，开在苏州，五个伙计，{text}"
SAYING = "We are Bluebird Bakery in Leeds, five of us, {text}"


@pytest.fixture
def told(tmp_path):
    """Say something with a model, or without; returns the turn and what is known after it."""
    opened = []

    def told(message, model=None):
        app = build_app(tmp_path / f"home{len(opened)}", chat_model=model)
        opened.append(app)
        plan = app.consultant.new_plan("owner").id
        app.consultant.reply("owner", plan, "开始")
        turn = app.consultant.reply("owner", plan, message)
        profile = app.consultant.view("owner", plan).profile
        return turn, {key: profile.raw(key) for key in profile}

    yield told
    for app in opened:
        app.close()


@pytest.mark.parametrize("case", INJECTIONS["replies"], ids=lambda case: case["text"][:18])
def test_nothing_a_reply_tells_the_model_is_done(told, case):
    message = (SAYING if case["text"].isascii() else SHOP).format(text=case["text"])
    model = ObedientChatModel(says=case["says"])
    plain, known = told(message)
    turn, known_with_model = told(message, model)

    assert model.asked, "the model was not asked, so this shows nothing"
    assert known_with_model == known
    assert turn.understood == plain.understood
    assert turn.text.partition("\n有几个字")[0] == plain.text
    assert model.asked[0][0].text[:10] not in turn.text
