import re

import pytest
from f1 import ROOT, TODAY, load_book, load_drafter, raw_profile, repaired_profile
from pages import lines

from assistant.errors import NotFoundError
from assistant.interview.profile import Profile
from assistant.interview.question import Question, QuestionBook
from assistant.interview.value import Value
from assistant.planning.drafter import Drafter
from assistant.planning.guidance import load_guidance
from assistant.planning.lint_file import load_lint
from assistant.planning.plan import LABEL, Run, plain
from assistant.planning.proposals.proposer import load_proposer
from assistant.planning.wording import load_wording

_DIGIT = re.compile(r"\d")


def _draft(profile: Profile, language: str = "zh"):
    return load_drafter().draft(profile, language=language, today=TODAY)


def _fixed_pieces() -> set[str]:
    """Return every literal piece of plan.yaml and every label and note of the question book."""
    wording = load_wording(ROOT / "prompts")
    pieces = {p for k in wording for lang in ("zh", "en") for _, p in wording.pieces(k, lang)}
    for field in load_book().fields:
        texts = [field.label, *(part.label for part in field.item)]
        texts += [option.label for option in field.options]
        texts += [field.default.note] if field.default else []
        pieces |= {text.text(lang) for text in texts for lang in ("zh", "en")}
    return pieces


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("profile", [raw_profile(), Profile()], ids=["F1", "empty"])
def test_every_digit_has_an_origin_or_stands_in_the_fixed_wording(profile, language):
    plan = _draft(profile, language)
    fixed = _fixed_pieces()
    homeless = [
        run.text
        for section in (*plan.sections, *plan.annexes)
        for run in section.runs()
        if run.origin is None and _DIGIT.search(run.text) and run.text not in fixed
    ]
    assert homeless == []


def test_every_origin_names_its_source():
    plan = _draft(raw_profile())
    book = load_book()
    keys = {field.key for field in book.fields}
    numbers = {str(citation.number) for citation in plan.sources}
    for section in (*plan.sections, *plan.annexes):
        for run in section.runs():
            if run.origin in ("answer", "assumption") and section.id != "D":
                assert run.source in keys
            if run.origin == "corpus":
                assert run.source in numbers
            if run.origin == "calculated" and run.source != LABEL:
                assert "=" in run.source or run.source in keys


def test_a_calculated_figure_names_the_assumptions_it_rests_on():
    plan = _draft(raw_profile().without("funnel.cpc"))
    short = [r for r in plan.section("P7").runs() if r.text == "354,288 元"]
    assert short
    assert "cpc=2（假设）" in short[0].source
    assert "conversion_pct=2.5," in short[0].source


def test_a_plan_has_nine_sections_five_annexes_and_knows_how_complete_it_is():
    plan = _draft(raw_profile())
    assert [section.id for section in plan.sections] == [f"P{i}" for i in range(1, 10)]
    assert [annex.id for annex in plan.annexes] == list("ABCDE")
    assert (plan.title, plan.date, plan.completeness) == (
        "小满家纺 · 2027–2029 年网络营销方案",
        "2026-11-22",
        100,
    )
    assert [section.missing for section in plan.sections] == [()] * 9
    with pytest.raises(NotFoundError):
        plan.section("P10")


def test_completeness_counts_required_questions_twice():
    book = load_book()
    weights = [2 if question.required else 1 for question in book]
    only_goal = Profile({k: v for k, v in raw_profile().items() if k.startswith("goal.")})
    assert _draft(only_goal).completeness == round(100 * 2 / sum(weights))


def test_a_question_this_owner_is_not_asked_is_not_missing():
    service = Profile({"plan.type": Value("service"), "company.headcount": Value(2)})
    plan = _draft(service)
    missing = {m.question_id for s in (*plan.sections, *plan.annexes) for m in s.missing}
    assert missing & {"C8", "C9", "D3"} == set()
    asked = {m.question_id for s in _draft(Profile()).sections for m in s.missing}
    assert {"C8", "C9", "D3"} <= asked


def test_an_empty_plan_names_what_is_missing_in_every_section_and_states_no_answer():
    plan = _draft(Profile())
    assert plan.title == "网络营销方案（草稿）"
    assert all(section.missing for section in plan.sections)
    assert {run.origin for run in plan.runs()} == {None, "assumption", "corpus"}
    assert plan.results == {}
    goal = plan.section("P4").missing[0]
    assert (goal.question_id, goal.text) == (
        "A5",
        "还缺“现在多少，想做到多少，到哪一天”，请回答 A5。",
    )


def test_a_default_is_shown_as_an_assumption_that_names_its_question():
    plan = _draft(Profile())
    reserve = [r for r in plan.section("P7").runs() if r.source == "budget.reserve_pct"]
    assert reserve == [Run("10%", "assumption", "budget.reserve_pct")]
    assert [m.text for m in plan.section("P9").missing if m.question_id == "E4"] == [
        "“可能出什么意外，怎么应对，预备金几成”先用了假设，请回答 E4 来核实。"
    ]


def test_the_english_plan_has_no_chinese_of_its_own():
    plan = _draft(Profile(), "en")
    own = [run.text for s in (*plan.sections, *plan.annexes) for run in s.runs() if not run.origin]
    own += [m.text for s in plan.sections for m in s.missing] + [plan.title]
    own += [run.text for s in plan.sections for run in s.runs() if run.origin == "corpus"]
    own += list(plan.captions.values())
    assert [text for text in own if re.search(r"[一-鿿]", text)] == []


def test_the_english_plan_says_the_same_figures():
    plan = _draft(repaired_profile(), "en")
    found = lines(plan.section("P4"))
    assert (
        "The gap is 3,600,000 yuan; the goal is 2.5 times today, 35.7% growth a year on average."
    ) in found
    assert "2027-12-31 | 3,120,000 yuan | 720,000 yuan | 600,000 yuan | 李梅" in found
    assert plan.title == "小满家纺 · Online marketing plan 2027–2029"


def test_an_answer_no_section_asks_for_is_added_to_the_section_of_its_stage():
    book = load_book()
    extra = book["E3"].model_copy(
        update={
            "fields": (
                *book["E3"].fields,
                book.field("after.needs_log").model_copy(update={"key": "control.tool"}),
            )
        }
    )
    questions: list[Question] = [extra if q.id == "E3" else q for q in book]
    prompts = ROOT / "prompts"
    drafter = Drafter(
        load_wording(prompts),
        QuestionBook(book.stages, questions),
        load_guidance(prompts, ROOT / "corpus"),
        load_proposer(prompts),
        load_lint(prompts),
    )
    profile = Profile({"control.tool": Value("飞书表格")})
    plan = drafter.draft(profile, language="zh", today=TODAY)
    assert lines(plan.section("P9"))[-2:] == ["### 您还说了", "需求记在哪里：飞书表格"]


def test_the_words_of_the_owner_stay_as_they_were():
    strange = "  =1+1 <b>*便宜*</b> | {gap} \n第二行"
    plan = _draft(raw_profile().merge({"strategy.main_attack": Value(strange)}))
    assert Run(strange, "answer", "strategy.main_attack") in tuple(plan.section("P5").runs())
    assert f"主攻：{strange}。" in [plain(i) for i in plan.section("P1").blocks[1].items]


def test_drafting_twice_gives_the_same_plan():
    assert _draft(raw_profile()) == _draft(raw_profile())
