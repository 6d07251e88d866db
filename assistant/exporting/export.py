"""Export: a plan and a file ending to the bytes of that file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from assistant.errors import InputError
from assistant.exporting.blanks import without_blanks
from assistant.exporting.calendar_file import to_ics
from assistant.exporting.characters import printable
from assistant.exporting.docx import to_docx
from assistant.exporting.json_file import to_json
from assistant.exporting.markdown import to_markdown
from assistant.exporting.mind_map import to_mm, to_opml
from assistant.exporting.pdf import to_pdf
from assistant.planning.plan import Plan

_UNSAFE = re.compile(r'[\\/:*?"<>|\s.]+')
_LONGEST_NAME = 60  # of Chinese characters, which take three bytes each


def _markdown(plan: Plan) -> bytes:
    return to_markdown(plan).encode()


def _json(plan: Plan) -> bytes:
    return to_json(plan).encode(errors="replace")


FORMATS: Mapping[str, Callable[[Plan], bytes]] = MappingProxyType(
    {
        ".md": _markdown,
        ".docx": to_docx,
        ".json": _json,
        ".pdf": to_pdf,
        ".ics": to_ics,
        ".mm": to_mm,
        ".opml": to_opml,
    }
)


def export(plan: Plan, suffix: str) -> bytes:
    """Return a plan as the file an ending stands for (".docx", in any case).

    Raises:
        InputError: no such format; the sentence names the endings that work.
    """
    try:
        return FORMATS[suffix.lower()](without_blanks(plan))
    except KeyError as error:
        known = " ".join(FORMATS)
        shown = printable(suffix)
        raise InputError(
            f"不能导出成“{shown}”。可以用：{known}。",
            f'A plan cannot be exported as "{shown}". These endings work: {known}.',
        ) from error


def file_name(plan: Plan, suffix: str) -> str:
    """Return a name that every file system takes: title, date and ending, no path in it."""
    stem = _UNSAFE.sub("-", printable(plan.title)).strip("-")[:_LONGEST_NAME]
    return f"{stem or 'plan'}-{plan.date}{suffix.lower()}"
