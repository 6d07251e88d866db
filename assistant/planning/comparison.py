"""Comparison: what reads differently in a plan, place by place, in reading order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.planning.edits import EDITED, EditedPlan
from assistant.planning.places import Place
from assistant.planning.plan import Run

_BETWEEN_CELLS = " | "


@dataclass(frozen=True, slots=True)
class Change:
    """A text that came, went or changed.

    `anchor` is that of the place, or of the table row when a whole row came or went, whose cells
    then stand in one text; `section` is the id of the section, "title" for the plan's title;
    `where` is what a reader calls the place. `old` is "" for what was added, `new` for what was
    removed. `own` are the parts of both that are the owner's words, answered or edited by hand.
    """

    kind: Literal["added", "removed", "changed"]
    anchor: str
    section: str
    where: str
    old: str
    new: str
    own: tuple[str, ...] = field(default=(), compare=False)

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
    own: tuple[str, ...] = ()


def compare(before: EditedPlan, after: EditedPlan) -> tuple[Change, ...]:
    """Return every difference between two plans of one language, in reading order.

    What was removed stands where it stood: behind what came before it and is still there. Annexes
    of evidence are not compared.
    """
    names = _firms(before, after)
    old = _entries(before.places, after.places, names)
    new = _entries(after.places, before.places, names)
    there = {entry.anchor for entry in new}
    gone = _removed_behind(old, there)
    changes = list(gone.get("", ()))
    former = {entry.anchor: entry for entry in old}
    for entry in new:
        changes += _difference(entry, former.get(entry.anchor))
        changes += gone.get(entry.anchor, ())
    return tuple(changes)


def _difference(entry: _Entry, former: _Entry | None) -> Iterator[Change]:
    old, said = (former.text, former.own) if former else ("", ())
    if old != entry.text:
        kind: Literal["changed", "added"] = "changed" if former else "added"
        own = tuple(dict.fromkeys((*said, *entry.own)))
        yield Change(kind, entry.anchor, entry.section, entry.where, old, entry.text, own)


def _removed_behind(old: Sequence[_Entry], there: set[str]) -> dict[str, list[Change]]:
    """Return what is gone by the anchor it followed; "" for what stood before everything."""
    gone: dict[str, list[Change]] = defaultdict(list)
    last = ""
    for entry in old:
        if entry.anchor in there:
            last = entry.anchor
        elif entry.text:
            gone[last].append(
                Change(
                    "removed", entry.anchor, entry.section, entry.where, entry.text, "", entry.own
                )
            )
    return gone


def _firms(*plans: EditedPlan) -> tuple[str, ...]:
    """Return what the firm is called, which titles and sentences repeat."""
    names = (edited.plan.basis.known.text("company.name") for edited in plans)
    return tuple(dict.fromkeys(name for name in names if name))


def _entries(
    places: Sequence[Place], others: Sequence[Place], names: Sequence[str]
) -> list[_Entry]:
    """Return what is compared: places, but a row the other plan lacks as one entry."""
    rows = {place.row for place in others if place.row}
    whole: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        whole[place.anchor if not place.row or place.row in rows else place.row].append(place)
    return [_entry(anchor, members, names) for anchor, members in whole.items()]


def _entry(anchor: str, members: Sequence[Place], names: Sequence[str]) -> _Entry:
    first = members[0]
    texts = [text for place in members if (text := place.words)]
    where = first.where if anchor == first.anchor else first.where.rpartition(" · ")[0]
    text = _BETWEEN_CELLS.join(texts)
    said = (run.text for place in members for run in place.text if _is_own(run))
    own = tuple(dict.fromkeys((*said, *(name for name in names if name in text))))
    return _Entry(anchor, first.section, where, text, own)


def _is_own(run: Run) -> bool:
    return run.origin in ("answer", "imported") or run.source == EDITED
