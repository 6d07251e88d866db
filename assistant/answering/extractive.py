"""Extraction: the best sentences of the best passages, in order, each with its number."""

from __future__ import annotations

import re
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.answering.answer import Answer, Citation
from assistant.answering.documents import Question, to_hits
from assistant.answering.evidence import Evidence
from assistant.answering.ranking import EvidenceRanker, RankedEvidence
from assistant.knowledge.keywords import tokenize
from assistant.language import to_traditional
from assistant.prompts import Wording

_MOST_PIECES = 4
_MOST_CHARACTERS = 320
_MARGIN = 0.045
_SAME = 0.6
_MARKDOWN_NOISE = re.compile(r"\*\*|__|`")


class ExtractiveAnswerer(Runnable[Question, Answer]):
    """Answers in the documents' own words; a runnable that needs no language model."""

    def __init__(self, ranker: EvidenceRanker, wording: Wording) -> None:
        """Rank pieces with `ranker`; take the fixed words around quotes from `wording`."""
        self._ranker = ranker
        self._wording = wording

    def invoke(
        self, input: Question, config: RunnableConfig | None = None, **kwargs: Any
    ) -> Answer:
        """Return the answer; `found` is False when the documents hold no sentence."""
        hits = to_hits(input["documents"])
        chosen = _choose(self._ranker.rank(input["question"], hits))
        citations = tuple(_cite(piece, n) for n, piece in enumerate(chosen, start=1))
        return Answer(
            text=self._text(chosen, input["language"]),
            found=bool(citations),
            mode="extractive",
            query=input["question"],
            citations=citations,
        )

    def _text(self, chosen: list[Evidence], language: str) -> str:
        paragraphs = [_marked(piece, number) for number, piece in enumerate(chosen, start=1)]
        text = "\n\n".join(paragraphs) if any(p.is_list for p in chosen) else " ".join(paragraphs)
        if language == "zh-Hant":
            return to_traditional(text)
        if language == "en" and any(p.passage.language != "en" for p in chosen):
            return f"{self._wording('quoted_in_chinese', 'en')}\n\n{text}"
        return text


def _choose(ranked: list[RankedEvidence]) -> list[Evidence]:
    """Take the best piece and those nearly as good, in reading order, without repeats."""
    chosen: list[Evidence] = []
    size = 0
    for item in ranked:
        piece = item.evidence
        enough = len(chosen) >= _MOST_PIECES or size + len(piece.text) > _MOST_CHARACTERS
        too_far = item.score < ranked[0].score - _MARGIN
        if chosen and (enough or too_far):
            continue
        if not any(_alike(piece, other) for other in chosen):
            chosen.append(piece)
            size += len(piece.text)
    order = list(dict.fromkeys(item.evidence.passage.id for item in ranked))
    return sorted(chosen, key=lambda piece: (order.index(piece.passage.id), piece.start))


def _alike(one: Evidence, other: Evidence) -> bool:
    """Tell whether one piece says little that the other does not."""
    first, second = set(tokenize(one.text)), set(tokenize(other.text))
    smaller = min(len(first), len(second))
    return smaller == 0 or len(first & second) / smaller > _SAME


def _marked(piece: Evidence, number: int) -> str:
    """Return the piece as text with its mark: behind a sentence, behind a list's opening line."""
    text = _MARKDOWN_NOISE.sub("", piece.text)
    first, line_end, rest = text.partition("\n")
    if piece.is_list and rest:
        return f"{first} [{number}]{line_end}{rest}"
    return f"{text} [{number}]"


def _cite(piece: Evidence, number: int) -> Citation:
    passage = piece.passage
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
