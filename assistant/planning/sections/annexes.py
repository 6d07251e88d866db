"""Annexes A, B, C and E: assumptions and open points, sources, interview, approval."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.labels import is_assumed
from assistant.planning.open_points import OPEN_POINTS, open_points
from assistant.planning.plan import Row, Run, Section, Text, joined, label
from assistant.planning.record import Record
from assistant.planning.sections.approval import add_approvals
from assistant.planning.sheet import Sheet

_MOST_COLUMNS = 4


def draft_assumptions(context: DraftContext) -> Section:
    """Draft annex A: every default with its range, why, who checks it by when, what it moves."""
    sheet = Sheet(context, "A")
    check_by = context.today + timedelta(days=int(context.wording.thresholds.check_days))
    owner = context.field("lead.name") or context.words("open")
    rows: list[Row] = [
        (
            (context.name(key),),
            _assumed(context, key),
            _range(context, key),
            (label(context.notes.get(key) or context.labels.note(key)),),
            owner,
            (label(check_by.isoformat()),),
            context.words("moves" if _moves(context, key) else "moves_nothing"),
            (label(context.labels.question_of(key)),),
        )
        for key in context.completed
        if is_assumed(context.completed, key) and context.knows(key)
    ]
    rows += [
        (
            _columns(context, key, records),
            _cells(context, key, records),
            (),
            (label(context.notes.get(key, "")),),
            owner,
            (label(check_by.isoformat()),),
            context.words("moves" if _moves(context, key) else "moves_nothing"),
            (label(context.labels.question_of(key)),),
        )
        for key, records in _partly_assumed(context)
    ]
    heads = ("field", "value", "range", "why", "owner", "check_by", "effect", "question")
    sheet.part("A.1").table([f"head.{head}" for head in heads], rows)
    sheet.part("A.2").table(("head.number", "head.open_point", "head.day"), _open_points(context))
    return sheet.section()


def _open_points(context: DraftContext) -> list[Row]:
    """Return the questions the library could not answer, numbered as they are struck out."""
    return [
        ((label(str(number)),), (Run(point.question, "answer", OPEN_POINTS),), (label(point.day),))
        for number, point in enumerate(open_points(context.profile), start=1)
    ]


def _assumed(context: DraftContext, key: str) -> Text:
    """Return what stands in for an answer; of long records what names each of them."""
    columns = context.labels.columns(key)
    if len(columns) <= _MOST_COLUMNS:
        return _content(context, key, "pause")
    return joined(context.column(key, columns[0].key), context.words("pause"))


def _partly_assumed(context: DraftContext) -> Iterator[tuple[str, list[Record]]]:
    """Yield the lists the owner gave of which some columns were proposed."""
    for key in context.completed:
        if not is_assumed(context.completed, key):
            items = context.completed.items_of(key)
            records = [item for item in items if isinstance(item, Record) and item.assumed]
            if records:
                yield key, records


def _columns(context: DraftContext, key: str, records: list[Record]) -> Text:
    """Return "field: the columns that were proposed"."""
    names = [
        (Run(column.label),)
        for column in context.labels.columns(key)
        if any(column.key in record.assumed for record in records)
    ]
    return (
        context.name(key),
        *context.words("colon"),
        *joined(names, context.words("pause")),
    )


def _cells(context: DraftContext, key: str, records: list[Record]) -> Text:
    """Return what was proposed, record by record."""
    texts = [
        joined(
            (context.cell(key, record, name) for name in record if name in record.assumed),
            context.words("comma"),
        )
        for record in records
    ]
    return joined(texts, context.words("semicolon"))


def _moves(context: DraftContext, key: str) -> bool:
    """Tell whether a calculation rests on a field."""
    return any(key in fields.values() for fields in context.calculations.fields.values())


def _range(context: DraftContext, key: str) -> Text:
    value = context.completed[key]
    if value.low is None or value.high is None:
        return ()
    low, high = (figures.measured(n, value.unit, context.language) for n in (value.low, value.high))
    return (Run(f"{low} – {high}", value.origin, key),)


def _content(context: DraftContext, key: str, between: str) -> Text:
    """Return a field as text; of records every cell, with `between` between the records."""
    if not context.labels.field(key).is_records:
        return context.field(key)
    columns = context.labels.columns(key)
    records = (
        joined(
            (context.cell(key, record, column.key) for column in columns), context.words("comma")
        )
        for record in context.records(key)
    )
    return joined(records, context.words(between))


def draft_sources(context: DraftContext) -> Section:
    """Draft annex B: each numbered source with its document, heading and quote."""
    sheet = Sheet(context, "B")
    rows: list[Row] = []
    for citation in context.sources:
        number = str(citation.number)
        parts = (number, citation.title, citation.heading, citation.quote)
        rows.append(tuple((Run(part, "corpus", number),) for part in parts))
    heads = ("head.number", "head.document", "head.heading", "head.quote")
    sheet.part("B.1").table(heads, rows)
    return sheet.section()


def draft_interview(context: DraftContext) -> Section:
    """Draft annex C: each question, the reply as typed, what was read from it, and when."""
    sheet = Sheet(context, "C")
    rows: list[Row] = []
    for question in context.labels.questions():
        keys = [k for k in context.labels.field_keys(question) if k in context.profile]
        values = [context.profile[key] for key in keys]
        if not values:
            continue
        raw = next((value.raw for value in values if value.raw), "")
        day = next((value.at[:10] for value in values if value.at), "")
        asked = label(f"{question} {context.labels.topic(question).text(context.language)}")
        read = tuple(run for key in keys for run in _parsed(context, key))
        rows.append(((asked,), (Run(raw, "answer", keys[0]),), read, (label(day),)))
    heads = ("head.question", "head.reply", "head.understood", "head.day")
    sheet.part("C.1").table(heads, rows)
    return sheet.section()


def _parsed(context: DraftContext, key: str) -> Text:
    """Return "label: value. " of one field as it was understood."""
    content = _content(context, key, "semicolon")
    return context.words("understood", name=context.name(key), content=content)


def draft_approval(context: DraftContext) -> Section:
    """Draft annex E: who approves and presents, what will be asked, what was approved (S3-48)."""
    sheet = Sheet(context, "E")
    sheet.part("E.1").facts("approval.approver", "approval.presenter", "approval.date")
    sheet.bullets(context.items("approval.likely_questions"))
    add_approvals(sheet, context)
    return sheet.section("E6")
