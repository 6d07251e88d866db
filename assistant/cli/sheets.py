"""Commands about sheets: task cards as text, the boss page and the hour sheet as PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import typer

from assistant.cli.output import OWNER, Home, Json, open_app, print_either, print_json, print_text
from assistant.cli.planning import PlanId, write_file
from assistant.errors import InputError
from assistant.exporting.sheets import sheet_pdf
from assistant.exporting.task_cards import task_cards
from assistant.planning.traditional import in_traditional

Traditional = Annotated[bool, typer.Option("--traditional", help="In traditional characters.")]


def cards(
    context: typer.Context,
    plan_id: PlanId,
    traditional: Traditional = False,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Print everybody's task card, to paste into a chat."""
    with open_app(context, home) as app:
        plan = app.consultant.view(OWNER, plan_id, app.settings.language).draft.plan
    found = task_cards(in_traditional(plan) if traditional else plan)
    if as_json:
        print_json([asdict(card) for card in found])
        return
    print_text("\n\n".join(card.text for card in found))


def sheet(
    context: typer.Context,
    plan_id: PlanId,
    name: Annotated[str, typer.Argument(metavar="SHEET", help="boss or hours.")],
    to: Annotated[Path, typer.Option("--to", help="PDF file to write.")],
    traditional: Traditional = False,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Write a one-page sheet of a plan: the boss page, or the hours of the big day."""
    if to.suffix.lower() != ".pdf":
        raise InputError("单页只能存成 .pdf。", "A sheet is written as .pdf only.")
    with open_app(context, home) as app:
        language = app.settings.language
        plan = app.consultant.view(OWNER, plan_id, language).draft.plan
        data = sheet_pdf(in_traditional(plan) if traditional else plan, name)
    write_file(to, data)
    if as_json:
        print_json({"file": str(to), "bytes": len(data)})
    else:
        print_either(language, f"{to}  {len(data)} 字节", f"{to}  {len(data)} bytes")


COMMANDS: Mapping[str, Callable[..., None]] = MappingProxyType({"cards": cards, "sheet": sheet})
