"""QueryWriter: the query to search for a question, written by a chat model where one is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing

from assistant.answering.follow_up import leans_on_previous, standalone_query
from assistant.chat.fault import ChatError
from assistant.chat.line import GetChat
from assistant.chat.meter import Meter
from assistant.chat.prompt import ChatPrompt
from assistant.chat.spoken import spoken
from assistant.knowledge.keywords import tokenize
from assistant.language import detect_language, normalise

_LONGEST = 120
_LOOKED_BACK = 3
_SECONDS = 10.0
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LABEL = re.compile(r"^\s*(?:改写(?:后的问题)?|问题|question|query)\s*[:：]\s*", re.IGNORECASE)


class QueryWriter:
    """Rules decide whether a question leans on those before; only then is anything rewritten."""

    def __init__(self, chat: GetChat, prompt: ChatPrompt) -> None:
        """`prompt` takes previous and question."""
        self._chat = chat
        self._prompt = prompt

    def write(self, question: str, previous: Sequence[str], meter: Meter) -> Iterator[str]:
        """Yield "" while a chat model is at work, then the query.

        A complete question is its own query. Without a chat model, or when what it writes cannot
        be used, the query is put together by rules.
        """
        composed = standalone_query(question, previous)
        chat = self._chat()
        if chat is None or composed == question or not leans_on_previous(question):
            yield composed
            return
        asked = previous[-_LOOKED_BACK:]
        messages = self._prompt.messages(
            previous="\n".join(f"- {earlier}" for earlier in asked), question=question
        )
        said = ""
        try:
            with closing(chat.stream(messages, "rewrite", meter, seconds=_SECONDS)) as pieces:
                for piece in pieces:
                    said += piece
                    yield ""
        except ChatError:  # what the rules make of it is nearly as good, so nobody need be told
            said = ""
        yield _usable(spoken(said), question, asked) or composed


def _usable(said: str, question: str, previous: Sequence[str]) -> str:
    """Return what a model wrote if it is one sentence about what was asked, else ""."""
    lines = [line.strip() for line in said.strip().splitlines() if line.strip()]
    query = _LABEL.sub("", lines[0]).strip("\"'“”「」 ") if len(lines) == 1 else ""
    if not query or len(query) > _LONGEST:
        return ""
    if detect_language(query)[:2] != detect_language(question)[:2]:
        return ""
    before = normalise(" ".join([*previous, question]))
    if not set(_NUMBER.findall(normalise(query))) <= set(_NUMBER.findall(before)):
        return ""
    words = set(tokenize(query))
    keeps_question = words & set(tokenize(question)) or not set(tokenize(question))
    return query if keeps_question and words & set(tokenize(" ".join(previous))) else ""
