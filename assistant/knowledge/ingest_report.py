"""IngestReport: what became of every file, told while it goes on and when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.errors import AssistantError

Outcome = Literal["added", "updated", "unchanged", "removed"]


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one document, known under `path`."""

    path: str
    outcome: Outcome
    passages: int = 0


@dataclass(frozen=True, slots=True)
class FileFailure:
    """A file that could not be taken in, and why; what was in of it before is kept."""

    path: str
    error: AssistantError


@dataclass(slots=True)
class IngestReport:
    """What an ingest did, in documents; `passages` counts those embedded.

    `stopped` tells that somebody stopped it before the last file.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: list[FileFailure] = field(default_factory=list)
    passages: int = 0
    seconds: float = 0.0
    files: list[FileOutcome] = field(default_factory=list)
    stopped: bool = False

    def record(self, done: FileOutcome) -> None:
        """Count what became of a document."""
        self.files.append(done)
        self.passages += done.passages
        setattr(self, done.outcome, getattr(self, done.outcome) + 1)

    def to_dict(self, language: str) -> dict[str, Any]:
        """Return a JSON-ready dict with the keys of the command line, errors in a language."""
        return {
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "removed": self.removed,
            "failed": [
                {"path": failure.path, "error": failure.error.text(language)}
                for failure in self.failed
            ],
            "passages": self.passages,
            "seconds": self.seconds,
            "files": [{"path": file.path, "outcome": file.outcome} for file in self.files],
            "stopped": self.stopped,
        }


def _ignore(*_: object) -> None:
    """Tell nobody."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class IngestWatch:
    """Who is told of an ingest as it goes on, and may stop it.

    `started` gets a file's path, `embedded` how many of its passages are done and how many there
    are, `finished` what became of each of its documents or why it failed. `stopped` is asked
    between two files; `given_up` while a document is embedded, which then stays out.
    """

    started: Callable[[str], None] = _ignore
    embedded: Callable[[int, int], None] = _ignore
    finished: Callable[[FileOutcome | FileFailure], None] = _ignore
    stopped: Callable[[], bool] = _never
    given_up: Callable[[], bool] = _never


UNWATCHED = IngestWatch()
