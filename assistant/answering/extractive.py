"""Extraction: the best sentences of the best passages, in order, each with its number."""

from __future__ import annotations

import re
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.answering.answer import Answer, Citation
from assistant.answering.asked import Asked
from assistant.answering.documents import Question, to_hits
from assistant.answering.ranking import EvidenceRanker
from assistant.answering.runs import CLAUSE_ENDS, Run, choose_runs
from assistant.language import to_traditional
from assistant.prompts import Wording

_MARKDOWN_NOISE = re.compile(r"\*\*|__|`")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_FOREIGN_MARK = re.compile(r"[ \t]?\[\^?\d+\]")


class ExtractiveAnswerer(Runnable[Question, Answer]):
    """Answers in the documents' own words; a runnable that needs no language model."""

    def __init__(self, ranker: EvidenceRanker, asked: Asked, wording: Wording) -> None:
        """Rank pieces with `ranker`; take the fixed words around quotes from `wording`.

        `asked` tells which kind of answer a question wants.
        """
        self._ranker = ranker
        self._asked = asked
        self._wording = wording

    def invoke(
        self, input: Question, config: RunnableConfig | None = None, **kwargs: Any
    ) -> Answer:
        """Return the answer; `found` is False when the documents hold no sentence."""
        ranked = self._ranker.rank(input["question"], to_hits(input["documents"]))
        runs = choose_runs(input["question"], ranked, self._asked)
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
        told = (self._told(run, number, language) for number, run in enumerate(runs, start=1))
        text = "\n\n".join(told)
        if language == "zh-Hant":
            return to_traditional(text)
        if language == "en" and any(run[0].passage.language != "en" for run in runs):
            return f"{self._wording('quoted_in_chinese', 'en')}\n\n{text}"
        return text

    def _told(self, run: Run, number: int, language: str) -> str:
        """Return a run with its marks; where a list was cut, the article's rest is named."""
        text, left_out = _marked(run, number), run[-1].left_out
        more = self._wording("list_goes_on", language, count=left_out) if left_out else ""
        return f"{text}\n\n{more} [{number}]" if more else text


def _marked(run: Run, number: int) -> str:
    """Return the run as text, every sentence with its mark; a list has it on its opening line.

    A clause that a semicolon ends, and a sentence within a quotation that goes on, have no mark of
    their own.
    """
    parts: list[str] = []
    opened = 0
    for position, piece in enumerate(run, start=1):
        text = _plain(piece.text)
        opened += text.count("“") - text.count("”")
        first, line_end, rest = text.partition("\n")
        if piece.is_list and rest:
            parts.append(f"\n\n{first} [{number}]{line_end}{rest}\n\n")
        elif position < len(run) and (opened > 0 or text.endswith(CLAUSE_ENDS)):
            parts.append(text if text[-1] in "；。！？" else f"{text} ")
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
