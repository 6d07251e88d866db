"""Dialogue: the interview in a terminal, and the interview from a file of replies."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import yaml

from assistant.answering.answer import Answer
from assistant.cli.output import OWNER, print_text, show_error
from assistant.conversation.consultant import Consultant
from assistant.conversation.turn import Turn
from assistant.errors import AssistantError, InputError
from assistant.interview.question import QuestionBook

Language = Literal["zh", "en"]
_START = {"zh": "开始", "en": "start"}


def read_replies(path: Path) -> dict[str, str]:
    """Read a YAML file `{question id: reply text}`; InputError says what is wrong with it."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(
            f"{path} 打不开：{error.strerror}。", f"{path} cannot be opened: {error.strerror}."
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{path} 不是 YAML。", f"{path} is not YAML.") from error
    if not isinstance(data, dict):
        raise InputError(f"{path} 要写成“题号: 回答”。", f"{path} must hold `question id: reply`.")
    return {str(key).upper(): str(value) for key, value in data.items() if value is not None}


def answer_from_file(
    consultant: Consultant,
    book: QuestionBook,
    plan_id: str,
    replies: dict[str, str],
    language: Language,
) -> list[Turn]:
    """Take the replies in the order of the questions; NotFoundError for an unknown question."""
    unknown = [key for key in replies if key not in book]
    if unknown:
        book[unknown[0]]  # raises, naming the ids there are
    return [
        consultant.take_reply(OWNER, plan_id, question.id, replies[question.id], language)
        for question in book
        if question.id in replies
    ]


def talk(consultant: Consultant, plan_id: str, language: Language) -> None:
    """Hold the interview in the terminal until the path ends or the owner leaves (Ctrl-D)."""
    view = consultant.view(OWNER, plan_id, language)
    if not view.state.history:
        print_text(consultant.turns(OWNER, plan_id, language)[0].text)
    _show(consultant.reply(OWNER, plan_id, _START[language], language))
    while True:
        try:
            message = input("> ")
        except (EOFError, KeyboardInterrupt):
            return
        if not message.strip():
            continue
        try:
            turn = consultant.reply(OWNER, plan_id, message, language)
        except AssistantError as error:
            show_error(error.text(language))
            continue
        _show(turn)
        if not turn.question and turn.kind == "reply":
            return


def _show(turn: Turn) -> None:
    """Print what was said, understood, noticed and asked."""
    parts: list[str] = [turn.text]
    if turn.answer is not None:
        parts.append(_answer_text(turn.answer))
    parts.append("  ".join(f"{chip.label}: {chip.text}" for chip in turn.understood))
    parts.extend(f"⚠ {concern.message} {concern.fix}" for concern in turn.concerns)
    parts.append(turn.ask)
    print_text("\n".join(part for part in parts if part) + "\n")


def _answer_text(answer: Answer) -> str:
    lines: list[Any] = [answer.text, answer.note]
    lines += [f"[{c.number}] {c.title} / {c.heading}" for c in answer.citations]
    return "\n".join(str(line) for line in lines if line)
