"""Commands about edits: what can be edited and was, and why something changed after approval."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Annotated, Any

import typer

from assistant.cli.output import OWNER, Home, Json, open_app, print_either, print_json, print_text
from assistant.cli.planning import PlanId
from assistant.conversation.signature import Signature
from assistant.planning.edits import EditedPlan
from assistant.planning.history import ShownChange
from assistant.planning.places import Place

Anchor = Annotated[str, typer.Argument(metavar="ANCHOR", help="Place from `plan places`.")]
By = Annotated[str, typer.Option("--by", help="Who does it.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; needed once the plan is approved.")]


def places(
    context: typer.Context,
    plan_id: PlanId,
    section: Annotated[str, typer.Argument(help="Only this section, such as P4.")] = "",
    home: Home = None,
    as_json: Json = False,
) -> None:
    """List every text that can be edited, with its anchor."""
    with open_app(context, home) as app:
        plan = app.archive.edited(OWNER, plan_id, app.settings.language)
    shown = [place for place in plan.places if section in ("", place.section)]
    if as_json:
        print_json([_place_row(plan, place) for place in shown])
        return
    for place in shown:
        print_text(f"{place.anchor}  {place.words}")


def edit(
    context: typer.Context,
    plan_id: PlanId,
    anchor: Anchor,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The text that is to stand there.")],
    by: By = "",
    reason: Reason = "",
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Replace a text of the drafted plan; it stays when the plan is drafted anew."""
    with open_app(context, home) as app:
        language = app.settings.language
        signature = Signature(by, reason)
        done = app.archive.edit(OWNER, plan_id, anchor, text, signature, language)
    if as_json:
        print_json(asdict(done))
    else:
        print_text(f"{done.where}\n  - {done.drafted}\n  + {done.text}")


def edits(
    context: typer.Context, plan_id: PlanId, home: Home = None, as_json: Json = False
) -> None:
    """List what was edited, what is outdated, and what lost its place."""
    with open_app(context, home) as app:
        language = app.settings.language
        plan = app.archive.edited(OWNER, plan_id, language)
    rows = _edit_rows(plan)
    if as_json:
        print_json(rows)
        return
    signs = {"standing": " ", "outdated": "!", "lost": "?"}
    for row in rows:
        print_text(f"{signs[row['state']]} {row['anchor']}  {row['where']}\n  + {row['text']}")
        if row["state"] == "outdated":
            print_either(language, f"  草稿现在是：{row['draft']}", f"  draft now: {row['draft']}")
        if row["state"] == "lost":
            print_either(language, "  草稿里已经没有这一处", "  the draft has no such place now")


def revert(
    context: typer.Context,
    plan_id: PlanId,
    anchor: Anchor,
    by: By = "",
    reason: Reason = "",
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Take one edit away, so that the draft stands again."""
    with open_app(context, home) as app:
        language = app.settings.language
        gone = app.archive.revert(OWNER, plan_id, anchor, Signature(by, reason), language)
    if as_json:
        print_json({"reverted": gone.anchor})
    else:
        print_either(language, f"{gone.where} 恢复草稿", f"{gone.where}: the draft stands again")


def changes(
    context: typer.Context, plan_id: PlanId, home: Home = None, as_json: Json = False
) -> None:
    """List the changes since the approval, with their reasons, and those that lack one."""
    with open_app(context, home) as app:
        draft = app.consultant.view(OWNER, plan_id, app.settings.language).draft
    if as_json:
        recorded, pending = ([asdict(c) for c in each] for each in (draft.recorded, draft.pending))
        print_json({"recorded": recorded, "pending": pending})
        return
    for change in draft.recorded:
        print_text(f"{change.at[:10]}  {_in_words(change)}\n    {change.by}: {change.reason}")
    for change in draft.pending:
        print_text(f"?  {change.subject}  {_in_words(change)}")


def explain(
    context: typer.Context,
    plan_id: PlanId,
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="As in `plan changes`.")],
    reason: Annotated[str, typer.Option("--reason", help="Why it was changed.")],
    by: Annotated[str, typer.Option("--by", help="Who changed it.")],
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Write down why something was changed after the approval."""
    with open_app(context, home) as app:
        change = app.archive.record_change(OWNER, plan_id, subject, Signature(by, reason))
    if as_json:
        print_json(asdict(change))
    else:
        print_text(f"{change.subject}  {change.by}: {change.reason}")


def _place_row(plan: EditedPlan, place: Place) -> dict[str, Any]:
    row = {name: getattr(place, name) for name in ("anchor", "section", "where", "field")}
    return row | {"text": place.words, "edited": plan.edit_at(place.anchor) is not None}


def _edit_rows(plan: EditedPlan) -> list[dict[str, Any]]:
    placed = [
        asdict(e.edit) | {"state": "outdated" if e.outdated else "standing", "draft": e.draft}
        for e in plan.placed
    ]
    return placed + [asdict(edit) | {"state": "lost", "draft": ""} for edit in plan.lost]


def _in_words(change: ShownChange) -> str:
    return f"{change.where}: {change.old} → {change.new}"


COMMANDS: Mapping[str, Callable[..., None]] = MappingProxyType(
    {
        "places": places,
        "edit": edit,
        "edits": edits,
        "revert": revert,
        "changes": changes,
        "explain": explain,
    }
)
