"""Bundle: all files of a plan in one zip, with a note that says what is what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import PurePath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from assistant.exporting.characters import printable
from assistant.planning.plan import Plan

_NOTE = "README.txt"


def bundled(plan: Plan, files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files by name, the note first."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in {_NOTE: _note(plan, files).encode("utf-8-sig"), **files}.items():
            archive.writestr(_entry(name, plan), data, ZIP_DEFLATED)
    return buffer.getvalue()


def _note(plan: Plan, files: Mapping[str, bytes]) -> str:
    """Return title, date and one line a file, as the simplest editors show it."""
    captions = plan.captions
    lines = [printable(plan.title), f"{captions['date']} {plan.date}", printable(plan.status), ""]
    lines += [f"{name}\r\n    {captions[_caption(name)]}" for name in files]
    return "\r\n".join([*lines, ""])


def _caption(name: str) -> str:
    return f"file.{PurePath(name).suffix.removeprefix('.')}"


def _entry(name: str, plan: Plan) -> ZipInfo:
    day = date.fromisoformat(plan.date)
    entry = ZipInfo(name, (max(1980, day.year), day.month, day.day, 0, 0, 0))
    entry.external_attr = 0o644 << 16
    return entry
