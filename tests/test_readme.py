"""What the README promises is there: files, commands, settings."""

from __future__ import annotations

import re
from pathlib import Path

import typer

from assistant.cli.main import cli
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_is_short_enough_to_be_read():
    assert len(README.splitlines()) <= 150


def test_its_pictures_and_files_exist():
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
    named = re.findall(r"`((?:prompts|corpus|tests)/[\w./-]+)`", README)
    assert pictures
    assert [path for path in [*pictures, *named] if not (ROOT / path).exists()] == []


def test_its_commands_exist():
    known = set(typer.main.get_command(cli).commands)
    used = set(re.findall(r"plan-assistant (\w+)", README))
    assert used
    assert used <= known


def test_its_settings_exist():
    table = README.split("| setting (prefix `PLAN_ASSISTANT_`)")[1].split("\n\n")[0]
    named = {name.lower() for name in re.findall(r"`([A-Z_]+)`", table)}
    assert named - {"plan_assistant_"} <= set(Settings.model_fields)
    assert {"home", "model", "embedding"} <= named


def test_both_make_targets_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", README, re.MULTILINE):
        assert f"\n{target}:" in makefile
