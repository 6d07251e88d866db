"""Annexes A to E: assumptions, sources, the interview as held, the calculations, the approval."""

from __future__ import annotations

from datetime import timedelta

from assistant.calculators.allocation import ALLOCATION
from assistant.calculators.budget_size import BUDGET_SIZE
from assistant.calculators.funnel import FUNNEL
from assistant.calculators.goal_gap import GOAL_GAP
from assistant.calculators.reply_workload import REPLY_WORKLOAD
from assistant.calculators.result import Result
from assistant.calculators.unit_economics import UNIT_ECONOMICS
from assistant.interview.value import Origin
from assistant.planning import figures
from assistant.planning.context import DraftContext
from assistant.planning.labels import is_assumed
from assistant.planning.plan import Row, Run, Section, Text, joined, label
from assistant.planning.sections.approval import add_approvals
from assistant.planning.sheet import Sheet

_CALCULATORS = {
    "goal_gap": GOAL_GAP,
    "allocation": ALLOCATION,
    "funnel": FUNNEL,
    "funnel_goal": FUNNEL,
    "funnel_now": FUNNEL,
    "unit_economics": UNIT_ECONOMICS,
    "budget_size": BUDGET_SIZE,
    "reply_workload": REPLY_WORKLOAD,
}
# Inputs the interview does not ask for: the calculator's own default stands.
_USUAL = (
    "battle_share_pct",
    "sql_to_opp_pct",
    "lead_to_sql_pct",
    "years",
    "minutes_each",
    "hours",
    "utilisation_pct",
)


def draft_assumptions(context: DraftContext) -> Section:
    """Draft annex A: every default with its range, why, who checks it by when, what it moves."""
    sheet = Sheet(context, "A")
    check_by = context.today + timedelta(days=int(context.wording.thresholds.check_days))
    owner = context.field("lead.name") or context.words("open")
    rows = [
        (
            (context.name(key),),
            _content(context, key, "pause"),
            _range(context, key),
            (Run(context.labels.note(key)),),
            owner,
            (label(check_by.isoformat()),),
            context.words("moves" if _moves(context, key) else "moves_nothing"),
            (label(context.labels.question_of(key)),),
        )
        for key in context.completed
        if is_assumed(context.completed, key) and context.knows(key)
    ]
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


def draft_calculations(context: DraftContext) -> Section:
    """Draft annex D: each calculation with its formula and its inputs."""
    sheet = Sheet(context, "D")
    for name, result in context.calculations.results.items():
        sheet.part(f"D.{name}").line("D.formula", formula=label(result.formula))
        sheet.table(("head.input", "head.figure", "head.origin"), _inputs(context, name, result))
    return sheet.section()


def _inputs(context: DraftContext, name: str, result: Result) -> list[Row]:
    """Return each single input: what it is called, its figure, and where it came from."""
    fields = context.calculations.fields.get(name, {})
    rows: list[Row] = []
    for key, value in result.inputs.items():
        if not isinstance(value, int | float | str):
            continue
        called, unit = _named(context, name, key)
        source = fields.get(key, "")
        origin = _origin(context, key, source)
        shown = figures.measured(value, unit, context.language)
        if source:
            shown = context.labels.field(source).options.get(str(value), shown)
        figure = Run(shown, origin, source or context.formulas[name])
        rows.append(((called,), (figure,), context.words(f"origin.{origin}")))
    return rows


def _named(context: DraftContext, name: str, key: str) -> tuple[Run, str]:
    """Return what an input is called and its unit, from the calculator or the fixed texts."""
    calculator = _CALCULATORS.get(name)
    for entry in calculator.inputs if calculator else ():
        if entry.name == key:
            return Run(entry.label[context.language]), entry.unit
    unit = "pct" if key.endswith("_pct") else "yuan" if key != "orders" else ""
    return Run(context.words.label(f"D.{key}")), unit


def _origin(context: DraftContext, key: str, source: str) -> Origin:
    """Return where an input came from; a default of the calculator is an assumption."""
    if source in context.completed:
        return context.completed[source].origin
    return "assumption" if key in _USUAL else "calculated"


def draft_approval(context: DraftContext) -> Section:
    """Draft annex E: who approves and presents, what will be asked, what was approved (S3-48)."""
    sheet = Sheet(context, "E")
    sheet.part("E.1").facts("approval.approver", "approval.presenter", "approval.date")
    sheet.bullets(context.items("approval.likely_questions"))
    add_approvals(sheet, context)
    return sheet.section("E6")
