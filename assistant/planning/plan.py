"""Plan: the marketing plan as data, sections of blocks of runs, before anybody renders it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from assistant.answering.answer import Citation
from assistant.calculators.result import Result
from assistant.errors import NotFoundError
from assistant.interview.value import Origin
from assistant.planning.agenda import NO_AGENDA, Agenda
from assistant.planning.basis import NO_BASIS, Basis

PlanLanguage = Literal["zh", "en"]


LABEL = "label"
RECORD = "record"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one origin.

    `origin` is None for fixed wording only, so every figure carries one: a run without origin may
    hold digits only where prompts/plan.yaml or the question book has them literally ("4.2").
    `source` names the field key of an answer or assumption ("goal.target"), the formula with its
    inputs of a calculated figure, or the citation number of a passage ("3"). LABEL marks what
    merely numbers or dates a row ("O1", "2027-03"); it has an origin but needs no mark. RECORD
    marks what was signed and written down at an approval and after it, which nobody edits.
    """

    text: str
    origin: Origin | None = None
    source: str = ""

    @property
    def needs_mark(self) -> bool:
        """Tell whether a reader should see where this comes from: figures, and all assumptions."""
        if self.origin in (None, "corpus") or self.source in (LABEL, RECORD):
            return False
        return self.origin == "assumption" or any(letter.isdigit() for letter in self.text)


Text = tuple[Run, ...]
Row = tuple[Text, ...]


def label(text: str) -> Run:
    """Return the number or date that names a row; it states nothing about the business."""
    return Run(text, "calculated", LABEL)


def joined(texts: Iterable[Text], between: Text) -> Text:
    """Return the texts that are not empty, with `between` between them."""
    runs: list[Run] = []
    for text in texts:
        if text:
            runs += [*between, *text] if runs else text
    return tuple(runs)


def plain(text: Text) -> str:
    """Return the bare characters of a text."""
    return "".join(run.text for run in text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section ("4.2 差距与台阶"); always fixed wording."""

    text: str

    def runs(self) -> Iterator[Run]:
        """Yield the heading as one run."""
        yield Run(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    text: Text

    @property
    def is_advice(self) -> bool:
        """Tell whether the paragraph is advice from the corpus, with its citation."""
        return bool(self.text) and all(run.origin == "corpus" for run in self.text)

    def runs(self) -> Iterator[Run]:
        """Yield the runs in reading order."""
        yield from self.text


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    items: tuple[Text, ...]

    def runs(self) -> Iterator[Run]:
        """Yield the runs in reading order."""
        for item in self.items:
            yield from item


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; every row has as many cells as `head`.

    `keys` name the columns for programs, whatever the language: "head.owner" as in
    prompts/plan.yaml, or field and column of a list of records ("kpis.target"). `name` does so for
    the table: the key of its caption, else of its part ("P7.lines"), or the field ("kpis").
    """

    head: Row
    rows: tuple[Row, ...]
    caption: str = ""
    keys: tuple[str, ...] = field(default=(), compare=False)
    name: str = field(default="", compare=False)

    def runs(self) -> Iterator[Run]:
        """Yield the runs in reading order, header first."""
        for cell in self.head:
            yield from cell
        for row in self.rows:
            for cell in row:
                yield from cell


@dataclass(frozen=True, slots=True)
class Series:
    """One line or set of bars of a chart; `values` in the unit of the chart."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """One bar of a Gantt chart: `lane` is its row, `label` its phase, first and last ISO day."""

    lane: str
    label: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of figures, with the table behind it for those who cannot or need not draw it.

    `kind` is "staircase" (yearly goals), "bars" (months side by side), "tornado" (two series: the
    result at the low and the high end of each label), "gantt" (spans of days), "funnel" (steps
    from visitors to orders, a series each for now and for the goal), "radar" (scores) or "donut"
    (shares in per cent). A gantt has no series but `spans`; whoever cannot draw it shows title and
    table. `unit` as in Value; `base` is the result of a tornado when nothing moves, and the best
    score of a radar.
    """

    kind: Literal["staircase", "bars", "tornado", "gantt", "funnel", "radar", "donut"]
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    table: Table
    spans: tuple[Span, ...] = ()
    base: float | None = None

    @property
    def is_shaped(self) -> bool:
        """Tell whether the picture is more than columns or spans; files show its table instead."""
        return self.kind in ("funnel", "radar", "donut")

    def runs(self) -> Iterator[Run]:
        """Yield the runs of the table behind the chart."""
        yield from self.table.runs()


Block = Heading | Paragraph | Bullets | Table | Chart


@dataclass(frozen=True, slots=True)
class Missing:
    """What a section still lacks, and the question that fills it."""

    question_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One section ("P1" to "P9") or annex ("A" to "E")."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    missing: tuple[Missing, ...] = ()

    def runs(self) -> Iterator[Run]:
        """Yield every run of the section in reading order."""
        for block in self.blocks:
            yield from block.runs()


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan: nine sections, annexes, the calculations and sources they rest on.

    `date` is the ISO day it was drafted, `completeness` how much of the interview is answered
    (0 to 100, required questions count double); `status` says which version it is and whether it
    is approved; `captions` are the fixed words of exports, every text under "export." in
    prompts/plan.yaml; `agenda` is what has a day; `basis` is what all of it was drafted from.
    """

    title: str
    language: PlanLanguage
    date: str
    sections: tuple[Section, ...]
    annexes: tuple[Section, ...] = ()
    results: Mapping[str, Result] = field(default_factory=dict)
    sources: tuple[Citation, ...] = ()
    completeness: int = 0
    status: str = ""
    captions: Mapping[str, str] = field(default_factory=dict)
    agenda: Agenda = NO_AGENDA
    basis: Basis = field(default=NO_BASIS, repr=False)

    def section(self, section_id: str) -> Section:
        """Return a section or annex by id.

        Raises:
            NotFoundError: the plan has no such section.
        """
        for section in (*self.sections, *self.annexes):
            if section.id == section_id:
                return section
        known = ", ".join(section.id for section in (*self.sections, *self.annexes))
        raise NotFoundError(
            f"方案里没有 {section_id}。可以看：{known}。",
            f"The plan has no section {section_id}. It has: {known}.",
        )

    def runs(self) -> Iterator[Run]:
        """Yield every run of the nine sections in reading order, annexes left out."""
        for section in self.sections:
            yield from section.runs()
