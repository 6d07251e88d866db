"""ModelSwitch: which chat model this installation uses, and how an administrator changes it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from langchain_core.language_models import BaseChatModel

from assistant.chat.allowance import Allowance
from assistant.chat.chat import Chat
from assistant.chat.connection import Connection
from assistant.chat.limits import Limits
from assistant.errors import InputError, ModelError
from assistant.providers.address import checked_address
from assistant.providers.candidate import Candidate
from assistant.providers.choosing import AUTO, LOCAL, choose, find, variables_of
from assistant.providers.connecting import connect
from assistant.providers.services import Service, load_services
from assistant.settings import Settings, model_environment
from assistant.storage.database import Database
from assistant.storage.model_choice import ChoiceFile, ModelChoice
from assistant.storage.usage_store import UsageStore

GIVEN = "given"
_FILE = "model.json"


class ModelSwitch:
    """Finds and connects the chat model when it is first wanted, and again after a change.

    A MODEL setting other than `auto` decides alone. With `auto`, what was chosen on the page comes
    first, then what is found.
    """

    def __init__(
        self,
        setting: str,
        services: Sequence[Service],
        environment: Mapping[str, str],
        file: ChoiceFile,
        wire: Callable[[Candidate], Chat],
        day_tokens: int = 0,
    ) -> None:
        """`wire` makes the chat of a candidate; it raises ModelError when it cannot.

        `day_tokens` is what a day may take, for whoever asks; 0 for no limit.
        """
        self.day_tokens = day_tokens
        self.services = services
        self.is_fixed = setting != AUTO
        self._setting = setting
        self._environment = environment
        self._file = file
        self._wire = wire
        self._lock = threading.RLock()
        self._candidate: Candidate | None = None
        self._chat: Chat | None = None
        self._is_looked_for = self._is_wired = False
        self.trouble: ModelError | None = None

    def candidate(self) -> Candidate | None:
        """Return the model that is to be used, None for none; looked for once."""
        with self._lock:
            if not self._is_looked_for:
                self._candidate, self._is_looked_for = self._look(), True
            return self._candidate

    def current(self) -> Chat | None:
        """Return the connected chat model, None when there is none.

        Raises:
            ModelError: the MODEL setting names one that cannot be used. One chosen on the page only
                leaves its `trouble`: answers go on without it.
        """
        with self._lock:
            candidate = self.candidate()
            if candidate is not None and not self._is_wired:
                try:
                    self._chat = self._wire(candidate)
                except ModelError as error:
                    if self.is_fixed:
                        raise
                    self.trouble = error
                self._is_wired = True
            return self._chat

    @property
    def name(self) -> str:
        """The name of the model in use, "" for none."""
        candidate = self.candidate()
        return "" if candidate is None or self.trouble is not None else candidate.name

    def found(self) -> list[Candidate]:
        """Return every model that could be used without further ado; asks a running Ollama."""
        return find(self.services, self._environment)

    def chosen(self) -> ModelChoice | None:
        """Return what was chosen on the page, None when nothing was, or when it does not count."""
        return None if self.is_fixed else self._file.read()

    def use(self, choice: ModelChoice) -> None:
        """Use a model from now on, and remember it; its key replaces the one before.

        Raises:
            InputError: the setting decides alone, or the address is not one to be used.
            ModelError: it cannot be connected; everything stays as it was.
        """
        self._refuse_if_fixed()
        address = checked_address(choice.address) if choice.address else ""
        choice = replace(choice, address=address)
        candidate = self._named(choice)
        chat = self._wire(candidate) if candidate is not None else None
        with self._lock:
            self._file.write(choice)
            self._candidate, self._chat, self.trouble = candidate, chat, None
            self._is_looked_for = self._is_wired = True

    def forget(self) -> None:
        """Forget what was chosen, its key included; what is found decides again."""
        self._refuse_if_fixed()
        with self._lock:
            self._file.remove()
            self._candidate, self._chat, self.trouble = None, None, None
            self._is_looked_for = self._is_wired = False

    def _refuse_if_fixed(self) -> None:
        if self.is_fixed:
            raise InputError(
                "模型由 PLAN_ASSISTANT_MODEL 指定，改这里不起作用。",
                "The model is set by PLAN_ASSISTANT_MODEL and cannot be changed here.",
            )

    def _look(self) -> Candidate | None:
        chosen = self.chosen()
        if chosen is not None:
            return self._named(chosen)
        return choose(self._setting, self.services, self._environment)

    def _named(self, choice: ModelChoice) -> Candidate | None:
        """Return what a choice means; only a key given with an address is sent to that address."""
        if choice.name.partition(":")[0] == LOCAL:
            raise InputError(
                "本机的模型文件请用 PLAN_ASSISTANT_MODEL 指定。",
                "Name a model file of this machine with PLAN_ASSISTANT_MODEL.",
            )
        candidate = choose(choice.name, self.services, self._environment, "page")
        if candidate is None or choice.name == AUTO:
            return candidate
        if choice.address:
            return replace(candidate, address=choice.address, key=choice.key)
        return replace(candidate, key=choice.key) if choice.key.get_secret_value() else candidate


def build_switch(
    settings: Settings,
    database: Callable[[], Database],
    prompts: Path,
    given: BaseChatModel | None = None,
) -> ModelSwitch:
    """Return the switch of a data folder; the database is opened with the first connection.

    `given` is a model that was made elsewhere, and is used whatever the settings say.
    """
    services = load_services(prompts)
    limits = Limits.within(settings.model_deadline)

    def wire(candidate: Candidate) -> Chat:
        connection = Connection(given, GIVEN) if given else connect(candidate, limits)
        store = UsageStore(database())
        allowance = Allowance(store, settings.model_turn_tokens, settings.model_day_tokens)
        return Chat(connection, allowance, limits)

    return ModelSwitch(
        GIVEN if given else settings.model,
        services,
        model_environment(variables_of(services)),
        ChoiceFile(settings.home / _FILE),
        wire,
        settings.model_day_tokens,
    )
