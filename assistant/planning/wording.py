"""Wording: the fixed texts, thresholds and keywords of prompts/plan.yaml, checked when loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from assistant.errors import PromptError
from assistant.interview.entry import Bilingual
from assistant.planning.plan import PlanLanguage, Run, Text
from assistant.planning.thresholds import Thresholds
from assistant.prompts import load_yaml

FILE_NAME = "plan.yaml"
_SLOT = re.compile(r"\{([a-z_]+)\}")


class PlanWording:
    """All fixed texts of the plan by key ("P4.gap") in Chinese and English."""

    def __init__(
        self,
        texts: Mapping[str, Bilingual],
        thresholds: Thresholds,
        keywords: Mapping[str, tuple[str, ...]],
    ) -> None:
        """Keep the checked parts of the file, texts cut at their slots."""
        self._texts = dict(texts)
        self._cut = {
            (key, language): tuple(_pieces(text.text(language)))
            for key, text in texts.items()
            for language in ("zh", "en")
        }
        self.thresholds = thresholds
        self._keywords = dict(keywords)

    def words(self, language: PlanLanguage) -> Words:
        """Return the texts of one language."""
        return Words(self, language)

    def both(self, key: str, **slots: str | Bilingual) -> Bilingual:
        """Return a text filled in both languages; a slot may differ by language."""
        zh, en = (
            "".join(
                _slot_text(slots, piece, key, language) if is_slot else piece
                for is_slot, piece in self.pieces(key, language)
            )
            for language in ("zh", "en")
        )
        return Bilingual(zh=zh, en=en)

    def pieces(self, key: str, language: str) -> tuple[tuple[bool, str], ...]:
        """Return a text as (is slot, literal text or slot name) in reading order."""
        if key not in self._texts:
            raise _mistake(key, "没有这一条", "is missing")
        return self._cut[key, language]

    def mentions(self, name: str, text: str) -> bool:
        """Tell whether a text holds one of the keywords listed under `name`, in any case."""
        lowered = text.lower()
        return any(word in lowered for word in self._keywords[name])

    def words_of(self, name: str) -> tuple[str, ...]:
        """Return the keywords listed under `name`, lower case."""
        return self._keywords[name]

    def __getitem__(self, key: str) -> Bilingual:
        """Return the unfilled text of a key; PromptError when the file lacks it."""
        try:
            return self._texts[key]
        except KeyError as error:
            raise _mistake(key, "没有这一条", "is missing") from error

    def __contains__(self, key: object) -> bool:
        """Tell whether the file has a key."""
        return key in self._texts

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys."""
        return iter(self._texts)


class Words:
    """The fixed texts of one language, filled with runs."""

    def __init__(self, wording: PlanWording, language: PlanLanguage) -> None:
        """Bind the texts to a language."""
        self._wording = wording
        self.language = language

    def __call__(self, key: str, **slots: Run | Text) -> Text:
        """Return a text whose slots hold the runs given; what is around them has no origin.

        Raises:
            PromptError: the key or a slot is missing.
        """
        runs: list[Run] = []
        for is_slot, piece in self._wording.pieces(key, self.language):
            if not is_slot:
                runs.append(Run(piece))
                continue
            if piece not in slots:
                raise _mistake(
                    key, f"用到 {piece}，程序没有填", f"takes {piece}, the code does not"
                )
            filling = slots[piece]
            runs.extend((filling,) if isinstance(filling, Run) else filling)
        return tuple(runs)

    def text(self, key: str, **slots: Run | Text) -> str:
        """Return a filled text as bare characters, for what is kept rather than shown."""
        return "".join(run.text for run in self(key, **slots))

    def label(self, key: str) -> str:
        """Return a text without slots: a title, a heading, the head of a column."""
        return self._wording[key].text(self.language)


def load_wording(directory: Path) -> PlanWording:
    """Load texts, thresholds and keywords of `directory`/plan.yaml.

    Raises:
        PromptError: names the file and the key that is wrong.
    """
    data = load_yaml(directory / FILE_NAME)
    for key in ("texts", "thresholds", "keywords"):
        if not isinstance(data, dict) or not isinstance(data.get(key), dict):
            raise _mistake(key, "要有内容", "needs content")
    return PlanWording(
        dict(_texts(data["texts"], "")),
        _thresholds(data["thresholds"]),
        {name: _word_list(name, words) for name, words in data["keywords"].items()},
    )


def _texts(node: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Bilingual]]:
    """Yield every entry that has zh and en, its key joined with dots."""
    for name, entry in node.items():
        key = f"{prefix}{name}"
        if not isinstance(entry, dict):
            raise _mistake(key, "要有 zh 和 en", "needs zh and en")
        if entry.keys() & {"zh", "en"}:
            yield key, _bilingual(key, entry)
        else:
            yield from _texts(entry, f"{key}.")


def _bilingual(key: str, entry: Mapping[str, Any]) -> Bilingual:
    if entry.keys() != {"zh", "en"} or not all(isinstance(text, str) for text in entry.values()):
        raise _mistake(key, "要有 zh 和 en 两段文字", "needs a zh and an en text")
    if set(_SLOT.findall(entry["zh"])) != set(_SLOT.findall(entry["en"])):
        raise _mistake(key, "中英文的变量不一样", "has different slots in zh and en")
    return Bilingual(zh=entry["zh"], en=entry["en"])


def _thresholds(node: Mapping[str, Any]) -> Thresholds:
    names = {field.name for field in fields(Thresholds)}
    wrong = sorted(names ^ node.keys())
    wrong += sorted(k for k in names & node.keys() if type(node[k]) not in (int, float))
    if wrong:
        raise _mistake(
            f"thresholds.{wrong[0]}", "缺了、多了或不是数字", "is missing, unknown or no number"
        )
    return Thresholds(**node)


def _word_list(name: str, words: Any) -> tuple[str, ...]:
    if not isinstance(words, list) or not words:
        raise _mistake(f"keywords.{name}", "要列出至少一个词", "needs at least one word")
    return tuple(str(word).lower() for word in words)


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    """Yield (is slot, literal text or slot name); empty literals are left out."""
    for i, piece in enumerate(_SLOT.split(text)):
        if i % 2 or piece:
            yield bool(i % 2), piece


def _slot_text(slots: Mapping[str, str | Bilingual], name: str, key: str, language: str) -> str:
    if name not in slots:
        raise _mistake(key, f"用到 {name}，程序没有填", f"takes {name}, the code does not")
    filling = slots[name]
    return filling if isinstance(filling, str) else filling.text(language)


def _mistake(key: str, zh: str, en: str) -> PromptError:
    return PromptError(f"{FILE_NAME} 的 {key} {zh}。", f"{FILE_NAME}: {key} {en}.")
