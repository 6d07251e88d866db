"""Word notes: real footnotes under the page, each a link to the place that explains a figure."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph as WordParagraph

from assistant.exporting.characters import printable
from assistant.exporting.docx_place import add_bookmark, link_to
from assistant.exporting.docx_text import set_style
from assistant.exporting.footnotes import Footnote, Footnotes
from assistant.planning.plan import Heading, Plan, Row, Run, Section

# The line above the notes of a page, and the one above what did not fit on the page before.
_SEPARATORS = {"separator": "-1", "continuationSeparator": "0"}


class DocxNotes:
    """Writes the notes of a document and marks the places they lead to."""

    def __init__(self, document: WordDocument, plan: Plan) -> None:
        """Add an empty part of footnotes to a new document."""
        self._document = document
        self._footnotes = Footnotes(plan)
        self._plan = plan
        self._annex = ""
        self._places: set[str] = set()
        self._notes = _add_part(document)

    def start(self, section: Section) -> None:
        """Begin a section: figures are explained anew; annexes explain and need no notes."""
        self._footnotes.next_section()
        self._annex = section.id if section in self._plan.annexes else ""

    def write(self, paragraph: WordParagraph, run: Run) -> None:
        """Write what follows a run at the end of a paragraph: the number of its note, if any."""
        if not self._annex and (note := self._footnotes.of(run)):
            number = str(len(self._notes) - len(_SEPARATORS) + 1)
            self._add(number, note)
            sign = paragraph.add_run()
            sign.font.superscript = True
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), number)
            sign._r.append(reference)

    def _add(self, number: str, note: Footnote) -> None:
        """Add a note to the part: its number, a blank, and the text as a link."""
        element = OxmlElement("w:footnote")
        element.set(qn("w:id"), number)
        self._notes.append(element)
        element.append(OxmlElement("w:p"))
        paragraph = WordParagraph(element[0], self._document)
        set_style(paragraph, "Footnote Text")
        sign = paragraph.add_run()
        sign.font.superscript = True
        sign._r.append(OxmlElement("w:footnoteRef"))
        paragraph.add_run(" ")
        link_to(paragraph, note.target, printable(note.text))

    def source(self, run: Run) -> str:
        """Return the place in the annex of sources a run leads to; empty where it leads nowhere."""
        return "" if self._annex else self._footnotes.source(run)

    def mark_heading(self, paragraph: WordParagraph, heading: Heading) -> None:
        """Make a heading of an annex a place, where a note leads to it."""
        self._mark(paragraph, self._footnotes.place_of_heading(self._annex, heading))

    def mark_row(self, paragraph: WordParagraph, row: Row) -> None:
        """Make the first cell of a row of an annex a place, where a note or mark leads to it."""
        self._mark(paragraph, self._footnotes.place_of_row(self._annex, row))

    def _mark(self, paragraph: WordParagraph, place: str) -> None:
        if place and place not in self._places:
            self._places.add(place)
            add_bookmark(paragraph, place)


def _add_part(document: WordDocument) -> BaseOxmlElement:
    """Add the part of the notes, the two lines Word wants in it included, and return its root."""
    notes = OxmlElement("w:footnotes")
    settings = OxmlElement("w:footnotePr")
    for kind, id_ in _SEPARATORS.items():
        notes.append(_separator(kind, id_))
        named = OxmlElement("w:footnote")
        named.set(qn("w:id"), id_)
        settings.append(named)
    package = document.part.package
    part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, notes, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    # The order of elements is fixed by the schema.
    document.settings.element.find(qn("w:compat")).addprevious(settings)
    return notes


def _separator(kind: str, id_: str) -> BaseOxmlElement:
    note = OxmlElement("w:footnote")
    note.set(qn("w:type"), kind)
    note.set(qn("w:id"), id_)
    run = OxmlElement("w:r")
    run.append(OxmlElement(f"w:{kind}"))
    paragraph = OxmlElement("w:p")
    paragraph.append(run)
    note.append(paragraph)
    return note
