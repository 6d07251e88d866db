"""Scribing: the commands that are carried out beside the interview, whatever it asks."""

# drafts for customers: taken into the plan, dropped, struck out of it
KEEPING = frozenset({"keep_copy", "drop_copy", "strike_copy"})
# what a scribe does
WRITING = frozenset({"write", "reword", "copy", "take_text", "leave_text"})
SCRIBED = WRITING | KEEPING
