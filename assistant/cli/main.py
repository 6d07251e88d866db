"""Root of the command line: registers the commands, turns errors into one line and a status."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import edits, exchange, knowledge, planning, sheets, versions
from assistant.cli.calculation import calculate_one
from assistant.cli.doctor import doctor
from assistant.cli.feedback import feedback
from assistant.cli.ingest import ingest
from assistant.cli.output import Launch, read_settings, show_error
from assistant.cli.serve import serve
from assistant.cli.users import users_app
from assistant.cli.vectors import vectors
from assistant.errors import AssistantError

cli = typer.Typer(
    help="Answers marketing questions with citations, interviews an owner, drafts the plan.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@cli.callback()
def root(
    context: typer.Context,
    home: Annotated[
        Path | None, typer.Option("--home", help="Folder for data, index and model.")
    ] = None,
) -> None:
    """Choose the data folder for any command."""
    context.obj = replace(context.obj, home=home)


cli.command()(serve)
cli.command()(ingest)
cli.add_typer(knowledge.documents_app, name="documents")
cli.command()(knowledge.search)
cli.command()(knowledge.ask)
cli.command()(planning.interview)
cli.command("calculate")(calculate_one)
for _module in (edits, versions, exchange, sheets):
    for _name, _command in _module.COMMANDS.items():
        planning.plan_app.command(_name)(_command)
cli.add_typer(planning.plan_app, name="plan")
cli.add_typer(users_app, name="user")
cli.command()(feedback)
cli.command("evaluate")(knowledge.evaluate_set)
cli.command()(doctor)
cli.command(hidden=True)(vectors)


def main(arguments: Sequence[str] | None = None, launch: Launch | None = None) -> None:
    """Run the command line; exit status 0 done, 1 a clear error, 2 wrong usage.

    `arguments` are those of the process unless given; `launch` replaces what builds the parts.
    """
    try:
        cli(arguments, obj=launch or Launch())
    except AssistantError as error:
        show_error(error.text(_language()))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def _language() -> str:
    try:
        return read_settings().language
    except AssistantError:  # the settings themselves are what is wrong
        return "zh"
