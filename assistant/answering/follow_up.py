"""Follow-ups: a question that leans on the one before becomes a query that stands alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.knowledge.keywords import tokenize_query
from assistant.language import count_cjk, normalise

_LOOKED_BACK = 6
_SHORT_CHINESE, _SHORT_WORDS = 10, 8
# a question with a question word and this many tokens of its own is complete: "那预算怎么分配？"
_WHOLE_QUESTION = 2
_ASKS = re.compile(
    r"怎|什么|多少|多久|哪|如何|几|谁|吗|为何|是否|"
    r"\b(?:how|what|which|who|when|where|why|is|are|do|does|can|should)\b"
)
# These change one thing of the question before: "那抖音呢？", "and for exporters?"
_CHANGERS = re.compile(r"^(?:那么?|那?如果是?|那?换成|另外|and\b)[,，]?")
# These ask for more about it.
_ADDERS = re.compile(
    r"^(?:还有|然后|具体|举个例|详细|再(?:详细|具体|说|讲|举|来|给|多|深入|展开|细)|"
    r"(?:为什么|怎么做|怎么办|怎么弄|多少钱|要?多久)[呢?？]*$|"
    r"what about\b|how about\b|also\b|for example|more\b|anything else|what else|then\b|why\b\W*$)"
)
# These name what the question before was about; further on, they mostly mean something named.
_POINTERS = re.compile(
    r"^.{0,4}?(?:(?<!其)它|他们|[这那]个(?![年月周]|季|星期)|这些|那些|这种|这样|前者|后者|上面|刚才|其中)|"
    r"^第[一二三四五六七八九十\d]+[个种条步点]"
)
_ENGLISH_POINTERS = re.compile(
    r"\b(?:it|its|they|them|that|those|this|these|the (?:former|latter|first|second))\b"
)
_FEWEST_WORDS = 5
_CHANGE = re.compile(
    r"^(?:那[么麼]?|那?如果是?|那?[换換]成|what about|how about|and)?\s*(.{1,20}?)\s*呢?[?？。]*$",
    re.IGNORECASE,
)


def leans_on_previous(question: str) -> bool:
    """Tell whether a question cannot be searched alone: it is short and opens or points back."""
    text = normalise(question).strip()
    chinese, words = count_cjk(text), len(text.split())
    if chinese:
        if _POINTERS.match(text) and chinese <= 2 * _SHORT_CHINESE:
            return True
        return chinese <= _SHORT_CHINESE and _opens_back(text)
    if _ENGLISH_POINTERS.search(text) and words <= _FEWEST_WORDS:
        return True
    return words <= _SHORT_WORDS and _opens_back(text)


def standalone_query(question: str, previous: Sequence[str]) -> str:
    """Return the query to search: the question itself, or it together with the one before.

    `previous` holds the questions of the conversation, oldest first. Complete questions are left
    alone.
    """
    if not previous or not leans_on_previous(question):
        return question
    *earlier, last = previous[-_LOOKED_BACK:]
    if _changes_subject(question):  # "小红书呢？" takes the place of "那抖音呢？"
        whole = (asked for asked in (last, *reversed(earlier)) if not leans_on_previous(asked))
        return f"{_subject(question)} {next(whole, last)}"
    return f"{question.strip()} {standalone_query(last, earlier)}"


def _opens_back(text: str) -> bool:
    if _ADDERS.match(text):
        return True
    changer = _CHANGERS.match(text)
    rest = text[changer.end() :] if changer else text
    if _ASKS.search(rest) and len(tokenize_query(rest)) >= _WHOLE_QUESTION:
        return False
    return bool(changer) or _changes_subject(text)


def _changes_subject(question: str) -> bool:
    """Tell whether a question only names another subject: "抖音呢？", "what about exporters?"."""
    text = normalise(question).strip()
    named = text.rstrip("?？。 ").endswith("呢") or text.startswith(("what about", "how about"))
    subject = _subject(text)
    return named and not _ASKS.search(subject) and not _POINTERS.match(subject)


def _subject(question: str) -> str:
    """Return what a bare "那抖音呢？" is about, else the question."""
    match = _CHANGE.match(question.strip())
    return match.group(1) if match else question.strip()
