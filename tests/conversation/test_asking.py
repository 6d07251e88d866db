"""A message is divided into what it states and what it asks; together they lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.conversation.asking import AskingForms, Message
from assistant.errors import PromptError
from assistant.prompts import resource_dir

FORMS = AskingForms.load(resource_dir("prompts"))

DIVIDED = [
    ("我们卖床品", "我们卖床品", ""),
    ("怎么写软文", "", "怎么写软文"),
    ("预算怎麼分配？", "", "预算怎麼分配？"),
    ("双十一要不要备很多货", "", "双十一要不要备很多货"),
    ("How should we split the budget", "", "How should we split the budget"),
    ("一年60万，只算推广，怎么分到每个月？", "一年60万，只算推广，", "怎么分到每个月？"),
    ("如果预算只有10万，双11怎么打？", "", "如果预算只有10万，双11怎么打？"),
    ("如果差15%就调整，每月5号", "如果差15%就调整，每月5号", ""),
    ("主要靠抖音吗？不，是淘宝", "不，是淘宝", ""),
    ("是卖给企业吗？对，都是设备厂", "是卖给企业吗？对，都是设备厂", ""),
    ("什么都卖一点", "什么都卖一点", ""),
    ("能做多少做多少", "能做多少做多少", ""),
    ("还没想好叫什么", "还没想好叫什么", ""),
    ("不知道怎么写软文", "", "不知道怎么写软文"),
    ("我们店叫“怎么吃都行”", "我们店叫“怎么吃都行”", ""),
    ("为什么买：面料好", "为什么买：面料好", ""),
    ("为什么品牌和流量是6:4？", "", "为什么品牌和流量是6:4？"),
    ("600,000 a year, how do we split it?", "600,000 a year,", "how do we split it?"),
    ("We sold 2.4 million. Is that much?", "We sold 2.4 million.", "Is that much?"),
    ("", "", ""),
]


@pytest.mark.parametrize(("text", "stated", "asked"), DIVIDED)
def test_what_is_stated_and_what_is_asked_are_told_apart(text: str, stated: str, asked: str):
    message = FORMS.divide(text)
    assert (message.text, message.stated, message.asked) == (text, stated, asked)


@pytest.mark.parametrize(
    ("text", "proposes"),
    [
        ("目标600万可以吗？", True),
        ("一年60万够不够？", True),
        ("Would 6 million be too high?", True),
        ("目标600万", False),
        ("目标怎么定？", False),
    ],
)
def test_a_proposal_is_no_question(text: str, proposes: bool):
    message = FORMS.divide(text)
    assert message.proposes is proposes


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("我们是做茶叶的", True),
        ("你好，我是开民宿的", True),
        ("Hello, we sell tea", True),
        ("平台小二让我们多备货", False),
        ("私域流量", False),
    ],
)
def test_it_is_heard_whether_the_owner_speaks_of_his_own_business(text: str, own: bool):
    assert FORMS.divide(text).own is own


def test_a_divided_message_is_a_plain_record():
    assert FORMS.divide("淘宝？") == Message(text="淘宝？", stated="淘宝？", asked="")


@given(st.text(alphabet="淘宝怎么卖吗不?？,，。 \n3.a", max_size=60))
def test_any_text_is_divided_without_inventing_anything(text: str):
    message = FORMS.divide(text)
    assert message.text == text
    for part in (message.stated, message.asked):
        assert all(part.count(letter) <= text.count(letter) for letter in part)


def test_a_file_with_a_missing_section_is_refused(tmp_path):
    (tmp_path / "asking.yaml").write_text("hollow: [什么]", encoding="utf-8")
    with pytest.raises(PromptError, match=r"asking\.yaml"):
        AskingForms.load(tmp_path)


def test_a_broken_pattern_is_refused(tmp_path, prompts_dir):
    text = (prompts_dir / "asking.yaml").read_text(encoding="utf-8")
    (tmp_path / "asking.yaml").write_text(text.replace("- '怎么|", "- '(怎么|"), encoding="utf-8")
    with pytest.raises(PromptError, match=r"asking\.yaml"):
        AskingForms.load(tmp_path)
