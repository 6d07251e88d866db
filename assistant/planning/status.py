"""Status: the one line that says which version of a plan this is and whether it is approved."""

from __future__ import annotations

from assistant.planning.context import DraftContext


def status(context: DraftContext) -> str:
    """Return the line for cover and first page; a draft that was never saved is just a draft."""
    history = context.history
    version = history.baseline or next(reversed(history.versions), None)
    if version is None:
        return context.words.label("status.draft")
    key = "status.approved" if version.approved else "status.saved"
    slots = {"version": context.version_name(version), "by": version.by, "day": version.day}
    line = context.wording.both(key, **slots)
    if not history.is_saved(version, context.profile):
        line = context.wording.both("status.changed", status=line)
    return line.text(context.language)
