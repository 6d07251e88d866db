"""Calendar section: one mapping of calendar.yaml, read key by key; errors name the place."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from assistant.errors import PromptError

_REQUIRED = object()


@dataclass(frozen=True, slots=True)
class Section:
    """A mapping of the file; `place` is where it stands: "calendar.yaml nodes double_11"."""

    data: Mapping[Any, Any]
    place: str

    @classmethod
    def of(cls, data: Any, place: str) -> Section:
        """Return the section if `data` is a mapping; PromptError otherwise."""
        if isinstance(data, dict):
            return cls(data, place)
        raise PromptError(f"{place}：要写成 键: 值。", f"{place}: write it as key: value.")

    def wrong(self, key: object, zh: str, en: str) -> PromptError:
        """Return the error for a key; `zh` and `en` say what is expected."""
        return PromptError(f"{self.place} 的 {key}：{zh}。", f"{self.place}, {key}: {en}.")

    def check_keys(self, required: Set[str], optional: Set[str] = frozenset()) -> None:
        """Refuse keys that are missing or not known, which are usually typing mistakes."""
        for key in sorted(required - self.data.keys()):
            raise self.wrong(key, "缺少这一项", "is missing")
        for key in sorted(self.data.keys() - required - optional, key=str):
            raise self.wrong(key, "不认识这一项", "is not known")

    def text(self, key: str, default: Any = _REQUIRED) -> str:
        """Return a text that is not empty, or the default."""
        value = self.data.get(key, default)
        if isinstance(value, str) and (value.strip() or value == default):
            return value
        raise self.wrong(key, "要填文字，数字请加引号", "needs text; put numbers in quotes")

    def one_of(self, key: str, choices: Set[str]) -> str:
        """Return a text that is one of `choices`."""
        value = self.text(key)
        if value in choices:
            return value
        listed = ", ".join(sorted(choices))
        raise self.wrong(key, f"只能是 {listed}", f"must be one of {listed}")

    def whole(self, key: str, low: int, high: int, default: Any = _REQUIRED) -> int:
        """Return a whole number from `low` to `high`, or the default."""
        value = self.data.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        raise self.wrong(
            key, f"要填 {low} 到 {high} 的整数", f"needs a whole number, {low} to {high}"
        )

    def flag(self, key: str) -> bool:
        """Return true or false; false when the key is missing."""
        value = self.data.get(key, False)
        if isinstance(value, bool):
            return value
        raise self.wrong(key, "只能是 true 或 false", "must be true or false")

    def items(self, key: str) -> list[Any]:
        """Return a list; empty when the key is missing."""
        value = self.data.get(key, [])
        if isinstance(value, list):
            return value
        raise self.wrong(key, "要写成列表", "needs a list")

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; empty when the key is missing."""
        values = self.items(key)
        if all(isinstance(value, str) for value in values):
            return tuple(values)
        raise self.wrong(key, "每项都要是文字，数字请加引号", "needs texts; put numbers in quotes")

    def date(self, key: str) -> datetime.date:
        """Return one date."""
        value = self.data.get(key)
        if type(value) is datetime.date:  # a moment (datetime) is a date too, but not wanted
            return value
        raise self.wrong(key, "要写成 2027-02-06 这样", "needs a date like 2027-02-06")

    def dates(self, key: str) -> tuple[datetime.date, ...]:
        """Return a list of dates; empty when the key is missing."""
        values = self.items(key)
        if all(type(value) is datetime.date for value in values):
            return tuple(values)
        raise self.wrong(key, "每项都要写成 2027-02-06 这样", "needs dates like 2027-02-06")

    def section(self, key: str) -> Section:
        """Return the mapping under a key."""
        return Section.of(self.data.get(key), f"{self.place} {key}")

    def sections(self, key: str, name: str = "") -> Iterator[Section]:
        """Return the mappings of a list, each named by its entry `name` or by its number."""
        for number, item in enumerate(self.items(key), start=1):
            label = item.get(name, number) if isinstance(item, dict) else number
            yield Section.of(item, f"{self.place} {key} {label}")
