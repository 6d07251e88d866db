"""Services: the OpenAI-compatible services of prompts/services.yaml."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from assistant.errors import PromptError
from assistant.prompts import load_yaml


@dataclass(frozen=True, slots=True)
class Service:
    """A service; each `_variable`, and `key`, names a variable of the environment."""

    id: str
    name: str
    key: str
    address_variable: str
    model_variable: str
    address: str = ""
    model: str = ""

    @property
    def variables(self) -> tuple[str, str, str]:
        """The variables that say whether and how it is used."""
        return self.key, self.address_variable, self.model_variable


def load_services(prompts: Path) -> tuple[Service, ...]:
    """Read services.yaml, in the order of preference; PromptError names the entry of a mistake."""
    path = prompts / "services.yaml"
    data = load_yaml(path)
    entries = data.get("services") if isinstance(data, dict) else None
    if not isinstance(entries, list):
        raise PromptError(
            f"{path.name} 要有 services 列表。", f"{path.name} needs a list `services`."
        )
    services = tuple(_service(path.name, entry) for entry in entries)
    if len({service.id for service in services}) != len(services):
        raise PromptError(
            f"{path.name} 里有重复的 id。", f"{path.name} names an id more than once."
        )
    return services


def _service(file: str, entry: object) -> Service:
    known = {field.name for field in fields(Service)}
    needed = known - {"address", "model"}
    texts = isinstance(entry, dict) and all(isinstance(value, str) for value in entry.values())
    if not isinstance(entry, dict) or not texts or not needed <= entry.keys() <= known:
        raise PromptError(
            f"{file} 的 {entry} 要写 {'、'.join(sorted(needed))}，都是文字。",
            f"{file}: {entry} needs {', '.join(sorted(needed))}, all of them texts.",
        )
    return Service(**entry)
