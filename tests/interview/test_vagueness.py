"""The seven detectors of a vague answer."""

from __future__ import annotations

import pytest
from interview_files import book, read


def vague(question_id: str, message: str) -> tuple[str, ...]:
    return read(question_id, message).vague


@pytest.mark.parametrize(
    ("question_id", "message", "detectors"),
    [
        ("A1", "嗯嗯", ("short", "no_name")),
        ("A3", "质量好，服务好", ("buzzword", "no_number")),
        ("A4", "就卖货赚差价", ("no_number",)),
        ("A5", "做大做强", ("no_number", "no_date", "buzzword")),
        ("A5", "越多越好", ("no_number", "no_date", "buzzword")),
        ("A9", "看情况", ("no_number", "buzzword")),
        ("B6", "所有人都可以", ("everyone",)),
        ("B6", "anybody", ("everyone", "short")),
        ("B7", "还行吧", ("no_name",)),
        ("E2", "再说吧", ("no_date",)),
        ("B7", "什么意思？", ("no_name",)),
        ("C6", "抖音、快手、小红书、微博、知乎、百度、淘宝、京东都做", ("too_many",)),
        ("A6", "多做宣传，提升品牌", ("buzzword",)),
        ("A2", "best quality and good service", ("buzzword",)),
    ],
)
def test_a_vague_answer_is_named_and_nothing_is_taken_from_it(question_id, message, detectors):
    update = read(question_id, message)
    assert (update.vague, update.values) == (detectors, {})


@pytest.mark.parametrize(
    ("question_id", "message"),
    [
        ("A6", "直通车"),
        ("A9", "60万"),
        ("B6", "大学生"),
        ("C1", "拼多多"),
        ("D4", "李梅"),
        ("E2", "每月"),
    ],
)
def test_a_short_answer_that_says_enough_is_not_vague(question_id, message):
    update = read(question_id, message)
    assert (update.vague, update.answers(question_id)) == ((), True)


def test_only_the_detectors_of_the_question_fire():
    for question in book():
        assert set(vague(question.id, "嗯")) <= set(question.detectors)
