"""Copywriter: themes, titles and posts for a campaign, with no number that its brief lacks."""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answering.support import Support
from assistant.chat.fault import ChatError
from assistant.chat.line import GetChat
from assistant.chat.meter import Meter
from assistant.chat.prompt import ChatPrompt
from assistant.chat.spoken import spoken
from assistant.planning.lint import LintHit, WordingLint
from assistant.planning.prose.masking import Masked, mask
from assistant.planning.prose.writer import written
from assistant.prompts import Wording

COPY_PROMPTS = {"zh": "write_copy", "en": "write_copy_en"}
COPY_SLOTS = {"kind", "count", "wish", "facts"}
Kind = Literal["theme", "title", "post"]
_BULLET = re.compile(r"^\s*(?:[-*•]|\(?\{?\d{1,2}[.、)）:：]|#+)\s*|[*_`\"“”「」]+")
_MOST = 5
_LONGEST = {"theme": 40, "title": 60, "post": 700}


@dataclass(frozen=True, slots=True)
class CopyOrder:
    """What is to be written: its kind, how many, and the words in which it was asked for."""

    kind: Kind
    count: int
    wish: str


@dataclass(frozen=True, slots=True)
class CopyDraft:
    """A text for customers with what the law may object to in it."""

    text: str
    doubts: tuple[LintHit, ...]


class Copywriter:
    """Lets a chat model draft; what states a number that the brief does not give is dropped."""

    def __init__(
        self,
        chat: GetChat,
        prompts: Mapping[str, ChatPrompt],
        wording: Wording,
        lint: WordingLint,
    ) -> None:
        """`prompts` ("zh", "en") take COPY_SLOTS; `wording` is model.yaml."""
        self._chat = chat
        self._prompts = prompts
        self._wording = wording
        self._lint = lint

    def write(
        self,
        facts: Sequence[str],
        names: Sequence[str],
        order: CopyOrder,
        language: str,
        meter: Meter,
    ) -> Generator[tuple[CopyDraft, ...] | None, None, None]:
        """Yield None while the model is at work, then the drafts that may be shown.

        `names` of the occasion and of what is sold may hold numbers and stay as they are.

        Raises:
            ChatError: no model, no answer, or no draft that keeps to the brief.
        """
        chat = self._chat()
        if chat is None:
            raise ChatError("unreachable")
        masked = mask(facts, names)
        messages = self._prompts[language].messages(
            kind=self._wording(f"copy_{order.kind}", language),
            count=order.count,
            wish=order.wish,
            facts="\n".join(f"- {fact}" for fact in masked.texts),
        )
        said = yield from written(chat, messages, "copy", meter)
        support = Support((*masked.texts, order.wish), messages[0].text, language)
        kept = [
            masked.filled(text)
            for text in _texts(spoken(said), order, masked)
            if not support.leaks(text)
        ]
        if not kept:
            raise ChatError("unsupported")
        yield tuple(CopyDraft(text, self._lint.check(text)) for text in kept[: order.count])


def _texts(said: str, order: CopyOrder, masked: Masked) -> list[str]:
    """Return the texts in a reply: one a line, or of a post all lines without a foreign number."""
    lines = [_BULLET.sub("", line).strip() for line in said.splitlines()]
    kept = [
        line
        for line in lines
        if line
        and len(line) <= _LONGEST[order.kind]
        and not masked.own_numbers(line)
        and not masked.unknown(line)
    ]
    if order.kind != "post":
        return list(dict.fromkeys(kept))
    return ["\n".join(kept)[: _LONGEST["post"]]] if kept else []


def count_of(words: str) -> int:
    """Return how many texts are wanted, 1 to 5; 3 when it is not said."""
    digits = {c: i for i, c in enumerate("零一二三四五")} | {"两": 2, "1": 1, "2": 2, "3": 3}
    found = re.search(r"([一二两三四五\d])\s*[个条篇]", words)
    named = digits.get(found[1], _MOST) if found else 3
    return max(1, min(named, _MOST))
