"""ToldBy: what tells that a reply answers a question which is not on the table."""

from __future__ import annotations

from pydantic import Field as Setting

from assistant.interview.entry import Entry


class ToldBy(Entry):
    """What tells an answer to a question while another one is on the table.

    Each of `fields` counts one point, two when a word of its `anywhere` announces it; each of
    `parts` in one record counts one, a single part one for every record. What is `alone` counts
    without a word that announces it.
    """

    fields: tuple[str, ...] = Setting(min_length=1)
    parts: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    points: int = Setting(default=2, ge=1)
