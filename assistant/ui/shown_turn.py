"""ShownTurn: a turn with everything else its HTML depends on."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from assistant.answering.answer import Citation
from assistant.conversation.turn import Turn

NO_OPINION = Markup("")


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """What is shown of a turn; equal ones look the same.

    `note` is a remark on the turn's state, `changed` names the sections that read differently since
    then; of the cited documents those in `present` are there for `viewer`; `opinion` stands below.
    """

    turn: Turn
    changed: tuple[str, ...]
    note: str
    viewer: str
    opinion: Markup
    present: frozenset[str]


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A citation as shown: the passage around the quote; of a removed document the bare quote."""

    citation: Citation
    passage: Markup
    link: str
