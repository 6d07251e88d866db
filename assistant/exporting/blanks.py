"""Blanks: sentences and points that were edited away leave no empty line in a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.planning.plan import Block, Bullets, Paragraph, Plan, Section


def without_blanks(plan: Plan) -> Plan:
    """Return the plan without the paragraphs and points that have no text."""
    return replace(
        plan,
        sections=tuple(_printed(section) for section in plan.sections),
        annexes=tuple(_printed(section) for section in plan.annexes),
    )


def _printed(section: Section) -> Section:
    return replace(section, blocks=tuple(_kept(section.blocks)))


def _kept(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        shown = block
        if isinstance(block, Bullets):
            shown = Bullets(tuple(item for item in block.items if item))
        if shown not in (Paragraph(()), Bullets(())):
            yield shown
