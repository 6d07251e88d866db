"""Commands: which messages steer the interview, from the phrases of prompts/commands.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from assistant.interview.entry import check_keys, prompt_error
from assistant.language import normalise
from assistant.prompts import load_yaml

_PUNCTUATION = re.compile(r"[\s,，.。!！?？;；:：、~～…\"“”'‘’]+")
_WORDS = ("phrases", "leading", "small_talk", "decisions", "stages")
_SECTIONS = {"polite", "patterns", *_WORDS}
_LEADING_PATTERNS = {"jump", "stage"}
# what follows a button or a rule is taken as it was typed, not in normalised form
_VERBATIM = (
    "choose",
    "repair",
    "reason",
    "check_in",
    "keep_point",
    "strike_point",
    "look_up",
    "write",
    "reword",
    "copy",
)
_PATTERNS = {"start", "jump", "stage", "take", "leave", "keep_copy", "strike_copy", *_VERBATIM}
Decision = Literal["", "yes", "no"]
_CLAUSE_END = re.compile(r"[,，.。;；!！?？\n]+")


@dataclass(frozen=True, slots=True)
class Command:
    """A recognised command.

    `target` is a question id for "jump", a stage id for "stage", numbers of proposals ("1,3") for
    "take", "leave" and "keep_copy", where empty means all of them, what a button says for "choose",
    the id of a rule for "repair" and "reason", a number for "strike_point" and "strike_copy";
    `words` are the reason given, the report of "check_in", the question of "keep_point", what to
    "look_up" in the library, how to "write" a section or "reword" a proposal, what "copy" to draft.
    """

    name: str
    target: str = ""
    words: str = ""


class CommandBook:
    """The phrases and patterns; everything is compared in normalised form."""

    def __init__(
        self,
        words: Mapping[str, Mapping[str, str]],
        polite: tuple[str, ...],
        patterns: Mapping[str, tuple[re.Pattern[str], ...]],
    ) -> None:
        """Keep what `load` has read.

        `words` are, by section, phrase -> command, kind of small talk, yes or no, stage id.
        """
        self._words = words
        self._polite = polite
        self._patterns = patterns

    @classmethod
    def load(cls, directory: Path) -> CommandBook:
        """Read and check commands.yaml; PromptError names the mistake."""
        path = directory / "commands.yaml"
        data = load_yaml(path)
        check_keys(path.name, data, _SECTIONS)
        return cls(
            words={section: _by_phrase(data[section], section, path.name) for section in _WORDS},
            polite=tuple(sorted((_key(str(p)) for p in data["polite"]), key=len, reverse=True)),
            patterns=_patterns(data["patterns"], path.name),
        )

    def command(self, message: str) -> Command | None:
        """Return the command a message is, if it is nothing else but polite words around it."""
        typed = self._verbatim(message.strip())
        if typed is not None:
            return typed
        text = normalise(message).strip()
        return self._command(text) or self._command(self._without_small_talk(text))

    def _verbatim(self, message: str) -> Command | None:
        """Return a command whose target is taken to the letter."""
        for name in _VERBATIM:
            for pattern in self._patterns.get(name, ()):
                match = pattern.fullmatch(message)
                if match:
                    found = match.groupdict()
                    target = found["target"] or ""
                    target = target if name == "choose" else target.upper()
                    return Command(name, target, found.get("words") or "")
        return None

    def leading(self, message: str) -> tuple[Command, str] | None:
        """Return the command that opens a message and what follows ("跳过，预算一年60万")."""
        end = _CLAUSE_END.search(message)
        rest = message[end.end() :].strip() if end else ""
        if end is None or not rest:
            return None
        text = normalise(message[: end.start()]).strip()
        name = self._look_up(self._words["leading"], text)
        found = Command(name) if name else self._by_pattern(text)
        is_leading = found is not None and (name or found.name in _LEADING_PATTERNS)
        return (found, rest) if found is not None and is_leading else None

    def decision(self, message: str) -> Decision:
        """Return whether a message says yes or no to what was asked; empty when neither."""
        found = self._look_up(self._words["decisions"], normalise(message))
        return "yes" if found == "yes" else "no" if found == "no" else ""

    def small_talk(self, message: str) -> str:
        """Return the kind of small talk a message is, or an empty string."""
        text = normalise(message)
        parts = [part for part in _CLAUSE_END.split(text) if part.strip()]
        kinds = [self._look_up(self._words["small_talk"], part) for part in parts]
        return self._look_up(self._words["small_talk"], text) or (
            kinds[-1] if kinds and all(kinds) else ""
        )

    def _command(self, text: str) -> Command | None:
        name = self._look_up(self._words["phrases"], text)
        return self._by_pattern(text) or (Command(name) if name else None)

    def _by_pattern(self, text: str) -> Command | None:
        for name, patterns in self._patterns.items():
            for pattern in () if name in _VERBATIM else patterns:
                match = pattern.fullmatch(_strip(text))
                if match is None:
                    continue
                target = self._target(name, match["target"]) if match.groupdict() else ""
                if target or not match.groupdict():
                    return Command(name, target)
        return None

    def _target(self, name: str, words: str) -> str:
        """Return what a command with a target is about; empty when there is no such thing."""
        if name == "jump":
            return words.upper()
        if name == "stage":
            return self._words["stages"].get(_key(words), "")
        return ",".join(re.findall(r"\d+", words))

    def _without_small_talk(self, text: str) -> str:
        """Return a message without a greeting or thanks in front ("好的，下一题")."""
        first, *rest = _CLAUSE_END.split(text, maxsplit=1)
        return rest[0] if rest and self._look_up(self._words["small_talk"], first) else ""

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


def _by_phrase(groups: Any, section: str, file: str) -> dict[str, str]:
    """Return phrase -> name of its list; PromptError names section and list."""
    if not isinstance(groups, dict):
        raise prompt_error(file, section, "not a mapping")
    for name, phrases in groups.items():
        if not isinstance(phrases, list):
            raise prompt_error(file, f"{section} > {name}", "not a list")
    return {_key(str(phrase)): name for name, phrases in groups.items() for phrase in phrases}


def _patterns(groups: Any, file: str) -> dict[str, tuple[re.Pattern[str], ...]]:
    """Return the compiled patterns by command; PromptError names the command."""
    if not isinstance(groups, dict) or set(groups) != _PATTERNS:
        raise prompt_error(file, "patterns", f"needs {', '.join(sorted(_PATTERNS))}")
    compiled = {}
    for name, patterns in groups.items():
        try:
            compiled[name] = tuple(re.compile(p, re.IGNORECASE) for p in patterns)
        except (re.error, TypeError) as error:
            raise prompt_error(file, f"patterns > {name}", str(error)) from error
    return compiled


def _key(phrase: str) -> str:
    return _PUNCTUATION.sub("", normalise(phrase))


def _strip(text: str) -> str:
    return text.strip(" \t\n,，.。!！?？")
