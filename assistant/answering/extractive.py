"""Extraction: the best sentences of the best passages, in order, each with its number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.answering.answer import Answer, Citation
from assistant.answering.documents import Question, to_hits
from assistant.answering.evidence import Evidence
from assistant.answering.ranking import EvidenceRanker, RankedEvidence
from assistant.knowledge.keywords import tokenize
from assistant.language import reading_size, to_traditional
from assistant.prompts import Wording

_MOST_PASSAGES = 2
# as reading_size counts: the first passage, both together (a list is quoted whole, up to its limit)
_MOST, _MOST_IN_ALL = 260, 300
# a second passage speaks too when its best piece is this near to the first's
_MARGIN = 0.04
_SAME = 0.6
# neighbouring pieces of one passage
Run = list[Evidence]

_MARKDOWN_NOISE = re.compile(r"\*\*|__|`")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_FOREIGN_MARK = re.compile(r"[ \t]?\[\^?\d+\]")


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
        ranked = self._ranker.rank(input["question"], to_hits(input["documents"]))
        runs = _choose(ranked)
        citations = tuple(
            _cite(run, number, input["language"]) for number, run in enumerate(runs, start=1)
        )
        return Answer(
            text=self._text(runs, input["language"]),
            found=bool(citations),
            mode="extractive",
            query=input["question"],
            citations=citations,
        )

    def _text(self, runs: list[Run], language: str) -> str:
        text = "\n\n".join(_marked(run, number) for number, run in enumerate(runs, start=1))
        if language == "zh-Hant":
            return to_traditional(text)
        if language == "en" and any(run[0].passage.language != "en" for run in runs):
            return f"{self._wording('quoted_in_chinese', 'en')}\n\n{text}"
        return text


def _choose(ranked: Sequence[RankedEvidence]) -> list[Run]:
    """Take the passage with the best piece, and a second one nearly as good that adds something."""
    runs: list[Run] = []
    for passage in dict.fromkeys(item.evidence.passage for item in ranked):
        pieces = [item for item in ranked if item.evidence.passage == passage]
        if runs and pieces[0].score < ranked[0].score - _MARGIN:
            break
        size = min(_MOST // 2, _MOST_IN_ALL - _size(runs[0])) if runs else _MOST
        if runs and reading_size(pieces[0].evidence.text) > size:
            continue
        run = _around_best(pieces, size)
        if not any(_alike(run, other) for other in runs):
            runs.append(run)
        if len(runs) == _MOST_PASSAGES:
            break
    return runs


def _around_best(pieces: Sequence[RankedEvidence], size: int) -> Run:
    """Grow from the best piece over its better neighbour, so that what is quoted reads on."""
    in_order = sorted(pieces, key=lambda item: item.evidence.start)
    first = last = in_order.index(pieces[0])
    used = reading_size(pieces[0].evidence.text)
    while True:
        neighbours = [i for i in (first - 1, last + 1) if 0 <= i < len(in_order)]
        fitting = [i for i in neighbours if used + reading_size(in_order[i].evidence.text) <= size]
        if not fitting:
            return [item.evidence for item in in_order[first : last + 1]]
        best = max(fitting, key=lambda i: in_order[i].score)
        used += reading_size(in_order[best].evidence.text)
        first, last = min(first, best), max(last, best)


def _size(run: Run) -> int:
    return sum(reading_size(piece.text) for piece in run)


def _alike(one: Run, other: Run) -> bool:
    """Tell whether one run says little that the other does not."""
    first, second = (set(tokenize(" ".join(p.text for p in run))) for run in (one, other))
    smaller = min(len(first), len(second))
    return smaller == 0 or len(first & second) / smaller > _SAME


def _marked(run: Run, number: int) -> str:
    """Return the run as text, every sentence with its mark; a list has it on its opening line."""
    parts: list[str] = []
    for piece in run:
        text = _plain(piece.text)
        first, line_end, rest = text.partition("\n")
        if piece.is_list and rest:
            parts.append(f"\n\n{first} [{number}]{line_end}{rest}\n\n")
        else:
            parts.append(f"{text} [{number}] ")
    return re.sub(r"\s*\n\n\s*", "\n\n", "".join(parts)).strip()


def _plain(text: str) -> str:
    """Return a piece without Markdown and without marks of its own, which would look like ours."""
    return _MARKDOWN_NOISE.sub("", _FOREIGN_MARK.sub("", _LINK.sub(r"\1", text)))


def _cite(run: Run, number: int, language: str) -> Citation:
    """Cite the run as one literal piece of its document."""
    passage = run[0].passage
    start, end = run[0].start, run[-1].end
    return Citation(
        number=number,
        passage_id=passage.id,
        document=passage.document_id,
        title=passage.document_title,
        heading=passage.heading,
        quote=passage.text[start - passage.start : end - passage.start],
        start=start,
        end=end,
        place=passage.place(start, end, language),
    )
