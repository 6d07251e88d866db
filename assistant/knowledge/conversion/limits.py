"""Limits: how much of a machine one file may take before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one conversion; the defaults fit any honest document on a laptop.

    `megabytes` bounds the file; `expanded_megabytes` what a packed one (zip, docx, xlsx, pptx,
    epub) unfolds to, and `ratio` how many times it may grow; `members` and `depth` the files and
    the nesting of a zip. `seconds` and `memory_megabytes` bound the worker process.
    """

    megabytes: int = 50
    expanded_megabytes: int = 200
    ratio: int = 200
    members: int = 2000
    depth: int = 2
    pages: int = 2000
    rows: int = 200_000
    characters: int = 2_000_000
    seconds: float = 60.0
    memory_megabytes: int = 1024
