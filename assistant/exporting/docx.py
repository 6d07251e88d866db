"""Word: a plan as a document with a cover, real headings, tables, contents and page numbers."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph as WordParagraph

from assistant.exporting.arrangement import Abreast, arranged, halves
from assistant.exporting.characters import printable
from assistant.exporting.docx_chart import add_chart
from assistant.exporting.docx_field import add_contents, add_footer
from assistant.exporting.docx_note import DocxNotes
from assistant.exporting.docx_place import add_bookmark
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
    Text,
)


def to_docx(plan: Plan) -> bytes:
    """Return the plan as a Word file: cover, summary page, contents, sections, annexes."""
    document = Document()
    prepare(document, plan.title, plan.language)
    summary, *body = plan.sections
    _add_cover(document, plan)
    writer = _SectionWriter(document, plan)
    writer.add(summary, on_new_page=True)
    _add_contents(document, plan, [*body, *plan.annexes])
    for section in (*body, *plan.annexes):
        writer.add(section, on_new_page=section is body[0] or section in plan.annexes)
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


class _SectionWriter:
    """Writes sections and annexes of a plan; knows which notes the document has."""

    def __init__(self, document: WordDocument, plan: Plan) -> None:
        self._document = document
        self._plan = plan
        self._notes = DocxNotes(document, plan)

    def add(self, section: Section, *, on_new_page: bool) -> None:
        """Add a section with its heading, its blocks and what it still lacks."""
        self._notes.start(section)
        heading = self._paragraph("Heading 1", section.title)
        heading.paragraph_format.page_break_before = on_new_page
        add_bookmark(heading, section.id)
        for block in arranged(section.blocks):
            self._add_block(block)
        if section.missing:
            self._paragraph("Plan Missing Head", self._plan.captions["missing"])
            for missing in section.missing:
                self._paragraph("Plan Missing", missing.text)

    def _add_block(self, block: Block | Abreast) -> None:
        match block:
            case Heading():
                self._notes.mark_heading(self._paragraph("Heading 2", block.text), block)
            case Paragraph():
                self._add_text("Plan Advice" if block.is_advice else "Normal", block.text)
            case Bullets():
                for item in block.items:
                    self._add_text("List Bullet", item)
            case Table():
                add_table(self._document, block, block.caption, self._notes)
            case Chart():
                self._add_chart(block)
            case Abreast():
                self._add_abreast(block)

    def _paragraph(self, style: str, text: str = "") -> WordParagraph:
        return add_paragraph(self._document, style, text)

    def _add_text(self, style: str, text: Text) -> None:
        add_runs(self._paragraph(style), text, self._notes)

    def _add_chart(self, chart: Chart) -> None:
        """Add the picture and the table behind it; without a picture the table has the title."""
        drawn = bool(chart.series or chart.spans) and not chart.is_shaped
        if drawn:
            add_chart(self._document, chart)
        self._add_block(halves(replace(chart.table, caption="" if drawn else chart.title)))

    def _add_abreast(self, pair: Abreast) -> None:
        """Add two tables beside each other; with captions of their own one after the other."""
        first, second = pair.tables
        if first.caption == second.caption == "":
            add_table(self._document, first, pair.caption, self._notes, second)
            return
        for table in pair.tables:
            add_table(self._document, table, table.caption, self._notes)
