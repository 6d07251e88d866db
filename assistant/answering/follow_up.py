"""Follow-ups: a question that leans on the one before becomes a query that stands alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.knowledge.keywords import tokenize_query
from assistant.language import count_cjk, normalise

_SHORT_CHINESE = 10
_SHORT_WORDS = 5
# "那预算怎么分配？" names what it asks about and how: two tokens of its own make it complete
_WHOLE_QUESTION = 2
_OPENERS = re.compile(
    r"^(那么?|那如果|如果是|换成|还有|再|另外|然后|其中|为什么[呢?？]*$|具体|举个例|"
    r"and\b|what about|how about|then\b|why\??$|also\b|for example|more\b)"
)
_POINTERS = re.compile(
    r"它|他们|这个|那个|这些|那些|这种|这样|前者|后者|上面|刚才|第[一二三四五六七八九十\d]+[个种条步点]|"
    r"\b(it|its|they|them|that|those|this|these|the former|the latter|the first|the second)\b"
)
_CHANGE = re.compile(r"^(?:那么?|换成|如果是|what about|how about|and)\s*(.{1,20}?)\s*呢?[?？。]*$")


def leans_on_previous(question: str) -> bool:
    """Tell whether a question cannot be searched alone: it is short and opens or points back."""
    text = normalise(question).strip()
    short = count_cjk(text) <= _SHORT_CHINESE if count_cjk(text) else (
        len(text.split()) <= _SHORT_WORDS
    )  # fmt: skip
    opener = _OPENERS.match(text)
    if opener:
        rest = tokenize_query(text[opener.end() :])
        return short and (len(rest) < _WHOLE_QUESTION or text.rstrip("?？。 ").endswith("呢"))
    return bool(_POINTERS.search(text)) and (short or len(text) <= 2 * _SHORT_CHINESE)


def standalone_query(question: str, previous: Sequence[str]) -> str:
    """Return the query to search: the question itself, or it together with the one before.

    `previous` holds the questions of the conversation, oldest first. Complete questions are left
    alone.
    """
    if not previous or not leans_on_previous(question):
        return question
    return f"{_subject(question)} {previous[-1]}".strip()


def _subject(question: str) -> str:
    """Return what a bare "那抖音呢？" is about, else the question."""
    match = _CHANGE.match(question.strip())
    return match.group(1) if match else question.strip()
