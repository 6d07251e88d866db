"""Soundness: a profile that came from outside holds only values of the kind its fields have."""

from __future__ import annotations

from assistant.interview.profile import Profile
from assistant.interview.question import QuestionBook


def sound(profile: Profile, book: QuestionBook) -> Profile:
    """Return the profile without values no draft could use: a number where a list belongs.

    Imported plans and stored profiles of older question books may hold such values. What is out of
    bounds stays, for the review to find; fields no question asks for stay as they are.
    """
    wrong = [
        key
        for key, value in profile.items()
        if book.knows(key) and not book.field(key).has_kind(value.value)
    ]
    return profile.without(*wrong) if wrong else profile
