"""Edits: what the owner changed by hand wins over the draft, whatever is calculated anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.errors import InputError, NotFoundError
from assistant.planning.places import TITLE, Place, Position, places, without_marks
from assistant.planning.plan import (
    Block,
    Bullets,
    Chart,
    Paragraph,
    Plan,
    Run,
    Section,
    Table,
    Text,
    plain,
)
from assistant.storage.plan_records import Edit

EDITED = "edit"  # the source of a run that was typed into the plan
LONGEST_TEXT = 2000
# Controls that are no blank, half surrogate pairs, and signs that reverse the reading direction.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)


@dataclass(frozen=True, slots=True)
class PlacedEdit:
    """An edit with the place of the draft it replaces."""

    edit: Edit
    place: Place

    @property
    def draft(self) -> str:
        """The text the draft has there now."""
        return self.place.words

    @property
    def text(self) -> Text:
        """The text of the edit; marks at its end stand for the sources that the place cites now."""
        words, cited = without_marks(self.edit.text), self.place.citations
        if not cited or words == self.edit.text:
            return _run_of(self.edit.text)
        return (*_run_of(words), *cited)

    @property
    def outdated(self) -> bool:
        """Tell whether the draft says something else than when the edit was made."""
        return self.draft != self.edit.drafted


@dataclass(frozen=True, slots=True)
class EditedPlan:
    """A plan as its owner wants it.

    `plan` has the blocks, rows and columns of `draft`, so positions hold for both; `places` are
    its places with the text they have now; `lost` are edits whose place is gone from the draft.
    """

    plan: Plan
    draft: Plan
    places: tuple[Place, ...]
    placed: tuple[PlacedEdit, ...] = ()
    lost: tuple[Edit, ...] = ()
    _by_position: Mapping[Position, Place] = field(default_factory=dict, repr=False)
    _by_anchor: Mapping[str, PlacedEdit] = field(default_factory=dict, repr=False)

    def anchor_at(self, section: str, block: int, item: int = 0, column: int = 0) -> str:
        """Return the anchor of a position, "" where nothing can be edited."""
        place = self._by_position.get((section, block, item, column))
        return place.anchor if place else ""

    def words_at(self, anchor: str) -> str:
        """Return the text that stands at an anchor now, "" when there is no such place."""
        return next((place.words for place in self.places if place.anchor == anchor), "")

    def edit_at(self, anchor: str) -> PlacedEdit | None:
        """Return the edit that stands at an anchor, None where the draft stands."""
        return self._by_anchor.get(anchor)

    def find_edit(self, anchor: str) -> Edit:
        """Return the edit at an anchor, also one that moved away from it or lost its place.

        Raises:
            NotFoundError: nothing was edited there.
        """
        here = self.edit_at(anchor)
        if here:
            return here.edit
        for edit in (*(item.edit for item in self.placed), *self.lost):
            if edit.anchor == anchor:
                return edit
        raise NotFoundError(
            f"{anchor} 这里没有手动修改。用 plan edits 看看有哪些。",
            f"Nothing was edited at {anchor}. `plan edits` shows what was.",
        )


def new_edit(draft: Plan, anchor: str, text: str, by: str = "") -> Edit:
    """Return the edit that puts a text into a drafted plan, cleaned and on one line.

    Raises:
        NotFoundError: the plan has no such place.
        InputError: the text is too long, or takes the title away.
    """
    place = next((place for place in places(draft) if place.anchor == anchor), None)
    if place is None:
        raise NotFoundError(
            f"方案里没有 {anchor} 这个位置。用 plan places 看看有哪些。",
            f"The plan has no place {anchor}. `plan places` shows them.",
        )
    cleaned = typed(text, LONGEST_TEXT)
    if anchor == TITLE and not cleaned:
        raise InputError("方案要有一个标题。", "The plan needs a title.")
    return Edit(anchor, draft.language, place.words, cleaned, place.where, by)


def typed(text: str, most: int) -> str:
    """Return what somebody typed on one line, without controls.

    Raises:
        InputError: it has more than `most` characters.
    """
    cleaned = " ".join(_UNWANTED.sub("", text).split())
    if len(cleaned) > most:
        raise InputError(
            f"这里最多写 {most} 字，现在有 {len(cleaned)} 字，请写短一点。",
            f"This takes {most} characters and the text has {len(cleaned)}; shorten it.",
        )
    return cleaned


def apply_edits(draft: Plan, edits: Iterable[Edit]) -> EditedPlan:
    """Return the plan with every edit of its language in place.

    An edit whose anchor is gone moves to the one place of its section and column that still has
    the text it replaced; without such a place it is lost, and kept for the owner to see.
    """
    drafted = places(draft)
    own = [edit for edit in edits if edit.language == draft.language]
    placed, lost = _placed(drafted, own)
    texts = {item.place.position: item.text for item in placed}
    now = tuple(_with_text(place, texts) for place in drafted)
    return EditedPlan(
        plan=_rewritten(draft, texts) if texts else draft,
        draft=draft,
        places=now,
        placed=placed,
        lost=lost,
        _by_position={place.position: place for place in now},
        _by_anchor={item.place.anchor: item for item in placed},
    )


def _placed(
    drafted: Sequence[Place], edits: Sequence[Edit]
) -> tuple[tuple[PlacedEdit, ...], tuple[Edit, ...]]:
    by_anchor = {place.anchor: place for place in drafted}
    order = {anchor: i for i, anchor in enumerate(by_anchor)}
    taken = {edit.anchor for edit in edits if edit.anchor in by_anchor}
    placed, lost = [], []
    for edit in edits:
        place = by_anchor.get(edit.anchor) or _moved(drafted, edit, taken)
        if place is None:
            lost.append(edit)
        else:
            taken.add(place.anchor)
            placed.append(PlacedEdit(edit, place))
    placed.sort(key=lambda item: order[item.place.anchor])
    return tuple(placed), tuple(lost)


def _moved(drafted: Sequence[Place], edit: Edit, taken: set[str]) -> Place | None:
    """Return the only free place that looks like the lost one, None when there is no such one."""
    found = [
        place
        for place in drafted
        if place.words == edit.drafted
        and place.anchor not in taken
        and _kind(place.anchor) == _kind(edit.anchor)
    ]
    return found[0] if len(found) == 1 and edit.drafted else None


def _kind(anchor: str) -> tuple[str, str]:
    """Return section and column of a cell, section and kind of block of a sentence."""
    section, *_, last = anchor.split("/")
    return section, last[:2] if last[:2] in ("p-", "b-") else last


def _run_of(text: str) -> Text:
    return (Run(text, "answer", EDITED),) if text else ()


def _with_text(place: Place, texts: Mapping[Position, Text]) -> Place:
    if place.position not in texts:
        return place
    return replace(place, text=texts[place.position])


def _rewritten(draft: Plan, texts: Mapping[Position, Text]) -> Plan:
    touched = {position[0] for position in texts}

    def rewrite(section: Section) -> Section:
        if section.id not in touched:
            return section
        blocks = (
            _with_texts(block, (section.id, i), texts) for i, block in enumerate(section.blocks)
        )
        return replace(section, blocks=tuple(blocks))

    title = texts.get((TITLE, 0, 0, 0))
    return replace(
        draft,
        title=plain(title) if title else draft.title,
        sections=tuple(rewrite(section) for section in draft.sections),
        annexes=tuple(rewrite(section) for section in draft.annexes),
    )


def _with_texts(block: Block, at: tuple[str, int], texts: Mapping[Position, Text]) -> Block:
    """Return a block with its edits; a chart becomes its table, for it would show other figures."""
    if not any(position[:2] == at for position in texts):
        return block
    match block:
        case Paragraph():
            return Paragraph(texts[*at, 0, 0])
        case Bullets():
            return Bullets(tuple(texts.get((*at, i, 0), t) for i, t in enumerate(block.items)))
        case Table():
            rows = tuple(
                tuple(texts.get((*at, i, j), cell) for j, cell in enumerate(row))
                for i, row in enumerate(block.rows)
            )
            return replace(block, rows=rows)
        case Chart():
            table = replace(block.table, caption=block.title)
            return _with_texts(table, at, texts)
        case _:
            return block
