"""Issues: the numbered opportunities and problems that follow from the answers and the figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.planning.context import DraftContext
from assistant.planning.plan import Run, Text, label
from assistant.planning.profile_facts import spends_evenly

Kind = Literal["opportunity", "problem"]
_LETTER: dict[Kind, str] = {"opportunity": "O", "problem": "Q"}


@dataclass(frozen=True, slots=True)
class Issue:
    """One opportunity ("O1") or problem ("Q1"): what it says, and how the plan answers it.

    `sort` names where it comes from ("rival_weak", "feedback", "short").
    """

    number: Run
    kind: Kind
    sort: str
    text: Text
    answer: Text


def find_issues(context: DraftContext) -> tuple[Issue, ...]:
    """Return all opportunities, then all problems, each numbered from 1."""
    return (
        *_numbered(context, "opportunity", _opportunities(context)),
        *_numbered(context, "problem", _problems(context)),
    )


def _numbered(
    context: DraftContext, kind: Kind, found: Iterator[tuple[str, Text]]
) -> Iterator[Issue]:
    """Yield issues with their number and the fixed answer of their sort."""
    for i, (name, text) in enumerate(found, start=1):
        number = label(f"{_LETTER[kind]}{i}")
        yield Issue(number, kind, name, text, context.words(f"answer.{name}"))


def _opportunities(context: DraftContext) -> Iterator[tuple[str, Text]]:
    words = context.words
    for rival in context.records("competitors"):
        weak = context.cell("competitors", rival, "weak")
        if weak:
            name = context.cell("competitors", rival, "name")
            yield "rival_weak", words("issue.rival_weak", rival=name, weak=weak)
    for strength in context.records("strengths"):
        claim = context.cell("strengths", strength, "claim")
        if claim:
            yield "strength", words("issue.strength", claim=claim)
    if context.profile.number("assets.old_customers"):
        yield "old_customers", words("issue.old_customers", n=context.field("assets.old_customers"))


def _problems(context: DraftContext) -> Iterator[tuple[str, Text]]:
    words = context.words
    if context.knows("problem.cause"):
        yield "cause", words("issue.cause", cause=context.field("problem.cause"))
    yield from _money_problems(context)
    for rival in context.records("competitors"):
        strong = context.cell("competitors", rival, "strong")
        if strong:
            name = context.cell("competitors", rival, "name")
            yield "rival_strong", words("issue.rival_strong", rival=name, strong=strong)
    for feedback in context.items("current.feedback"):
        yield "feedback", words("issue.feedback", feedback=feedback)
    for step in context.records("ops.steps"):
        if step.get("breaks") is True:
            name = context.cell("ops.steps", step, "step")
            yield "break", words("issue.break", step=name)
    for post in context.items("team.missing"):
        yield "post", words("issue.post", post=post)


def _money_problems(context: DraftContext) -> Iterator[tuple[str, Text]]:
    words, funnel = context.words, context.result("funnel")
    if funnel and funnel.values["short"]:
        short = context.figure("funnel", "short")
        yield "short", words("issue.short", short=short)
    economics = context.result("unit_economics")
    cpa = economics.values["cpa"] if economics else None
    if economics and cpa is not None and cpa > economics.values["max_cpa"]:
        slots = {"cpa": "cpa", "most": "max_cpa"}
        figures = {slot: context.figure("unit_economics", key) for slot, key in slots.items()}
        yield "cpa", words("issue.cpa", **figures)
    if spends_evenly(context.profile):
        yield "even", words("issue.even")
