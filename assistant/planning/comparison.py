"""Comparison: what reads differently in a plan, place by place, in reading order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assistant.planning.edits import EditedPlan
from assistant.planning.places import Place

_BETWEEN_CELLS = " | "


@dataclass(frozen=True, slots=True)
class Change:
    """A text that came, went or changed.

    `anchor` is that of the place, or of the table row when a whole row came or went, whose cells
    then stand in one text; `section` is the id of the section, "title" for the plan's title;
    `where` is what a reader calls the place. `old` is "" for what was added, `new` for what was
    removed.
    """

    kind: Literal["added", "removed", "changed"]
    anchor: str
    section: str
    where: str
    old: str
    new: str

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-ready dict."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A sentence, a cell, or a row as a whole, before it is compared."""

    anchor: str
    section: str
    where: str
    text: str


def compare(before: EditedPlan, after: EditedPlan) -> tuple[Change, ...]:
    """Return every difference between two plans of one language, in reading order.

    What was removed stands where it stood: behind what came before it and is still there. Annexes
    of evidence are not compared.
    """
    old, new = _entries(before.places, after.places), _entries(after.places, before.places)
    there = {entry.anchor for entry in new}
    gone = _removed_behind(old, there)
    changes = list(gone.get("", ()))
    old_texts = {entry.anchor: entry.text for entry in old}
    for entry in new:
        changes += _difference(entry, old_texts)
        changes += gone.get(entry.anchor, ())
    return tuple(changes)


def _difference(entry: _Entry, old_texts: dict[str, str]) -> Iterator[Change]:
    known = entry.anchor in old_texts
    old = old_texts.get(entry.anchor, "")
    if old != entry.text:
        kind: Literal["changed", "added"] = "changed" if known else "added"
        yield Change(kind, entry.anchor, entry.section, entry.where, old, entry.text)


def _removed_behind(old: Sequence[_Entry], there: set[str]) -> dict[str, list[Change]]:
    """Return what is gone by the anchor it followed; "" for what stood before everything."""
    gone: dict[str, list[Change]] = defaultdict(list)
    last = ""
    for entry in old:
        if entry.anchor in there:
            last = entry.anchor
        elif entry.text:
            gone[last].append(
                Change("removed", entry.anchor, entry.section, entry.where, entry.text, "")
            )
    return gone


def _entries(places: Sequence[Place], others: Sequence[Place]) -> list[_Entry]:
    """Return what is compared: places, but a row the other plan lacks as one entry."""
    rows = {place.row for place in others if place.row}
    whole: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        whole[place.anchor if not place.row or place.row in rows else place.row].append(place)
    return [_entry(anchor, members) for anchor, members in whole.items()]


def _entry(anchor: str, members: Sequence[Place]) -> _Entry:
    first = members[0]
    texts = [text for place in members if (text := place.words)]
    where = first.where if anchor == first.anchor else first.where.rpartition(" · ")[0]
    return _Entry(anchor, first.section, where, _BETWEEN_CELLS.join(texts))
