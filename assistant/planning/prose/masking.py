"""Masking: the figures of given texts become marks like {f1}, so that no model writes a number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_DIGITS = r"\d{4}-\d{2}-\d{2}|\d[\d,]*(?:\.\d+)?(?::\d+)*\s*[%％‰万亿]?"
# 一 alone counts in most of its uses nothing ("一起", "一家店")
_CHINESE = (
    r"百分之?[零一二两三四五六七八九十百点几多]+|[零〇一二两三四五六七八九十百千万亿半]{2,}"
    r"|[二两三四五六七八九十百千万亿半几](?=[成倍折年个月日天周元块件单人家次点种条项步段期场])"
    r"|一(?=[成倍半])"
)
_ENGLISH = (
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|"
    r"thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|half|"
    r"twice|double|triple|quarter)s?\b"
)
_NUMBER = re.compile(f"{_DIGITS}|{_CHINESE}|{_ENGLISH}", re.IGNORECASE)
_MARK = re.compile(r"\{f\d+\}")


@dataclass(frozen=True, slots=True)
class Masked:
    """Texts with marks in the place of their figures; `figures` says what each mark stands for.

    `names` hold numbers that are none ("双11", "床品四件套") and stay as they are.
    """

    texts: tuple[str, ...]
    figures: dict[str, str]
    names: tuple[str, ...] = ()

    def filled(self, text: str) -> str:
        """Return a text with the figures in the place of its marks; unknown marks stay."""
        return _MARK.sub(lambda mark: self.figures.get(mark[0], mark[0]), text)

    def unknown(self, text: str) -> set[str]:
        """Return the marks of a text that stand for nothing."""
        return marks_of(text) - self.figures.keys()

    def own_numbers(self, text: str) -> list[str]:
        """Return the numbers a text states beside marks and names, in digits or in words."""
        bare = _MARK.sub(" ", text)
        for name in self.names:
            bare = bare.replace(name, " ")
        return [match[0].strip() for match in _NUMBER.finditer(bare)]


def mask(texts: Iterable[str], names: Iterable[str] = ()) -> Masked:
    """Return texts with every number, in digits or in words, behind a mark; equal ones share it."""
    known = tuple(sorted({name for name in names if has_number(name)}, key=len, reverse=True))
    marks: dict[str, str] = {}

    def marked(match: re.Match[str]) -> str:
        if match[0] in known:
            return match[0]
        figure = match[0].rstrip()
        mark = marks.setdefault(figure, f"{{f{len(marks) + 1}}}")
        return mark + match[0][len(figure) :]

    parts = "|".join((*map(re.escape, known), _NUMBER.pattern))
    masked = tuple(re.sub(parts, marked, text, flags=re.IGNORECASE) for text in texts)
    return Masked(masked, {mark: figure for figure, mark in marks.items()}, known)


def has_number(text: str) -> bool:
    """Tell whether a text holds a number, in digits or in words."""
    return bool(_NUMBER.search(text))


def marks_of(text: str) -> set[str]:
    """Return the marks in a text."""
    return set(_MARK.findall(text))
