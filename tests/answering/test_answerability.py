"""Answerability: code decides whether the passages hold the answer, and names what is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handbook import hit

from assistant.answering.answerability import AnswerabilityJudge, AnswerabilityRules, Verdict
from assistant.answering.evidence import quotable
from assistant.answering.ranking import RankedEvidence
from assistant.errors import PromptError

RULES = """
thresholds: {chinese: 0.81, english: 0.86, cross_language: 0.8}
entities: [[抖音, Douyin, TikTok], [B站, 哔哩哔哩], [双十一, 双11, double 11], ["618"]]
subjects: [[提现, withdraw], [保证金]]
amount: {zh: 多少|几折, en: how much|what share}
list: {zh: 哪些|几步, en: which steps}
"""


@pytest.fixture
def judge(tmp_path):
    (tmp_path / "answering.yaml").write_text(RULES, encoding="utf-8")
    return AnswerabilityJudge(AnswerabilityRules.load(tmp_path))


def verdict(judge, question, text, *, cosine=0.85, coverage=0.5, **changes) -> Verdict:
    hits = [hit(text, cosine=cosine, **changes)]
    evidence = [
        RankedEvidence(piece, 1.0, cosine, coverage)
        for found in hits
        for piece in quotable(found.passage)
    ]
    return judge.judge(question, hits, coverage, evidence)


@pytest.mark.parametrize(
    ("question", "language", "cosine", "coverage", "found", "score"),
    [
        pytest.param("预算怎么分", "zh-Hans", 0.8, 0.5, True, 0.815, id="just enough"),
        pytest.param("预算怎么分", "zh-Hans", 0.79, 0.5, False, 0.805, id="just too little"),
        pytest.param("預算怎麼分", "zh-Hans", 0.8, 0.5, True, 0.815, id="traditional"),
        pytest.param("how to split", "en", 0.8, 0.5, False, 0.815, id="English has its own limit"),
        pytest.param("how to split", "en", 0.85, 0.5, True, 0.865, id="English"),
        pytest.param("how to split", "zh-Hans", 0.8, 1.0, True, 0.8, id="across languages"),
        pytest.param("how to split", "zh-Hant", 0.79, 1.0, False, 0.79, id="too far across"),
        pytest.param("预算怎么分", "en", 0.8, 1.0, True, 0.8, id="Chinese about English"),
    ],
)
def test_meaning_and_words_together_must_reach_the_limit(
    judge, question, language, cosine, coverage, found, score
):
    decided = verdict(
        judge, question, "先给预热。", cosine=cosine, coverage=coverage, language=language
    )

    assert decided == Verdict(found, pytest.approx(score))


def test_a_passage_is_no_answer_when_none_of_its_sentences_is_near(judge):
    (piece,) = quotable(hit("先给预热。").passage)
    far, near = (RankedEvidence(piece, 1.0, cosine, 0.5) for cosine in (0.7, 0.9))
    hits = [hit("先给预热。", cosine=0.82)]

    assert not judge.judge("预算怎么分", hits, 0.5, [far]).found
    assert judge.judge("预算怎么分", hits, 0.5, [far, near]).found


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("货款怎么提现", "货款按账期结算。", "提现"),
        ("貨款怎麼提現", "货款按账期结算。", "提現"),
        ("货款怎么提现", "货款可以提现。", ""),
        ("How do I withdraw money", "Withdraw money at the end of a month.", ""),
        ("How do I withdraw money", "货款按账期结算。", ""),
    ],
)
def test_a_subject_of_its_own_must_stand_in_passages_of_the_same_language(
    judge, question, text, missing
):
    language = "en" if text.isascii() else "zh-Hans"

    assert verdict(judge, question, text, language=language).missing == missing


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("抖音怎么投放", "投放要先测试素材。", "抖音"),
        ("抖音怎么投放", "Douyin 投放要先测试。", ""),
        ("TikTok 怎么投放", "抖音投放要先测试。", ""),
        ("B站怎么投放", "投放要先测试素材。", "B站"),
        ("ｂ站怎么投放", "哔哩哔哩投放要先测试。", ""),
        ("抖音和B站怎么选", "抖音适合做直播。", "B站"),
        ("雙11怎麼備貨", "备货不要贪多。", "雙11"),
        ("雙11怎麼備貨", "双十一备货不要贪多。", ""),
        ("618 怎么备货", "备货不要贪多。", "618"),
        ("一年 16180 元够吗", "预算 16180 元不够。", ""),
        ("Is Double 11 worth it", "Sales days are worth it.", "Double 11"),
        ("怎么投放", "投放要先测试素材。", ""),
    ],
)
def test_a_name_the_passages_do_not_mention_is_missing(judge, question, text, missing):
    language = "en" if text.isascii() else "zh-Hans"

    decided = verdict(judge, question, text, cosine=0.99, language=language)

    assert (decided.found, decided.missing) == (not missing, missing)


def test_a_title_or_heading_may_mention_the_name(judge):
    text = "投放要先测试素材。"

    assert verdict(judge, "抖音怎么投放", text, cosine=0.99, heading="抖音").found
    assert verdict(judge, "抖音怎么投放", text, cosine=0.99, document_title="抖音手册").found


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("2024年怎么做推广", "推广要先测试。", "2024"),
        ("2024年怎么做推广", "2024 年推广要先测试。", ""),
        ("２０２４ 年怎么做推广", "推广要先测试。", "2024"),
        ("2024双十一怎么做推广", "双十一推广要先测试。", "2024"),
        ("1998 年怎么做推广", "推广要先测试。", "1998"),
        ("what changed in 2024", "Tests changed.", "2024"),
        ("2000 元怎么做推广", "推广要先测试。", ""),
        ("2020元怎么做推广", "推广要先测试。", ""),
        ("投 2000 够不够", "够不够要先测试。", ""),
        ("is a budget of 2000 enough", "A budget is enough.", ""),
        ("12024 个粉丝怎么转化", "粉丝转化要先测试。", ""),
        ("20.24% 的转化率好不好", "转化率要先测试。", ""),
    ],
)
def test_a_year_the_passages_do_not_mention_is_missing(judge, question, text, missing):
    language = "en" if text.isascii() else "zh-Hans"

    decided = verdict(judge, question, text, cosine=0.99, language=language)

    assert (decided.found, decided.missing) == (not missing, missing)


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        ("预热占多少", "预热占 60%。", True),
        ("预热占多少", "预热占六成。", True),
        ("预热占多少", "预热很重要。", False),
        ("预热占多少", "预热很重要。当天占 40%。", False),
        ("佣金是多少", "预热占 60%。", False),
        ("打折一般几折", "打折要打八折。", True),
        ("预热有多少天", "预热从 20:00 开始。", False),
        ("预热占多少", "1. 预热很重要。\n2. 备货也是。", False),
        ("how much is the open rate", "The open rate is 20%.", True),
        ("how much is the open rate", "The click price is 3 yuan.", False),
        ("how many people do I need at the desk", "Four are needed at a desk.", True),
        ("到底剩多少", "成功一单剩 106 元。", True),
        ("预热为什么重要", "预热很重要。", True),
        # what the question brings along is no answer
        ("618 预售从多少号开始", "618 每年都做，618 之前有预热。", False),
        ("618 预售从多少号开始", "618 有 3 次预热。", False),
        ("618 预售从多少号开始", "618 预售那年从 20 号开始。", True),
        ("618 是多少号", "618 在 18 号。", True),
        ("618 预售多少几折", "618 预售打 8 折。", True),
    ],
)
def test_an_amount_must_stand_beside_what_is_asked(judge, question, text, found):
    language = "en" if text.isascii() else "zh-Hans"

    assert verdict(judge, question, text, cosine=0.99, language=language).found is found


def test_across_languages_no_amount_is_looked_for(judge):
    assert verdict(judge, "how much is the pre-heat", "预热很重要。", cosine=0.99).found


def test_without_passages_or_pieces_nothing_is_found(judge):
    assert judge.judge("预算", [], 1.0, []) == Verdict(False, 0.0)
    assert judge.judge("预算", [hit("预算。")], 1.0, []) == Verdict(False, 0.0)


def test_passages_without_a_cosine_are_judged_by_their_pieces(judge):
    found = hit("预算先给预热。", cosine=0.0)
    (piece,) = quotable(found.passage)

    decided = judge.judge("预算怎么分", [found], 0.5, [RankedEvidence(piece, 1.0, 0.85, 0.5)])

    assert decided == Verdict(True, pytest.approx(0.865))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"thresholds: {chinese: 0.81,": "thresholds: {"}, "answering.yaml 有误：'chinese'"),
        ({"0.86": "much"}, "answering.yaml 有误：could not convert"),
        ({"entities:": "names:"}, "answering.yaml 有误：'entities'"),
        ({"[[提现, withdraw], [保证金]]": "提现"}, "answering.yaml 有误：no list"),
        ({"多少|几折": "多少("}, "answering.yaml 有误：missing \\)"),
        ({RULES: "[]"}, "answering.yaml 有误"),
    ],
    ids=["no limit", "no number", "no names", "no list", "no pattern", "a list"],
)
def test_a_mistake_in_the_rules_is_named(tmp_path, change, message):
    text = RULES
    for old, new in change.items():
        text = text.replace(old, new)
    (tmp_path / "answering.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(PromptError, match=message):
        AnswerabilityRules.load(tmp_path)


def test_the_rules_of_the_product_can_be_read(prompts_dir):
    rules = AnswerabilityRules.load(prompts_dir)

    assert 0.5 < rules.cross_language < rules.english < rules.chinese < 1.0
    assert ("提现", "withdraw") in rules.subjects
    assert ("抖音", "douyin", "tiktok", "巨量") in rules.entities
    assert replace(rules) == rules
