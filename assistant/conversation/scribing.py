"""Scribing: the commands that a scribe carries out beside the interview."""

SCRIBED = frozenset({"write", "reword", "copy", "take_text", "leave_text"})
