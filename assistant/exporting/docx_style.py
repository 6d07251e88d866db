"""Word styles: page, fonts for both scripts, headings and the plan's own paragraph styles."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from assistant.exporting.characters import printable
from assistant.exporting.docx_text import ACCENT, AMBER, EAST_ASIAN, GREY, INK, LATIN

_LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
# name: (points, colour, bold, space before, space after)
_BUILT_IN: dict[str, tuple[float, RGBColor, bool, float, float]] = {
    "Normal": (10, INK, False, 0, 4),
    "Title": (24, INK, True, 200, 20),
    "Subtitle": (12, GREY, False, 0, 6),
    "Heading 1": (17, ACCENT, True, 14, 4),
    "Heading 2": (12, INK, True, 8, 3),
    "List Bullet": (10, INK, False, 0, 2),
    "TOC Heading": (14, ACCENT, True, 16, 6),
    "toc 1": (10.5, INK, False, 0, 1),
    "Caption": (9, GREY, True, 5, 2),
    "Footnote Text": (8, GREY, False, 0, 0),
    "Plan Note": (9.5, GREY, False, 24, 6),
    "Plan Advice": (9, GREY, False, 2, 2),
    "Plan Missing Head": (10.5, AMBER, True, 10, 2),
    "Plan Missing": (10, AMBER, False, 0, 2),
    "Plan Cell": (8.5, INK, False, 0.4, 0.4),
    "Plan Gap": (3, INK, False, 0, 0),
}
_DENSE = ("Plan Cell", "Plan Gap", "Caption", "Plan Advice", "Footnote Text")
_BARRED = {"Plan Advice": "2456A6", "Plan Missing": "C9830B", "Plan Missing Head": "C9830B"}


def prepare(document: WordDocument, title: str, language: str) -> None:
    """Set page size, margins, file properties and every style the plan uses."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.8)
    section.different_first_page_header_footer = True
    properties = document.core_properties
    properties.title, properties.language = printable(title)[:255], _LANGUAGES[language]
    properties.author = properties.comments = ""
    for name in _BUILT_IN:
        _shape(document, name, language)


def _shape(document: WordDocument, name: str, language: str) -> None:
    points, colour, bold, before, after = _BUILT_IN[name]
    style = _style(document, name)
    style.font.size, style.font.bold, style.font.italic = Pt(points), bold, False
    style.font.color.rgb = colour
    _set_fonts(style, language)
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing = 1.0 if name in _DENSE else 1.1
    if name == "Title":
        _drop_border(style)
    if name in _BARRED:
        layout.left_indent = Cm(0.4)
        _add_bar(style, _BARRED[name])
    layout.keep_with_next = name.startswith("Heading") or name in ("Caption", "Plan Missing Head")


def _style(document: WordDocument, name: str) -> ParagraphStyle:
    """Return a style of the document, adding it where the template lacks it."""
    styles = document.styles
    if name in [style.name for style in styles]:
        style = styles[name]
    else:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no paragraph style")
    return style


def _set_fonts(style: ParagraphStyle, language: str) -> None:
    """Set Latin and East Asian font by name; the theme fonts of the template would win else."""
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)
    for attribute in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{attribute}"), LATIN)
    fonts.set(qn("w:eastAsia"), EAST_ASIAN)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "en-US")
    spoken.set(qn("w:eastAsia"), "zh-CN")
    properties.append(spoken)


def _drop_border(style: ParagraphStyle) -> None:
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _add_bar(style: ParagraphStyle, colour: str) -> None:
    """Add a coloured bar at the left of every paragraph of a style."""
    borders = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for key, value in (("val", "single"), ("sz", "18"), ("space", "8"), ("color", colour)):
        left.set(qn(f"w:{key}"), value)
    borders.append(left)
    properties = style.element.get_or_add_pPr()
    # The order of elements is fixed by the schema: borders come before spacing and indent.
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
