"""What a reader leaves over: the clauses of a reply in which it read nothing."""

from __future__ import annotations

from dataclasses import replace

from assistant.interview.reading import Readings
from assistant.interview.scan import Scan
from assistant.interview.update import ReplyUpdate


def with_left_over(update: ReplyUpdate, scan: Scan, readings: Readings) -> ReplyUpdate:
    """Return an update that tells which words nothing was read from.

    What was read without a place in the reply, as corrections are, leaves nothing over.
    """
    spans = [span for reading in readings.values() for span in reading.spans]
    if update.unknown or (readings and not spans):
        return update
    left = [
        scan.words(*clause)
        for clause in scan.clauses
        if not any(span.overlaps(*clause) for span in spans)
    ]
    return replace(update, left_over="\n".join(left))
