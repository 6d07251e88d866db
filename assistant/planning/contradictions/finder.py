"""Finder: run every rule over what was said and put what it finds into words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.errors import InputError
from assistant.interview.profile import Profile
from assistant.planning.contradictions.book import ContradictionBook
from assistant.planning.contradictions.clash import Clash, Rule
from assistant.planning.contradictions.contradiction import Choice, Contradiction
from assistant.planning.contradictions.quoting import quote
from assistant.planning.contradictions.rules import RULES
from assistant.planning.contradictions.said import Said
from assistant.planning.stated import stated_only


def find_contradictions(
    profile: Profile, book: ContradictionBook, today: date
) -> tuple[Contradiction, ...]:
    """Return the contradictions among the owner's statements, the weightiest first.

    Args:
        profile: what is known so far; assumptions in it are left aside.
        book: texts, limits and questions.
        today: the day the statements are judged on.

    Sources: I-06, R-12, R-19, R-24, R-38.
    """
    said = Said(stated_only(profile), book.limits, book.gauges, today)
    return tuple(
        _worded(rule, clash, said, book) for rule in RULES for clash in _clashes(rule, said)
    )


def _clashes(rule: Rule, said: Said) -> Iterator[Clash]:
    try:
        yield from rule.test(said)
    except InputError:
        # A figure no calculator takes (a click for 0 yuan) proves nothing about another one.
        return


def _worded(rule: Rule, clash: Clash, said: Said, book: ContradictionBook) -> Contradiction:
    choices = [
        Choice(book.fix(rule.id, fix.name, fix.slots), field=fix.field, value=fix.value)
        for fix in clash.fixes
        if book.questions.field(fix.field).accepts(fix.value)
    ]
    again = [Choice(book.ask(question), question=question) for question in book.asks(rule.id)]
    return Contradiction(
        id=rule.id,
        statements=tuple(quote(item, said.profile, book.questions) for item in clash.quotes),
        why=book.why(rule.id, clash.slots),
        choices=(*choices, *again),
    )
