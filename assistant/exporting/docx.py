"""Word: a plan as a document with a cover, real headings, tables, contents and page numbers."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument

from assistant.exporting.arrangement import Abreast, arranged, halves
from assistant.exporting.characters import printable
from assistant.exporting.docx_chart import add_chart
from assistant.exporting.docx_field import add_bookmark, add_contents, add_footer
from assistant.exporting.docx_style import prepare
from assistant.exporting.docx_table import add_table
from assistant.exporting.docx_text import add_paragraph, add_runs
from assistant.planning.plan import (
    Block,
    Bullets,
    Chart,
    Heading,
    Paragraph,
    Plan,
    Section,
    Table,
)


def to_docx(plan: Plan) -> bytes:
    """Return the plan as a Word file: cover, summary page, contents, sections, annexes."""
    document = Document()
    prepare(document, plan.title, plan.language)
    summary, *body = plan.sections
    _add_cover(document, plan)
    _add_section(document, summary, plan, on_new_page=True)
    _add_contents(document, plan, [*body, *plan.annexes])
    for section in (*body, *plan.annexes):
        starts_page = section is body[0] or section in plan.annexes
        _add_section(document, section, plan, on_new_page=starts_page)
    add_footer(document, printable(plan.title), plan.captions["page"])
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _add_cover(document: WordDocument, plan: Plan) -> None:
    captions = plan.captions
    add_paragraph(document, "Title", plan.title)
    add_paragraph(document, "Subtitle", plan.status)
    add_paragraph(document, "Subtitle", f"{captions['date']}  {plan.date}")
    add_paragraph(document, "Subtitle", f"{captions['completeness']}  {plan.completeness}%")
    add_paragraph(document, "Plan Note", captions["legend"])


def _add_contents(document: WordDocument, plan: Plan, sections: list[Section]) -> None:
    """Add the contents behind the summary, where the plan's form wants them (S3-4)."""
    add_paragraph(document, "TOC Heading", plan.captions["contents"])
    add_contents(document, [(section.id, section.title) for section in sections])


def _add_section(
    document: WordDocument, section: Section, plan: Plan, *, on_new_page: bool
) -> None:
    heading = add_paragraph(document, "Heading 1", section.title)
    heading.paragraph_format.page_break_before = on_new_page
    add_bookmark(heading, section.id)
    for block in arranged(section.blocks):
        _add_block(document, block)
    if section.missing:
        add_paragraph(document, "Plan Missing Head", plan.captions["missing"])
        for missing in section.missing:
            add_paragraph(document, "Plan Missing", missing.text)


def _add_block(document: WordDocument, block: Block | Abreast) -> None:
    match block:
        case Heading():
            add_paragraph(document, "Heading 2", block.text)
        case Paragraph():
            style = "Plan Advice" if block.is_advice else "Normal"
            add_runs(add_paragraph(document, style), block.text)
        case Bullets():
            for item in block.items:
                add_runs(add_paragraph(document, "List Bullet"), item)
        case Table():
            add_table(document, block, block.caption)
        case Chart():
            _add_chart(document, block)
        case Abreast():
            _add_abreast(document, block)


def _add_chart(document: WordDocument, chart: Chart) -> None:
    """Add the picture and the table behind it; without a picture the table has the title."""
    drawn = bool(chart.series or chart.spans) and not chart.is_shaped
    if drawn:
        add_chart(document, chart)
    _add_block(document, halves(replace(chart.table, caption="" if drawn else chart.title)))


def _add_abreast(document: WordDocument, pair: Abreast) -> None:
    """Add two tables beside each other; with captions of their own one after the other."""
    first, second = pair.tables
    if first.caption == second.caption == "":
        add_table(document, first, pair.caption, second)
        return
    for table in pair.tables:
        add_table(document, table, table.caption)
