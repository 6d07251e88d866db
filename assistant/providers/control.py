"""SwitchControl: the chat models of this installation as the settings page sees them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from pydantic import SecretStr

from assistant.providers.switch import ModelSwitch
from assistant.providers.trial import try_out
from assistant.storage.model_choice import ModelChoice
from assistant.storage.usage_store import UsageStore
from assistant.ui.settings.model_control import ModelState, ServiceLine, TrialLine


class SwitchControl:
    """Implements ModelControl over a switch and the list of calls."""

    def __init__(self, switch: ModelSwitch, usage: UsageStore, prompts: Path) -> None:
        """Take finished parts; the prompts hold what a trial asks."""
        self._switch = switch
        self._usage = usage
        self._prompts = prompts

    def state(self) -> ModelState:
        """Return how things stand; asks a running Ollama for its models."""
        candidate, today = self._switch.candidate(), self._usage.today()
        chosen, trouble = self._switch.chosen(), self._switch.trouble
        return ModelState(
            name=self._switch.name,
            origin=candidate.origin if candidate else "",
            is_fixed=self._switch.is_fixed,
            found=tuple(found.name for found in self._switch.found()),
            services=tuple(ServiceLine(s.id, s.name, s.model) for s in self._switch.services),
            address=chosen.address if chosen else "",
            has_key=bool(chosen and chosen.key.get_secret_value()),
            trouble=None if trouble is None else (trouble.zh, trouble.en),
            calls=today.calls,
            tokens=today.tokens,
            faults=today.faults,
            day_tokens=self._switch.day_tokens,
        )

    def use(self, name: str, address: str, key: str) -> None:
        """Use a model from now on; an empty key keeps the one there is for the same service."""
        kept = self._switch.chosen()
        secret = SecretStr(key)
        if (
            not key
            and kept is not None
            and _place(kept.name, kept.address) == _place(name, address)
        ):
            secret = kept.key
        self._switch.use(ModelChoice(name, address, secret))

    def forget(self) -> None:
        """Forget what was chosen, its key included."""
        self._switch.forget()

    def try_out(self) -> TrialLine | None:
        """Call the model once; None when there is none."""
        chat = self._switch.current()
        return None if chat is None else TrialLine(**asdict(try_out(chat, self._prompts)))


def _place(name: str, address: str) -> tuple[str, str]:
    """Return where a key is sent: it is kept for no other place."""
    return name.partition(":")[0], address.strip().rstrip("/")
