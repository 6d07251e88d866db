"""One page: a few parts of a plan on a single A4 sheet, for a wall or for a boss."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.exporting.pdf_blocks import BlockWriter
from assistant.exporting.typesetting import typeset
from assistant.planning.plan import Plan, Section


@dataclass(frozen=True, slots=True)
class OnePage:
    """A sheet: `name` as in its address, `parts` with their blocks, `columns` beside each other.

    `largest` is the size of its letters in points where there is room for it;
    `note` stands in place of the parts when the plan has nothing for the sheet yet.
    """

    name: str
    title: str
    parts: tuple[Section, ...]
    columns: int
    largest: int
    note: str = ""


def to_page_pdf(page: OnePage, plan: Plan) -> bytes:
    """Return the sheet of a plan as a PDF of exactly one page; a full one is set smaller."""
    write = BlockWriter(plan, with_notes=False)
    data = {
        "title": page.title,
        "plan": plan.title,
        "status": f"{plan.date} · {plan.status}",
        "legend": plan.captions["legend_short"],
        "lang": plan.language,
        "region": "cn",
        "size": 10,
        "columns": page.columns,
        "largest": page.largest,
        "note": page.note,
        "parts": [write.section(part) for part in page.parts],
    }
    return typeset("one_page.typ", data, plan.date)
