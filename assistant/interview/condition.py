"""Condition: when a question, a wording or a field applies, judged by one known field."""

from __future__ import annotations

from typing import Any

from assistant.interview.entry import Entry
from assistant.interview.profile import Profile


class Condition(Entry):
    """A test on one field of the profile; every test given must pass.

    `any_of` and `none_of` compare plain values (of a list: its members; of records: their `part`),
    `mentions` looks for a word within those values, `at_least` compares a number, `if_unknown` is
    the verdict while the field is not known.
    """

    field: str
    part: str = ""
    any_of: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    at_least: float | None = None
    if_unknown: bool = True

    def holds(self, profile: Profile) -> bool:
        """Tell whether the condition is met."""
        if self.field not in profile:
            return self.if_unknown
        if self.at_least is not None:
            number = profile.number(self.field)
            if number is not None and number < self.at_least:
                return False
        present = set(self._plain_values(profile.raw(self.field)))
        if self.any_of and not present & set(self.any_of):
            return False
        if self.mentions and not _holds_word(present, self.mentions):
            return False
        return not present & set(self.none_of)

    def _plain_values(self, value: Any) -> list[str]:
        members = value if isinstance(value, list) else [value]
        return [str(m.get(self.part, "")) if isinstance(m, dict) else str(m) for m in members]


def _holds_word(texts: set[str], words: tuple[str, ...]) -> bool:
    return any(word in text.lower() for text in texts for word in words)
