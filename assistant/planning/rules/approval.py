"""Rule on approval: what was approved is locked, and a change of it is explained."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.interview.entry import Bilingual
from assistant.planning.context import DraftContext
from assistant.planning.history import Difference, is_edit, unrecorded
from assistant.planning.plan import Plan
from assistant.planning.rules.rule import Fault, listed

_NAMED = 3


def check_approval(plan: Plan, context: DraftContext) -> Iterator[Fault]:
    """R-40: every change since the approval has date, reason, who, old and new (S3-49).

    The log gives each entry its date; this looks for changes that have none.
    """
    found = unrecorded(context.history, context.profile)
    if found:
        items = listed([_name(context, difference) for difference in found[:_NAMED]])
        fields = (d.subject for d in found if not is_edit(d.subject))
        yield Fault("unrecorded", {"n": str(len(found)), "items": items}, next(fields, ""))


def _name(context: DraftContext, difference: Difference) -> Bilingual:
    if not is_edit(difference.subject):
        return context.labels.names(difference.subject)
    where = difference.where or difference.subject
    return Bilingual(zh=where, en=where)
