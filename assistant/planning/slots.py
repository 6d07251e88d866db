"""Slots: figures and lists worded in Chinese and English, ready to be put into a phrase."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.interview.entry import Bilingual
from assistant.planning import figures
from assistant.planning.phrases import Slot

_BELOW_TEN = 10


def money(amount: float) -> Bilingual:
    """Return whole yuan in full digits ("3,216 元"), unit prices with what is below a yuan."""
    shown = amount if abs(amount) < _BELOW_TEN else round(amount)
    return _both(lambda language: figures.yuan(round(shown, 2), language))


def goal_money(amount: float) -> Bilingual:
    """Return an amount as owners say it ("600 万元"); to the yuan."""
    return _both(lambda language: figures.short_yuan(round(amount), language))


def count(amount: float) -> str:
    """Return a count: whole, or with one decimal below ten ("74", "5.3")."""
    return figures.number(round(amount, 1) if amount < _BELOW_TEN else round(amount))


def percent(share: float) -> str:
    """Return a percentage (2.5 means 2.5 %)."""
    return figures.percent(share)


def listed(items: Iterable[Slot]) -> Bilingual:
    """Join items into one text, in each language with its own comma."""
    texts = [Bilingual(zh=item, en=item) if isinstance(item, str) else item for item in items]
    return Bilingual(
        zh="、".join(text.zh for text in texts), en=", ".join(text.en for text in texts)
    )


def _both(worded: Callable[[str], str]) -> Bilingual:
    return Bilingual(zh=worded("zh"), en=worded("en"))
