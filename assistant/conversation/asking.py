"""Asking: what of a message states and what asks, by the patterns of prompts/asking.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.errors import PromptError
from assistant.language import count_cjk, normalise
from assistant.prompts import load_yaml

Form = Literal["states", "proposes", "asks", "dropped"]

_SECTIONS = (
    "hollow",
    "proposing",
    "asking",
    "marked",
    "supposing",
    "answering",
    "refusing",
    "own",
)
# a clause with the punctuation behind it; no comma or point inside a figure ends one
_CLAUSE = re.compile(r".+?(?:[，。；;！!？?\n]+|,(?!\d{3})|\.(?=\s)|$)", re.DOTALL)
_SENTENCE_END = tuple(".。；;！!？?\n")  # a clause ends with a point only before a blank
_LONGEST_ECHO = 8  # Chinese characters up to which "淘宝？" is an answer in a doubtful tone


@dataclass(frozen=True, slots=True)
class Message:
    """A message in its parts: what it states and what it asks, either may be empty.

    `proposes` means that something stated is put up for agreement ("600万可以吗？"); `own` that the
    owner speaks of his business. `asking` are the whole sentences that ask: a question keeps the
    clauses it leans on, and loses what was said before it.
    """

    text: str
    stated: str
    asked: str
    proposes: bool = False
    own: bool = False
    asking: str = ""


class AskingForms:
    """Tells clauses that ask from clauses that state; pure."""

    def __init__(self, patterns: Mapping[str, Sequence[re.Pattern[str]]]) -> None:
        """Keep what `load` has read: section -> its patterns."""
        self._patterns = patterns

    @classmethod
    def load(cls, directory: Path) -> AskingForms:
        """Read and check asking.yaml; PromptError names the mistake."""
        path = directory / "asking.yaml"
        data = load_yaml(path)
        if not isinstance(data, dict) or set(data) != set(_SECTIONS):
            raise PromptError(
                f"{path.name} 要有 {'、'.join(_SECTIONS)}。",
                f"{path.name} needs {', '.join(_SECTIONS)}.",
            )
        try:
            section = ""
            patterns = {}
            for section in _SECTIONS:
                patterns[section] = [re.compile(p) for p in data[section]]
        except (re.error, TypeError) as error:
            raise PromptError(
                f"{path.name}: {section} 写错了：{error}。",
                f"{path.name}: {section} is wrong: {error}.",
            ) from error
        return cls(patterns)

    def divide(self, text: str) -> Message:
        """Return a message in its parts."""
        clauses = _clauses(text)
        forms = self._forms(clauses)
        return Message(
            text=text,
            stated=_joined(clauses, forms, {"states", "proposes"}),
            asked=_joined(clauses, forms, {"asks"}),
            proposes="proposes" in forms,
            own=any(self._has("own", _plain(clause)) for clause in clauses),
            asking=_sentences(clauses, forms),
        )

    def _forms(self, clauses: list[str]) -> list[Form]:
        plain = [_plain(clause) for clause in clauses]
        forms = [self._form(clause) for clause in plain]
        for place, clause in enumerate(plain[1:], start=1):
            if forms[place - 1] == "asks" and self._answers_itself(plain[place - 1], clause):
                # of "主要靠抖音吗？不，是淘宝" only the answer counts, of "卖给企业吗？对" both do
                forms[place - 1] = "dropped" if self._has("refusing", clause) else "states"
        if "asks" in forms:
            forms = [
                "asks" if form != "dropped" and self._goes_with_asking(clause) else form
                for clause, form in zip(plain, forms, strict=True)
            ]
        return forms

    def _form(self, clause: str) -> Form:
        for pattern in self._patterns["hollow"]:
            clause = pattern.sub("", clause)
        if self._has("proposing", clause):
            return "proposes"
        if self._has("asking", clause):
            return "asks"
        if not clause.endswith("?"):
            return "states"
        if self._has("marked", clause):
            return "asks"
        return "states" if count_cjk(clause) <= _LONGEST_ECHO else "proposes"

    def _goes_with_asking(self, clause: str) -> bool:
        """Tell whether a clause belongs to a question beside it: a supposed case, or its end."""
        is_end = clause.endswith("?") and not self._has("proposing", clause)
        return is_end or self._has("supposing", clause)

    def _answers_itself(self, asked: str, following: str) -> bool:
        is_yes_or_no = asked.rstrip("?").endswith(("吗", "么"))
        return is_yes_or_no and self._has("answering", following)

    def _has(self, section: str, text: str) -> bool:
        return any(pattern.search(text) for pattern in self._patterns[section])


def _clauses(text: str) -> list[str]:
    """Cut a text into clauses, each with its punctuation; joined they are the text again."""
    return [match.group() for match in _CLAUSE.finditer(text)]


def _plain(clause: str) -> str:
    """Return a clause as the patterns see it; of its punctuation only a question mark stays."""
    return normalise(clause).strip().rstrip(" ,;.!。")


def _joined(clauses: list[str], forms: list[Form], wanted: set[str]) -> str:
    kept = (clause for clause, form in zip(clauses, forms, strict=True) if form in wanted)
    return "".join(kept).strip()


def _sentences(clauses: list[str], forms: list[Form]) -> str:
    """Return the sentences that hold a clause that asks."""
    kept, sentence, asks = "", "", False
    for clause, form in zip(clauses, forms, strict=True):
        sentence, asks = sentence + clause, asks or form == "asks"
        if clause.rstrip(" ").endswith(_SENTENCE_END):
            kept, sentence, asks = kept + (sentence if asks else ""), "", False
    return (kept + (sentence if asks else "")).strip()
