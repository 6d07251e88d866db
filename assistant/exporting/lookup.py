"""Lookup: tables and lines of a plan by what they are about, in any language, edits included."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.planning.plan import Bullets, Chart, Paragraph, Plan, Section, Table, Text


def find_table(plan: Plan, key: str) -> Table | None:
    """Return the first table that has a column of this key ("actions.what"), None without one."""
    for section in (*plan.sections, *plan.annexes):
        for table in tables(section):
            if key in table.keys:
                return table
    return None


def tables(section: Section) -> Iterator[Table]:
    """Yield the tables of a section, those behind charts included."""
    for block in section.blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Chart):
            yield block.table


def column(table: Table | None, key: str) -> tuple[Text, ...]:
    """Return the cells of a column by its key; empty texts when the table lacks it."""
    if table is None:
        return ()
    if key not in table.keys:
        return ((),) * len(table.rows)
    place = table.keys.index(key)
    return tuple(row[place] for row in table.rows)


def charts(plan: Plan, kind: str) -> tuple[Chart, ...]:
    """Return the charts of a kind in reading order."""
    return tuple(
        block
        for section in plan.sections
        for block in section.blocks
        if isinstance(block, Chart) and block.kind == kind
    )


def find_chart(plan: Plan, key: str) -> Chart | None:
    """Return the first Gantt chart whose table has a column of this key, None without one."""
    return next((chart for chart in charts(plan, "gantt") if key in chart.table.keys), None)


def points(section: Section) -> tuple[Text, ...]:
    """Return the points of the lists of a section in reading order."""
    return tuple(
        item for block in section.blocks if isinstance(block, Bullets) for item in block.items
    )


def sentences(section: Section) -> tuple[Text, ...]:
    """Return the sentences of a section that are no advice, in reading order."""
    return tuple(
        block.text
        for block in section.blocks
        if isinstance(block, Paragraph) and not block.is_advice
    )


def said(plan: Plan, key: str) -> Text:
    """Return the words of the plan that come from a field ("strategy.main_attack"), () for none."""
    for section in plan.sections:
        for text in _texts(section):
            places = [i for i, run in enumerate(text) if run.source == key]
            if places:
                return text[places[0] : places[-1] + 1]
    return ()


def _texts(section: Section) -> Iterator[Text]:
    yield from sentences(section)
    yield from points(section)
    for table in tables(section):
        for row in table.rows:
            yield from row
