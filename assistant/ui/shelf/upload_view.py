"""Upload view: an upload and how far it is, as the page's script shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from assistant.knowledge.intake import Progress
from assistant.storage.upload_store import Upload, UploadOutcome
from assistant.ui.routes import Language

Say = Callable[..., str]


def upload_view(
    upload: Upload, progress: Progress | None, say: Say, language: Language
) -> dict[str, Any]:
    """Return a JSON-ready dict: `text` is one line about it, `details` one for each document.

    `part` is the share of its passages that is done (0..1), None when that cannot be told.
    """
    running = progress if upload.state == "waiting" else None
    outcomes = running.outcomes if running else upload.outcomes
    told = [(outcome.name, _told(outcome, say, language)) for outcome in outcomes]
    is_alone = len(told) == 1 and not running and upload.state != "cancelled"
    return {
        "id": upload.id,
        "name": upload.name,
        "library": say(f"library.{upload.library}"),
        "state": upload.state,
        "is_over": upload.state != "waiting",
        "text": told[0][1] if is_alone else _line(upload, running, outcomes, say),
        "part": running.done / running.total if running and running.total else None,
        "details": [] if is_alone else [{"name": name, "text": text} for name, text in told],
    }


def _line(
    upload: Upload, running: Progress | None, outcomes: Sequence[UploadOutcome], say: Say
) -> str:
    if running:
        return say(f"state.{running.stage}", done=running.done, total=running.total)
    if not outcomes:
        return say("state.failed_unforeseen" if upload.state == "failed" else _state(upload))
    counts: Counter[str] = Counter(outcome.outcome for outcome in outcomes)
    names = ("added", "updated", "unchanged", "failed")
    summary = say("outcomes", **{name: counts[name] for name in names})
    return f"{say('state.cancelled')} · {summary}" if upload.state == "cancelled" else summary


def _state(upload: Upload) -> str:
    return f"state.{'waiting' if upload.state == 'done' else upload.state}"


def _told(outcome: UploadOutcome, say: Say, language: Language) -> str:
    if outcome.outcome == "failed":
        return outcome.en if language == "en" else outcome.zh
    return say(f"outcome.{outcome.outcome}", passages=outcome.passages)
