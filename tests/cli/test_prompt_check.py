"""Each file under prompts/ is checked; a mistake is named with file, entry and key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.cli.prompt_check import prompt_mistakes
from assistant.prompts import resource_dir

CORPUS = resource_dir("corpus")

# file, what is right, what is written instead, what must be named
ONE_EACH = [
    ("interview.yaml", "type: money, alone: true, at_least: 1,", "type: monney,", "budget.total"),
    ("conversation.yaml", 'fine: {zh: "好。", en: "Good."}', 'fine: {zh: "好。"}', "fine"),
    ("commands.yaml", "(?P<target>[A-Ea-e]", "((?P<target>[A-Ea-e]", "patterns > jump"),
    ("asking.yaml", "refusing: ['^(?:不", "refusing: ['^((?:不", "refusing"),
    ("lexicon.yaml", "scene: ecommerce", "scene: shop", "scene"),
]
MORE = [
    (
        "interview.yaml",
        "told_by: {fields: [control.chair,",
        "told_by: {fields: [no.body,",
        "E2 told_by",
    ),
    ("conversation.yaml", 'en: "Why I ask: {why}"', 'en: "Why I ask"', "why"),
    ("commands.yaml", "  back: [上一题, 回到上一题, back,", "  back: 上一题 #", "leading > back"),
    ("read_reply_en.md", "{fields}", "{items}", "items"),
    ("contradictions.yaml", "    ask: [A9, C8]", "    ask: [A9, C88]", "C-02"),
]
KEYED = ("gauge.yaml", "presets.yaml", "drills.yaml", "cold_start.yaml")


@pytest.fixture
def prompts(tmp_path) -> Path:
    """A copy of the prompts to break."""
    return shutil.copytree(resource_dir("prompts"), tmp_path / "prompts")


def test_the_bundled_prompts_are_right():
    assert prompt_mistakes(resource_dir("prompts"), CORPUS) == []


@pytest.mark.parametrize("changes", [ONE_EACH, MORE[:1], MORE[1:]], ids=["one", "told", "more"])
def test_each_mistake_is_named_with_file_entry_and_key(prompts, changes):
    for file, right, wrong, _ in changes:
        text = (prompts / file).read_text(encoding="utf-8")
        assert right in text
        (prompts / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    messages = [error.en for error in prompt_mistakes(prompts, CORPUS)]
    for file, _, _, named in changes:
        assert any(file in message and named in message for message in messages), messages


def test_a_key_nobody_knows_is_named(prompts):
    for file in KEYED:
        path = prompts / file
        path.write_text(f"{path.read_text(encoding='utf-8')}\nno_such_key: 1\n", encoding="utf-8")
    messages = [error.en for error in prompt_mistakes(prompts, CORPUS)]
    for file in KEYED:
        assert any(file in message and "no_such_key" in message for message in messages), file
