"""Commands that take files in: an exported plan, and a tracker with actual figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import typer

from assistant.cli.output import OWNER, Home, Json, open_app, print_either, print_json, print_text
from assistant.cli.planning import PlanId
from assistant.errors import InputError

PlanFile = Annotated[Path, typer.Argument(metavar="FILE", help="A plan exported as .json.")]
Tracker = Annotated[Path, typer.Argument(metavar="FILE", help="The workbook, filled in.")]


def import_plan(
    context: typer.Context, file: PlanFile, home: Home = None, as_json: Json = False
) -> None:
    """Take in a plan that was exported as .json, as a new plan."""
    data = _read(file)
    with open_app(context, home) as app:
        language = app.settings.language
        plan_id, title = app.consultant.exchange.take_plan(OWNER, data)
    if as_json:
        print_json({"plan": plan_id, "title": title})
    else:
        print_either(language, f"{plan_id}  已导入 {title}", f"{plan_id}  imported {title}")


def actuals(
    context: typer.Context,
    plan_id: PlanId,
    file: Tracker,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Read actual figures from the tracker sheet of an exported workbook."""
    data = _read(file)
    with open_app(context, home) as app:
        language = app.settings.language
        taken = app.consultant.exchange.take_actuals(OWNER, plan_id, data, language)
    if as_json:
        print_json({**asdict(taken), "plan": plan_id})
    else:
        print_text(taken.text)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError(
            f"{file} 读不了：{error.strerror}。", f"{file} cannot be read: {error.strerror}."
        ) from error


COMMANDS: Mapping[str, Callable[..., None]] = MappingProxyType(
    {"import": import_plan, "actuals": actuals}
)
