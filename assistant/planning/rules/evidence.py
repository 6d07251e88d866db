"""Rules on evidence: required questions answered, few assumptions, nothing said is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.interview.entry import Bilingual
from assistant.planning import figures
from assistant.planning.aside import ASIDE
from assistant.planning.context import DraftContext
from assistant.planning.labels import is_stated
from assistant.planning.plan import Plan
from assistant.planning.rules.rule import Fault, Slot, listed

_DIGIT = re.compile(r"\d")


def check_answers(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-34: required questions are answered; at most 40 % of the figures are assumed.

    A missing answer blocks; too many assumptions, or nobody to check them, only warn.
    """
    open_questions = context.labels.unanswered_required(context.profile)
    if open_questions:
        slots: dict[str, Slot] = {
            "n": str(len(open_questions)),
            "items": listed(open_questions),
            "question": _with_topic(context, open_questions[0]),
        }
        yield Fault("required", slots, context.labels.field_keys(open_questions[0])[0])
    yield from _assumptions(plan, context)


def _with_topic(context: DraftContext, question: str) -> Bilingual:
    topic = context.labels.topic(question)
    return Bilingual(zh=f"{question}（{topic.zh}）", en=f"{question} ({topic.en})")


def _assumptions(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """Yield a warning when too many figures of the plan are assumed, or nobody checks them."""
    shown = [run for run in plan.runs() if _DIGIT.search(run.text) and run.needs_mark]
    assumed = [run for run in shown if run.origin == "assumption"]
    if not assumed:
        return
    share, most = 100 * len(assumed) / len(shown), context.wording.thresholds.assumption_max_pct
    field = assumed[0].source
    question = context.labels.question_of(field)
    slots: dict[str, Slot] = {
        "n": str(len(shown)),
        "share": figures.percent(share),
        "max": figures.percent(most),
        "question": _with_topic(context, question) if question else field,
    }
    if share > most:
        yield Fault("share", slots, field, "W")
    if not context.profile.text("lead.name"):
        lead = _with_topic(context, context.labels.question_of("lead.name"))
        yield Fault("owner", {**slots, "question": lead}, "lead.name", "W")


def check_use(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-35: every field somebody filled is shown in a section or an annex other than the record."""
    pages = [*plan.sections, *(annex for annex in plan.annexes if annex.id == "E")]
    shown = {run.source for page in pages for run in page.runs()}
    for key in context.profile:
        if key not in ASIDE and is_stated(context.profile, key) and key not in shown:
            yield Fault("unused", {"field": context.labels.names(key)}, key)
