"""PDF blocks: sections of a plan as plain data that a template prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from assistant.exporting.arrangement import Abreast, arranged
from assistant.exporting.column_widths import PAGE, column_widths, is_figures, natural_widths
from assistant.exporting.footnotes import Footnote, Footnotes
from assistant.exporting.marks import mark_of
from assistant.exporting.pictures import beside, picture_of
from assistant.planning.plan import (
    Block,
    Bullets,
    Chart,
    Heading,
    Paragraph,
    Plan,
    Row,
    Run,
    Section,
    Table,
    Text,
)

Record = dict[str, Any]
_NEARLY_FULL = 0.9  # a table that wide gets its columns measured out


class BlockWriter:
    """Writes sections as records; remembers what footnotes have told."""

    def __init__(self, plan: Plan, *, with_notes: bool = True) -> None:
        """Write sections of this plan; without its annexes there is nothing for notes to name."""
        self._with_notes = with_notes
        self._plan = plan
        self._footnotes = Footnotes(plan)
        self._annex = ""
        self._labels: set[str] = set()

    def section(self, section: Section) -> Record:
        """Return a section: id, title, blocks and what it still lacks."""
        self._footnotes.next_section()
        self._annex = section.id if section in self._plan.annexes else ""
        return {
            "id": section.id,
            "title": section.title,
            "blocks": [
                record
                for block in arranged(_flat(section.blocks), self._has_picture)
                for record in self._of(block)
            ],
            "missing": [missing.text for missing in section.missing],
        }

    def _of(self, block: Block | Abreast) -> Iterator[Record]:
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph():
                runs = self._text(block.text)
                yield {"kind": "paragraph", "advice": block.is_advice, "runs": runs}
            case Bullets():
                yield {"kind": "bullets", "items": [self._text(item) for item in block.items]}
            case Chart():
                yield from self._chart(block)
            case Table():
                chart = beside(block, self._plan)
                yield _abreast([self._table(block)], [chart]) if chart else self._table(block)
            case Abreast():
                tables = [self._table(table) for table in block.tables]
                yield _abreast(tables, [], block.caption)

    def _has_picture(self, table: Table) -> bool:
        return beside(table, self._plan) is not None

    def _heading(self, heading: Heading) -> Record:
        label = self._new_label(self._footnotes.place_of_heading(self._annex, heading))
        return {"kind": "heading", "text": heading.text, **label}

    def _chart(self, chart: Chart) -> Iterator[Record]:
        """Yield the picture and the table behind it; without a picture the table has the title."""
        picture = picture_of(chart, self._plan.language)
        if picture:
            yield {"kind": "chart", **picture}
        table = chart.table if picture else replace(chart.table, caption=chart.title)
        for block in arranged((table,)):
            yield from self._of(block)

    def _table(self, table: Table) -> Record:
        columns = list(zip(*table.rows, strict=True)) or [()] * len(table.head)
        is_wide = sum(natural_widths(table)) > _NEARLY_FULL * PAGE
        return {
            "kind": "table",
            "caption": table.caption,
            "head": [self._text(cell) for cell in table.head],
            "rows": [self._row(row) for row in table.rows],
            "right": [is_figures(column) for column in columns],
            "widths": column_widths(table) if is_wide else [0] * len(columns),
        }

    def _row(self, row: Row) -> Record:
        label = self._new_label(self._footnotes.place_of_row(self._annex, row))
        return {"cells": [self._text(cell) for cell in row], **label}

    def _new_label(self, name: str) -> Record:
        """Return a label for links to lead to; a second one of the same name would be an error."""
        if not name or name in self._labels:
            return {}
        self._labels.add(name)
        return {"label": name}

    def _text(self, text: Text) -> list[Record]:
        return [self._run(run) for run in text]

    def _run(self, run: Run) -> Record:
        record: Record = {"t": run.text + mark_of(run)}
        if run.origin == "assumption":
            record["assumed"] = True
        if self._annex or not self._with_notes:
            return record
        if source := self._footnotes.source(run):
            record["source"] = source
        if note := self._footnotes.of(run):
            record["note"] = self._noted(note)
        return record

    def _noted(self, note: Footnote) -> Record:
        """Return a note as {target, before, after}: the page stands where only Typst knows it."""
        before, _, after = self._plan.captions["footnote_page"].partition("{page}")
        return {"target": note.target, "before": note.text + before, "after": after}


def _abreast(tables: list[Record], charts: list[Record], caption: str = "") -> Record:
    return {"kind": "beside", "tables": tables, "charts": charts, "caption": caption}


def _flat(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks with charts that paper has no drawing for as their tables."""
    return tuple(
        replace(block.table, caption=block.title)
        if isinstance(block, Chart) and block.is_shaped
        else block
        for block in blocks
    )
