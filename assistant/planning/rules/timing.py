"""Timing: whether a question has been put, so that its missing answer is worth a finding."""

from __future__ import annotations

from assistant.planning.context import DraftContext


def is_due(context: DraftContext, *questions: str) -> bool:
    """Tell whether all the questions were put to this owner.

    A question was put when it is answered, or when most of its stage is: what is still open there
    was passed over. One this owner is not asked is never due.
    """
    return all(_was_put(context, question) for question in questions)


def _was_put(context: DraftContext, question: str) -> bool:
    labels, profile = context.labels, context.profile
    if not labels.applies(question, profile):
        return False
    if labels.is_answered(question, profile):
        return True
    return is_stage_done(context, question)


def is_stage_done(context: DraftContext, question: str) -> bool:
    """Tell whether most of the stage a question belongs to is answered."""
    answered = context.labels.answered_of_stage(question, context.profile)
    return answered >= context.wording.thresholds.stage_done_pct
