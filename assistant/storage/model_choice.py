"""ChoiceFile: the chat model an administrator chose on the page, with its key, in one file."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from assistant.errors import InputError

NO_KEY = SecretStr("")
_OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A name as the MODEL setting takes it, an address ("" for the service's own) and a key.

    The key shows as stars wherever the choice is printed or logged.
    """

    name: str
    address: str = ""
    key: SecretStr = NO_KEY


class ChoiceFile:
    """A JSON file that only its owner may read; written whole or not at all."""

    def __init__(self, path: Path) -> None:
        """Use this file; it need not exist."""
        self._path = path

    def read(self) -> ModelChoice | None:
        """Return the choice, None when nothing was chosen; InputError when it is unreadable."""
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
            return ModelChoice(str(data["name"]), str(data["address"]), SecretStr(data["key"]))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise InputError(
                f"文件 {self._path} 读不懂：请删掉它，再到设置页重新选择模型。",
                f"The file {self._path} cannot be read: remove it and choose the model again.",
            ) from error

    def write(self, choice: ModelChoice) -> None:
        """Keep a choice in the place of the one before."""
        key = choice.key.get_secret_value()
        text = json.dumps({"name": choice.name, "address": choice.address, "key": key})
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_suffix(".part")
        part.unlink(missing_ok=True)
        opened = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
        with os.fdopen(opened, "w", encoding="utf-8") as file:
            file.write(text)
        part.replace(self._path)

    def remove(self) -> None:
        """Forget the choice and its key."""
        self._path.unlink(missing_ok=True)
