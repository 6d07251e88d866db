"""Commands: which messages steer the interview, from the phrases of prompts/commands.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import PromptError
from assistant.language import normalise
from assistant.prompts import load_yaml

_PUNCTUATION = re.compile(r"[\s,，.。!！?？;；:：、~～…\"“”'‘’]+")
_SECTIONS = {"polite", "phrases", "small_talk", "jump", "asking"}


@dataclass(frozen=True, slots=True)
class Command:
    """A recognised command; `target` is a question id for "jump", else empty."""

    name: str
    target: str = ""


class CommandBook:
    """The phrases and patterns; everything is compared in normalised form."""

    def __init__(
        self,
        phrases: Mapping[str, str],
        small_talk: Mapping[str, str],
        polite: tuple[str, ...],
        jump: tuple[re.Pattern[str], ...],
        asking: re.Pattern[str],
    ) -> None:
        """Keep what `load` has read: phrase -> name of the command or kind of small talk."""
        self._phrases = phrases
        self._small_talk = small_talk
        self._polite = polite
        self._jump = jump
        self._asking = asking

    @classmethod
    def load(cls, directory: Path) -> CommandBook:
        """Read and check commands.yaml; PromptError names the mistake."""
        path = directory / "commands.yaml"
        data = load_yaml(path)
        if not isinstance(data, dict) or set(data) != _SECTIONS:
            raise PromptError(
                f"{path.name} 要有 {sorted(_SECTIONS)}。", f"{path.name} needs {sorted(_SECTIONS)}."
            )
        try:
            return cls(
                phrases=_by_phrase(data["phrases"]),
                small_talk=_by_phrase(data["small_talk"]),
                polite=tuple(sorted((_key(p) for p in data["polite"]), key=len, reverse=True)),
                jump=tuple(re.compile(pattern, re.IGNORECASE) for pattern in data["jump"]),
                asking=re.compile(f"{data['asking']['zh']}|{data['asking']['en']}", re.IGNORECASE),
            )
        except (re.error, KeyError, AttributeError, TypeError) as error:
            raise PromptError(
                f"{path.name} 有误：{error}。", f"{path.name} is wrong: {error}."
            ) from error

    def command(self, message: str) -> Command | None:
        """Return the command a message is, if it is nothing else."""
        text = normalise(message).strip()
        for pattern in self._jump:
            match = pattern.fullmatch(_strip(text))
            if match:
                return Command("jump", match.group("id").upper())
        name = self._look_up(self._phrases, text)
        return Command(name) if name else None

    def small_talk(self, message: str) -> str:
        """Return the kind of small talk a message is, or an empty string."""
        return self._look_up(self._small_talk, normalise(message))

    def asks(self, message: str) -> bool:
        """Tell whether a message has the form of a question."""
        return bool(self._asking.search(normalise(message).strip()))

    def _look_up(self, phrases: Mapping[str, str], text: str) -> str:
        """Look a message up whole, then without polite words at its ends."""
        key = _key(text)
        while key:
            if key in phrases:
                return phrases[key]
            shorter = self._without_politeness(key)
            if shorter == key:
                return ""
            key = shorter
        return ""

    def _without_politeness(self, key: str) -> str:
        for word in self._polite:
            if key.startswith(word) and len(key) > len(word):
                return key[len(word) :]
            if key.endswith(word) and len(key) > len(word):
                return key[: -len(word)]
        return key


def _by_phrase(groups: Mapping[str, list[str]]) -> dict[str, str]:
    return {_key(str(phrase)): name for name, phrases in groups.items() for phrase in phrases}


def _key(phrase: str) -> str:
    return _PUNCTUATION.sub("", normalise(phrase))


def _strip(text: str) -> str:
    return text.strip(" \t\n,，.。!！?？")
