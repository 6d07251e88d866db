"""Entry: a frozen, strict record of a file under prompts/; mistakes name file and key."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import PromptError

E = TypeVar("E", bound="Entry")


class Entry(BaseModel):
    """A frozen record in which unknown keys are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Bilingual(Entry):
    """One text in Chinese and in English."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def text(self, language: str) -> str:
        """Return the wording of a language ("en", anything else is Chinese)."""
        return self.en if language == "en" else self.zh


def prompt_error(file: str, place: str, detail: str) -> PromptError:
    """Return the error for a mistake: which file, which entry and key, what is wrong."""
    where = f"{file}: {place}"
    return PromptError(f"{where} 写错了：{detail}", f"{where} is wrong: {detail}")


def check_keys(file: str, data: Any, keys: Collection[str]) -> None:
    """Check that a file holds these keys and no others; PromptError names those that are wrong."""
    found = set(map(str, data)) if isinstance(data, dict) else set()
    if found != set(keys):
        wrong = ", ".join(sorted(found ^ set(keys)))
        raise prompt_error(file, wrong, f"the keys are {', '.join(sorted(keys))}")


def read_entry(model: type[E], data: Any, file: str, name: str) -> E:
    """Return `data` as a record.

    Args:
        model: the record to build.
        data: what the YAML file holds at this place.
        file: the file name, for the message.
        name: the name of the entry ("A5"), for the message.

    Raises:
        PromptError: names file, entry and key of the first mistake.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        keys = _named_path(data, first["loc"])
        raise prompt_error(file, f"{name} {keys}".strip(), first["msg"]) from error


def _named_path(data: Any, location: tuple[int | str, ...]) -> str:
    """Return the path to a mistake; a list element is called by its key or id when it has one."""
    names: list[str] = []
    for step in location:
        data = _child(data, step)
        name = data.get("key") or data.get("id") if isinstance(data, dict) else None
        names.append(str(name) if isinstance(step, int) and name else str(step))
    return " > ".join(names)


def _child(data: Any, step: int | str) -> Any:
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return None


def in_language(constant: Any, language: str) -> Any:
    """Return a constant of the question book with every {zh: ..., en: ...} in it as one text."""
    if isinstance(constant, list):
        return [in_language(item, language) for item in constant]
    if not isinstance(constant, dict):
        return constant
    if constant.keys() == {"zh", "en"}:
        return constant[language]
    return {key: in_language(value, language) for key, value in constant.items()}
