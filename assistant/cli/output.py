"""Output: results to stdout, progress and errors to stderr, options that every command has."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.console import Console

from assistant.app import App
from assistant.errors import InputError
from assistant.settings import Settings, silence_telemetry, tracing_endpoint
from assistant.tracing import send_spans

OWNER = "local"  # who plans belong to when nobody signs in

Home = Annotated[
    Path | None,
    typer.Option("--home", help="Folder for data, index and model.", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]

_messages = Console(stderr=True, highlight=False)


@dataclass(frozen=True, slots=True)
class Launch:
    """What a command starts from: the folder named before it, and how the parts are built."""

    home: Path | None = None
    build: Callable[..., App] = App


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


def print_either(language: str, zh: str, en: str) -> None:
    """Print a sentence to stdout in the language of the command line."""
    print_text(en if language == "en" else zh)


def read_settings(**given: Any) -> Settings:
    """Read the settings; InputError names the one that cannot be used."""
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = f"PLAN_ASSISTANT_{'_'.join(str(part) for part in first['loc']).upper()}"
        raise InputError(
            f"设置 {name} 用不了：{first['input']!r}。请检查写法。",
            f"The setting {name} cannot be used: {first['input']!r}. Check how it is written.",
        ) from error


def load_settings(context: typer.Context, home: Path | None) -> Settings:
    """Read the settings; a --home of the command wins over one before it, and over both."""
    chosen = home or context.obj.home
    settings = read_settings(home=chosen) if chosen else read_settings()
    silence_telemetry(settings.embedding)
    return settings


@contextmanager
def open_app(
    context: typer.Context, home: Path | None, progress: Callable[[str], None] | None = None
) -> Iterator[App]:
    """Open the parts of the data directory; without `progress` only a terminal is told of it."""
    if progress is None:
        progress = show_progress if sys.stderr.isatty() else (lambda _: None)
    send_spans(tracing_endpoint())
    with context.obj.build(load_settings(context, home), progress=progress) as app:
        yield app
