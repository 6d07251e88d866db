"""The golden questions asked of the product as it is installed: bundled model, bundled corpus."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.answering.answer import Answer
from assistant.app import App
from assistant.knowledge.encoder import Encoder
from assistant.settings import Settings
from assistant.storage.records import Document

QUESTIONS: list[dict[str, Any]] = [
    question | {"set": path.stem}
    for path in sorted(Path(__file__).parent.glob("golden*.yaml"))
    for question in yaml.safe_load(path.read_text(encoding="utf-8"))
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A golden question with the answer it got and the documents that answer cites."""

    question: dict[str, Any]
    answer: Answer
    documents: tuple[Document, ...]

    @property
    def is_fresh(self) -> bool:
        """Whether the question was written before anything was measured and chose nothing."""
        return self.question["set"].startswith("golden_fresh")

    @property
    def is_answerable(self) -> bool:
        """Whether the corpus holds the answer."""
        return bool(self.question["answerable"])

    @property
    def cites_the_right_document(self) -> bool:
        """Whether one of the articles that hold the answer is cited."""
        named = self.question["document"]
        right = {named} if isinstance(named, str) else set(named)
        return bool(right & {Path(document.path).stem for document in self.documents})

    @property
    def shows_the_evidence(self) -> bool:
        """Whether every string that settles the question stands in a quote."""
        quotes = [citation.quote for citation in self.answer.citations]
        return all(any(must in quote for quote in quotes) for must in self.question["must"])

    def __str__(self) -> str:
        """One line: the question, and the headings that are cited or come nearest."""
        shown = [citation.heading for citation in self.answer.citations] or ["(refused)"]
        return f"{self.question['id']}  {self.question['question']}  ->  {' | '.join(shown)}"


def ask_golden_questions(encoder: Encoder, home: Path) -> list[Outcome]:
    """Index the bundled corpus below `home` and ask every golden question."""
    with App(Settings(home=home, model="none"), encoder=encoder) as app:
        answers = [app.answerer.answer(question["question"]) for question in QUESTIONS]
        return [
            Outcome(
                question, answer, tuple(app.library.document(c.document) for c in answer.citations)
            )
            for question, answer in zip(QUESTIONS, answers, strict=True)
        ]
