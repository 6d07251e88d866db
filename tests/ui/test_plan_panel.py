"""The plan panel: what the plan says to the letter, every figure with its mark, all escaped."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from apps import plan_desk
from page_html import Page, assert_harmless, read

sys.path.insert(0, str(Path(__file__).parents[1] / "planning"))

from f1 import TODAY, load_book, load_drafter, raw_profile, repaired_profile

from assistant.conversation.plan_view import PlanView
from assistant.exporting.export import FORMATS
from assistant.interview import flow
from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.plan import Bullets, Chart, Heading, Paragraph, Run, Section, Table
from assistant.prompts import Wording, resource_dir
from assistant.storage.records import StoredPlan
from assistant.ui.tips import Tips
from assistant.ui.tools.words import ToolWords

PLAN_ID = "0123456789abcdef" * 2
HOSTILE = (
    "\"'><script>alert(1)</script><img src=x onerror=alert(1)>[链](javascript:alert(1))&lt;b&gt;"
)
MARKS = {"answer": "ᵃ", "calculated": "ᶜ", "imported": "ⁱ", "assumption": "※"}
ORIGINS = {
    "zh": {
        "answer": "您说的",
        "imported": "您说的",
        "calculated": "算出来的",
        "assumption": "假设，待核实",
    },
    "en": {
        "answer": "your words",
        "imported": "your words",
        "calculated": "calculated",
        "assumption": "assumption to verify",
    },
}


def view(profile: Profile, language="zh", path="full", updated="2026-11-22T09:30:00") -> PlanView:
    """Return a plan as the consultant hands it to the page."""
    draft = plan_desk(load_drafter()).draft(profile, TODAY, language)
    state = flow.start(path)
    return PlanView(
        StoredPlan(PLAN_ID, "owner", draft.plan.title, updated_at=updated),
        profile,
        state,
        draft,
        flow.progress(state, profile, load_book()),
    )


def sections(plan: PlanView) -> tuple[Section, ...]:
    return (*plan.draft.plan.sections, *plan.draft.plan.annexes)


def squeezed(text: str) -> str:
    """Return a text without spaces, which HTML may add between its lines."""
    return re.sub(r"\s+", "", text)


def said(block: object) -> str:
    """Return what a block must say on the page, marks included, pictures left out."""
    match block:
        case Heading():
            return block.text
        case Paragraph():
            return words(block.text)
        case Bullets():
            return "".join(words(item) for item in block.items)
        case Table():
            rows = (block.head, *block.rows)
            return block.caption + "".join(words(cell) for row in rows for cell in row)
        case Chart() if not (block.series or block.spans):
            return block.title + said(block.table)
        case Chart():
            legend = [series.name for series in block.series] if len(block.series) > 1 else []
            legend += dict.fromkeys(span.label for span in block.spans)
            return block.title + "".join(legend) + "看数字" + said(block.table)


def words(text: tuple[Run, ...]) -> str:
    return "".join(run.text + (MARKS[str(run.origin)] if run.needs_mark else "") for run in text)


def figures(page: Page) -> list[tuple[str, str, str]]:
    """Return origin, text and explanation of the marked figures; the legend is left out."""
    marked = [tag for tag in page.classed("figure") if "data-tip" in tag.attributes]
    return [(tag.classes[1], tag.text, tag.attributes["data-tip"]) for tag in marked]


def load_tips(language) -> Tips:
    wording = Wording.load(resource_dir("prompts") / "tools.yaml")
    return Tips(load_book(), ToolWords(wording, language))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_figure_carries_its_mark_and_says_where_it_is_from(renderers, language):
    plan = view(raw_profile(), language)
    tips = load_tips(language)
    expected = [
        (
            run.origin,
            run.text + MARKS[str(run.origin)],
            "\n".join([ORIGINS[language][str(run.origin)], *tips.lines(run.source)]),
        )
        for section in sections(plan)
        for run in section.runs()
        if run.needs_mark
    ]
    assert len(expected) > 150
    assert {origin for origin, _, _ in expected} == {"answer", "calculated", "assumption"}
    assert figures(read(renderers[language].plan(plan, ()))) == expected


@pytest.mark.parametrize("profile", [raw_profile(), repaired_profile()], ids=["raw", "repaired"])
def test_a_section_says_what_the_plan_says_and_nothing_else(renderers, profile):
    plan = view(profile)
    html = re.sub(r"<svg.*?</svg>", "", renderers["zh"].plan(plan, ()), flags=re.DOTALL)
    shown = {tag.attributes["id"]: squeezed(tag.text) for tag in read(html).named("section")}
    assert shown == {
        section.id: squeezed(
            section.title
            + "".join(said(block) for block in section.blocks)
            + "".join(f"{gap.text}去回答" for gap in section.missing)
        )
        for section in sections(plan)
    }


def test_the_pictures_draw_the_charts_of_the_plan(renderers):
    plan = view(raw_profile())
    charts = [b for s in sections(plan) for b in s.blocks if isinstance(b, Chart)]
    kinds = {"staircase", "bars", "tornado", "gantt", "funnel", "radar", "donut"}
    assert {chart.kind for chart in charts} == kinds
    page = assert_harmless(renderers["zh"].plan(plan, ()))
    drawn = [tag.attributes["aria-label"] for tag in page.named("svg")]
    assert drawn == [chart.title for chart in charts]
    assert page.texts("value")[:3] == ["312万", "438万", "600万"]
    barred = [chart for chart in charts if chart.kind not in ("radar", "donut")]
    bars = sum(len(series.values) for chart in barred for series in chart.series)
    assert len(page.classed("pillar")) == bars
    shares = [chart for chart in charts if chart.kind == "donut"]
    assert len(page.classed("slice")) == sum(len(chart.labels) for chart in shares)
    assert len(page.classed("phase")) == sum(len(chart.spans) for chart in charts)
    assert all(tag.attributes["role"] == "img" for tag in page.named("svg"))


def test_text_of_the_owner_is_shown_and_never_active(renderers):
    profile = raw_profile()
    texts = {key for key, value in profile.items() if isinstance(value.value, str)}
    texts -= {"offer.customer_type", "budget.period", "goal.metric", "horizon.start"}
    hostile = {key: Value(HOSTILE, raw=HOSTILE) for key in texts}
    hostile["risks"] = Value([{"event": HOSTILE, "signal": HOSTILE}], raw=HOSTILE)
    html = renderers["zh"].plan(view(profile.merge(hostile)), ())
    page = assert_harmless(html)
    assert HOSTILE in page.named("h2")[0].text
    assert page.text.count(HOSTILE) > 10


def test_sections_that_have_just_changed_say_so_and_all_are_linked(renderers):
    plan = view(raw_profile())
    page = read(renderers["zh"].plan(plan, ("P4", "P7")))
    changed = [tag.attributes["id"] for tag in page.classed("just-changed")]
    assert changed == ["P4", "P7"]
    assert [tag.text for tag in page.named("em")] == ["刚更新", "刚更新"]
    links = [tag.attributes["href"] for tag in page.named("a") if "reads" not in tag.classes]
    assert links[:9] == [f"#P{number}" for number in range(1, 10)]


def test_a_gap_and_a_finding_lead_back_to_their_questions(renderers):
    plan = view(Profile({"company.name": raw_profile()["company.name"]}))
    page = read(renderers["zh"].plan(plan, ()))
    gaps = [gap.question_id for section in sections(plan) for gap in section.missing]
    findings = plan.draft.review.findings
    assert gaps
    assert findings
    buttons = [tag.classes[1] for tag in page.classed("mini")]
    asked = [name for name in buttons if name.startswith("change-")]
    repaired = [f"repairs-{finding.rule}" for finding in findings if finding.repairable]
    assert [name for name in buttons if name.startswith("repairs-")] == repaired
    assert asked == [f"change-{question}" for question in [*(f.question for f in findings), *gaps]]


def _review_line(page: Page) -> str:
    return next(tag.text for tag in page.named("summary") if tag.text.startswith("审核意见"))


def test_the_review_says_what_must_be_fixed_and_when_nothing_must(renderers):
    review = {
        name: " ".join(_review_line(read(renderers["zh"].plan(view(profile), ()))).split())
        for name, profile in (("raw", raw_profile()), ("repaired", repaired_profile()))
    }
    assert review == {
        "raw": "审核意见（9） · 审核 48 分 · 还有 3 处必须补",
        "repaired": "审核意见（5） · 审核 88 分 · 可提交",
    }


def test_a_plan_nobody_has_begun_shows_what_will_be_written(renderers):
    page = read(renderers["zh"].plan(view(Profile(), path="quick"), ()))
    assert [tag.text for tag in page.named("h3")] == ["方案会写在这里"]
    (empty,) = page.classed("empty")
    assert [s.title in empty.text for s in view(Profile()).draft.plan.sections] == [True] * 9
    assert page.classed("downloads") == page.named("section") == []
    assert [tag.attributes["href"] for tag in page.named("a")] == ["/sample"]


def test_stages_are_open_begun_or_done(renderers):
    named = Profile({k: v for k, v in raw_profile().items() if k.startswith("company.")})
    states = []
    for profile in (named, raw_profile()):
        page = read(renderers["zh"].steps(view(profile)))
        states.append([tag.classes[0] for tag in page.named("li")])
        assert page.classed("ready")[0].attributes["aria-valuenow"] in page.texts("ready")[0]
    assert states == [
        ["begun", "open", "open", "open", "open"],
        ["done", "begun", "done", "done", "done"],
    ]


def test_the_downloads_are_those_of_this_plan_in_this_language(renderers):
    for language in ("zh", "en"):
        page = read(renderers[language].plan(view(raw_profile(), language), ()))
        links = {
            t.attributes["id"]: t.attributes["href"]
            for t in page.named("a")
            if "id" in t.attributes
        }
        expected = {
            f"dl_{ending}": f"/export/{PLAN_ID}.{ending}?lang={language}"
            for ending in (suffix.removeprefix(".") for suffix in FORMATS)
        }
        expected |= {
            f"sheet_{name}": f"/plans/{PLAN_ID}/{name}?lang={language}"
            for name in ("boss", "hours", "cards")
        }
        if language == "zh":
            expected["dl_docx_hant"] = f"/export/{PLAN_ID}.docx?lang=zh&traditional=true"
        assert links == expected
