"""The doctor command: what is installed, reachable and configured, with the fix for what is not."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import typer

from assistant.app import App
from assistant.cli.output import OWNER, Home, Json, open_app, print_json, print_text, show_progress
from assistant.cli.prompt_check import prompt_mistakes
from assistant.errors import AssistantError
from assistant.knowledge import bundled_model
from assistant.prompts import Wording, resource_dir
from assistant.providers.trial import try_out

_LEAST_FREE = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the report; `fix` says what to do when `ok` is False."""

    name: str
    ok: bool
    detail: str
    fix: str = ""


def doctor(context: typer.Context, home: Home = None, as_json: Json = False) -> None:
    """Check the installation and say how to mend what is wrong."""
    with open_app(context, home, show_progress) as app:
        checks = list(_checks(app))
    if as_json:
        print_json({"ok": all(c.ok for c in checks), "checks": [asdict(c) for c in checks]})
    else:
        for check in checks:
            print_text(f"{'好' if check.ok else '坏'}  {check.name}: {check.detail}")
            if not check.ok:
                print_text(f"    → {check.fix}")
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


def _checks(app: App) -> Iterator[Check]:
    yield Check("Python", sys.version_info >= (3, 11), sys.version.split()[0], "Python 3.11+")
    yield Check("SQLite", True, sqlite3.sqlite_version)
    yield _free_space(app.settings.home)
    yield _prompts(app)
    yield _run("database", lambda: f"{app.settings.database}，{_plans(app)} 份方案")
    yield _weights(app)
    yield _run("library", lambda: _library(app))
    yield _run("found", lambda: _found(app))
    yield _model(app)


def _run(name: str, look: Callable[[], str]) -> Check:
    """Run a check; an AssistantError is its failure and says what to do."""
    try:
        return Check(name, True, look())
    except AssistantError as error:
        return Check(name, False, type(error).__name__, str(error))


def _free_space(home: Path) -> Check:
    place = next(parent for parent in (home, *home.parents) if parent.exists())
    free = shutil.disk_usage(place).free
    detail = f"{home}，剩余 {free / 1e9:.1f} GB"
    return Check("home", free > _LEAST_FREE, detail, "请腾出至少 1 GB，或用 --home 换一个位置。")


def _weights(app: App) -> Check:
    if app.settings.embedding != "bundled":
        return Check("embedding", True, app.settings.embedding)
    packaged = bundled_model.packaged_weights()
    detail = str(packaged) if packaged else f"从模型站下载 {bundled_model.HUB_NAME}"
    return Check("embedding", True, f"bundled（{detail}）")


def _prompts(app: App) -> Check:
    """Read every file under prompts/; each mistake is named with file, entry and key."""
    mistakes = prompt_mistakes(resource_dir("prompts"), resource_dir("corpus"))
    if mistakes:
        return Check("prompts", False, "prompts/", " ".join(str(error) for error in mistakes))
    return Check("prompts", True, f"{len(app.book)} 题，prompts/ 可用")


def _plans(app: App) -> int:
    return len(app.consultant.plans(OWNER))


def _library(app: App) -> str:
    documents = app.library.documents(OWNER)
    hits = app.library.retriever.retrieve("双十一预热", 1).hits
    return (
        f"{len(documents)} 份资料，{sum(d.passages for d in documents)} 段，检索到 {len(hits)} 段"
    )


def _found(app: App) -> str:
    """Name every chat model that could be used; keys are never shown."""
    names = [candidate.name for candidate in app.models.found()]
    return "、".join(names) or "没有运行中的 Ollama，环境变量里也没有模型服务的密钥"


def _model(app: App) -> Check:
    """Say which mode is on; a connected model is asked once."""
    try:
        chat = app.models.current()
    except AssistantError as error:
        return Check("model", False, type(error).__name__, str(error))
    if chat is None:
        trouble = app.models.trouble
        detail = "离线模式：没有连接大模型，回答用资料原句"
        return Check("model", trouble is None, detail, "" if trouble is None else str(trouble))
    trial = try_out(chat, resource_dir("prompts"))
    spent = f"今天已用 {chat.allowance.spent_today()} 词元"
    if trial.fault:
        words = Wording.load(resource_dir("prompts") / "model.yaml")
        reason = words(f"fault_{trial.fault}", "zh")
        return Check("model", False, f"{chat.name} 没有回答：{reason}", "回答暂时用资料原句。")
    return Check(
        "model",
        True,
        f"模型模式：{chat.name}，首字 {trial.seconds:.1f} 秒，每秒 {trial.speed:.0f} 词元，"
        f"结构化输出{_yes(trial.is_structured)}，中文{_yes(trial.is_chinese)}，{spent}",
    )


def _yes(is_so: bool) -> str:
    return "可以" if is_so else "不行"
