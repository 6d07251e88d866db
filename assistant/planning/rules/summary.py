"""Rules on the summary: it says what a manager needs, shortly, and repeats the plan faithfully."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.plan import LABEL, Paragraph, Plan, Section
from assistant.planning.rules.rule import Fault, listed
from assistant.planning.rules.timing import is_due

# What the summary must say: the field its run comes from, and the question that gives it.
_ITEMS = {
    "goal": ("goal.target", "A5"),
    "date": ("goal.due", "A5"),
    "bet": ("strategy.main_attack", "A6"),
    "not_doing": ("strategy.not_doing", "A6"),
    "budget": ("allocation", "A9"),
    "battles": ("campaigns", "C9"),
    "risk": ("risks", "E4"),
}
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_NUMBER = re.compile(r"(\d[\d,]*)(\.\d+)?(\s*[万亿])?")
_SCALE = {"": 1, "万": 10_000, "亿": 100_000_000}


def check_summary(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-01: goal, date, bet, money, battles, top risk, what is not done; 400 characters (S3-4).

    What was not asked yet is not missed. The contents follow the summary in every export.
    """
    summary = plan.section("P1")
    shown = {run.source for run in summary.runs()}
    lacks = {
        item: key
        for item, (key, question) in _ITEMS.items()
        if context.formulas.get(key, key) not in shown and is_due(context, question)
    }
    if lacks:
        items = listed([context.wording[f"R-01.{item}"] for item in lacks])
        field = next(iter(lacks.values()))
        yield Fault("lacks", {"items": items}, "budget.total" if field == "allocation" else field)
    length, most = _length(summary), context.wording.thresholds.summary_max_characters
    if length > most:
        slots = {"n": str(length), "max": figures.number(most)}
        yield Fault("long", slots, "strategy.main_attack")


def _length(summary: Section) -> int:
    """Count the Chinese characters a manager reads, cited advice left out."""
    blocks = (b for b in summary.blocks if not (isinstance(b, Paragraph) and b.is_advice))
    return sum(len(_CHINESE.findall(run.text)) for block in blocks for run in block.runs())


def check_repeats(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-02: every number of the summary is that of its source, or stands so in the body (S3-4)."""
    own = [run for run in plan.section("P1").runs() if run.origin and run.source != LABEL]
    wanted = {run.source for run in own}
    sources = {formula: name for name, formula in context.formulas.items()}
    known: dict[str, set[float]] = {
        source: set(_figures_of(plan, context, source, sources)) for source in wanted
    }
    for section in plan.sections:
        for run in section.runs() if section.id != "P1" else ():
            if run.source in wanted:
                known[run.source] |= {value for value, _, _ in _numbers(run.text)}
    for run in own:
        for value, rounding, text in _numbers(run.text) if run.origin != "corpus" else ():
            if not any(abs(value - true) <= rounding for true in known[run.source]):
                field = run.source if run.source in context.completed else ""
                yield Fault("differs", {"number": text}, field)
                return


def _figures_of(
    plan: Plan, context: DraftContext, source: str, sources: Mapping[str, str]
) -> Iterator[float]:
    """Yield every figure the source of a run holds: a field, or a calculation by its formula."""
    result = plan.results.get(sources.get(source, ""))
    if result is not None:
        yield from _leaves([result.values, result.inputs])
    else:
        yield from _leaves(context.completed.raw(source))


def _leaves(value: Any) -> Iterator[float]:
    """Yield the numbers in a value, those inside texts included, signs left out."""
    if isinstance(value, Mapping):
        yield from _leaves(list(value.values()))
    elif isinstance(value, str):
        yield from (number for number, _, _ in _numbers(value))
    elif isinstance(value, bool):
        return
    elif isinstance(value, int | float):
        yield abs(float(value))
    elif isinstance(value, Iterable):
        for item in value:
            yield from _leaves(item)


def _numbers(text: str) -> Iterator[tuple[float, float, str]]:
    """Yield each number of a text with half its last digit, and as it is written."""
    for whole, decimals, scale in _NUMBER.findall(text):
        factor = _SCALE[scale.strip()]
        value = float(whole.replace(",", "") + decimals) * factor
        last = factor / 10 ** max(0, len(decimals) - 1)
        yield value, last / 2 + 1e-6, f"{whole}{decimals}{scale}"
