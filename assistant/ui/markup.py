"""Markup: text becomes HTML in which nothing but our own tags can be active."""

from __future__ import annotations

import html
import re

from markdown_it import MarkdownIt
from markupsafe import Markup

from assistant.answering.answer import Citation

# of several marks of one source in a paragraph only the last is shown
_REPEATED = re.compile(r" ?\[(\d{1,2})\](?=[^\n\[]*\[\1\])")
_CITE = re.compile(r"\[(\d{1,2})\]")
_LINE_END = re.compile(r"\r\n?|\n")
# characters that could start Markdown in the chat component, written as entities instead
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()#+\-.!|~$:>@]")


def answer_markup(text: str, turn: int) -> Markup:
    """Return an answer as HTML: paragraphs and lists, its [n] as buttons that open source n.

    Buttons and sources find each other by class, the one attribute the chat component lets pass.

    Raw HTML, images and links in the text stay visible text.
    """
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True})
    reader.disable(["image", "link", "autolink", "heading", "lheading", "code", "fence"])
    body = reader.render(_REPEATED.sub("", text))
    button = rf'<button type="button" class="cite opens-{turn}-\1">\1</button>'
    return Markup(one_line(_CITE.sub(button, body)))


def plain_markup(text: str) -> Markup:
    """Return text as HTML with its line breaks; everything in it is shown as it is."""
    return Markup(_LINE_END.sub("<br>", html.escape(text)))


def message_text(text: str) -> str:
    """Return a person's message for the chat component, which reads Markdown: all of it literal."""
    # quotes stay: as entities their # would be escaped once more
    escaped = html.escape(text, quote=False)
    escaped = _MARKDOWN.sub(lambda match: f"&#{ord(match.group())};", escaped)
    return _LINE_END.sub("<br>", escaped)


def one_line(text: str) -> str:
    """Return HTML without line ends, which the chat component would read as Markdown."""
    return re.sub(r"\s*[\r\n]\s*", " ", text).strip()


def highlighted(text: str, start: int, end: int) -> Markup:
    """Return a text with the part from `start` to `end` marked."""
    before, quote, after = (plain_markup(part) for part in _parts(text, start, end))
    return before + Markup("<mark>") + quote + Markup("</mark>") + after


def around(text: str, citation: Citation, margin: int = 90) -> tuple[str, int, int]:
    """Return the surroundings of a quote and where the quote stands in them."""
    first = max(0, citation.start - margin)
    first = text.rfind("\n", first, citation.start) + 1 or first
    last = min(len(text), citation.end + margin)
    cut = text.find("\n", citation.end, last)
    last = last if cut < 0 else cut
    return text[first:last], citation.start - first, citation.end - first


def _parts(text: str, start: int, end: int) -> tuple[str, str, str]:
    return text[:start], text[start:end], text[end:]
