"""Commands are known in both languages, politely put or not, and nothing else is one."""

from __future__ import annotations

import pytest

from assistant.conversation.commands import Command, CommandBook
from assistant.errors import PromptError

COMMANDS = [
    ("跳过", "skip"),
    ("先跳过吧", "skip"),
    ("不知道", "skip"),
    ("不知道啊。", "skip"),
    ("我不清楚", ""),
    ("還沒想好", "skip"),
    ("I don't know", "skip"),
    ("skip it, please", "skip"),
    ("上一题", "back"),
    ("回到上一題", "back"),
    ("go back", "back"),
    ("为什么问这个？", "why"),
    ("為什麼要問？", "why"),
    ("Why do you ask?", "why"),
    ("给个例子", "example"),
    ("怎么回答？", "example"),
    ("小结一下", "summary"),
    ("where are we?", "summary"),
    ("开始做方案", "start"),
    ("那就开始吧", "start"),
    ("完整版", "full"),
    ("quick", "quick"),
    ("今天先到这里", "pause"),
    ("你能做什么？", "help"),
    ("好的，下一题", "skip"),
    ("谢谢，继续", "start"),
    ("帮我做个营销方案", "start"),
    ("什么意思？", "example"),
    ("不知道怎么写软文", ""),
    ("跳过预热行不行", ""),
    ("开始日期是明年1月1日", ""),
    ("为什么品牌和流量是6:4？", ""),
    ("例子很多", ""),
    ("从240万做到600万", ""),
    ("", ""),
]

JUMPS = [
    ("改A5", "A5"),
    ("修改 b8", "B8"),
    ("回到A10", "A10"),
    ("重答C9题", "C9"),
    ("change E2", "E2"),
    ("go to question d4", "D4"),
    ("A5", "A5"),
    ("预算改成50万", ""),
    ("A5纸卖得最好", ""),
    ("做到A10", ""),
]


@pytest.fixture
def commands(prompts_dir) -> CommandBook:
    return CommandBook.load(prompts_dir)


@pytest.mark.parametrize(("message", "name"), COMMANDS)
def test_a_command_is_a_whole_phrase(commands, message: str, name: str):
    found = commands.command(message)
    assert (found.name if found else "") == name


@pytest.mark.parametrize(("message", "target"), JUMPS)
def test_a_jump_names_its_question(commands, message: str, target: str):
    expected = Command("jump", target) if target else None
    assert commands.command(message) == expected


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("你好", "greeting"),
        ("谢谢！", "thanks"),
        ("ok", "fine"),
        ("好的。", "fine"),
        ("好的，知道了，谢谢", "thanks"),
        ("谢谢，预算改成50万", ""),
        ("好评如潮", ""),
    ],
)
def test_small_talk_is_told_from_content(commands, message: str, kind: str):
    assert commands.small_talk(message) == kind


def test_a_file_with_a_missing_part_is_refused(tmp_path):
    (tmp_path / "commands.yaml").write_text("phrases: {skip: [跳过]}", encoding="utf-8")
    with pytest.raises(PromptError, match=r"commands\.yaml"):
        CommandBook.load(tmp_path)


def test_a_broken_pattern_is_refused(tmp_path, prompts_dir):
    text = (prompts_dir / "commands.yaml").read_text(encoding="utf-8")
    broken = text.replace("(?P<target>", "((?P<target>")
    (tmp_path / "commands.yaml").write_text(broken, encoding="utf-8")
    with pytest.raises(PromptError, match=r"commands\.yaml"):
        CommandBook.load(tmp_path)


@pytest.mark.parametrize(
    ("message", "name", "target", "words"),
    [
        ("记到待办问题：佣金多少？退货呢", "keep_point", "", "佣金多少？退货呢"),
        ("Keep as an open point: What is the fee?", "keep_point", "", "What is the fee?"),
        ("划掉待办问题 2", "strike_point", "2", ""),
        ("Strike open point 2", "strike_point", "2", ""),
        ("查资料：618 备战检查清单", "look_up", "", "618 备战检查清单"),
        ("Look up: Pricing", "look_up", "", "Pricing"),
    ],
)
def test_open_points_and_topics_are_taken_to_the_letter(commands, message, name, target, words):
    assert commands.command(message) == Command(name, target, words)
