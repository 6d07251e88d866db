"""Choosing: which chat model is used, of those that setting, page and environment offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import SecretStr

from assistant.providers.candidate import Candidate, Origin
from assistant.providers.listing import ollama_address, ollama_models, service_models
from assistant.providers.services import Service

AUTO, NONE = "auto", "none"
OLLAMA, LOCAL = "ollama", "local"

Environment = Mapping[str, str]


def variables_of(services: Sequence[Service]) -> tuple[str, ...]:
    """Return the variables of the environment that decide what is found."""
    return ("OLLAMA_HOST", *(name for service in services for name in service.variables))


def choose(
    name: str, services: Sequence[Service], environment: Environment, origin: Origin = "setting"
) -> Candidate | None:
    """Return the model a name stands for, None when there is to be none.

    `name` is `none`; `auto` for the first that is found; "deepseek" or "deepseek:deepseek-chat" for
    a service of services.yaml; "ollama:qwen3:4b"; "local:/path/to/model.gguf"; or any other
    `init_chat_model` name. Only what `auto` has to find is looked for.
    """
    if name == NONE:
        return None
    if name == AUTO:
        return next(iter(find(services, environment)), None)
    provider, _, model = name.partition(":")
    if provider == OLLAMA:
        return Candidate(OLLAMA, model, origin, _ollama(environment))
    if provider == LOCAL:
        return Candidate(LOCAL, model, origin)
    service = next((service for service in services if service.id == provider), None)
    if service is None:
        return Candidate("", name, origin)
    return _candidate(service, environment, origin, model)


def find(services: Sequence[Service], environment: Environment) -> list[Candidate]:
    """Return every model that can be used as things stand, best first.

    A running Ollama comes first: it costs nothing and what is asked stays in the house.
    """
    address = _ollama(environment)
    found = [Candidate(OLLAMA, model, "ollama", address) for model in ollama_models(address)[:1]]
    for service in services:
        has_place = service.address or environment.get(service.address_variable)
        has_key = environment.get(service.key) or not service.address
        if has_place and has_key:
            found.append(_candidate(service, environment, "environment", ""))
    return found


def _ollama(environment: Environment) -> str:
    return ollama_address(environment.get("OLLAMA_HOST", ""))


def _candidate(service: Service, environment: Environment, origin: Origin, model: str) -> Candidate:
    """Return the model of a service: named, else its usual one, else the first it lists.

    A service at another address than its own is another service: it is asked what it has.
    """
    key = environment.get(service.key, "")
    moved = environment.get(service.address_variable, "")
    address = moved or service.address
    model = model or environment.get(service.model_variable, "")
    if not model and moved:
        model = next(iter(service_models(moved, key)), "")
    return Candidate(service.id, model or service.model, origin, address, SecretStr(key))
