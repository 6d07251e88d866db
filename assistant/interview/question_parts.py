"""Parts of a question: its stage, wordings for other owners, a second question, amounts to pick."""

from __future__ import annotations

from pydantic import Field as Setting

from assistant.interview.condition import Condition
from assistant.interview.entry import Bilingual, Entry


class Stage(Entry):
    """A stage of the interview, in the order it is held."""

    id: str
    title: Bilingual


class Variant(Entry):
    """Another wording of a question for owners of a certain kind."""

    when: Condition
    ask: Bilingual
    short: Bilingual | None = None


class FollowUp(Entry):
    """A second question asked once, when an answer opens a new matter (live streaming)."""

    when: Condition
    ask: Bilingual
    fields: tuple[str, ...]


class Choices(Entry):
    """Amounts to pick from, computed from another amount: `percent` of the first of `of` known.

    They stand for the value of `field`; `say` is the reply that picks one, {amount} stands for it.
    """

    field: str
    of: tuple[str, ...] = Setting(min_length=1)
    percent: tuple[float, ...] = Setting(min_length=1)
    say: Bilingual
