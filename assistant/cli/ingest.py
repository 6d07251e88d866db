"""Ingest from the command line: files and folders go into the company's or an own library."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from assistant.cli.output import OWNER, Home, Json, open_app, print_either, print_json
from assistant.errors import InputError
from assistant.knowledge.ingest_report import FileFailure, FileOutcome, IngestReport, IngestWatch
from assistant.knowledge.sources import Source, find_sources
from assistant.storage.shelf import COMPANY, Shelf

_STOPPED = 130  # what shells report of a program that was interrupted
_SIGNS = {"added": "+", "updated": "~", "removed": "-"}

Owner = Annotated[
    str, typer.Option("--owner", help="Whose private library is meant, or may be seen.")
]


def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files or folders to add.")],
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove documents whose files have vanished.")
    ] = False,
    library: Annotated[
        Literal["company", "private"],
        typer.Option("--library", help="company: everybody finds it; private: only its owner."),
    ] = "company",
    owner: Owner = OWNER,
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Add files to the library, or bring them up to date."""
    missing = [path for path in paths if not path.exists() and not prune]
    if missing:
        raise InputError(f"没有 {missing[0]} 这个路径。", f"There is no path {missing[0]}.")
    shelf = _shelf(library, owner)
    sources = [source for path in paths if path.exists() for source in find_sources(path)]
    within = [str(path.resolve()) for path in paths] if prune else []
    with open_app(context, home) as app, _interruptible() as stopped:
        language = app.settings.language
        parts = app.library  # before the bar begins: the first time, it has much to tell
        with _shown(sources, stopped) as watch:
            report = parts.ingest(sources, shelf=shelf, within=within, watch=watch)
    if as_json:
        print_json(report.to_dict(language))
    else:
        _summarise(report, language)
    if report.failed or report.stopped:
        raise typer.Exit(_STOPPED if report.stopped else 1)


def _shelf(library: Literal["company", "private"], owner: str) -> Shelf:
    if library == "company":
        return COMPANY
    if not owner.strip():
        raise InputError("个人资料库要有主人：--owner 不能为空。", "--owner cannot be empty.")
    return Shelf("private", owner.strip())


@contextmanager
def _interruptible() -> Iterator[Callable[[], bool]]:
    """Yield whether Ctrl-C was pressed: the file at hand is finished; the second time, at once."""
    pressed = threading.Event()

    def press(_signal: int, _frame: object) -> None:
        if pressed.is_set():
            raise KeyboardInterrupt
        pressed.set()

    if threading.current_thread() is not threading.main_thread():
        yield pressed.is_set  # only the main thread may listen
        return
    former = signal.signal(signal.SIGINT, press)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, former)


@contextmanager
def _shown(sources: list[Source], stopped: Callable[[], bool]) -> Iterator[IngestWatch]:
    """Yield a watch that shows every file and its passages on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield IngestWatch(stopped=stopped)
        return
    columns = TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        files = bars.add_task("", total=len(sources))
        passages = bars.add_task("", total=None, visible=False)
        begun = iter(range(len(sources)))

        def start(path: str) -> None:
            bars.update(files, description=Path(path).name, completed=next(begun))
            bars.update(passages, visible=False)

        def embedded(done: int, total: int) -> None:
            bars.update(passages, description="", completed=done, total=total, visible=True)

        yield IngestWatch(start, embedded, lambda done: _tell(bars.console, done), stopped)


def _tell(console: Console, done: FileOutcome | FileFailure) -> None:
    if isinstance(done, FileFailure):
        console.print(f"✗ {done.path}", style="red", markup=False, highlight=False)
    elif done.outcome in _SIGNS:
        console.print(f"{_SIGNS[done.outcome]} {done.path}", markup=False, highlight=False)


def _summarise(report: IngestReport, language: str) -> None:
    print_either(
        language,
        f"新增 {report.added}，更新 {report.updated}，未变 {report.unchanged}，"
        f"移除 {report.removed}，失败 {len(report.failed)}，共 {report.passages} 段，"
        f"{report.seconds} 秒",
        f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged, "
        f"{report.removed} removed, {len(report.failed)} failed, {report.passages} passages, "
        f"{report.seconds} s",
    )
    for failure in report.failed:
        error = failure.error
        print_either(
            language,
            f"没有收录 {failure.path}：{error.zh}",
            f"Not added: {failure.path}: {error.en}",
        )
    if report.stopped:
        print_either(
            language,
            "已按您的要求停下。再运行一次会接着收录剩下的文件。",
            "Stopped as you asked; run it again to go on with the other files.",
        )
