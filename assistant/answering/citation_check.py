"""Citation check: keep of a model's text only what its cited passages bear out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.answer import Citation
from assistant.answering.evidence import Evidence, quotable
from assistant.knowledge.keywords import tokenize
from assistant.knowledge.retrieval import RetrievedPassage
from assistant.knowledge.sentences import split_sentences
from assistant.language import detect_language, normalise

# [1]  [1,2]  [1-3]  [1][2]  【1】  ［1、2］  [[1]]  [来源：1]  (ID:1)  [1](#x), any width of digit
_ONE = r"(?:(?:id|passage|source|来源|來源|资料|資料)\s*[:：]?\s*)?\d+"
_MARK = re.compile(
    rf"[ \t]*[\[【［]{{1,2}}\s*{_ONE}(?:\s*[,，、;；~–-]\s*{_ONE})*\s*[\]】］]{{1,2}}"
    r"(?:\((?:https?:|#)[^)]*\))?"
    r"|[ \t]*[（(]\s*id\s*[:：]\s*\d+\s*[)）]",
    re.IGNORECASE,
)
_PLAIN_MARK = re.compile(r"\[(\d+)\]")
_LEADING_MARKS = re.compile(r"((?:\[\d+\])+)(\s*)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# a sentence that names no source is traced to a passage that holds this share of its words
_MOST_WORDS, _FEWEST_WORDS = 0.7, 4
# numbers that count items and state nothing
_COUNTERS = re.compile(
    r"^[\s*#_]*(?:[-•]\s*)?\d{1,2}(?:[.](?!\d)|[、)）])|[（(]\d{1,2}[)）]|[①-⑳]|第\s*\d{1,2}\s*[步条点个]",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class CheckedText:
    """The text with marks renumbered from 1, its citations, and how many sentences were dropped."""

    text: str
    citations: tuple[Citation, ...]
    dropped: int


def check_citations(
    text: str, hits: Sequence[RetrievedPassage], language: str = "zh-Hans"
) -> CheckedText:
    """Drop marks that name no passage and sentences whose numbers stand in no cited passage.

    A sentence without a mark gets one when a passage holds all its numbers and most of its words;
    otherwise it is kept only when it states no number. Marks are renumbered by first appearance;
    each citation quotes the piece of the passage nearest to the sentence, and names its page in
    the reader's language.
    """
    citations: list[Citation] = []
    numbers: dict[int, int] = {}
    kept: list[str] = []
    dropped = 0
    for sentence, gap in sentences_with_marks(with_plain_marks(text, len(hits))):
        marks = list(dict.fromkeys(int(mark) for mark in _PLAIN_MARK.findall(sentence)))
        bare = _PLAIN_MARK.sub("", sentence).rstrip()
        borne = _bearers(marks, hits, bare) or _said_by(hits, bare)
        if not bare.strip() or (numbers_in(bare) and not borne):
            dropped += bool(bare.strip())
            continue
        for mark in borne:
            if mark not in numbers:
                numbers[mark] = len(numbers) + 1
                citations.append(_cite(hits[mark - 1], bare, numbers[mark], language))
        kept.append(bare + "".join(f" [{numbers[m]}]" for m in borne) + gap)
    return CheckedText("".join(kept).strip(), tuple(citations), dropped)


def with_plain_marks(text: str, most: int) -> str:
    """Return the text with every mark written [n][m], and none that names no passage."""

    def plain(match: re.Match[str]) -> str:
        mark = match.group().partition("](")[0]
        named: list[int] = []
        for part in re.split("[,，、;；]", mark):
            first, *rest = [int(number) for number in re.findall(r"\d+", part)]
            named.extend(range(max(1, first), min(rest[-1] if rest else first, most) + 1))
        return "".join(f"[{number}]" for number in named)

    return _MARK.sub(plain, text)


def sentences_with_marks(text: str) -> list[tuple[str, str]]:
    """Return (sentence with the marks that follow its stop, the white space after it)."""
    spans = list(split_sentences(text))
    ends = [span.start for span in spans[1:]] + [len(text)]
    pieces: list[tuple[str, str]] = []
    for span, end in zip(spans, ends, strict=False):
        content, gap = text[span.start : span.end], text[span.end : end]
        leading = _LEADING_MARKS.match(content)
        if leading and pieces:
            sentence, before = pieces[-1]
            pieces[-1] = (sentence + leading.group(1), before + leading.group(2))
            content = content[leading.end() :]
        if content:
            pieces.append((content, gap))
        elif pieces:
            pieces[-1] = (pieces[-1][0], gap)
    return pieces


def numbers_in(text: str) -> set[str]:
    """Return the numbers a text states, those that merely count its items left out."""
    plain = normalise(_COUNTERS.sub("", text))
    return {number.replace(",", "") for number in _NUMBER.findall(plain)}


def _bearers(marks: Sequence[int], hits: Sequence[RetrievedPassage], sentence: str) -> list[int]:
    """Return the marks whose passages together hold every number of the sentence, else none."""
    wanted = numbers_in(sentence)
    touching = [mark for mark in marks if _touches(hits[mark - 1], sentence)]
    held = {mark: wanted & _held_numbers(hits[mark - 1]) for mark in touching}
    if wanted != set().union(*held.values()):
        return []
    return [mark for mark, numbers in held.items() if numbers or not wanted]


def _held_numbers(hit: RetrievedPassage) -> set[str]:
    held = normalise(f"{hit.passage.context} {hit.passage.text}")
    return {number.replace(",", "") for number in _NUMBER.findall(held)}


def _touches(hit: RetrievedPassage, sentence: str) -> bool:
    """Tell whether a passage shares a word with the sentence, or is in another language."""
    passage = hit.passage
    if detect_language(sentence)[:2] != passage.language[:2]:
        return True
    return bool(set(tokenize(sentence)) & set(tokenize(f"{passage.context} {passage.text}")))


def _said_by(hits: Sequence[RetrievedPassage], sentence: str) -> list[int]:
    """Return the mark of the passage that plainly says an unmarked sentence, if one does."""
    words = set(tokenize(sentence))
    if len(words) < _FEWEST_WORDS:
        return []
    for number, hit in enumerate(hits, start=1):
        held = set(tokenize(f"{hit.passage.context} {hit.passage.text}"))
        if len(words & held) / len(words) >= _MOST_WORDS:
            bearers = _bearers([number], hits, sentence)
            if bearers:
                return bearers
    return []


def _cite(hit: RetrievedPassage, sentence: str, number: int, language: str) -> Citation:
    piece = _nearest(hit, sentence)
    passage = hit.passage
    return Citation(
        number=number,
        passage_id=passage.id,
        document=passage.document_id,
        title=passage.document_title,
        heading=passage.heading,
        quote=piece.text,
        start=piece.start,
        end=piece.end,
        place=passage.place(piece.start, piece.end, language),
    )


def _nearest(hit: RetrievedPassage, sentence: str) -> Evidence:
    words, numbers = set(tokenize(sentence)), numbers_in(sentence)
    return max(
        quotable(hit.passage),
        key=lambda piece: (
            len(numbers & numbers_in(piece.text)),
            len(words & set(tokenize(piece.text))),
        ),
    )
