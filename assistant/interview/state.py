"""InterviewState: where an interview stands, as a record that can be stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Path = Literal["quick", "full"]
Status = Literal["answered", "skipped", "pending"]
Asking = Literal["", "stage", "start_over"]


@dataclass(frozen=True, slots=True)
class InterviewState:
    """What has been asked and how it went.

    `current` is the id of the question on the table ("" between questions); `settled` holds the
    questions that are answered or skipped, all others are pending; `probes` counts how often a
    question was asked again; `history` lists the questions in the order they were asked;
    `followed_up` holds the questions whose follow-up has been asked, `completed` the fields that
    have been asked for by themselves, being the missing piece of an answer; `summed_up` the stages
    whose end has been summed up. `asking` names what the consultant wants a yes or no to;
    `proposed` are values read from something the owner handed in that wait to be confirmed (field
    key -> Value as a dict).
    """

    path: Path = "quick"
    current: str = ""
    settled: Mapping[str, Status] = field(default_factory=dict)
    probes: Mapping[str, int] = field(default_factory=dict)
    history: tuple[str, ...] = ()
    followed_up: tuple[str, ...] = ()
    completed: tuple[str, ...] = ()
    summed_up: tuple[str, ...] = ()
    asking: Asking = ""
    proposed: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

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
            # states stored by earlier versions lack what follows
            completed=tuple(data.get("completed", ())),
            summed_up=tuple(data.get("summed_up", ())),
            asking=data.get("asking", ""),
            proposed=dict(data.get("proposed", {})),
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
            "completed": list(self.completed),
            "summed_up": list(self.summed_up),
            "asking": self.asking,
            "proposed": {key: dict(value) for key, value in self.proposed.items()},
        }

    def status(self, question_id: str) -> Status:
        """Return how a question stands."""
        return self.settled.get(question_id, "pending")
