"""Root of the command line: registers the commands, turns errors into one line and a status."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import knowledge, planning
from assistant.cli.doctor import doctor
from assistant.cli.output import show_error
from assistant.cli.serve import serve
from assistant.errors import AssistantError
from assistant.settings import Settings

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
    context.obj = {"home": home}


cli.command()(serve)
cli.command()(knowledge.ingest)
cli.add_typer(knowledge.documents_app, name="documents")
cli.command()(knowledge.search)
cli.command()(knowledge.ask)
cli.command()(planning.interview)
cli.command("calculate")(planning.calculate_one)
cli.add_typer(planning.plan_app, name="plan")
cli.command("evaluate")(knowledge.evaluate_set)
cli.command()(doctor)


def main() -> None:
    """Run the command line; exit status 0 done, 1 a clear error, 2 wrong usage."""
    try:
        cli()
    except AssistantError as error:
        show_error(error.text(Settings().language))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
