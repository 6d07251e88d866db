"""Command about feedback: what readers thought of turns, for those who look after the assistant."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from assistant.cli.output import Home, Json, open_app, print_either, print_json, print_text
from assistant.storage.feedback_store import FeedbackStore, GivenFeedback

_LONGEST_SHOWN = 60

UnhelpfulOnly = Annotated[
    bool, typer.Option("--unhelpful", help="Only turns that were found not helpful.")
]


def feedback(
    context: typer.Context,
    unhelpful: UnhelpfulOnly = False,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """List what readers thought of replies and answers, newest first."""
    with open_app(context, home) as app:
        language = app.settings.language
        found = FeedbackStore(app.database).all()
    shown = [given for given in found if not (unhelpful and given.feedback.helpful)]
    if as_json:
        print_json([_row(given) for given in shown])
        return
    helpful = sum(given.feedback.helpful for given in shown)
    print_either(
        language,
        f"有帮助 {helpful}，没帮助 {len(shown) - helpful}",
        f"{helpful} helpful, {len(shown) - helpful} not helpful",
    )
    for given in shown:
        sign = "+" if given.feedback.helpful else "-"
        words = " ".join((given.feedback.reason, *given.feedback.text.split()))
        asked = " ".join(given.message.split())[:_LONGEST_SHOWN]
        print_text("  ".join(part for part in (sign, given.at[:16], asked, words) if part.strip()))


def _row(given: GivenFeedback) -> dict[str, Any]:
    """Return an opinion as one JSON object; `said` is what the assistant had said."""
    answer = given.outcome.get("answer") or {}
    return {
        "at": given.at,
        "owner": given.owner,
        "plan": given.plan_id,
        "turn": given.number,
        "kind": given.kind,
        "message": given.message,
        "said": "\n".join(filter(None, (given.outcome.get("text"), answer.get("text")))),
        "helpful": given.feedback.helpful,
        "reason": given.feedback.reason,
        "text": given.feedback.text,
        "replaced": given.replaced,
    }
