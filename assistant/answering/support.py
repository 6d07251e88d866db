"""Support: of what a model wrote, the sentences that can have come from its sources at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.answering.citation_check import numbers_in, sentences_with_marks
from assistant.knowledge.keywords import tokenize
from assistant.language import detect_language, normalise

_MARKS = re.compile(r"[\[【［]{1,2}[^\[\]【】［］]{1,20}[\]】］]{1,2}(?!\()")
_ADDRESS = re.compile(
    r"!?\[[^\]]*\]\([^)]*\)|<[a-z/!][^>]*>|(?:https?:)?//\S+|\bwww\.\S+"
    r"|[\w.+-]+@[\w-]+\.\w+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|cn|net|org|io|xyz|top|example)\b\S*",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")
# an English sentence before a Chinese one, which only a line end tells apart
_SWITCH = re.compile(r"(?<=[A-Za-z][.!?]) (?=[㐀-鿿])")
# this share of a sentence's words must stand in the sources
_LEAST_SHARE = 0.2
# so many characters in a row of the rules are no coincidence
_ECHO = 12
_LEAD_IN = (":", "：")


@dataclass(frozen=True)
class Support:
    """What a model was given: `sources` to draw on, the `rules` it was told, its `language`.

    A sentence is foreign when it repeats the rules, holds an address, a link, an image, a tag or a
    number that no source has, or shares too few words with the sources. Sources in another language
    share no words; there a sentence has to name its source.
    """

    sources: tuple[str, ...]
    rules: str
    language: str

    def without_foreign(self, text: str) -> tuple[str, int]:
        """Return a text with plain marks ("[1]") without foreign sentences, and their number.

        A line that merely leads over to a list goes uncounted.
        """
        kept, dropped = "", 0
        for sentence, gap in sentences_with_marks(_SWITCH.sub("\n", text)):
            if not self.is_foreign(sentence):
                kept += sentence + gap
            elif not sentence.endswith(_LEAD_IN):
                dropped += 1
        return kept.strip(), dropped

    def is_foreign(self, sentence: str) -> bool:
        """Tell whether a sentence can have come from nowhere in the sources."""
        if self.leaks(sentence):
            return True
        bare = _MARKS.sub("", sentence)
        words = set(tokenize(bare))
        if not words:
            return False
        if not numbers_in(bare) <= self._numbers:
            return True
        spoken = detect_language(bare)[:2]
        if spoken == self.language[:2] and spoken not in self._languages:
            return bare == sentence
        return len(words & self._words) / len(words) < _LEAST_SHARE

    def leaks(self, text: str) -> bool:
        """Tell whether a text, also one that still grows, repeats the rules or leads elsewhere."""
        if any(found not in self._plain_sources for found in _addresses(text)):
            return True
        plain = _plain(text)
        starts = range(max(0, len(plain) - _ECHO + 1))
        return any(plain[at : at + _ECHO] in self._own_rules for at in starts)

    @cached_property
    def _plain_sources(self) -> str:
        return _plain("\n".join(self.sources))

    @cached_property
    def _own_rules(self) -> str:
        return _plain(self.rules)

    @cached_property
    def _words(self) -> set[str]:
        return {word for source in self.sources for word in tokenize(source)}

    @cached_property
    def _numbers(self) -> set[str]:
        return numbers_in("\n".join(self.sources))

    @cached_property
    def _languages(self) -> set[str]:
        return {detect_language(source)[:2] for source in self.sources}


def _addresses(text: str) -> list[str]:
    return [_plain(found.group()) for found in _ADDRESS.finditer(_MARKS.sub("", text))]


def _plain(text: str) -> str:
    return _SPACE.sub("", normalise(text))
