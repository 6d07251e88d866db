"""Slide: one page of the pitch; places are given in points from the upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.util import Pt

from assistant.exporting.characters import printable, width
from assistant.exporting.pptx.fitting import fitting_size, height_of, lines_of, shortened

EAST_ASIAN, LATIN = "微软雅黑", "Calibri"
PAPER, INK, ACCENT = (RGBColor.from_string(c) for c in ("FBFAF7", "1F2933", "2456A6"))
GREY, LINE, PALE = (RGBColor.from_string(c) for c in ("5B6770", "C9CED6", "EEF2F8"))
WIDTH, HEIGHT = 960.0, 540.0
LEFT, TOP, BODY_WIDTH, BOTTOM = 48.0, 104.0, 864.0, 496.0
_NS = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_TITLE_ONLY = 5
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_UNDERLINE = f'<a:lnB {_NS} w="9525"><a:solidFill><a:srgbClr val="C9CED6"/></a:solidFill></a:lnB>'
_INSET = 5.0  # of a table cell, left and right


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def place(self) -> tuple[Pt, Pt, Pt, Pt]:
        """The place as the library takes it."""
        return Pt(self.left), Pt(self.top), Pt(self.width), Pt(self.height)


BODY = Box(LEFT, TOP, BODY_WIDTH, BOTTOM - TOP)


class Slide:
    """A slide being written."""

    def __init__(self, deck: Presentation, title: str, footer: str) -> None:
        """Add an empty slide with its title, its number and the footer."""
        self._slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
        fill = self._slide.background.fill
        fill.solid()
        fill.fore_color.rgb = PAPER
        heading = self._slide.shapes.title
        heading.left, heading.top, heading.width, heading.height = Box(
            LEFT, 30, BODY_WIDTH, 56
        ).place
        shown = shortened(printable(title), 26, BODY_WIDTH - 8, 1)
        self._fill(heading.text_frame, [shown], 26, ACCENT, bold=True)
        heading.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        self._bar()
        self._footer(footer)

    def paragraphs(
        self,
        texts: Sequence[str],
        box: Box,
        sizes: Sequence[float] = (20, 18, 16, 14),
        *,
        bullet: str = "",
        color: RGBColor = INK,
    ) -> None:
        """Write paragraphs as large as they fit; what does not fit at the least size is cut.

        The lines left over are shared: a long paragraph gives way before short ones do.
        """
        shown = [f"{bullet}{printable(text)}" for text in texts]
        gap = 6.0
        size = fitting_size(shown, sizes, (box.width - 8, box.height), gap)
        shown = _cut(shown, size, box, gap)
        frame = self._slide.shapes.add_textbox(*box.place).text_frame
        frame.word_wrap = True
        self._fill(frame, shown, size, color, gap)

    def label(self, text: str, box: Box, color: RGBColor = GREY, size: float = 13) -> None:
        """Write one bold line that names what stands below it."""
        frame = self._slide.shapes.add_textbox(*box.place).text_frame
        shown = shortened(printable(text), size, box.width - 8, 1)
        self._fill(frame, [shown], size, color, bold=True)

    def figure(self, value: str, name: str, box: Box) -> None:
        """Write one large number with what it is."""
        big = Box(box.left, box.top, box.width, 40)
        sizes = (28.0, 24.0, 20.0, 16.0, 13.0)
        self.paragraphs([value], big, sizes, color=ACCENT)
        self.paragraphs(
            [name], Box(box.left, box.top + 40, box.width, 34), (13, 12, 11), color=GREY
        )

    def table(self, rows: Sequence[Sequence[str]], box: Box, size: float = 13) -> None:
        """Write a table, head first; cells are cut so that all rows fit the place."""
        texts = [[printable(cell) for cell in row] for row in rows]
        widths = _widths(texts, box.width)
        lines = _lines_per_row(len(texts), size, box.height)
        shape = self._slide.shapes.add_table(len(texts), len(widths), *box.place)
        grid = shape.table
        _plain_style(shape)
        for column, points in zip(grid.columns, widths, strict=True):
            column.width = Pt(points)
        for i, row in enumerate(texts):
            cut = [
                shortened(text, size, points - 2 * _INSET - 2, lines)
                for text, points in zip(row, widths, strict=True)
            ]
            tall = max(lines_of(t, size, w - 2 * _INSET) for t, w in zip(cut, widths, strict=True))
            grid.rows[i].height = Pt(tall * size * 1.3 + 8)
            for j, text in enumerate(cut):
                self._cell(grid.cell(i, j), text, size, is_head=i == 0)

    def picture_room(self) -> Any:
        """Return the shapes of the slide, for charts and drawings."""
        return self._slide.shapes

    def notes(self, text: str) -> None:
        """Set what the speaker sees."""
        lines = "\n".join(printable(line) for line in text.split("\n"))
        self._slide.notes_slide.notes_text_frame.text = lines

    def _cell(self, cell: Any, text: str, size: float, *, is_head: bool) -> None:
        cell.margin_left = cell.margin_right = Pt(_INSET)
        cell.margin_top = cell.margin_bottom = Pt(3)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        cell.fill.solid()
        cell.fill.fore_color.rgb = PALE if is_head else PAPER
        self._fill(cell.text_frame, [text], size, INK, bold=is_head)
        properties = cell._tc.get_or_add_tcPr()
        # lines come before the fill in the order of the schema
        properties.insert(0, parse_xml(_UNDERLINE))

    def _fill(
        self,
        frame: Any,
        texts: Sequence[str],
        size: float,
        color: RGBColor,
        gap: float = 0,
        *,
        bold: bool = False,
    ) -> None:
        frame.word_wrap = True
        for i, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(gap)
            paragraph.alignment = PP_ALIGN.LEFT
            run = paragraph.add_run()
            run.text = text
            style(run, size, color, bold=bold)

    def _bar(self) -> None:
        line = self._slide.shapes.add_shape(1, Pt(LEFT + 7), Pt(88), Pt(56), Pt(3))
        line.fill.solid()
        line.fill.fore_color.rgb = ACCENT
        line.line.fill.background()
        line.shadow.inherit = False

    def _footer(self, text: str) -> None:
        frame = self._slide.shapes.add_textbox(Pt(LEFT), Pt(508), Pt(760), Pt(22)).text_frame
        self._fill(frame, [shortened(printable(text), 10, 740, 1)], 10, GREY)
        place = self._slide.shapes.add_textbox(Pt(832), Pt(508), Pt(80), Pt(22)).text_frame
        paragraph = place.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT
        number = (
            f'<a:fld {_NS} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
            f'<a:rPr lang="zh-CN" sz="1000"/><a:t>‹#›</a:t></a:fld>'
        )
        paragraph._p.append(parse_xml(number))


def style(run: Any, size: float, color: RGBColor, *, bold: bool = False) -> None:
    """Set size, colour and both fonts of a run; without an East Asian one Chinese falls back."""
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, LATIN
    run.font.color.rgb = color
    properties = run._r.get_or_add_rPr()
    east = properties.find(qn("a:ea"))
    if east is None:
        properties.append(parse_xml(f'<a:ea {_NS} typeface="{EAST_ASIAN}"/>'))


def _cut(texts: Sequence[str], size: float, box: Box, gap: float) -> list[str]:
    """Return the texts cut so that together they fit; the longest are cut first."""
    room, shown = box.width - 8, list(texts)
    for lines in range(12, 0, -1):
        if height_of(shown, size, room, gap) <= box.height:
            return shown
        shown = [shortened(text, size, room, lines) for text in texts]
    while len(shown) > 1 and height_of(shown, size, room, gap) > box.height:
        shown.pop()
    return shown


def _widths(rows: Sequence[Sequence[str]], room: float) -> list[float]:
    """Return column widths in points, wider where there is more to read."""
    wanted = [
        min(40, max(6, *(width(cell) for cell in column))) for column in zip(*rows, strict=True)
    ]
    return [room * want / sum(wanted) for want in wanted]


def _lines_per_row(rows: int, size: float, height: float) -> int:
    return max(1, int((height / rows - 8) // (size * 1.3)))


def _plain_style(shape: Any) -> None:
    """Take bands and grid of the default table style away; cells draw their own lines."""
    properties = shape._element.graphic.graphicData.tbl.tblPr
    properties.set("bandRow", "0")
    style_id = properties.find(qn("a:tableStyleId"))
    if style_id is not None:
        style_id.text = _NO_STYLE
