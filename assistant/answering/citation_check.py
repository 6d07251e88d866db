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
from assistant.language import normalise

# [1]  [1,2]  [1][2]  【1】  ［1、2］  (ID:1)  and full-width digits
_MARK = re.compile(
    r"[\[【［]\s*(?:ID|id|来源|資料|资料|source)?\s*[:：]?\s*([\d０-９]+(?:\s*[,，、;]\s*[\d０-９]+)*)\s*[\]】］]"
    r"|[（(]\s*(?:ID|id)\s*[:：]\s*([\d０-９]+)\s*[)）]"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# a sentence that names no source is traced to a passage that holds this share of its words
_MOST_WORDS, _FEWEST_WORDS = 0.7, 4
_LIST_MARK = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.、)])\s+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class CheckedText:
    """The text with marks renumbered from 1, its citations, and how many sentences were dropped."""

    text: str
    citations: tuple[Citation, ...]
    dropped: int


def check_citations(text: str, hits: Sequence[RetrievedPassage]) -> CheckedText:
    """Drop marks that name no passage and sentences whose numbers stand in no cited passage.

    A sentence without a mark gets one when a passage holds all its numbers and most of its words;
    otherwise it is kept only when it states no number. Marks are renumbered by first appearance;
    each citation quotes the piece of the passage nearest to the sentence.
    """
    citations: list[Citation] = []
    numbers: dict[int, int] = {}
    kept: list[str] = []
    dropped = 0
    for sentence, gap in _sentences_with_marks(text):
        marks = [m for m in _marks(sentence) if 1 <= m <= len(hits)]
        bare = _MARK.sub("", sentence).rstrip()
        borne = [m for m in marks if _bears(hits[m - 1], bare)] or _said_by(hits, bare)
        if not bare.strip() or (_numbers(bare) and not borne):
            dropped += bool(bare.strip())
            continue
        for mark in borne:
            if mark not in numbers:
                numbers[mark] = len(numbers) + 1
                citations.append(_cite(hits[mark - 1], bare, numbers[mark]))
        kept.append(bare + "".join(f" [{numbers[m]}]" for m in borne) + gap)
    return CheckedText("".join(kept).strip(), tuple(citations), dropped)


def _sentences_with_marks(text: str) -> list[tuple[str, str]]:
    """Return (sentence with the marks that follow its stop, the white space after it)."""
    spans = list(split_sentences(text))
    pieces: list[tuple[str, str]] = []
    for span, after in zip(spans, [*spans[1:], None], strict=True):
        gap = text[span.end : after.start] if after else ""
        content = text[span.start : span.end]
        leading = re.match(rf"(?:\s*(?:{_MARK.pattern}))+", content)
        if leading and pieces:
            sentence, before = pieces[-1]
            pieces[-1] = (f"{sentence} {leading.group().strip()}", before)
            content = content[leading.end() :]
        if content.strip():
            pieces.append((content, gap))
        elif pieces:
            pieces[-1] = (pieces[-1][0], gap)
    return pieces


def _marks(sentence: str) -> list[int]:
    found = [m.group(1) or m.group(2) for m in _MARK.finditer(sentence)]
    return list(dict.fromkeys(int(n) for group in found for n in re.findall(r"\d+", group)))


def _numbers(text: str) -> set[str]:
    plain = normalise(_LIST_MARK.sub("", text))
    return {number.replace(",", "") for number in _NUMBER.findall(plain)}


def _bears(hit: RetrievedPassage, sentence: str) -> bool:
    """Tell whether a passage holds every number of the sentence and some of its words."""
    passage = hit.passage
    held = normalise(f"{passage.context} {passage.text}")
    if not _numbers(sentence) <= {n.replace(",", "") for n in _NUMBER.findall(held)}:
        return False
    words = set(tokenize(sentence))
    crossed = passage.language[:2] == "zh" and not re.search(r"[㐀-鿿]", sentence)
    return crossed or not words or bool(words & set(tokenize(held)))


def _said_by(hits: Sequence[RetrievedPassage], sentence: str) -> list[int]:
    """Return the mark of the passage that plainly says an unmarked sentence, if one does."""
    words = set(tokenize(sentence))
    if len(words) < _FEWEST_WORDS:
        return []
    for number, hit in enumerate(hits, start=1):
        held = set(tokenize(f"{hit.passage.context} {hit.passage.text}"))
        if len(words & held) / len(words) >= _MOST_WORDS and _bears(hit, sentence):
            return [number]
    return []


def _cite(hit: RetrievedPassage, sentence: str, number: int) -> Citation:
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
    )


def _nearest(hit: RetrievedPassage, sentence: str) -> Evidence:
    words, numbers = set(tokenize(sentence)), _numbers(sentence)
    return max(
        quotable(hit.passage),
        key=lambda piece: (
            len(numbers & _numbers(piece.text)),
            len(words & set(tokenize(piece.text))),
        ),
    )
