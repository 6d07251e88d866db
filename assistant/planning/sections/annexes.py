"""Annexes A to E: assumptions, sources, the interview as held, the calculations, the approval."""

from __future__ import annotations

from datetime import timedelta

from assistant.calculators.result import Result
from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.plan import Bullets, Row, Run, Section, Text, joined, label
from assistant.planning.sheet import Sheet


def draft_assumptions(context: DraftContext) -> Section:
    """Draft annex A: every default with its range, why, who checks it by when, what it moves."""
    sheet = Sheet(context, "A")
    check_by = context.today + timedelta(days=int(context.wording.thresholds.check_days))
    owner = context.field("lead.name") or context.words("open")
    rows: list[Row] = []
    for key, value in context.completed.items():
        if value.origin != "assumption" or not context.knows(key):
            continue
        name = (context.name(key),)
        note = Run(value.note, "assumption", key)
        question = label(context.labels.question_of(key))
        effect = context.words("moves" if _moves(context, key) else "moves_nothing")
        content = _records_text(context, key) or context.field(key)
        rows.append(
            (
                name,
                content,
                _range(context, key),
                (note,),
                owner,
                (label(check_by.isoformat()),),
                effect,
                (question,),
            )
        )
    heads = ("field", "value", "range", "why", "owner", "check_by", "effect", "question")
    sheet.part("A.1").table([f"head.{head}" for head in heads], rows)
    return sheet.section()


def _moves(context: DraftContext, key: str) -> bool:
    """Tell whether a calculation rests on a field."""
    return any(key in fields.values() for fields in context.calculations.fields.values())


def _range(context: DraftContext, key: str) -> Text:
    value = context.completed[key]
    if value.low is None or value.high is None:
        return ()
    low, high = (figures.measured(n, value.unit, context.language) for n in (value.low, value.high))
    return (Run(f"{low} – {high}", value.origin, key),)


def _records_text(context: DraftContext, key: str) -> Text:
    """Return the first column of assumed records, joined; empty for other fields."""
    if not context.labels.field(key).is_records:
        return ()
    first = context.labels.columns(key)[0].key
    return joined(context.column(key, first), context.words("pause"))


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
    """Return "label: value; " of one field as it was understood."""
    content = _every_cell(context, key) or context.field(key)
    return context.words("understood", name=context.name(key), content=content)


def _every_cell(context: DraftContext, key: str) -> Text:
    """Return all cells of records, joined; empty for other fields."""
    if not context.labels.field(key).is_records:
        return ()
    cells = (
        context.cell(key, record, column.key)
        for record in context.records(key)
        for column in context.labels.columns(key)
    )
    return joined(cells, context.words("pause"))


def draft_calculations(context: DraftContext) -> Section:
    """Draft annex D: each calculation with its inputs, its formula and its single figures."""
    sheet = Sheet(context, "D")
    for name, result in context.calculations.results.items():
        sheet.part(f"D.{name}").line("D.formula", formula=context.calculated(name, result.formula))
        sheet.table(("head.input", "head.figure", "head.origin"), _inputs(context, name, result))
        sheet.add(Bullets(tuple(_note(context, name, result))))
    return sheet.section()


def _inputs(context: DraftContext, name: str, result: Result) -> list[Row]:
    fields = context.calculations.fields.get(name, {})
    rows: list[Row] = []
    for key, value in result.inputs.items():
        if not isinstance(value, int | float | str):
            continue
        source = fields.get(key, "")
        known = source in context.completed
        origin = context.completed[source].origin if known else "calculated"
        figure = Run(figures.measured(value, "", context.language), origin, source or name)
        called = context.name(source) if source else label(key)
        rows.append(((called,), (figure,), context.words(f"origin.{origin}")))
    return rows


def _note(context: DraftContext, name: str, result: Result) -> list[Text]:
    return [(context.calculated(name, note[context.language]),) for note in result.notes]


def draft_approval(context: DraftContext) -> Section:
    """Draft annex E: who approves, who presents, and what will be asked (S3-48)."""
    sheet = Sheet(context, "E")
    sheet.part("E.1").facts("approval.approver", "approval.presenter", "approval.date")
    sheet.bullets(context.items("approval.likely_questions"))
    return sheet.section("E6")
