"""Traditional Chinese: a plan with its fixed texts and advice converted, the owner's words kept."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from assistant.answering.answer import Citation
from assistant.language import to_traditional
from assistant.planning.agenda import Agenda
from assistant.planning.plan import (
    Block,
    Bullets,
    Chart,
    Heading,
    Missing,
    Paragraph,
    Plan,
    Row,
    Run,
    Section,
    Series,
    Span,
    Table,
    Text,
)

_KEPT = ("answer", "imported")


def in_traditional(plan: Plan) -> Plan:
    """Return a Chinese plan in traditional characters with Taiwan wording.

    Runs of origin "answer" or "imported" stay as the owner wrote them, and so do quotes of the
    corpus and figures. The title is the firm's name and fixed words; characters of the name that
    stand in it are converted with the rest. An English plan is returned unchanged.
    """
    if plan.language == "en":
        return plan
    return replace(
        plan,
        title=_converted(plan.title),
        sections=tuple(_section(section) for section in plan.sections),
        annexes=tuple(_section(section) for section in plan.annexes),
        sources=tuple(_citation(citation) for citation in plan.sources),
        captions={key: _converted(text) for key, text in plan.captions.items()},
        agenda=_agenda(plan.agenda),
    )


def _agenda(agenda: Agenda) -> Agenda:
    """Convert what is done and the posts that do it; names of people and battles stay."""
    return replace(
        agenda,
        phases=tuple(replace(each, name=_converted(each.name)) for each in agenda.phases),
        errands=tuple(
            replace(
                each,
                what=_converted(each.what),
                who=_converted(each.who) if each.is_post else each.who,
            )
            for each in agenda.errands
        ),
    )


# Labels and advice repeat from plan to plan; 4096 texts are a few hundred kilobytes.
@lru_cache(maxsize=4096)
def _converted(text: str) -> str:
    return to_traditional(text)


def _citation(citation: Citation) -> Citation:
    """Convert where a quote stands; the quote itself is shown as the article has it."""
    return replace(citation, title=_converted(citation.title), heading=_converted(citation.heading))


def _section(section: Section) -> Section:
    return Section(
        section.id,
        _converted(section.title),
        tuple(_block(block) for block in section.blocks),
        tuple(Missing(m.question_id, _converted(m.text)) for m in section.missing),
    )


def _block(block: Block) -> Block:
    match block:
        case Heading():
            return Heading(_converted(block.text))
        case Paragraph():
            return Paragraph(_text(block.text))
        case Bullets():
            return Bullets(tuple(_text(item) for item in block.items))
        case Table():
            return _table(block)
        case Chart():
            return replace(
                block,
                title=_converted(block.title),
                labels=tuple(_converted(text) for text in block.labels),
                series=tuple(Series(_converted(s.name), s.values) for s in block.series),
                table=_table(block.table),
                spans=tuple(_span(span) for span in block.spans),
            )


def _table(table: Table) -> Table:
    rows = tuple(_row(row) for row in table.rows)
    return replace(table, head=_row(table.head), rows=rows, caption=_converted(table.caption))


def _row(row: Row) -> Row:
    return tuple(_text(cell) for cell in row)


def _text(text: Text) -> Text:
    return tuple(_run(run) for run in text)


def _run(run: Run) -> Run:
    return run if run.origin in _KEPT else replace(run, text=_converted(run.text))


def _span(span: Span) -> Span:
    return replace(span, label=_converted(span.label))
