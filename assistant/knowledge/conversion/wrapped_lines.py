"""WrappedLines: the printed lines of pages become paragraphs, joined over line and page ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language import reading_size

# how full a line must be, beside the fullest of its document, to have been wrapped
_FULL = 0.8
_SHORTEST = 15  # as reading_size counts; narrower columns of text are rare
_STOP = re.compile(r"[。！？；：.!?;:…][”’」』）)\"']*\Z")
_OPENING = re.compile(
    r"(?:[-*•●■◆▪·○]|\(?\d{1,2}[.)、）](?!\d)|第\s*[一二三四五六七八九十百\d]+\s*[章节部分篇条步]"
    r"|[（(]?[一二三四五六七八九十]{1,3}[、.)）])"
)
# bullets of symbol fonts arrive as characters for private use
_BULLET = re.compile(r"\A[\ue000-\uf8ff●■◆▪•○]\s*")
_CJK_EDGE = re.compile(r"[^\x00-\u2e7f]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a page; `joint` is what links it to the next page, None when it ends here."""

    text: str
    joint: str | None = None


def join_lines(pages: Sequence[Sequence[str]]) -> list[list[Paragraph]]:
    """Return the paragraphs of each page; a line that was wrapped goes on with the next one."""
    pages = [[_BULLET.sub("- ", line) for line in page] for page in pages]
    width = max((reading_size(line) for page in pages for line in page), default=0)
    joined = []
    for number, page in enumerate(pages):
        following = next((later[0] for later in pages[number + 1 :] if later), "")
        joined.append(_paragraphs(page, following, width))
    return joined


def _paragraphs(page: Sequence[str], following: str, width: int) -> list[Paragraph]:
    """Join the lines of one page; `following` is the first line after it, "" at the end."""
    paragraphs: list[Paragraph] = []
    text = ""
    for line, after in zip(page, [*page[1:], following], strict=True):
        text += line
        if after and _was_wrapped(line, after, width):
            joint = "" if _CJK_EDGE.match(line[-1]) or _CJK_EDGE.match(after[0]) else " "
            if line.endswith("-") and after[0].islower():
                text, joint = text[:-1], ""
            text += joint
        else:
            paragraphs.append(Paragraph(text))
            text = ""
    if text:
        joint = text[len(text.rstrip()) :]
        paragraphs.append(Paragraph(text.rstrip(), joint))
    return paragraphs


def _was_wrapped(line: str, after: str, width: int) -> bool:
    """Tell whether a line ended for want of room and not because its paragraph did."""
    full = reading_size(line) >= max(_SHORTEST, _FULL * width)
    return full and not _OPENING.match(after) and not _STOP.search(line)
