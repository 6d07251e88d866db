"""Real files of every kind, made in memory by the programs' own libraries."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence

from docx import Document
from openpyxl import Workbook
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

PAGES = (("双十一前两周开始预热。", "预热期的预算占六成。"), ("客服要在三十秒内回复。",))


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


def pdf(pages: Sequence[Sequence[str]] = PAGES, title: str = "", font: str = "STSong-Light"):
    """A PDF with one line of text below the other."""
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    canvas.setTitle(title)
    for lines in pages:
        canvas.setFont(font, 12)
        for row, line in enumerate(lines):
            canvas.drawString(72, 750 - 20 * row, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def scanned_pdf() -> bytes:
    """A PDF of one picture."""
    picture = ImageReader(Image.new("RGB", (20, 20), "white"))

    def draw(stream: io.BytesIO) -> None:
        canvas = Canvas(stream, invariant=1)
        canvas.drawImage(picture, 10, 10)
        canvas.save()

    return saved(draw)


def locked_pdf(user_password: str) -> bytes:
    """A PDF under AES-256; without a password for reading it only forbids printing."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt(user_password, "owner", algorithm="AES-256")
    return saved(writer.write)


def docx() -> bytes:
    document = Document()
    document.add_heading("直播手册", 0)
    document.add_heading("选品", 1)
    document.add_paragraph("先看毛利，再看复购。")
    document.add_paragraph("样品提前两天到。", style="List Bullet")
    document.add_paragraph("脚本提前一天定。", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [*table.rows[0].cells, *table.rows[1].cells],
        ["指标", "目标", "转化率", "3.5%"],
        strict=True,
    ):
        cell.text = text
    document.add_paragraph("每周复盘一次。")
    return saved(document.save)


def pptx() -> bytes:
    presentation = Presentation()
    for title, body in (("第一步", "目标要能量化\n期限要写清楚"), ("第二步", "分到每个人")):
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = body
    slide.notes_slide.notes_text_frame.text = "这一页讲三分钟。"
    return saved(presentation.save)


def xlsx() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "年度预算"
    for row in (["2026 年推广预算"], [], ["渠道", "一季度", "占比"], ["抖音", 30000, 0.6]):
        sheet.append(row)
    sheet["C4"].number_format = "0.0%"
    book.create_sheet("空表")
    book.create_sheet("客户").append(["名称", "城市"])
    book["客户"].append(["宏达机械", "宁波"])
    return saved(book.save)


HTML = """<html><head><title>退货规则</title><script>track()</script></head><body>
<nav><a href="/">首页</a></nav><main><h1>退货规则</h1><p>七天内可以<b>无理由</b>退货，
<a href="https://example.com">详情</a>见下。</p><ul><li>保留包装</li><li>附上单号</li></ul>
</main><footer>版权所有</footer></body></html>"""


def epub(locked: str = "") -> bytes:
    """A book of two chapters, named in the spine against the order of their names."""
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
        'container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
        "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc='
        '"http://purl.org/dc/elements/1.1/"><dc:title>运营笔记</dc:title></metadata><manifest>'
        '<item id="b" href="a.xhtml"/><item id="a" href="text/b%20c.xhtml"/></manifest><spine>'
        '<itemref idref="a"/><itemref idref="b"/></spine></package>',
        "OEBPS/text/b c.xhtml": "<html><body><h1>第一章</h1><p>先看数据。</p></body></html>",
        "OEBPS/a.xhtml": "<html><body><h1>第二章</h1><p>再定动作。</p></body></html>",
    }
    if locked:
        files["META-INF/encryption.xml"] = (
            '<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
            f'<enc:CipherData><enc:CipherReference URI="{locked}"/></enc:CipherData>'
            "</enc:EncryptedData></encryption>"
        )
    return packed({name: text.encode() for name, text in files.items()})


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def packed_by_chinese_windows(name: str, data: bytes) -> bytes:
    """A zip whose one name is in GBK and not marked as anything."""
    raw = name.encode("gbk")
    head = struct.pack(
        "<HHHHHIIIHH", 20, 0, 0, 0, 0, zlib.crc32(data), len(data), len(data), len(raw), 0
    )
    local = b"PK\x03\x04" + head + raw + data
    central = (
        b"PK\x01\x02" + struct.pack("<H", 20) + head + struct.pack("<HHHII", 0, 0, 0, 0, 0) + raw
    )
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def locked_zip() -> bytes:
    """A zip whose member says that it is encrypted."""
    data = bytearray(packed({"a.md": b"secret"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


def locked_office_file() -> bytes:
    """What Word and Excel wrap a file with a password in, as far as it is looked at."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
