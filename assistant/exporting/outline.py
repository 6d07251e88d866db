"""Outline: a whole plan as a tree of short texts, for mind maps and outliners."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from assistant.exporting.characters import printable
from assistant.exporting.marks import mark_of
from assistant.planning.plan import (
    Block,
    Bullets,
    Chart,
    Heading,
    Paragraph,
    Plan,
    Row,
    Section,
    Table,
    Text,
)


@dataclass(slots=True)
class Node:
    """A text with what hangs below it, while the tree is being built."""

    text: str
    children: list[Node] = field(default_factory=list)

    def add(self, text: str) -> Node:
        """Add a child and return it."""
        child = Node(printable(text))
        self.children.append(child)
        return child


def outline(plan: Plan) -> Node:
    """Return the plan as a tree: title, sections and annexes, parts, their lines and rows."""
    root = Node(printable(plan.title))
    for section in (*plan.sections, *plan.annexes):
        _add_section(root.add(section.title), section)
    return root


def _add_section(node: Node, section: Section) -> None:
    part = node
    for block in section.blocks:
        if isinstance(block, Heading):
            part = node.add(block.text)
        else:
            _add_block(part, block)
    for missing in section.missing:
        node.add(f"☐ {missing.text}")


def _add_block(part: Node, block: Block) -> None:
    match block:
        case Paragraph():
            part.add(_words(block.text))
        case Bullets():
            for item in block.items:
                part.add(_words(item))
        case Table():
            _add_table(part, block, block.caption)
        case Chart():
            _add_table(part, block.table, block.title)


def _add_table(part: Node, table: Table, caption: str) -> None:
    """Add a row as its first cell with the others below; rows of two cells as one line."""
    parent = part.add(caption) if caption else part
    for row in table.rows:
        first, *others = row
        if len(others) == 1:
            parent.add(": ".join(filter(None, map(_words, row))))
            continue
        child = parent.add(_words(first))
        for line in _labelled(table.head[1:], others):
            child.add(line)


def _labelled(heads: Row, cells: Iterable[Text]) -> Iterator[str]:
    for head, cell in zip(heads, cells, strict=True):
        if cell:
            yield f"{_words(head)}: {_words(cell)}"


def _words(text: Text) -> str:
    return "".join(run.text + mark_of(run) for run in text)
