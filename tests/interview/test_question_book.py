"""The question book: what it offers, and how it names the mistakes of an edited file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from interview_files import PROMPTS, book

from assistant.errors import NotFoundError, PromptError
from assistant.interview.profile import Profile
from assistant.interview.question import load_questions
from assistant.interview.value import Value

QUICK = ("A1", "A2", "A4", "A5", "A9", "B5", "B6", "B8", "C1", "C6", "C8", "C9", "D4", "E2")
MINIMAL = """
stages:
  - {id: macro, title: {zh: 宏观, en: Macro}}
questions:
  - id: A1
    stage: macro
    rows: [S4-9]
    ask: {zh: 我们是谁？, en: "Who are we?"}
    short: {zh: 是谁？, en: "Who?"}
    why: {zh: 起点。, en: The start.}
    examples: [{zh: 小满家纺, en: Xiaoman}]
    probe: {zh: 请说名字。, en: The name please.}
    detectors: [short]
    fields:
      - {key: pet.name, label: {zh: 宠物名, en: Pet}, type: text, read: whole}
"""


def load(tmp_path: Path, text: str):
    (tmp_path / "interview.yaml").write_text(text, encoding="utf-8")
    return load_questions(tmp_path)


def test_forty_questions_stand_in_five_stages():
    sizes = {stage.id: len(book().in_stage(stage.id)) for stage in book().stages}
    assert sizes == {"macro": 10, "product": 8, "platform": 10, "operations": 6, "control": 6}


def test_the_quick_path_has_fourteen_questions():
    assert book().core_ids == QUICK


def test_goal_products_and_personas_have_no_default():
    keys = ("goal.metric", "goal.current", "goal.target", "goal.due", "product.items", "personas")
    assert [book().field(key).default for key in keys] == [None] * len(keys)


def test_fields_questions_and_positions_are_found_by_name():
    assert book().field("econ.aov").unit == "yuan"
    assert book().question_of("budget.reserve_pct").id == "E4"
    assert book().position("A5") == 4
    assert book()["A5"].id == "A5"


@pytest.mark.parametrize("look_up", [lambda: book()["Z9"], lambda: book().field("goal.nothing")])
def test_an_unknown_name_is_an_error_that_names_it(look_up):
    with pytest.raises(NotFoundError, match=r"Z9|goal\.nothing"):
        look_up()


def test_every_question_asks_in_one_language_as_in_the_other():
    slots = re.compile(r"\{([a-z]+)\}")
    for question in book():
        for text in (question.ask, question.probe):
            assert slots.findall(text.zh) == slots.findall(text.en), question.id


def test_every_wording_is_clean_chinese_and_english():
    for question in book():
        texts = [question.ask, question.short, question.why, question.probe, *question.examples]
        for text in texts:
            assert not re.search(r"[!！?]|\S,\S", text.zh.replace("，", "")), text.zh
            assert not re.search(r"[㐀-鿿！]", text.en), text.en


def test_a_new_question_with_a_new_field_needs_no_python(tmp_path):
    loaded = load(tmp_path, MINIMAL)
    assert [(q.id, q.keys) for q in loaded] == [("A1", ("pet.name",))]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (
            ("type: text", "type: number, default: {value: many, note: {zh: 无, en: none}}"),
            "pet.name",
        ),
        (("type: text", "type: colour"), "A1 fields > pet.name > type"),
        (("type: text", "type: enum"), "pet.name"),
        (("type: text", "type: records"), "pet.name"),
        (("key: pet.name", "key: Pet Name"), "A1 fields"),
        (("stage: macro", "stage: micro"), "A1 stage"),
        (("detectors: [short]", "detectors: [long]"), "A1 detectors"),
        (("Who are we?", "Who are {we}?"), "A1 ask"),
        (('en: "Who?"', "fr: Qui"), "A1 short"),
        (("read: whole", "read: mind"), "pet.name > read"),
        (("detectors: [short]", "positions: [pet.age]"), "A1 positions"),
        (("detectors: [short]", "ask_if: {field: pet.age, any_of: [x]}"), "A1 ask_if"),
        (("read: whole", "ask_if: {field: pet.age}"), "pet.name > ask_if"),
        (("detectors: [short]", "colour: red"), "A1 colour"),
    ],
)
def test_a_mistake_is_named_with_file_question_and_key(tmp_path, change, named):
    with pytest.raises(PromptError) as caught:
        load(tmp_path, MINIMAL.replace(*change))
    assert "interview.yaml" in caught.value.en
    assert named in caught.value.en
    assert named in caught.value.zh


def test_two_questions_with_one_id_are_a_mistake(tmp_path):
    data = yaml.safe_load(MINIMAL)
    data["questions"] *= 2
    with pytest.raises(PromptError, match="A1"):
        load(tmp_path, yaml.safe_dump(data, allow_unicode=True))


def test_a_file_that_is_no_question_file_is_a_mistake(tmp_path):
    with pytest.raises(PromptError, match="stages, questions"):
        load(tmp_path, "- just\n- a list\n")


def test_a_default_chosen_by_another_field_covers_all_its_options(tmp_path):
    text = (PROMPTS / "interview.yaml").read_text(encoding="utf-8")
    broken = text.replace("values: {b2c: 8, b2b: 2, both: 8}", "values: {b2c: 8, b2b: 2}")
    with pytest.raises(PromptError, match=r"B8 econ\.return_rate_pct"):
        load(tmp_path, broken)


def test_owners_who_sell_to_firms_are_asked_about_enquiries():
    b2b = Profile({"offer.customer_type": Value("b2b")})
    assert "100个询盘成交几个" in book()["C8"].wording(b2b).zh
    assert [field.key for field in book()["C8"].wanted(b2b)] == [
        "funnel.cpc",
        "funnel.paid_share_pct",
        "funnel.visitor_to_lead_pct",
        "funnel.lead_to_deal_pct",
    ]


def test_owners_who_sell_to_people_are_asked_about_orders():
    b2c = Profile({"offer.customer_type": Value("b2c")})
    assert [field.key for field in book()["C8"].wanted(b2c)] == [
        "funnel.conversion_pct",
        "funnel.cpc",
        "funnel.paid_share_pct",
    ]


def test_a_key_written_twice_in_one_field_is_named_with_its_file(tmp_path):
    text = (PROMPTS / "interview.yaml").read_text(encoding="utf-8")
    twice = text.replace("key: goal.due,", "key: goal.due, type: text,", 1)
    (tmp_path / "interview.yaml").write_text(twice, encoding="utf-8")

    with pytest.raises(PromptError) as caught:
        load_questions(tmp_path)

    assert "interview.yaml" in caught.value.en
    assert "the key 'type' is written twice" in caught.value.en
