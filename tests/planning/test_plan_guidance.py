from pathlib import Path

import pytest
import yaml
from f1 import ROOT, raw_profile

from assistant.errors import PromptError
from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.guidance import load_guidance
from assistant.planning.plan import plain

ENTRY = {
    "id": "one",
    "section": "P4",
    "text": {"zh": "先定目标。", "en": "Set the goal first."},
    "document": "goals",
    "quote": {"zh": "目标要写得具体", "en": "goals should be concrete"},
}
ARTICLES = {
    "zh": "---\ntitle: 目标怎么写\n---\n\n# 目标怎么写\n\n## 目标写什么\n\n目标要写得具体。\n",
    "en": '---\ntitle: "Goals: how"\n---\n\n## What to say\n\nThe goals should be concrete.\n',
}


def _folders(root: Path, *entries: dict) -> tuple[Path, Path]:
    prompts, corpus = root / "prompts", root / "corpus"
    prompts.mkdir()
    (prompts / "plan.yaml").write_text(
        yaml.safe_dump({"guidance": list(entries)}, allow_unicode=True), encoding="utf-8"
    )
    for language, text in ARTICLES.items():
        (corpus / language).mkdir(parents=True)
        (corpus / language / "goals.md").write_text(text, encoding="utf-8")
    return prompts, corpus


def test_a_quote_is_cited_with_its_place_in_the_article_of_each_language(tmp_path):
    (advice,) = load_guidance(*_folders(tmp_path, ENTRY)).select(Profile())
    zh, en = advice.citations["zh"], advice.citations["en"]
    assert (zh.number, zh.document, zh.title, zh.heading) == (
        1,
        "goals",
        "目标怎么写",
        "目标写什么",
    )
    assert (en.title, en.heading) == ("Goals: how", "What to say")
    assert ARTICLES["zh"][zh.start : zh.end] == "目标要写得具体"
    assert ARTICLES["en"][en.start : en.end] == "goals should be concrete"
    assert plain(advice.paragraph("en").text) == "Set the goal first. [1]"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"quote": {"zh": "没有这句", "en": "goals"}},
            "guidance one quote does not occur in goals",
        ),
        ({"document": "none"}, "guidance one document has no zh article"),
        ({"text": {"zh": "只有中文"}}, "guidance one text needs zh and en"),
        ({"colour": "red"}, "guidance one needs"),
    ],
    ids=["quote", "document", "language", "unknown key"],
)
def test_advice_without_its_source_is_refused(tmp_path, change, message):
    with pytest.raises(PromptError) as error:
        load_guidance(*_folders(tmp_path, {**ENTRY, **change}))
    assert message in error.value.en


def test_a_file_without_guidance_is_refused(tmp_path):
    prompts, corpus = _folders(tmp_path)
    (prompts / "plan.yaml").write_text("texts: {}", encoding="utf-8")
    with pytest.raises(PromptError, match="guidance"):
        load_guidance(prompts, corpus)


@pytest.mark.parametrize(
    ("when", "applies"),
    [
        ({"offer.customer_type": "b2c"}, True),
        ({"offer.customer_type": ["b2b", "both"]}, False),
        ({"offer.customer_type": "known"}, True),
        ({"offer.customer_type": "unknown"}, False),
        ({"offer.customer_type": "b2c", "risks": "known"}, False),
    ],
)
def test_advice_is_given_only_where_all_its_conditions_hold(tmp_path, when, applies):
    guidance = load_guidance(*_folders(tmp_path, {**ENTRY, "when": when}))
    profile = Profile({"offer.customer_type": Value("b2c")})
    assert bool(guidance.select(profile)) is applies


def test_the_real_advice_covers_every_section_and_counts_from_one():
    guidance = load_guidance(ROOT / "prompts", ROOT / "corpus")
    chosen = guidance.select(raw_profile())
    assert {advice.section for advice in chosen} == {f"P{i}" for i in range(1, 10)}
    assert [a.citations["zh"].number for a in chosen] == list(range(1, len(chosen) + 1))
    assert len(guidance) >= 20


def test_every_real_quote_is_found_in_the_article_it_names():
    guidance = load_guidance(ROOT / "prompts", ROOT / "corpus")
    for advice in guidance.select(raw_profile()):
        for language, citation in advice.citations.items():
            article = ROOT / "corpus" / language / f"{citation.document}.md"
            text = article.read_text(encoding="utf-8")
            assert text[citation.start : citation.end] == citation.quote
            assert f"# {citation.heading}" in text
