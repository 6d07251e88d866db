"""Word charts: a chart of a plan as a native column chart that Word draws and can restyle."""

from __future__ import annotations

from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from assistant.exporting.characters import printable
from assistant.exporting.docx_gantt import gantt_area
from assistant.exporting.docx_text import EAST_ASIAN, LATIN, add_paragraph
from assistant.planning.plan import Chart, Series

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_CHART_NS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLOURS = ("2456A6", "C9CED6")
_WIDTH, _HEIGHT = 5_976_000, 1_692_000  # 16.6 cm by 4.7 cm in English Metric Units


def add_chart(document: WordDocument, chart: Chart) -> None:
    """Add a chart with its title above; the caller puts the table behind it."""
    add_paragraph(document, "Caption", chart.title)
    package = document.part.package
    number = 1 + sum("/word/charts/" in part.partname for part in package.iter_parts())
    part = Part(
        PackURI(f"/word/charts/chart{number}.xml"),
        _CONTENT_TYPE,
        _chart_xml(chart).encode(),
        package,
    )
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    paragraph = add_paragraph(document, "Plan Cell")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run()._r.append(parse_xml(_frame_xml(relation, number, chart.title)))


def _frame_xml(relation: str, number: int, title: str) -> str:
    """Return the inline frame that shows a chart part."""
    name = _attribute(title)
    return (
        '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        f' xmlns:a="{_DRAWING_NS}"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{_WIDTH}" cy="{_HEIGHT}"/>'
        f'<wp:docPr id="{1000 + number}" name="{name}" descr="{name}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_CHART_NS}">'
        f'<c:chart xmlns:c="{_CHART_NS}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _chart_xml(chart: Chart) -> str:
    """Return the chart part: columns or spans, values kept in the part."""
    faces = f'<a:latin typeface="{LATIN}"/><a:ea typeface="{EAST_ASIAN}"/>'
    font = f'<a:defRPr sz="800">{faces}</a:defRPr>'
    area = gantt_area(chart) if chart.spans else _columns_area(chart)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_CHART_NS}" xmlns:a="{_DRAWING_NS}"><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f'{area}</c:plotArea>{_legend(chart)}<c:plotVisOnly val="1"/></c:chart>'
        f"<c:txPr><a:bodyPr/><a:p><a:pPr>{font}</a:pPr>"
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr></c:chartSpace>'
    )


def _legend(chart: Chart) -> str:
    """Return the legend where there is more than one colour."""
    if len(chart.series) < 2 and not chart.spans:
        return ""
    return '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'


def _columns_area(chart: Chart) -> str:
    """Return the columns and their axes."""
    series = "".join(_series_xml(i, item, chart) for i, item in enumerate(chart.series))
    return (
        '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f"{_axis_xml('catAx', 1, 2, 'b')}{_axis_xml('valAx', 2, 1, 'l')}"
    )


def _series_xml(index: int, series: Series, chart: Chart) -> str:
    fill = f'<a:solidFill><a:srgbClr val="{_COLOURS[index % len(_COLOURS)]}"/></a:solidFill>'
    labels = "".join(_point_xml(i, printable(text)) for i, text in enumerate(chart.labels))
    values = "".join(_point_xml(i, f"{value:.10g}") for i, value in enumerate(series.values))
    count = f'<c:ptCount val="{len(chart.labels)}"/>'
    name = escape(printable(series.name))
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:v>{name}</c:v></c:tx>'
        f'<c:spPr>{fill}</c:spPr><c:invertIfNegative val="0"/>'
        f"{_labels_xml() if chart.kind == 'staircase' else ''}"
        f"<c:cat><c:strLit>{count}{labels}</c:strLit></c:cat>"
        f"<c:val><c:numLit><c:formatCode>#,##0</c:formatCode>{count}{values}</c:numLit></c:val></c:ser>"
    )


def _labels_xml() -> str:
    """Return the figures above the columns of a staircase."""
    shown = {"LegendKey": 0, "Val": 1, "CatName": 0, "SerName": 0, "Percent": 0, "BubbleSize": 0}
    flags = "".join(f'<c:show{name} val="{flag}"/>' for name, flag in shown.items())
    return f'<c:dLbls><c:numFmt formatCode="#,##0" sourceLinked="0"/>{flags}</c:dLbls>'


def _point_xml(index: int, text: str) -> str:
    return f'<c:pt idx="{index}"><c:v>{escape(text)}</c:v></c:pt>'


def _axis_xml(kind: str, own: int, crossing: int, position: str) -> str:
    line = '<a:ln><a:solidFill><a:srgbClr val="C9CED6"/></a:solidFill></a:ln>'
    grid = (
        f"<c:majorGridlines><c:spPr>{line}</c:spPr></c:majorGridlines>" if kind == "valAx" else ""
    )
    return (
        f'<c:{kind}><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{position}"/>{grid}'
        '<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr>{line}</c:spPr>'
        f'<c:crossAx val="{crossing}"/></c:{kind}>'
    )


def _attribute(text: str) -> str:
    return escape(printable(text), {'"': "&quot;"})
