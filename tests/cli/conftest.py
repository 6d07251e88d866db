"""The command line run in this process, with the encoder of the tests instead of the model."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from apps import TODAY, LikelyEncoder, filled_home, read_prompts

from assistant.app import App
from assistant.cli import main
from assistant.cli.dialogue import answer_from_file, read_replies
from assistant.cli.output import OWNER, Launch
from assistant.settings import Settings

F1 = Path(__file__).with_name("f1_replies.yaml")


def build(settings: Settings, *, progress: Callable[[str], None], **parts: Any) -> App:
    """Build the parts as a command does, but for the model, the day and the clock."""
    app = App(
        settings,
        progress=progress,
        **{"encoder": LikelyEncoder(), "today": lambda: TODAY} | parts,
    )
    app.book, app.drafter = read_prompts().book, read_prompts().drafter
    return app


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout; anything else there fails the test."""
        return json.loads(self.out)

    @property
    def error(self) -> str:
        """The one line on stderr of a command that failed clearly."""
        assert self.status == 1, self
        assert self.out == ""
        (line,) = self.err.splitlines()
        return line


@pytest.fixture
def run(capsys, monkeypatch):
    """Run a command line: run("plan", "list") -> Outcome; `stdin` is what is typed."""

    def run(*arguments: object, stdin: str = "", **parts: Any) -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        launch = Launch(build=partial(build, **parts))
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments], launch)
        captured = capsys.readouterr()
        return Outcome(int(ended.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def home(tmp_path) -> Path:
    """The data folder that the environment names; empty."""
    return tmp_path / "home"


@pytest.fixture
def library(home, tmp_path_factory) -> Path:
    """The data folder with the bundled corpus in it."""
    shutil.copytree(filled_home(tmp_path_factory.getbasetemp()), home)
    return home


@pytest.fixture
def english(monkeypatch) -> None:
    """Set the language of the command line to English."""
    monkeypatch.setenv("PLAN_ASSISTANT_LANGUAGE", "en")


@cache
def interviewed_home(folder: Path) -> Path:
    """Return a folder below `folder` that holds the plan of fixture F1, made once a run."""
    home = folder / "interviewed"
    with build(Settings(home=home, model="none"), progress=lambda _: None) as app:
        replies = read_replies(F1, app.book)
        plan = app.consultant.new_plan(OWNER, "quick").id
        answer_from_file(app.consultant, plan, replies, "zh")
    return home


@pytest.fixture
def plan(home, tmp_path_factory) -> str:
    """The id of the plan of fixture F1, alone in the data folder."""
    shutil.copytree(interviewed_home(tmp_path_factory.getbasetemp()), home)
    with build(Settings(home=home, model="none"), progress=lambda _: None) as app:
        return app.consultant.plans(OWNER)[0].id
