"""Mind map: a tree from left to right, every node on a line of its own; no script draws it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.planning.amounts import shortened, width_of
from assistant.planning.outline import Branch

_ROW, _TOP = 24.0, 18.0
_COLUMNS = (0.0, 132.0, 290.0)  # pixels: title, sections, parts with what they say
_WIDTH = 680.0
_LONGEST = (15, 19, 56)  # half-width characters in each column
_LETTER = 6.8  # about a half-width character of 13 px


@dataclass(frozen=True, slots=True)
class Node:
    """A node: where its text begins, how deep it is, its label and what it says."""

    x: float
    y: float
    depth: int
    label: str
    gist: str = ""


@dataclass(frozen=True, slots=True)
class MindMap:
    """Nodes and the curves between them (SVG paths), in pixels."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    curves: tuple[str, ...]


def draw_mind_map(tree: Branch) -> MindMap:
    """Return the tree as a picture: leaves below each other, parents halfway between theirs."""
    nodes: list[Node] = []
    curves: list[str] = []
    rows = _place(tree, 0, 0, nodes, curves)[1]
    return MindMap(_WIDTH, _TOP + _ROW * rows, tuple(nodes), tuple(curves))


def _place(
    branch: Branch, depth: int, row: int, nodes: list[Node], curves: list[str]
) -> tuple[Node, int]:
    """Place a branch from a row on; return its node and the first row below it."""
    children: list[Node] = []
    below = row
    for child in branch.branches:
        node, below = _place(child, depth + 1, below, nodes, curves)
        children.append(node)
    below = max(below, row + 1)
    first, last = (children[0].y, children[-1].y) if children else (_at(row), _at(row))
    label = shortened(branch.label, _LONGEST[depth])
    room = _LONGEST[depth] - width_of(label) - 2
    gist = shortened(branch.gist, room) if branch.gist and room > 2 else ""
    own = Node(_COLUMNS[depth], (first + last) / 2, depth, label, gist)
    nodes.append(own)
    curves += [_curve(own, child) for child in children]
    return own, below


def _at(row: int) -> float:
    return _TOP + _ROW * row


def _curve(parent: Node, child: Node) -> str:
    """Return the line from the end of a parent's text to the beginning of a child's."""
    start = min(parent.x + width_of(parent.label) * _LETTER + 8, child.x - 24)
    middle, end = (start + child.x - 6) / 2, child.x - 6
    y, to = parent.y - 4, child.y - 4
    return f"M{start:g} {y:g}C{middle:g} {y:g} {middle:g} {to:g} {end:g} {to:g}"
