"""The handbook: its own work, short, in one shape, with figures that stay true."""

from __future__ import annotations

import re

import pytest
from corpus_articles import Article, count_characters, read_articles

SOURCES = {"zh": "本项目自编手册", "en": "handbook (own work of this project)"}
# a legal text is quoted with its year, and only beside this sentence
LAW = re.compile(r"广告法|电子商务法|消费者权益保护法|个人信息保护法|(?:规定|办法)（\d{4}")
NO_ADVICE = {"zh": "不是法律意见", "en": "not legal advice"}
PROMISES = re.compile(r"爆款|爆单|引爆|躺赚|秘籍|干货|赋能|必杀|颠覆")

CHINESE = {name: a for name, a in read_articles().items() if a.is_handbook}
ENGLISH = {name: a for name, a in read_articles("en").items() if a.is_handbook}
each_chinese = pytest.mark.parametrize("article", CHINESE.values(), ids=CHINESE.keys())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_handbook_article_says_that_it_is_the_project_s_own_work(language: str):
    articles = {"zh": CHINESE, "en": ENGLISH}[language]
    sources = {name: article.front_matter["source"] for name, article in articles.items()}
    assert sources == dict.fromkeys(articles, SOURCES[language])
    assert articles


@each_chinese
def test_an_article_is_read_in_a_few_minutes(article: Article):
    body = "".join(section.text for section in article.sections())
    assert 600 <= count_characters(body) <= 1500


@each_chinese
def test_an_article_names_mistakes_and_ends_with_a_checklist(article: Article):
    *others, last = [section.heading for section in article.sections()]
    assert any(re.search("错|误区", heading) for heading in others)
    assert "清单" in last
    assert len(article.sections()[-1].items()) >= 4


@each_chinese
def test_where_a_law_is_named_the_article_says_that_it_gives_no_legal_advice(article: Article):
    if LAW.search(article.body):
        assert NO_ADVICE["zh"] in article.body
        assert NO_ADVICE["en"] in ENGLISH[article.name].body


@each_chinese
def test_an_article_promises_nothing(article: Article):
    assert PROMISES.findall(article.body) == []
