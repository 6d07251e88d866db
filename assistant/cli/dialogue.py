"""Dialogue: the interview in a terminal, and the interview from a file of replies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import yaml

from assistant.answering.answer import Answer
from assistant.cli.output import OWNER, show_error
from assistant.conversation.consultant import Consultant
from assistant.conversation.turn import Turn
from assistant.errors import AssistantError, InputError
from assistant.interview.question import QuestionBook

Language = Literal["zh", "en"]
_START = {"zh": "开始", "en": "start"}


def read_replies(path: Path, book: QuestionBook) -> dict[str, str]:
    """Read a YAML file `{question id: reply text}`; returns the replies in the book's order.

    A question without a reply counts as not answered. Figures and dates stay as they are written.
    InputError says what is wrong with the file, NotFoundError which question there is not.
    """
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except OSError as error:
        raise InputError(
            f"{path} 打不开：{error.strerror}。", f"{path} cannot be opened: {error.strerror}."
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{path} 不是 YAML。", f"{path} is not YAML.") from error
    if not isinstance(data, dict) or not all(isinstance(reply, str) for reply in data.values()):
        raise InputError(
            f"{path} 要写成“题号: 回答”，一题一行。", f"{path} must hold `question id: reply`."
        )
    given = {book[key.upper()].id: reply.strip() for key, reply in data.items()}
    return {question.id: given[question.id] for question in book if given.get(question.id)}


def answer_from_file(
    consultant: Consultant, plan_id: str, replies: dict[str, str], language: Language
) -> list[Turn]:
    """Take the replies one after the other."""
    return [
        consultant.take_reply(OWNER, plan_id, question_id, reply, language)
        for question_id, reply in replies.items()
    ]


def talk(
    consultant: Consultant,
    plan_id: str,
    language: Language,
    show: Callable[[str], None],
    prompt: str,
) -> list[Turn]:
    """Hold the interview in the terminal until the path ends or the owner leaves (Ctrl-D).

    Returns the turns; `show` prints what is said, `prompt` stands before what is typed.
    """
    if not consultant.view(OWNER, plan_id, language).state.history:
        show(consultant.turns(OWNER, plan_id, language)[0].text)
    turns = [consultant.reply(OWNER, plan_id, _START[language], language)]
    show(_text(turns[-1]))
    while True:
        try:
            message = input(prompt)
        except (EOFError, KeyboardInterrupt):
            return turns
        if not message.strip():
            continue
        try:
            turn = consultant.reply(OWNER, plan_id, message, language)
        except AssistantError as error:
            show_error(error.text(language))
            continue
        show(_text(turn))
        is_over = bool(turns[-1].question) and not turn.question
        turns.append(turn)
        if is_over:
            return turns


def _text(turn: Turn) -> str:
    """Return what was said, understood, noticed and asked."""
    parts: list[str] = [turn.text]
    if turn.answer is not None:
        parts.append(_answer_text(turn.answer))
    parts.append("  ".join(f"{chip.label}: {chip.text}" for chip in turn.understood))
    parts.extend(f"⚠ {concern.message} {concern.fix}" for concern in turn.concerns)
    parts.append(turn.ask)
    return "\n".join(part for part in parts if part) + "\n"


def _answer_text(answer: Answer) -> str:
    lines: list[Any] = [answer.text, answer.note]
    lines += [f"[{c.number}] {c.title} / {c.heading}" for c in answer.citations]
    return "\n".join(str(line) for line in lines if line)
