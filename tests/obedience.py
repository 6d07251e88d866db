"""Texts that try to steer a model, and a model that does whatever they want."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from fakes import ScriptedChatModel

INJECTIONS: dict[str, list[dict[str, str]]] = yaml.safe_load(
    Path(__file__).with_name("injections.yaml").read_text(encoding="utf-8")
)


class ObedientChatModel(ScriptedChatModel):
    """Says every time what an instruction wanted; {rules} is all that it was told."""

    says: str

    def _next(self, messages: list[Any]) -> str:
        self.asked.append(messages)
        return self.says.replace("{rules}", messages[0].text)
