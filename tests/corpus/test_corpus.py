"""The form of the Chinese corpus: front matter, coverage of the sources, quotable text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from corpus_articles import Article, count_characters, is_list, read_articles

from assistant.language import normalise

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
LONGEST_SHARED_RUN = 24

# Rows of the inventory of the sources: article -> (source document, first row, last row) ...
ROWS = {
    "s0-three-year-strategy": [("S0", 1, 38)],
    "s1-seven-systems": [("S1", 1, 25)],
    "s2-six-steps": [("S2", 1, 11)],
    "s2-double-eleven": [("S2", 12, 27)],
    "s3-plan-nine-sections": [("S3", 1, 22)],
    "s3-three-rules": [("S3", 23, 28), ("S3", 57, 57)],
    "s3-campaign-topic": [("S3", 29, 32)],
    "s3-plan-types": [("S3", 33, 39)],
    "s3-planning-process": [("S3", 40, 49)],
    "s3-macro-planning": [("S3", 50, 56)],
    "s4-staged-questions": [("S4", 1, 39)],
}
DOCUMENTS = {
    "S0": "000_ec01a5fe64dea1cf.txt",
    "S1": "001_4852f76eff369a15.txt",
    "S2": "002_f29da4cce3ea3718.txt",
    "S3": "003_b414a008fab278cc.txt",
    "S4": "004_b3e2fe8aae3c4358.txt",
}
YEARS = {name: 2014 if name == "s2-double-eleven" else "undated" for name in ROWS}
HANDBOOK_YEAR = 2026
NOISE = re.compile(
    r"众辉|Alphainfo|硕智库|监测系统|陶诺|老渔哥|沈阳|汇海|55506560|QQ|小编|扫一扫|上一篇|下一篇"
    r"|热门文章|版权|/p>|[!！\ufffd]|shared/"
)
DANGLING = re.compile(
    r"(这|它|该|上述|以上|因此|所以|但|而|并且|然而|此外|同时|另外|前者|后者|其中)"
)
HALF_WIDTH = re.compile(r"[㐀-鿿][,;:?!()]|[,;?!()][㐀-鿿]")

ARTICLES = read_articles()
RETOLD = {name: article for name, article in ARTICLES.items() if not article.is_handbook}
each_article = pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES.keys())
each_retold_article = pytest.mark.parametrize("article", RETOLD.values(), ids=RETOLD.keys())


def expected_rows(name: str) -> list[str]:
    return [f"{seed}-{row}" for seed, first, last in ROWS[name] for row in range(first, last + 1)]


def longest_run_in(text: str, seed: str, longer_than: int) -> str:
    """Return the first run of `text` longer than the limit that stands in `seed`, or ''."""
    width = longer_than + 1
    runs = (text[start : start + width] for start in range(len(text) - width + 1))
    return next((run for run in runs if run in seed), "")


def squash(text: str) -> str:
    """Keep letters, digits and Chinese characters only, so that punctuation hides no copied run."""
    return "".join(character for character in normalise(text) if character.isalnum())


def test_the_five_sources_are_retold_in_exactly_eleven_articles():
    assert sorted(RETOLD) == sorted(ROWS)


def test_the_table_covers_all_186_rows_of_the_inventory_once():
    rows = [row for name in ROWS for row in expected_rows(name)]
    assert len(rows) == len(set(rows)) == 38 + 25 + 27 + 57 + 39


@each_article
def test_the_front_matter_has_every_field_and_no_other(article: Article):
    meta = article.front_matter
    assert set(meta) == {"title", "id", "language", "source", "year", "topics"}
    assert (meta["id"], meta["language"]) == (article.name, "zh-Hans")
    assert meta["year"] == YEARS.get(article.name, HANDBOOK_YEAR)
    assert 3 <= len(meta["topics"]) == len(set(meta["topics"]))


@each_retold_article
def test_an_article_claims_its_rows_of_the_inventory(article: Article):
    assert article.front_matter["source"] == {
        "document": DOCUMENTS[ROWS[article.name][0][0]],
        "rows": expected_rows(article.name),
    }


@each_article
def test_the_title_is_the_only_first_level_heading_and_headings_differ(article: Article):
    headings = [section.heading for section in article.sections()]
    assert re.findall(r"^# (.+)$", article.body, re.MULTILINE) == [article.front_matter["title"]]
    assert len(headings) >= 4
    assert len(headings) == len(set(headings))


@each_article
def test_a_section_holds_100_to_500_characters_and_a_checklist_a_few_less(article: Article):
    least = 80 if article.is_handbook else 100
    sizes = {section.heading: count_characters(section.text) for section in article.sections()}
    assert {heading: size for heading, size in sizes.items() if not least <= size <= 500} == {}


@each_article
def test_a_paragraph_holds_80_to_220_characters_unless_it_belongs_to_a_list(article: Article):
    wrong, shortest = [], 40 if article.is_handbook else 80
    for section in article.sections():
        blocks = section.blocks()
        for before, block in zip(["", *blocks], blocks, strict=False):
            least = 0 if block.endswith("：") or is_list(before) else shortest
            if not is_list(block) and not least <= count_characters(block) <= 220:
                wrong.append(block)
    assert wrong == []


@each_article
def test_a_sentence_holds_at_most_120_characters(article: Article):
    assert [sentence for sentence in article.sentences() if len(sentence) > 120] == []


@each_article
def test_a_sentence_does_not_lean_on_the_one_before(article: Article):
    assert [sentence for sentence in article.sentences() if DANGLING.match(sentence)] == []


@each_article
def test_every_sentence_ends_with_full_width_punctuation(article: Article):
    assert [each for each in article.sentences() if each[-1] not in "。？："] == []
    assert HALF_WIDTH.findall(article.body) == []


@each_article
def test_vendor_names_and_page_furniture_are_gone(article: Article):
    assert NOISE.findall(article.body) == []


@each_article
def test_another_view_points_to_an_article_that_exists(article: Article):
    titles = {each.front_matter["title"] for each in ARTICLES.values()} - {
        article.front_matter["title"]
    }
    assert set(re.findall(r"《(.+?)》", article.body)) <= titles


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the raw sources are not beside this checkout")
@each_article
def test_no_run_of_25_characters_is_copied_from_the_sources(article: Article):
    seeds = " ".join(squash(path.read_text("utf-8")) for path in sorted(SEEDS.glob("*.txt")))
    assert longest_run_in(squash(article.body), seeds, LONGEST_SHARED_RUN) == ""
