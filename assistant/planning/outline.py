"""Outline: a plan as a tree, its sections, their parts, and what each part says in a few words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.planning.plan import (
    LABEL,
    Block,
    Bullets,
    Chart,
    Heading,
    Paragraph,
    Plan,
    Section,
    Table,
    Text,
    plain,
)

_MOST_ENTRIES = 3
_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of the tree; `gist` is what it says in a few words, "" when nothing is known."""

    label: str
    gist: str = ""
    branches: tuple[Branch, ...] = ()


def outline(plan: Plan) -> Branch:
    """Return the nine sections of a plan as a tree under its title."""
    return Branch(plan.title, branches=tuple(_of_section(section) for section in plan.sections))


def _of_section(section: Section) -> Branch:
    parts: list[Branch] = []
    blocks = iter((*section.blocks, Heading("")))
    heading, content = "", list[Block]()
    for block in blocks:
        if not isinstance(block, Heading):
            content.append(block)
            continue
        if heading:
            parts.append(Branch(heading, _gist(content)))
        heading, content = block.text, []
    return Branch(section.title, branches=tuple(parts))


def _gist(blocks: Iterable[Block]) -> str:
    """Return what the first block with content of its own says; advice is not the owner's."""
    return next((text for text in map(_of_block, blocks) if text), "")


def _of_block(block: Block) -> str:
    match block:
        case Paragraph():
            return "" if block.is_advice else plain(block.text)
        case Bullets():
            return plain(block.items[0]) if block.items else ""
        case Table():
            return _of_table(block)
        case Chart():
            return _of_table(block.table)
        case _:
            return ""


def _of_table(table: Table) -> str:
    """Return the first rows in a few words each."""
    words = [_of_row(row) for row in table.rows[:_MOST_ENTRIES]]
    return _BETWEEN.join(word for word in words if word)


def _of_row(row: tuple[Text, ...]) -> str:
    """Return what names a row, behind its number; of a fact its content, a figure with its name.

    A fact stands behind a fixed name, which has no origin.
    """
    first, second = plain(row[0]), plain(row[1]) if len(row) > 1 else ""
    if second and all(run.source == LABEL for run in row[0]):
        return second
    if not second or any(run.origin for run in row[0]):
        return first
    return f"{first} {second}" if any(letter.isdigit() for letter in second) else second
