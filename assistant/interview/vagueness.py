"""The seven detectors of a vague answer; deterministic, no model."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from assistant.interview.lexicon import Lexicon
from assistant.interview.listing import split_items
from assistant.interview.occasion import word_pattern
from assistant.interview.question import Question
from assistant.interview.scan import Scan
from assistant.language import count_cjk

FEWEST_CHARACTERS = 6  # Chinese characters below which an answer is short
FEWEST_WORDS = 4  # the same for Latin words
MOST_ITEMS = 6  # a plan that does everything does nothing
_LATIN_WORD = re.compile(r"[a-z]{2,}")
_TIME_WORD = re.compile(
    r"每[天日周月季年]|每个[月季星]|按[周月季]|[周月季]度?会|月[初中底末]|季度|周[一二三四五六日末]|星期|礼拜|半年|号"
    r"|daily|weekly|monthly|quarter|yearly|every (?:day|week|month|year)|month|week|\bday\b"
)
_NAME_WORD = re.compile(
    r"https?://|www\.|[a-z0-9]\.(?:com|cn)|店|厂|公司|平台|经理|总|集团|品牌|[“\"「『][^”\"」』]+"
)
_ASKS = re.compile(
    r"\s*(?:什么(?![^,，]{0,4}都)|怎么|为什么|为啥|如何|哪[个些里种]|谁(?!都)|多少|啥|能不能|可不可以|是不是|有没有|举个例"
    r"|what|how|why|which|can you|could you|do you|does it|is it)"
)
_QUESTION = re.compile(
    r"怎么|怎样|如何|什么|为啥|多少|哪[个些里种]|吗|[?？]\s*$|^(?:how|what|why|which) "
)
_PUNCTUATION = re.compile(r"[\s,，。.;；、!！?？~～…:：'\"“”‘’()（）\-—]+")
Detect = Callable[[Scan, Lexicon], bool]


def vague_detectors(question: Question, scan: Scan, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the detectors of a question that fire on a reply, in the order of the question."""
    return tuple(name for name in question.detectors if _DETECTORS[name](scan, lexicon))


def is_short(scan: Scan) -> bool:
    """Tell whether a reply has few characters and no figure."""
    characters, words = count_cjk(scan.plain), len(_LATIN_WORD.findall(scan.plain))
    enough = characters >= FEWEST_CHARACTERS or words >= FEWEST_WORDS
    return not enough and not scan.quantities and not scan.dates


def names_everyone(scan: Scan, lexicon: Lexicon) -> bool:
    """Tell whether the customer is everybody."""
    return bool(_words(lexicon.everyone).search(scan.plain))


def is_only_buzzwords(scan: Scan, lexicon: Lexicon) -> bool:
    """Tell whether nothing is left of a reply without slogans and the words around them."""
    without = _words(lexicon.buzzwords).sub("", scan.plain)
    if without == scan.plain or scan.quantities:
        return False
    return not _PUNCTUATION.sub("", _words(lexicon.fillers).sub("", without))


def is_counter_question(scan: Scan) -> bool:
    """Tell whether a reply asks something back ("什么意思？") and gives no figure."""
    return bool(_ASKS.match(scan.plain)) and not scan.quantities


def asks_something(scan: Scan) -> bool:
    """Tell whether a message asks rather than states."""
    return bool(_QUESTION.search(scan.plain))


def lists_too_many(scan: Scan) -> bool:
    """Tell whether a reply lists more things than can be done well."""
    return (
        len(split_items(scan, scan.span)) > MOST_ITEMS
        and len(scan.venues) + len(scan.occasions) > MOST_ITEMS
    )


def has_date(scan: Scan) -> bool:
    """Tell whether a reply names a date, a weekday, a period or a number of days."""
    has_time = any(q.kind == "duration" for q in scan.quantities)
    return bool(scan.dates) or has_time or bool(_TIME_WORD.search(scan.plain))


def has_name(scan: Scan) -> bool:
    """Tell whether a reply names a platform, person, firm, address or anything in quotes."""
    return bool(scan.venues) or bool(scan.persons) or bool(_NAME_WORD.search(scan.plain))


@cache
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    return word_pattern(words)


_DETECTORS: dict[str, Detect] = {
    "short": lambda scan, lexicon: is_short(scan),
    "no_number": lambda scan, lexicon: not scan.quantities,
    "no_date": lambda scan, lexicon: not has_date(scan),
    "no_name": lambda scan, lexicon: not has_name(scan),
    "everyone": lambda scan, lexicon: names_everyone(scan, lexicon),
    "buzzword": lambda scan, lexicon: is_only_buzzwords(scan, lexicon),
    "too_many": lambda scan, lexicon: lists_too_many(scan),
}
