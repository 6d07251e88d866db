"""Brief: what a section of a plan states, as the facts its prose may draw on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from assistant.errors import InputError
from assistant.language import reading_size
from assistant.planning.edits import EditedPlan
from assistant.planning.places import Place, uncited, without_marks
from assistant.planning.plan import Block, Bullets, Chart, Heading, Paragraph, Section, Table, plain
from assistant.planning.prose.masking import Masked, marks_of, mask

_NUMBERED = re.compile(r"^[\d.]+\s*")
_FIGURE = re.compile(r"\s*[\d-]")
_MOST_ROWS, _MOST_ADVICE, _LONGEST_LINE = 6, 3, 220
# as reading_size counts; more is read for long by a slow model, and is far from the paragraph
_SIZE = 420


@dataclass(frozen=True, slots=True)
class SectionBrief:
    """The lead paragraph of a section and the facts around it, figures masked.

    `anchor` and `where` name the place that the prose is proposed for; `current` is what stands
    there, and `required` the marks in it: whatever is written anew keeps these facts. `cited` are
    the marks of the sources of the paragraph, which follow whatever is written.
    """

    section: str
    title: str
    anchor: str
    where: str
    current: str
    facts: tuple[str, ...]
    guidance: tuple[str, ...]
    masked: Masked
    cited: str = ""

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
    facts, guidance = _around(section, place)
    texts = [section.title, without_marks(instead) or place.words, *facts, *guidance]
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
        cited=plain(place.citations),
    )


def _names(section: Section) -> Iterator[str]:
    """Yield what the owner calls things: answers that are more than a figure and its unit."""
    for run in section.runs():
        if run.origin in ("answer", "assumption", "imported") and not _FIGURE.match(run.text):
            yield run.text


def _lead(edited: EditedPlan, section_id: str) -> Place:
    """Return the paragraph to write anew: one of the plan's own with figures before any other.

    Without paragraphs of its own a section has points, and without points advice.
    """
    own: list[Place] = []
    points: list[Place] = []
    advice: list[Place] = []
    for place in edited.places:
        kind = place.anchor.split("/")[-1][:2]
        if place.section != section_id or kind not in ("p-", "b-"):
            continue
        if kind == "b-":
            points.append(place)
        else:
            (advice if Paragraph(place.text).is_advice else own).append(place)
    for found in (own, points, advice):
        figures = (p for p in found if any(run.origin == "calculated" for run in p.text))
        lead = next(figures, found[0] if found else None)
        if lead is not None:
            return lead
    raise InputError(
        f"{section_id} 还没有可以改写的文字，先多答几题。",
        f"{section_id} has no text to put in other words yet; answer some more questions.",
    )


def _around(section: Section, place: Place) -> tuple[list[str], list[str]]:
    """Return facts and advice of a section: those of the part of a place first, as many as fit."""
    part = _part(section.blocks, place.position[1])
    near, far = section.blocks[part], (*section.blocks[: part.start], *section.blocks[part.stop :])
    own = place.words
    facts, used = [], 0
    for line in chain.from_iterable(_lines(block) for block in (*near, *far)):
        used += reading_size(line)
        if used > _SIZE:
            break
        if line != own:
            facts.append(line[:_LONGEST_LINE])
    advice = (
        uncited(block.text)
        for block in (*near, *far)
        if isinstance(block, Paragraph) and block.is_advice
    )
    return facts, [said for said in advice if said != own][:_MOST_ADVICE]


def _part(blocks: Sequence[Block], index: int) -> slice:
    """Return where the part begins and ends that a block stands in: from heading to heading."""
    heads = [i for i, block in enumerate(blocks) if isinstance(block, Heading)]
    start = max((i for i in heads if i <= index), default=0)
    return slice(start, min((i for i in heads if i > index), default=len(blocks)))


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"[{_NUMBERED.sub('', block.text)}]"
        case Paragraph() if not block.is_advice:
            yield uncited(block.text)
        case Bullets():
            yield from (uncited(item) for item in block.items)
        case Table():
            yield from _rows(block)
        case Chart():
            yield from _rows(block.table)


def _rows(table: Table) -> Iterator[str]:
    heads = [plain(head) for head in table.head]
    for row in table.rows[:_MOST_ROWS]:
        cells = zip(heads, map(plain, row), strict=True)
        yield "; ".join(f"{head}: {cell}" if head else cell for head, cell in cells if cell)
