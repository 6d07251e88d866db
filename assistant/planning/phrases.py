"""Phrases: the fixed texts of one YAML file by key, filled in Chinese and English at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.errors import PromptError
from assistant.interview.entry import Bilingual, prompt_error
from assistant.prompts import Template

Slot = str | Bilingual


class Phrases:
    """Texts by dotted key ("line.day"); calling one fills its slots."""

    def __init__(self, file: str, texts: Mapping[str, tuple[Template, Template]]) -> None:
        """Keep the checked texts; `file` appears in errors."""
        self._file = file
        self._texts = dict(texts)

    def __call__(self, key: str, **slots: Slot) -> Bilingual:
        """Return a text with its slots filled; PromptError names a key or slot that is missing."""
        if key not in self._texts:
            raise PromptError(f"{self._file} 没有 {key} 这一条。", f"{self._file} lacks {key}.")
        zh, en = self._texts[key]
        return Bilingual(zh=zh.fill(**_worded(slots, "zh")), en=en.fill(**_worded(slots, "en")))

    def __contains__(self, key: object) -> bool:
        """Tell whether the file has a text."""
        return key in self._texts

    def keys(self) -> frozenset[str]:
        """Return the keys of all texts."""
        return frozenset(self._texts)


def read_phrases(node: Any, file: str) -> Phrases:
    """Read a tree of texts, each `{zh: ..., en: ...}` with the same slots in both languages.

    Raises:
        PromptError: names file and key of the first mistake.
    """
    return Phrases(file, dict(_entries(node, file, "")))


def _entries(node: Any, file: str, prefix: str) -> Iterator[tuple[str, tuple[Template, Template]]]:
    if not isinstance(node, dict):
        raise prompt_error(file, prefix.rstrip(".") or "texts", "needs zh and en")
    for name, entry in node.items():
        key = f"{prefix}{name}"
        if isinstance(entry, dict) and entry.keys() & {"zh", "en"}:
            yield key, _templates(entry, file, key)
        else:
            yield from _entries(entry, file, f"{key}.")


def _templates(entry: Mapping[str, Any], file: str, key: str) -> tuple[Template, Template]:
    texts = [entry.get(language) for language in ("zh", "en")]
    if len(entry) != len(texts) or not all(isinstance(text, str) and text for text in texts):
        raise prompt_error(file, key, "needs a zh and an en text and nothing else")
    zh, en = (Template(str(text), f"{file}: {key}") for text in texts)
    if zh.variables != en.variables:
        raise prompt_error(file, key, "zh and en have different slots")
    return zh, en


def _worded(slots: Mapping[str, Slot], language: str) -> dict[str, str]:
    return {
        name: slot if isinstance(slot, str) else slot.text(language) for name, slot in slots.items()
    }
