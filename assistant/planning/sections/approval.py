"""What P9 and annex E say about the approval: baseline, change log, who signed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.context import DraftContext
from assistant.planning.history import Difference, ShownChange, is_edit, unrecorded
from assistant.planning.plan import RECORD, Row, Run, Text, plain
from assistant.planning.sheet import Sheet
from assistant.storage.plan_records import LoggedChange, Version

_BASELINE_FIELDS = ("goal.current", "goal.target", "goal.due", "budget.total")


def add_baseline(sheet: Sheet, context: DraftContext) -> None:
    """Add the figures every later change is compared with, and what was changed since (R-40)."""
    approved = context.history.baseline
    if approved is None or context.baseline is None:
        sheet.table(("head.item", "head.baseline"), _figures(context))
        return
    sheet.line("P9.approved", day=_record(approved.day), version=_version(context, approved))
    now = {plain(name): figure for name, figure in _figures(context)}
    rows = [
        (name, (_record(plain(figure)),), now.get(plain(name), ()))
        for name, figure in _figures(context.baseline)
    ]
    sheet.table(("head.item", "head.baseline", "head.present"), rows)
    log = [_logged(context, change) for change in context.history.recorded]
    heads = ("day", "changed", "old", "new", "reason", "by")
    sheet.table([f"head.{head}" for head in heads], log, "P9.log")
    open_changes = len(unrecorded(context.history, context.profile))
    if open_changes:
        sheet.line("P9.unrecorded", n=_record(str(open_changes)))


def add_approvals(sheet: Sheet, context: DraftContext) -> None:
    """Add who approved which version and when, the last one first."""
    rows = [
        (
            (_record(version.day),),
            (_version(context, version),),
            (_record(version.by),),
            (_record(version.note),),
        )
        for version in reversed(context.history.approvals)
    ]
    heads = ("day", "version", "approver", "note")
    sheet.part("E.2").table([f"head.{head}" for head in heads], rows)


def shown_change(context: DraftContext, change: Difference | LoggedChange) -> ShownChange:
    """Return a change in the words of the plan: what it is about, what it was and is now."""
    old, new = (_shown(context, change.subject, value) for value in (change.old, change.new))
    where = change.where or change.subject
    if not is_edit(change.subject):
        where = context.labels.field(change.subject).label
    if isinstance(change, Difference):
        return ShownChange(change.subject, where, old, new)
    return ShownChange(change.subject, where, old, new, change.reason, change.by, change.at)


def _logged(context: DraftContext, change: LoggedChange) -> Row:
    shown = shown_change(context, change)
    texts = (change.day, shown.where, shown.old, shown.new, shown.reason, shown.by)
    return tuple((_record(text),) for text in texts)


def _shown(context: DraftContext, subject: str, value: Any) -> str:
    """Return a bare value of the log as the plan writes it; of nothing, that it is nothing."""
    if is_edit(subject):
        empty = "edit.drafted" if value is None else "edit.deleted"
        return str(value or context.words.label(empty))
    if value is None:
        return context.words.label("open")
    unit = context.labels.field(subject).unit
    known = replace(context, completed=Profile({subject: Value(value, unit)}))
    return plain(known.field(subject))


def _version(context: DraftContext, version: Version) -> Run:
    return _record(context.version_name(version))


def _figures(context: DraftContext) -> list[tuple[Text, Text]]:
    """Return name and figure of the goal, the budget and the first step."""
    rows: list[tuple[Text, Text]] = []
    for key in _BASELINE_FIELDS:
        if context.knows(key):
            rows.append(((context.name(key),), context.field(key)))
    gap = context.result("goal_gap")
    if gap:
        first = context.figure("goal_gap", "milestones", gap.values["milestones"][0])
        rows.append((context.words("stage.first"), (first,)))
    return rows


def _record(text: str) -> Run:
    """Return what was written down, which nobody edits."""
    return Run(text, "imported", RECORD)
