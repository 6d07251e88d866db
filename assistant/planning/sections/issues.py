"""P3 opportunities and problems: rivals, numbered issues, the key problem and the SWOT table."""

from __future__ import annotations

from assistant.planning.context import DraftContext
from assistant.planning.issues import Kind, find_issues
from assistant.planning.plan import Run, Section, Table, joined
from assistant.planning.sheet import Sheet

_MOST_LINKS = 3


def draft_issues(context: DraftContext) -> Section:
    """Draft P3 from A3 A10 B7 D1 D2 E4 and the funnel (S3-6, S3-40)."""
    sheet = Sheet(context, "P3")
    sheet.part("P3.1").records("competitors")
    _say_it_in_money(sheet, context)
    sheet.part("P3.2")
    _list_issues(sheet, context, "opportunity")
    _list_issues(sheet, context, "problem")
    sheet.part("P3.3").facts("plan.type", "problem.key", "problem.cause")
    _add_weakest_link(sheet, context)
    sheet.part("P3.4").add(_swot(context))
    return sheet.section("A3", "A10", "B7")


def _say_it_in_money(sheet: Sheet, context: DraftContext) -> None:
    """Add the sentence a decision maker reads first: what the present rates cost (S3-6)."""
    funnel = context.result("funnel")
    if funnel is None or not funnel.values["short"]:
        return
    slots = {key: context.figure("funnel", key) for key in ("budget", "short")}
    slots["have"] = context.figure("funnel", "budget", funnel.inputs["available"])
    sheet.line("P3.boss", **slots)


def _add_weakest_link(sheet: Sheet, context: DraftContext) -> None:
    """Say which figure of the funnel loses most money, and what the next ones lose (I-08)."""
    result = context.result("weakest_link")
    if result is None:
        return
    links = result.values["links"][:_MOST_LINKS]
    rows = [
        (
            context.words(f"link.{link['input']}"),
            (context.figure("weakest_link", "conversion_pct", link["now"]),),
            (context.figure("weakest_link", "conversion_pct", link["healthy"]),),
            (context.figure("weakest_link", "saved", link["saved"]),),
        )
        for link in links
    ]
    sheet.line("P3.weakest", link=rows[0][0], now=rows[0][1], saved=rows[0][3])
    sheet.table(("head.link", "head.now", "head.healthy", "head.saved"), rows, "P3.links")


def _list_issues(sheet: Sheet, context: DraftContext, kind: Kind) -> None:
    rows = [((i.number,), i.text) for i in find_issues(context) if i.kind == kind]
    sheet.table(("head.number", f"head.{kind}"), rows)


def _swot(context: DraftContext) -> Table:
    """Return strengths, weaknesses, opportunities and threats, each from the fields it rests on."""
    issues = find_issues(context)
    quarters = {
        "strengths": context.column("strengths", "claim"),
        "weaknesses": [i.text for i in issues if i.sort in ("feedback", "break", "post")],
        "opportunities": [i.text for i in issues if i.sort in ("rival_weak", "old_customers")],
        "threats": [
            *(i.text for i in issues if i.sort == "rival_strong"),
            *context.column("risks", "event"),
        ],
    }
    head = tuple((Run(context.words.label(key)),) for key in ("head.swot", "head.content"))
    rows = tuple(
        (context.words(f"swot.{name}"), joined(texts, context.words("semicolon")))
        for name, texts in quarters.items()
        if texts
    )
    return Table(head, rows)
