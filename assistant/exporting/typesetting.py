"""Typesetting: a template of this package and data become a PDF; data is never read as code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst
from pylopdf_fonts_zh_cn import sans_path

from assistant.exporting.glyphs import drawable


def typeset(template: str, data: Mapping[str, Any], day: str) -> bytes:
    """Return a PDF whose fonts are embedded with just the characters it shows.

    Args:
        template: a file of the folder "typst" ("plan.typ").
        data: what the template prints; every text in it is cleaned first.
        day: ISO day the file says it was made on, so that the same plan gives the same file.
    """
    folder = Path(str(files("assistant.exporting").joinpath("typst")))
    return typst.compile(
        folder / template,
        root=folder,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(_drawable(data), ensure_ascii=False)},
        timestamp=datetime.fromisoformat(day).replace(tzinfo=UTC),
    )


@cache
def _fonts() -> typst.Fonts:
    """Return the one font family that is used, whatever this computer has installed."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[sans_path().parent],
    )


def _drawable(value: Any) -> Any:
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, Mapping):
        return {key: _drawable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(each) for each in value]
    return value
