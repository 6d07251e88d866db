"""Rules on slogans: a theme has to do with its purpose, and no offer uses forbidden words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from assistant.planning.context import DraftContext
from assistant.planning.kept_copy import kept_copies
from assistant.planning.labels import is_stated
from assistant.planning.plan import Plan
from assistant.planning.rules.rule import Fault, listed
from assistant.planning.severity import Severity

_PIECE = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9]+")
_ABOUT = (
    "company.name",
    "offer.category",
    "offer.hooks",
    "product.items",
    "product.love.moments",
    "strengths",
    "personas",
    "model.streams",
)
_PURPOSE_WORDS = {
    "new_customers": "theme_new",
    "traffic": "theme_new",
    "brand": "theme_brand",
}


def check_slogans(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-26: themes fit the objective or the offer; themes and offers pass the lint (S3-32)."""
    yield from _unrelated(context)
    hits = [hit for text in _offers(context) for hit in context.lint.check(text)]
    if hits:
        worst = min(hits, key=lambda hit: "BWI".index(hit.rule.severity))
        quoted = dict.fromkeys(f"“{hit.word}”" for hit in hits)
        severity: Severity | None = "I" if worst.rule.severity == "I" else None
        slots = {"words": listed([*quoted]), "law": worst.rule.law}
        slots |= {"why": worst.rule.why, "safer": worst.rule.safer}
        slots["note"] = context.lint.disclaimer
        yield Fault("words", slots, "campaigns", severity)


def _offers(context: DraftContext) -> Iterator[str]:
    """Yield what customers will read: themes, offers, reasons to buy, copy that was kept."""
    if is_stated(context.profile, "campaigns"):
        yield from _column(context.completed.items_of("campaigns"), "theme")
    yield from (str(hook) for hook in context.completed.items_of("offer.hooks"))
    yield from _column(context.completed.items_of("product.items"), "buying_reason")
    yield from (copy.text for copy in kept_copies(context.profile))


def _unrelated(context: DraftContext) -> Iterator[Fault]:
    """Yield the first theme that shares nothing with purpose, occasion or product."""
    about = _pieces(" ".join(str(context.completed.raw(key, "")) for key in _ABOUT))
    if not about or not is_stated(context.profile, "campaigns"):
        return
    for battle in context.records("campaigns"):
        theme, purpose = str(battle.get("theme") or ""), str(battle.get("objective") or "")
        words = _PURPOSE_WORDS.get(purpose, "theme_sales")
        fits = context.wording.mentions(words, theme)
        if theme and not fits and not _pieces(theme) & (about | _pieces(str(battle.get("node")))):
            yield Fault("unrelated", {"theme": theme}, "campaigns")
            return


def _pieces(text: str) -> set[str]:
    """Return pairs of neighbouring Chinese characters, and Latin words and numbers."""
    found: set[str] = set()
    for piece in _PIECE.findall(text.lower()):
        if piece[0].isascii():
            found |= {piece} if len(piece) > 1 else set()
        else:
            found |= {piece[i : i + 2] for i in range(len(piece) - 1)}
    return found


def _column(records: list[Any], name: str) -> Iterator[str]:
    for record in records:
        if isinstance(record, dict) and isinstance(record.get(name), str):
            yield record[name]
