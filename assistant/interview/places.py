"""Where a reply names places: provinces, cities, regions, countries, 全国."""

from __future__ import annotations

import re
from functools import cached_property

from assistant.interview.clauses import Span
from assistant.interview.lexicon import Lexicon
from assistant.interview.occasion import word_pattern
from assistant.interview.utterance import Utterance

_TAIL = r"(?:省|市|区|县|镇|乡|村|自治区|特别行政区)?"
_SMALL = r"(?:[㐀-鿿]{1,4}(?:区|县|镇|街道|工业园|开发区|高新区|村)(?![域别间分]))?"
_GOODS = "茶酒菜米瓷鸭蟹鱼粉醋枣梨桃橙柚"  # 普洱茶 is sold, Pu'er is not where
_JOINT = re.compile(r"[ ]?(?:、|和|与|及|,|，|/|\band\b|·|到|-|跟)?[ ]?")
_ADDRESS = re.compile(
    r"(?:(?:based|located|office|factory|shop|company|live|living|are|is|sell|mainly) "
    r"(?:in|at|from|across)|from) (?P<place>[A-Z][\w'-]+(?:[ ,]+[A-Z][\w'-]+){0,2})"
)


class PlaceFinder:
    """Finds places in an utterance; names side by side are one place ("江苏南通", "南通上海")."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Prepare the patterns; the words of the lexicon decide what is a place."""
        self._lexicon = lexicon

    @cached_property
    def _small_places(self) -> re.Pattern[str]:
        towns = word_pattern((*self._lexicon.provinces, *self._lexicon.cities)).pattern
        return re.compile(f"(?:(?:{towns}){_TAIL})+(?![{_GOODS}]){_SMALL}")

    @cached_property
    def _wide_places(self) -> re.Pattern[str]:
        return word_pattern((*self._lexicon.regions, *self._lexicon.wholes))

    def towns(self, utterance: Utterance, start: int, end: int) -> list[Span]:
        """Return the provinces and cities named, where a firm may sit."""
        found = [Span(*m.span()) for m in self._small_places.finditer(utterance.plain, start, end)]
        addresses = [Span(*m.span("place")) for m in _ADDRESS.finditer(utterance.typed, start, end)]
        apart = [town for town in found if not any(a.overlaps(*town) for a in addresses)]
        return sorted([*addresses, *apart])

    def areas(self, utterance: Utterance, start: int, end: int) -> Span | None:
        """Return the stretch of all places named side by side, where customers may be."""
        plain = utterance.plain
        spans = [Span(*m.span()) for m in self._wide_places.finditer(plain, start, end)]
        spans += self.towns(utterance, start, end)
        spans.sort(key=lambda span: (span.start, -span.end))
        if not spans:
            return None
        joined = spans[0]
        for span in spans[1:]:
            gap = plain[joined.end : span.start] if span.start >= joined.end else ""
            if _JOINT.fullmatch(gap):
                joined = Span(joined.start, max(joined.end, span.end))
        return joined
