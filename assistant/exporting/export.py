"""Export: a plan and a file ending to the bytes of that file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from assistant.errors import InputError
from assistant.exporting.blanks import without_blanks
from assistant.exporting.bundle import bundled
from assistant.exporting.calendar_file import to_ics
from assistant.exporting.characters import printable
from assistant.exporting.docx import to_docx
from assistant.exporting.json_file import to_json
from assistant.exporting.markdown import to_markdown
from assistant.exporting.mind_map import to_mm, to_opml
from assistant.exporting.pdf import to_pdf
from assistant.exporting.pptx.deck import to_pptx
from assistant.exporting.xlsx.workbook import to_xlsx
from assistant.planning.plan import Plan

_UNSAFE = re.compile(r'[\\/:*?"<>|\s.]+')
_LONGEST_NAME = 60  # of Chinese characters, which take three bytes each


def _markdown(plan: Plan) -> bytes:
    return to_markdown(plan).encode()


def _json(plan: Plan) -> bytes:
    return to_json(plan).encode(errors="replace")


_FILES: Mapping[str, Callable[[Plan], bytes]] = MappingProxyType(
    {
        ".md": _markdown,
        ".docx": to_docx,
        ".json": _json,
        ".pdf": to_pdf,
        ".xlsx": to_xlsx,
        ".pptx": to_pptx,
        ".ics": to_ics,
        ".mm": to_mm,
        ".opml": to_opml,
    }
)
_BUNDLE = ".zip"
FORMATS = (*_FILES, _BUNDLE)


def export(plan: Plan, suffix: str) -> bytes:
    """Return a plan as the file an ending stands for (".docx", in any case).

    Raises:
        InputError: no such format; the sentence names the endings that work.
    """
    known = suffix.lower()
    if known not in FORMATS:
        endings, shown = " ".join(FORMATS), printable(suffix)
        raise InputError(
            f"不能导出成“{shown}”。可以用：{endings}。",
            f'A plan cannot be exported as "{shown}". These endings work: {endings}.',
        )
    printed = without_blanks(plan)
    if known == _BUNDLE:
        files = {ending: write(printed) for ending, write in _FILES.items()}
        return bundled(printed, {file_name(plan, ending): data for ending, data in files.items()})
    return _FILES[known](printed)


def file_name(plan: Plan, suffix: str) -> str:
    """Return a name that every file system takes: title, date and ending, no path in it."""
    stem = _UNSAFE.sub("-", printable(plan.title)).strip("-")[:_LONGEST_NAME]
    return f"{stem or 'plan'}-{plan.date}{suffix.lower()}"
