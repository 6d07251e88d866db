"""Own names: what of a plan stays as the owner wrote it, whatever characters the page is in."""

from __future__ import annotations

from assistant.conversation.plan_view import PlanView


def own_names(view: PlanView) -> tuple[str, ...]:
    """Return the name of the firm and of everybody who has something to do, longest first."""
    errands = view.draft.plan.agenda.errands
    people = {errand.who for errand in errands if not errand.is_post}
    found = {view.profile.text("company.name"), *people} - {""}
    return tuple(sorted(found, key=len, reverse=True))
