"""The lexicon: replies that say nothing, and mistakes of an edited file."""

from __future__ import annotations

from datetime import date

import pytest
from interview_files import PROMPTS, lexicon

from assistant.errors import PromptError
from assistant.interview.lexicon import load_lexicon


@pytest.mark.parametrize("message", ["跳过", "先跳过吧。", "下一题", "Skip", "跳過"])
def test_a_wish_to_skip_is_recognised(message):
    assert lexicon().is_skip(message)


@pytest.mark.parametrize(
    "message", ["不知道", "我不知道", "没统计过，不清楚", "I don't know", "No idea."]
)
def test_not_knowing_is_recognised(message):
    assert lexicon().is_unknown(message)


@pytest.mark.parametrize("message", ["可以", "好的", "行，没问题", "按你说的", "OK", "Yes, sure"])
def test_agreement_is_recognised(message):
    assert lexicon().is_agreement(message)


@pytest.mark.parametrize("message", ["跳过双11", "不知道，大概60万", "可以做600万", ""])
def test_a_reply_that_says_more_is_not_brushed_aside(message):
    words = lexicon()
    judged = [words.is_skip(message), words.is_unknown(message), words.is_agreement(message)]
    assert judged == [False, False, False]


def test_every_fixed_occasion_has_a_day_in_every_year():
    fixed = [occasion for occasion in lexicon().occasions if occasion.month]
    assert all(occasion.date_in(2030) for occasion in fixed)
    assert len(fixed) >= 10


def test_spring_festival_moves_with_the_moon():
    spring = next(o for o in lexicon().occasions if o.name == "春节")
    assert [spring.date_in(2026), spring.date_in(2027)] == [date(2026, 2, 17), date(2027, 2, 6)]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("{name: 双12, aliases: [双十二", "{name: 双12, aliases: [双11, 双十二"), "双11"),
        (("month: 11, day: 11", "month: 11"), "occasions"),
        (("month: 11, day: 11", "month: 13, day: 11"), "month"),
        (("scene: streaming}", "scene: cinema}"), "scene"),
        (("surnames:", "family_names:"), "surnames"),
    ],
)
def test_a_mistake_is_named_with_file_and_key(tmp_path, change, named):
    text = (PROMPTS / "lexicon.yaml").read_text(encoding="utf-8")
    (tmp_path / "lexicon.yaml").write_text(text.replace(*change, 1), encoding="utf-8")
    with pytest.raises(PromptError) as caught:
        load_lexicon(tmp_path)
    assert "lexicon.yaml" in caught.value.zh
    assert named in caught.value.zh
