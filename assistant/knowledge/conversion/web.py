"""Web: an HTML page becomes Markdown; menus, scripts, forms, links and pictures stay behind."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from markdownify import MarkdownConverter

from assistant.knowledge.conversion.converted_file import ConvertedFile, SourceFile
from assistant.knowledge.conversion.decoding import decode
from assistant.knowledge.conversion.failures import UnknownEncodingError
from assistant.knowledge.conversion.limits import Limits
from assistant.knowledge.conversion.marked_text import MarkedText
from assistant.knowledge.conversion.worker import serve

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)|encoding=[\"']([\w-]+)", re.I)
_HEAD = 4000
_NOISE = [
    *("script", "style", "noscript", "template", "svg", "iframe", "object"),
    *("form", "button", "select", "nav", "aside", "footer"),
]
_BLANK_LINES = re.compile(r"\n{3,}")


def read_html(file: SourceFile, limits: Limits) -> ConvertedFile:
    """Return the text of a page; UnknownEncodingError when its characters cannot be made out."""
    content = decode(file.data, _declared(file.data))
    if content is None:
        raise UnknownEncodingError(file.name)
    markdown, title = html_to_markdown(content)
    text = MarkedText(file, limits)
    text.add(markdown)
    return text.done(title)


def html_to_markdown(content: str) -> tuple[str, str]:
    """Return the Markdown of a page's main part, and the title in its head ("" for none)."""
    page = BeautifulSoup(content, "lxml")
    title = page.title.get_text(" ", strip=True) if page.title else ""
    for element in page(_NOISE):
        element.decompose()
    part = page.find("main") or page.find("article") or page.body or page
    converter = MarkdownConverter(
        heading_style="ATX",
        bullets="-",
        strip=["a", "img"],
        escape_asterisks=False,
        escape_underscores=False,
        escape_misc=False,
    )
    markdown = "\n".join(line.rstrip() for line in converter.convert_soup(part).splitlines())
    return _BLANK_LINES.sub("\n\n", markdown).strip(), title


def _declared(data: bytes) -> str:
    """Return the encoding a page names in its head, "" for none."""
    match = _CHARSET.search(data[:_HEAD])
    return (match.group(1) or match.group(2)).decode("ascii", "ignore") if match else ""


if __name__ == "__main__":
    serve(read_html)
