"""InterviewState: where an interview stands, as a record that can be stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Path = Literal["quick", "full"]
Status = Literal["answered", "skipped", "pending"]


@dataclass(frozen=True, slots=True)
class InterviewState:
    """What has been asked and how it went.

    `current` is the id of the question on the table ("" between questions); `settled` holds the
    questions that are answered or skipped, all others are pending; `probes` counts how often a
    question was asked again; `history` lists the questions in the order they were asked;
    `followed_up` holds the questions whose follow-up has been asked.
    """

    path: Path = "quick"
    current: str = ""
    settled: Mapping[str, Status] = field(default_factory=dict)
    probes: Mapping[str, int] = field(default_factory=dict)
    history: tuple[str, ...] = ()
    followed_up: tuple[str, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> InterviewState:
        """Rebuild a state stored by `to_dict`."""
        return cls(
            path=data["path"],
            current=data["current"],
            settled=dict(data["settled"]),
            probes=dict(data["probes"]),
            history=tuple(data["history"]),
            followed_up=tuple(data["followed_up"]),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-ready dict."""
        return {
            "path": self.path,
            "current": self.current,
            "settled": dict(self.settled),
            "probes": dict(self.probes),
            "history": list(self.history),
            "followed_up": list(self.followed_up),
        }

    def status(self, question_id: str) -> Status:
        """Return how a question stands."""
        return self.settled.get(question_id, "pending")
