"""Sheet: a section while it is being written, part by part; empty parts leave no trace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Self

from assistant.planning.context import DraftContext
from assistant.planning.disputes import disputes_under
from assistant.planning.plan import (
    Block,
    Bullets,
    Chart,
    Heading,
    Missing,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
    Text,
)


class Sheet:
    """Collects the blocks of one section.

    Every adding method returns the sheet, so a part reads as one chain. A part whose blocks all
    turn out empty leaves no heading behind; advice of the corpus closes the part it belongs to.
    """

    def __init__(self, context: DraftContext, section_id: str) -> None:
        """Start an empty section; its title is the text "<id>.title"."""
        self._context = context
        self._id = section_id
        self._part = ""
        self._blocks: list[Block] = []
        self._drafted: list[Block] = []

    def part(self, key: str) -> Self:
        """Start a part; `key` ("P4.2") names its heading and the advice that belongs to it."""
        self._close_part()
        self._part = key
        return self

    def line(self, key: str, **slots: Run | Text) -> Self:
        """Add a fixed sentence with its slots filled."""
        return self.add(Paragraph(self._context.words(key, **slots)))

    def facts(self, *keys: str) -> Self:
        """Add a table of label and value for the fields that are known; one alone is a line."""
        known = [key for key in keys if self._context.knows(key)]
        if len(known) == 1:
            name, content = self._context.name(known[0]), self._context.field(known[0])
            return self.line("fact", name=name, content=content)
        rows = [((self._context.name(key),), self._context.field(key)) for key in known]
        return self.table(("head.item", "head.content"), rows)

    def records(self, key: str) -> Self:
        """Add a table of a list of records; columns nobody filled are left out."""
        return self.add(self.record_table(key))

    def record_table(self, key: str) -> Table:
        """Return a table of a list of records without adding it; without rows if there are none."""
        context = self._context
        records = context.records(key)
        columns = [
            column
            for column in context.labels.columns(key)
            if any(context.cell(key, record, column.key) for record in records)
        ]
        head = tuple((Run(column.label),) for column in columns)
        rows = tuple(
            tuple(context.cell(key, record, column.key) for column in columns) for record in records
        )
        keys = tuple(f"{key}.{column.key}" for column in columns)
        caption = context.labels.field(key).label
        return Table(head, rows if columns else (), caption, keys, key)

    def bullets(self, items: Iterable[Text]) -> Self:
        """Add a list of points."""
        return self.add(Bullets(tuple(item for item in items if item)))

    def table(self, head: Sequence[str], rows: Iterable[Row], caption: str = "") -> Self:
        """Add a table; `head` and `caption` are keys of fixed texts."""
        return self.add(self.new_table(head, rows, caption))

    def new_table(self, head: Sequence[str], rows: Iterable[Row], caption: str = "") -> Table:
        """Return a table without adding it, to stand behind a chart."""
        words = self._context.words
        heads = tuple((Run(words.label(key)),) for key in head)
        title = words.label(caption) if caption else ""
        return Table(heads, tuple(rows), title, tuple(head), caption or self._part)

    def add(self, block: Block) -> Self:
        """Add a block unless it is empty."""
        if _has_content(block):
            self._drafted.append(block)
        return self

    def blocks(self) -> tuple[Block, ...]:
        """Return what has been written so far."""
        self._close_part()
        return tuple(self._blocks)

    def section(self, *questions: str) -> Section:
        """Return the section; `questions` feed it, and those without an answer are named."""
        words = self._context.words
        blocks = [*self.blocks(), *self._advice("")]
        if all(isinstance(b, Heading) or _is_advice(b) for b in blocks):
            blocks.insert(0, Paragraph(words("empty")))
        missing = tuple(self._missing(questions))
        return Section(self._id, words.label(f"{self._id}.title"), tuple(blocks), missing)

    def _close_part(self) -> None:
        advice = self._advice(self._part) if self._part else []
        if self._part and (self._drafted or advice):
            self._blocks.append(Heading(self._context.words.label(self._part)))
        # A disagreement is shown beside what it is about, never alone.
        disputes = disputes_under(self._context, self._part) if self._drafted else ()
        self._blocks += [*self._drafted, *disputes, *advice]
        self._drafted, self._part = [], ""

    def _advice(self, part: str) -> list[Block]:
        return [
            advice.paragraph(self._context.language)
            for advice in self._context.advice
            if advice.section == self._id and advice.under == part
        ]

    def _missing(self, questions: Sequence[str]) -> Iterable[Missing]:
        """Yield the questions this owner is asked and nobody answered, in their order."""
        labels, profile = self._context.labels, self._context.profile
        for question in questions:
            if labels.is_answered(question, profile) or not labels.applies(question, profile):
                continue
            assumed = any(self._context.knows(key) for key in labels.field_keys(question))
            bilingual = self._context.wording.both(
                "missing.assumed" if assumed else "missing.open",
                question=question,
                topic=labels.topic(question),
            )
            yield Missing(question, bilingual.text(self._context.language))


def _is_advice(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.is_advice


def _has_content(block: Block) -> bool:
    if isinstance(block, Chart):
        return bool(block.table.rows)
    if isinstance(block, Table):
        return bool(block.rows)
    if isinstance(block, Bullets):
        return bool(block.items)
    return True
