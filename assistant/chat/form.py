"""Form: a filled pydantic model read out of what a chat model wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from assistant.chat.fault import ChatError

Form = TypeVar("Form", bound=BaseModel)


def read_form(text: str, form: type[Form]) -> Form:
    """Return the first JSON object in a text that fills the form.

    Models wrap JSON in code fences and remarks, so every opening brace is tried.

    Raises:
        ChatError: "empty" without any text, "malformed" when no object fits.
    """
    if not text.strip():
        raise ChatError("empty")
    for data in _objects(text):
        try:
            return form.model_validate(data)
        except ValidationError:
            continue
    raise ChatError("malformed")


def _objects(text: str) -> Iterator[object]:
    decoder = json.JSONDecoder()
    at = text.find("{")
    while at >= 0:
        try:
            data, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            at = text.find("{", at + 1)
            continue
        yield data
        at = text.find("{", end)
