"""Runs: which pieces of the best passages are quoted together, for which kind of question."""

from __future__ import annotations

import re

import pytest
from handbook import passage

from assistant.answering.asked import Asked
from assistant.answering.evidence import quotable
from assistant.answering.ranking import RankedEvidence
from assistant.answering.runs import choose_runs

ASKED = Asked(re.compile("多少"), re.compile("哪些"))
LONG = "预算先问老板。" * 60
LIST = "要列三项费用：\n1. 人员。\n2. 硬件。\n3. 软件。"


def ranked(*passages: tuple[str, dict[str, float]]) -> list[RankedEvidence]:
    """Pieces of passages; each scores what is named for words in it, else 0.5."""
    found = []
    for number, (text, scores) in enumerate(passages):
        for piece in quotable(passage(text, document_id=f"d{number}")):
            score = max((s for word, s in scores.items() if word in piece.text), default=0.5)
            found.append(RankedEvidence(piece, score, score, 0.0))
    return sorted(found, key=lambda item: -item.score)


def quoted(question: str, *passages: tuple[str, dict[str, float]]) -> list[str]:
    runs = choose_runs(question, ranked(*passages), ASKED)
    return ["".join(piece.text for piece in run) for run in runs]


@pytest.mark.parametrize(
    ("question", "score", "is_listed"),
    [("费用有哪些", 0.85, True), ("费用有哪些", 0.7, False), ("费用怎么定", 0.85, False)],
)
def test_a_list_near_the_best_piece_comes_first_when_one_is_asked_for(question, score, is_listed):
    (run,) = quoted(question, (f"费用很重要。{LONG}\n{LIST}", {"很重要": 0.9, "三项": score}))

    assert ("1. 人员。" in run) is is_listed


def test_an_amount_opens_the_answer_when_one_is_asked_for():
    text = ("先看去年。预热占 60%。其余在当天。", {"去年": 0.9, "60%": 0.88})

    assert quoted("预热占多少", text) == ["预热占 60%。其余在当天。"]
    assert quoted("预热怎么定", text) == ["先看去年。预热占 60%。其余在当天。"]


def test_a_number_that_the_question_brings_along_is_no_amount():
    text = ("618 很忙。预热占六成。", {"618": 0.9, "六成": 0.88})

    assert quoted("618 预热占多少", text) == ["预热占六成。"]


@pytest.mark.parametrize(("score", "count"), [(0.88, 2), (0.87, 1)])
def test_a_second_passage_speaks_when_its_best_piece_is_as_near(score, count):
    assert len(quoted("预热", ("预热要早。", {"早": 0.9}), ("备货要少。", {"少": score}))) == count


def test_a_sentence_is_quoted_from_its_first_clause_to_its_last():
    text = (f"{LONG}先写脚本；再拍短视频；后剪辑。{LONG}", {"拍": 0.9})

    assert "先写脚本；再拍短视频；后剪辑。" in quoted("短视频", text)[0]


@pytest.mark.parametrize("about", ["本文讲分工。", "怎么发奖金见《奖金》。", "本文不给数额。"])
def test_talk_about_the_text_is_left_out_at_either_end(about):
    text = (f"{about}分工要写名字。{about}", {"分工要": 0.9})

    assert quoted("分工", text) == ["分工要写名字。"]


def test_talk_about_the_text_is_given_when_there_is_nothing_else():
    assert quoted("分工", ("本文讲分工。", {})) == ["本文讲分工。"]
