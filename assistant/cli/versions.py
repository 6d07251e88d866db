"""Commands about versions: save, list, compare, put back, approve."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Annotated, Any

import typer

from assistant.cli.edits import By, Reason
from assistant.cli.output import OWNER, Home, Json, open_app, print_either, print_json, print_text
from assistant.cli.planning import PlanId
from assistant.conversation.signature import Signature
from assistant.storage.plan_records import Version

Note = Annotated[str, typer.Option("--note", help="A remark that is kept with the version.")]


def save(
    context: typer.Context,
    plan_id: PlanId,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What to call the version.")],
    note: Note = "",
    by: By = "",
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Save the plan as it stands under a name."""
    with open_app(context, home) as app:
        language = app.settings.language
        version = app.archive.save_version(OWNER, plan_id, name, note, by, language)
    _print_version(version, as_json=as_json)


def versions(
    context: typer.Context, plan_id: PlanId, home: Home = None, as_json: Json = False
) -> None:
    """List the saved versions."""
    with open_app(context, home) as app:
        saved = app.archive.versions(OWNER, plan_id)
    if as_json:
        print_json([_version_row(version) for version in saved])
        return
    for version in saved:
        _print_version(version, as_json=False)


def compare(
    context: typer.Context,
    plan_id: PlanId,
    before: Annotated[int, typer.Argument(metavar="A", help="Number of the earlier version.")],
    after: Annotated[
        int, typer.Argument(metavar="B", help="Number of the later version; else the plan itself.")
    ] = 0,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Show what reads differently in two versions, or since one."""
    with open_app(context, home) as app:
        language = app.settings.language
        found = app.archive.compare(OWNER, plan_id, before, after or None, language)
    if as_json:
        print_json([change.to_dict() for change in found])
        return
    for change in found:
        print_text(f"{change.section}  {change.where}")
        for sign, text in (("-", change.old), ("+", change.new)):
            if text:
                print_text(f"  {sign} {text}")


def restore(
    context: typer.Context,
    plan_id: PlanId,
    number: Annotated[int, typer.Argument(metavar="N", help="Number of the version.")],
    by: By = "",
    reason: Reason = "",
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Put a version back; the plan as it stands is saved first."""
    with open_app(context, home) as app:
        language = app.settings.language
        kept = app.archive.restore(OWNER, plan_id, number, Signature(by, reason), language)
    if as_json:
        print_json({"restored": number, "saved": _version_row(kept)})
    else:
        print_either(
            language,
            f"换回第 {number} 版，换之前的存为第 {kept.number} 版",
            f"Version {number} is back; what stood before is version {kept.number}",
        )


def approve(
    context: typer.Context,
    plan_id: PlanId,
    by: Annotated[str, typer.Option("--by", help="Who approves the plan.")],
    note: Note = "",
    name: Annotated[str, typer.Option("--name", help="What to call the version.")] = "",
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Lock the plan as it stands as the baseline; changes need a reason from then on."""
    with open_app(context, home) as app:
        language = app.settings.language
        version = app.archive.approve(OWNER, plan_id, by, note, name, language)
    _print_version(version, as_json=as_json)


def _version_row(version: Version) -> dict[str, Any]:
    names = ("number", "name", "note", "by", "at", "title", "language", "approved")
    return {name: getattr(version, name) for name in names}


def _print_version(version: Version, *, as_json: bool) -> None:
    if as_json:
        print_json(_version_row(version))
        return
    sign = "*" if version.approved else " "
    parts = (f"{sign} {version.number}", version.at[:16], version.name, version.by, version.note)
    print_text("  ".join(part for part in parts if part))


COMMANDS: Mapping[str, Callable[..., None]] = MappingProxyType(
    {
        "save": save,
        "versions": versions,
        "compare": compare,
        "restore": restore,
        "approve": approve,
    }
)
