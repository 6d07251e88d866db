"""Profile: everything known about the client, field key -> Value; updating returns a new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.interview.value import Value


class Profile(Mapping[str, Value]):
    """An immutable mapping from field key ("goal.target") to Value."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Value] | None = None) -> None:
        """Copy the values given."""
        self._values = dict(values or {})

    @classmethod
    def from_dict(cls, data: Mapping[str, Mapping[str, Any]]) -> Profile:
        """Rebuild a profile stored by `to_dict`."""
        return cls({key: Value.from_dict(item) for key, item in data.items()})

    def __getitem__(self, key: str) -> Value:
        """Return the Value of a field; KeyError when nothing is known."""
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        """Iterate over field keys in the order they became known."""
        return iter(self._values)

    def __len__(self) -> int:
        """Count the known fields."""
        return len(self._values)

    def __repr__(self) -> str:
        """Show the plain values."""
        return f"Profile({ {key: item.value for key, item in self._values.items()}!r})"

    def merge(self, updates: Mapping[str, Value]) -> Profile:
        """Return a new profile in which `updates` replace what was known."""
        return Profile({**self._values, **updates})

    def without(self, *keys: str) -> Profile:
        """Return a new profile that does not know `keys`."""
        return Profile({k: v for k, v in self._values.items() if k not in keys})

    def raw(self, key: str, default: Any = None) -> Any:
        """Return the bare value of a field, or `default`."""
        item = self._values.get(key)
        return default if item is None else item.value

    def number(self, key: str) -> float | None:
        """Return a numeric field as float, or None when it is unknown or not a number."""
        value = self.raw(key)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return float(value) if is_number else None

    def text(self, key: str) -> str:
        """Return a text field, or an empty string."""
        value = self.raw(key)
        return value if isinstance(value, str) else ""

    def items_of(self, key: str) -> list[Any]:
        """Return a list field, or an empty list."""
        value = self.raw(key)
        return list(value) if isinstance(value, list) else []

    def to_dict(self) -> dict[str, dict[str, Any]]:
        """Return a JSON-ready dict, field key -> value record."""
        return {key: item.to_dict() for key, item in self._values.items()}
