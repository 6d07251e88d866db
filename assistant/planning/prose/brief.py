"""Brief: what a section of a plan states, as the facts its prose may draw on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.errors import InputError
from assistant.planning.edits import EditedPlan
from assistant.planning.places import Place
from assistant.planning.plan import Block, Bullets, Chart, Heading, Paragraph, Section, Table, plain
from assistant.planning.prose.masking import Masked, marks_of, mask

_FIGURE = re.compile(r"\s*[\d-]")
_MOST_ROWS, _MOST_LINES, _LONGEST_LINE = 6, 40, 220


@dataclass(frozen=True, slots=True)
class SectionBrief:
    """The lead paragraph of a section and the facts around it, figures masked.

    `anchor` and `where` name the place that the prose is proposed for; `current` is what stands
    there, and `required` the marks in it: whatever is written anew keeps these facts.
    """

    section: str
    title: str
    anchor: str
    where: str
    current: str
    facts: tuple[str, ...]
    guidance: tuple[str, ...]
    masked: Masked

    @property
    def required(self) -> tuple[str, ...]:
        """The marks that a new text must hold, in order."""
        return tuple(sorted(marks_of(self.current), key=self.current.index))

    @property
    def sources(self) -> tuple[str, ...]:
        """Everything the prose may draw on."""
        return (self.title, self.current, *self.facts, *self.guidance)


def section_brief(edited: EditedPlan, section_id: str, instead: str = "") -> SectionBrief:
    """Return the brief of a section; `instead` is a proposal to go on from, not yet in the plan.

    Raises:
        NotFoundError: the plan has no such section.
        InputError: there is no paragraph in it that could be put in other words.
    """
    section = edited.plan.section(section_id)
    place = _lead(edited, section_id)
    facts, guidance = list(_facts(section)), list(_guidance(section))
    texts = [section.title, instead or place.words, *facts, *guidance]
    masked = mask(texts, _names(section))
    title, current, *rest = masked.texts
    return SectionBrief(
        section=section.id,
        title=title,
        anchor=place.anchor,
        where=place.where,
        current=current,
        facts=tuple(rest[: len(facts)]),
        guidance=tuple(rest[len(facts) :]),
        masked=masked,
    )


def _names(section: Section) -> Iterator[str]:
    """Yield what the owner calls things: answers that are more than a figure and its unit."""
    for run in section.runs():
        if run.origin in ("answer", "assumption", "imported") and not _FIGURE.match(run.text):
            yield run.text


def _lead(edited: EditedPlan, section_id: str) -> Place:
    """Return the first paragraph with figures of a section, else its first paragraph."""
    found = [
        place
        for place in edited.places
        if place.section == section_id and place.anchor.split("/")[-1].startswith("p-")
    ]
    figures = (p for p in found if any(run.origin == "calculated" for run in p.text))
    lead = next(figures, found[0] if found else None)
    if lead is None:
        raise InputError(
            f"{section_id} 还没有可以改写的文字，先多答几题。",
            f"{section_id} has no text to put in other words yet; answer some more questions.",
        )
    return lead


def _facts(section: Section) -> Iterator[str]:
    lines = (line for block in section.blocks for line in _lines(block))
    for number, line in enumerate(lines):
        if number == _MOST_LINES:
            return
        yield line[:_LONGEST_LINE]


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"[{block.text}]"
        case Paragraph() if not block.is_advice:
            yield plain(block.text)
        case Bullets():
            yield from (plain(item) for item in block.items)
        case Table():
            yield from _rows(block)
        case Chart():
            yield from _rows(block.table)


def _rows(table: Table) -> Iterator[str]:
    heads = [plain(head) for head in table.head]
    for row in table.rows[:_MOST_ROWS]:
        cells = zip(heads, map(plain, row), strict=True)
        yield "; ".join(f"{head}: {cell}" if head else cell for head, cell in cells if cell)


def _guidance(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, Paragraph) and block.is_advice:
            yield plain(tuple(run for run in block.text if run.text != f" [{run.source}]"))
