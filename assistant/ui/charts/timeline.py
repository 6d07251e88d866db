"""Timeline: the actions of a plan as a Gantt chart, a row an action, a colour a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.planning.diary import Entry
from assistant.planning.plan import Chart, Run, Span, Table

_KINDS = ("begin", "check", "finish")


def timeline(entries: Iterable[Entry], say: Callable[[str], str]) -> Chart | None:
    """Return the actions among a plan's entries as spans from first to last day (S0-25).

    `say` gives the words of the page. None when no action has a day.
    """
    actions: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        if entry.kind in _KINDS:
            actions.setdefault((entry.title, entry.who or say("nobody")), []).append(entry)
    if not actions:
        return None
    spans = tuple(
        Span(
            lane=what,
            label=who,
            start=min(entry.day for entry in found).isoformat(),
            end=max(entry.last for entry in found).isoformat(),
        )
        for (what, who), found in actions.items()
    )
    heads = ("timeline_what", "timeline_who", "timeline_from", "timeline_to")
    return Chart(
        kind="gantt",
        title=say("timeline_label"),
        labels=tuple(dict.fromkeys(span.lane for span in spans)),
        series=(),
        unit="",
        table=Table(
            head=tuple((Run(say(head)),) for head in heads),
            rows=tuple(
                tuple((Run(text),) for text in (span.lane, span.label, span.start, span.end))
                for span in spans
            ),
        ),
        spans=spans,
    )
