"""Output: results to stdout, progress and errors to stderr, options that every command has."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from assistant.app import App
from assistant.settings import Settings, silence_telemetry

OWNER = "local"  # who plans belong to when nobody signs in

Home = Annotated[
    Path | None,
    typer.Option("--home", help="Folder for data, index and model.", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]

_messages = Console(stderr=True, highlight=False)


def show_progress(text: str) -> None:
    """Print a line of progress to stderr."""
    _messages.print(text, style="dim", markup=False)


def show_error(text: str) -> None:
    """Print an error as one line to stderr."""
    _messages.print(" ".join(text.split()), style="red", markup=False, soft_wrap=True)


def print_json(data: Any) -> None:
    """Print one JSON document to stdout."""
    typer.echo(json.dumps(data, ensure_ascii=False, default=str))


def print_text(text: str) -> None:
    """Print text to stdout."""
    typer.echo(text)


def load_settings(context: typer.Context, home: Path | None) -> Settings:
    """Read the settings; a --home of the command wins over one before it, and over both."""
    chosen = home or (context.find_root().obj or {}).get("home")
    settings = Settings(home=chosen) if chosen else Settings()
    silence_telemetry(settings.embedding)
    return settings


@contextmanager
def open_app(context: typer.Context, home: Path | None) -> Iterator[App]:
    """Open the parts of the data directory; progress goes to stderr."""
    quiet = not sys.stderr.isatty()
    progress = (lambda _: None) if quiet else show_progress
    with App(load_settings(context, home), progress=progress) as app:
        yield app
