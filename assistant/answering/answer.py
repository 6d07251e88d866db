"""Answer and Citation: what a question gets back, and where each statement can be checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

Mode = Literal["extractive", "model"]


@dataclass(frozen=True, slots=True)
class Citation:
    """One numbered source: `quote` is the document's text[start:end], letter by letter.

    `place` is the page, slide or sheet it stands on, "" for texts without.
    """

    number: int
    passage_id: str
    document: str
    title: str
    heading: str
    quote: str
    start: int
    end: int
    place: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-ready dict."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its citations, or an honest refusal (`found` is False, no citations).

    `query` is what was searched, which differs from the question when it was a follow-up.
    `nearest` names headings that come closest, for a refusal. `asked` is the follow-up that `query`
    was made from, "" when the question was searched as it is; `tokens` is what a chat model took.
    """

    text: str
    found: bool
    mode: Mode
    query: str
    citations: tuple[Citation, ...] = ()
    nearest: tuple[str, ...] = ()
    note: str = ""
    asked: str = ""
    tokens: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-ready dict with the keys of the command line."""
        return {
            "answer": self.text,
            "found": self.found,
            "mode": self.mode,
            "query": self.query,
            "citations": [citation.to_dict() for citation in self.citations],
            "nearest": list(self.nearest),
            "note": self.note,
            "asked": self.asked,
            "tokens": self.tokens,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Answer:
        """Rebuild an answer stored by `to_dict`."""
        return cls(
            text=data["answer"],
            found=data["found"],
            mode=data["mode"],
            query=data["query"],
            citations=tuple(Citation(**citation) for citation in data["citations"]),
            nearest=tuple(data.get("nearest", ())),
            note=data.get("note", ""),
            asked=data.get("asked", ""),
            tokens=data.get("tokens", 0),
        )
