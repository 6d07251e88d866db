"""Battle brief: what is known of a campaign and of who sells what to whom, as lines of facts."""

from __future__ import annotations

from typing import Any

from assistant.conversation.words import spoken_value
from assistant.interview.profile import Profile
from assistant.interview.question import QuestionBook
from assistant.language import normalise

_ABOUT = ("company.name", "offer.category", "offer.products", "personas", "brand.personality")
_CAMPAIGNS = "campaigns"


def battle_named(profile: Profile, name: str) -> dict[str, Any] | None:
    """Return the campaign a name means, the first one without a name; None when there is none."""
    records = [r for r in profile.items_of(_CAMPAIGNS) if isinstance(r, dict)]
    wanted = _plain(name)
    for record in records:
        called = _plain(str(record.get("node", "")))
        if not wanted or (called and (called in wanted or wanted in called)):
            return record
    return None


def battle_facts(
    profile: Profile, battle: dict[str, Any], book: QuestionBook, language: str
) -> tuple[str, ...]:
    """Return the facts of a brief, one a line, each with its label."""
    known = [book.field(key) for key in _ABOUT if book.knows(key) and key in profile]
    lines = [(field, profile.raw(field.key)) for field in known]
    lines += [
        (part, battle[part.key]) for part in book.field(_CAMPAIGNS).item if part.key in battle
    ]
    said = ((field, spoken_value(field, value, language)) for field, value in lines)
    return tuple(f"{field.label.text(language)}: {text}" for field, text in said if text)


def names_of(profile: Profile, battle: dict[str, Any]) -> tuple[str, ...]:
    """Return what a campaign, the firm and its products are called."""
    products = [record for record in profile.items_of("offer.products") if isinstance(record, dict)]
    named = [str(record.get("name") or "") for record in products]
    keys = ("company.name", "offer.category")
    return tuple(
        name for name in (str(battle.get("node") or ""), *map(profile.text, keys), *named) if name
    )


def _plain(name: str) -> str:
    return "".join(normalise(name).split()).replace("十一", "11").replace("十二", "12")
