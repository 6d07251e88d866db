"""PDF: a plan as a document to print and to send, fonts embedded, every chart drawn as vectors."""

from __future__ import annotations

from assistant.exporting.pdf_blocks import BlockWriter
from assistant.exporting.typesetting import typeset
from assistant.planning.plan import Plan

_POINTS = 9.5


def to_pdf(plan: Plan) -> bytes:
    """Return the plan as a PDF: cover, summary with contents, sections, annexes."""
    write, captions = BlockWriter(plan), plan.captions
    data = {
        "title": plan.title,
        "lang": plan.language,
        "region": "cn",
        "size": _POINTS,
        "status": plan.status,
        "cover": [
            plan.status,
            f"{captions['date']}  {plan.date}",
            f"{captions['completeness']}  {plan.completeness}%",
        ],
        "legend": captions["legend"],
        "words": {name: captions[name] for name in ("contents", "missing")},
        "sections": [write.section(section) for section in plan.sections],
        "annexes": [write.section(annex) for annex in plan.annexes],
    }
    return typeset("plan.typ", data, plan.date)
