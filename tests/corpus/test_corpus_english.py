"""The English corpus: the same articles, lists and figures as the Chinese one, quotable alone."""

from __future__ import annotations

import calendar
import re
from pathlib import Path

import pytest
from corpus_articles import Article, Section, is_list, read_articles

from assistant.knowledge.sentences import split_sentences
from assistant.language import count_cjk

FOLDER = Path(__file__).resolve().parents[2] / "corpus" / "en"
# "May" also begins questions
MONTHS = {name: str(n) for n, name in enumerate(calendar.month_name) if name not in ("", "May")}
GLOSS = "Double 11 (Singles' Day, 11 November)"

ITEM = re.compile(r"^\d+\. ", re.MULTILINE)
ASIDE = re.compile(r"\(([^()]*)\)")
# the 2 of B2B is no figure, and "8 pm" only says 20:00 again
FIGURE = re.compile(r"(?<![A-Z])(\d[\d,]*)( ?万)?(?!\d* [ap]m\b)")
# words that a reader who sees the sentence alone could not resolve
DANGLING = re.compile(
    r"(This|It|Its|They|Their|These|Those|That|Such|He|She|His|Her|Both|Here|So|But|And|Also|Thus"
    r"|However|Therefore|Moreover|Otherwise|Instead|The (above|former|latter|same))\b"
)

# article -> what must stand in its body, as regular expressions
FACTS = {
    "s0-three-year-strategy": [
        r"at least 1 year, and ideally 3 years",
        r"one-year plan .* only just started",
        r"\"long-term\" \(长期\), which must mean more than three years",
        r"the goal minus the present position",
        r"\"try a few hundred yuan first, .*\" is not advisable",
        r"small, unplanned and aimless is bound to lose money",
        r"\"a good customer\" \(好的客户\), which must mean \"a good general\"",
        r"hard to train, hard to find and easily lost",
        r"Alibaba for industrial goods and Taobao for retail",
        r"600,000 yuan spread out as 50,000 yuan a month .* \(添油战术\)",
        r"such as Double 11 and 618",
        r"\(一拍即合\), which must mean a one-off deal",
        r"Baidu bidding and the Alibaba platform",
        r"100,000 yuan .* profit of 500,000 yuan, and 200,000 yuan .* brings 1,000,000 yuan",
        r"200,000 yuan of promotion earns far more than 1,000,000 yuan",
        r"goods worth 5,000,000 yuan, which is a profit margin of 10%",
        r"index of 1,000, sells products worth 500,000 yuan and earns 150,000 yuan",
        r"\"200w W\", which must mean 2,000,000",
    ],
    "s1-seven-systems": [
        r"almost 60% .*\. The remaining 40% .* depends on the professionalism",
        r"\"process system\" \(流程体系\) .* must mean the traffic system",
        r"\"first boycott\" \(第一次抵制\), which must mean \"first arrival\"",
        r"B2B businesses split brand and traffic 6:4, and B2C businesses .* 4:6",
        r"60% for brand and 40% for traffic",
        r"\"order flight\" \(订单飞行\), which must mean orders taken away or lost",
    ],
    "s2-six-steps": [
        r"deputy general manager for marketing",
        r"part-time staff can hardly guarantee",
        r"range of potential users, the characteristics of users, the method of promotion",
        r"ask an outside expert to run operations part-time",
    ],
    "s2-double-eleven": [
        r"60%-70% come from the pre-heat period of 1 to 10 November",
        r"only 30%-40% of the sales of the whole Double 11 period",
        r"pre-heat decides 60%-70% of the sales of the whole shop",
        r"2 times the level before Double 11 or even higher",
        r"whole of December clearing stock",
        r"around 20% is only the author's estimate in 2014, not an actual result",
        r"Double 11 in 2014 was a Tuesday",
        r"20:00-24:00 \(8 pm to midnight\) on Double 11 is missing from the original",
        r"Nothing has been made up here for the window 20:00-24:00",
        r"assigns no window to 3:00-8:00",
    ],
    "s3-plan-nine-sections": [
        r"if 10% of the target customers .* online, .* 10% of its marketing budget",
        r"by the month or by the quarter",
        r"one full-time person to answer",
        r"what is to be done, who is responsible, and when",
        r"the start time, the check time and the end time",
        r"decision-makers in the business care about losses and gains",
        r"no fully uniform structure and no single format",
    ],
    "s3-three-rules": [
        r"return on sales, return on cost and total profit",
        r"may not be listed as a preferred plan",
        r"devastating disaster",
    ],
    "s3-campaign-topic": [
        r"derives from the purpose of the campaign and is also the core",
        r"pages get made and nobody manages them",
    ],
    "s3-plan-types": [
        r"a hospital or a beauty salon",
        r"even if they do not sell online",
    ],
    "s3-planning-process": [
        r"the type, the nature, the cause and the key point",
        r"goal, theme, strategy, human resources, technical support, financial budget and action",
        r"charts, video, data, examples, evidence",
        r"may not be changed arbitrarily",
    ],
    "s3-macro-planning": [
        r"whether the whole planning succeeds or fails",
        r"uniform in style with different points of emphasis",
    ],
    "s4-staged-questions": [
        r"20 questions .*6 macro questions, 4 product questions, 7 platform questions and 3 op",
        r"\(预警一切，不先发制人\), which must mean .* \(凡事预则立，不预则废\)",
        r"must mean \"understand\" \(了解\) or \"trust\" \(信任\)",
        r"adjusting the conversion rate is the core of planning",
        r"the only proof of whether planning is good or bad",
        r"assign the work down to persons by time, space, task and goal",
    ],
}


CHINESE, ENGLISH = read_articles(), read_articles("en")
PAIRS = [(CHINESE[name], ENGLISH[name]) for name in sorted(CHINESE.keys() & ENGLISH.keys())]
each_article = pytest.mark.parametrize("article", ENGLISH.values(), ids=ENGLISH.keys())
each_pair = pytest.mark.parametrize(
    ("chinese", "english"), PAIRS, ids=[english.name for _, english in PAIRS]
)


def sentences(article: Article) -> list[str]:
    """Return what the product would quote: each sentence and list item, headings excepted."""
    lines = "\n".join(section.text for section in article.sections()).splitlines()
    bare = [ITEM.sub("", line) for line in lines]
    return [line[span.start : span.end] for line in bare for span in split_sentences(line)]


def shape(section: Section) -> list[int]:
    """Describe a section by its blocks: a list counts its items, a paragraph is 0."""
    return [len(block.splitlines()) if is_list(block) else 0 for block in section.blocks()]


def figures(section: Section) -> set[int]:
    """Return the numbers of a section in whole units: 60 万 and 600,000 are the same number."""
    text = f"{section.heading}\n{section.text}".replace(GLOSS, "")
    text = re.sub(r"Double 1[12]\b", "", text)
    for month, number in MONTHS.items():
        text = text.replace(month, number)
    found = FIGURE.findall(ITEM.sub("", text))
    return {int(digits.replace(",", "")) * (10_000 if wan else 1) for digits, wan in found}


def cited(text: str, articles: dict[str, Article]) -> set[str]:
    """Return the names of the articles whose titles stand in quotation marks in the text."""
    titles = {article.front_matter["title"]: name for name, article in articles.items()}
    return {titles[quoted] for quoted in re.findall(r"[《\"](.+?)[》\"]", text) if quoted in titles}


def test_every_article_exists_in_both_languages():
    assert sorted(ENGLISH) == sorted(CHINESE)


@each_pair
def test_the_front_matter_differs_only_in_language(chinese: Article, english: Article):
    meta = english.front_matter
    shared = {"id", "year"} if english.is_handbook else {"id", "year", "source"}
    assert meta.keys() == chinese.front_matter.keys()
    assert meta["language"] == "en"
    assert {key: meta[key] for key in shared} == {key: chinese.front_matter[key] for key in shared}
    assert len(meta["topics"]) == len(chinese.front_matter["topics"]) == len(set(meta["topics"]))
    assert count_cjk(" ".join([meta["title"], *meta["topics"]])) == 0


@each_pair
def test_sections_and_lists_follow_the_chinese_article(chinese: Article, english: Article):
    assert list(map(shape, english.sections())) == list(map(shape, chinese.sections()))


@each_pair
def test_a_section_has_the_figures_of_its_chinese_section(chinese: Article, english: Article):
    assert list(map(figures, english.sections())) == list(map(figures, chinese.sections()))


@each_pair
def test_a_section_points_to_the_same_other_articles(chinese: Article, english: Article):
    assert [cited(each.text, ENGLISH) for each in english.sections()] == [
        cited(each.text, CHINESE) for each in chinese.sections()
    ]


@each_pair
def test_chinese_stands_only_in_parentheses_and_comes_from_the_article(
    chinese: Article, english: Article
):
    assert count_cjk(ASIDE.sub("", english.body)) == 0
    terms = [term for aside in ASIDE.findall(english.body) for term in aside.split(", ")]
    assert [each for each in terms if count_cjk(each) and each not in chinese.body] == []


@each_article
def test_headings_are_distinct_questions_under_one_title(article: Article):
    title, *headings = [section.heading for section in article.sections()]
    assert re.findall(r"^# (.+)$", article.body, re.MULTILINE) == [title]
    assert title == article.front_matter["title"]
    assert [heading for heading in headings if not heading.endswith("?")] == []
    assert len(headings) == len(set(headings))


@each_article
def test_a_section_holds_200_to_1400_characters(article: Article):
    sizes = {section.heading: len(section.text.strip()) for section in article.sections()}
    assert {heading: size for heading, size in sizes.items() if not 200 <= size <= 1400} == {}


@each_article
def test_a_sentence_is_whole_and_at_most_260_characters(article: Article):
    wrong = [each for each in sentences(article) if len(each) > 260 or each[-1] not in ".?:"]
    assert wrong == []


@each_article
def test_a_sentence_can_be_quoted_alone(article: Article):
    assert [each for each in sentences(article) if DANGLING.match(each)] == []


@each_article
def test_typing_is_plain_so_that_a_quote_can_be_found_again(article: Article):
    assert re.findall(r"[^\x00-\x7f]|!", ASIDE.sub("", article.body)) == []


@each_article
def test_double_11_is_explained_where_it_is_first_mentioned(article: Article):
    running = re.sub(r"\"Double 11 \(Singles' Day\): .+?\"", "", " ".join(sentences(article)))
    assert running.find("Double 11") == running.find(GLOSS)


@pytest.mark.parametrize(("name", "fact"), [(name, fact) for name in FACTS for fact in FACTS[name]])
def test_a_key_fact_stands_in_its_article(name: str, fact: str):
    assert re.search(fact, ENGLISH[name].body), fact


def test_every_article_has_key_facts_and_together_at_least_sixty():
    assert set(FACTS) == {name for name, article in ENGLISH.items() if not article.is_handbook}
    assert sum(map(len, FACTS.values())) >= 60
