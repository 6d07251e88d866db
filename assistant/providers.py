"""Providers: find and connect the chat model that settings name, with bounded waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import ollama
import openai
from langchain.chat_models import init_chat_model

from assistant.errors import ModelError
from assistant.settings import model_environment

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

# by which the clients report that they cannot answer: refused, timed out, rejected, malformed
FAILURES: tuple[type[Exception], ...] = (
    openai.OpenAIError,
    ollama.ResponseError,
    httpx.HTTPError,
    OSError,
    ValueError,
    # the clients take the shape of a reply for granted and stumble over another one
    AttributeError,
    LookupError,
    TypeError,
)
_PROBE_SECONDS = 0.5
_FIRST_TOKEN_SECONDS = 30.0
_OLLAMA_PORT = 11434


def choose(name: str) -> str:
    """Return the `init_chat_model` name for a setting, "" when there is to be none.

    `auto` takes an OpenAI-compatible service when its key is in the environment, else a running
    Ollama, else none.
    """
    if name == "none":
        return ""
    if name != "auto":
        return name
    environment = model_environment()
    if environment.get("OPENAI_API_KEY"):
        return f"openai:{_openai_model(environment)}"
    model = _first_ollama_model(environment.get("OLLAMA_HOST") or "127.0.0.1")
    return f"ollama:{model}" if model else ""


def connect(name: str, deadline: float) -> BaseChatModel | None:
    """Return the chat model for a setting, or None; ModelError when the name cannot be used."""
    chosen = choose(name)
    if not chosen:
        return None
    timeout = min(_FIRST_TOKEN_SECONDS, deadline)
    options: dict[str, Any] = {"temperature": 0}
    if chosen.startswith("ollama:"):
        options["client_kwargs"] = {"timeout": timeout}
    else:
        options |= {"timeout": timeout, "max_retries": 1}
    try:
        model: BaseChatModel = init_chat_model(chosen, **options)
    except (ImportError, ValueError, openai.OpenAIError) as error:
        raise ModelError(
            f"模型 {chosen} 用不了：请检查 MODEL 的写法和密钥，或设为 none。",
            f"The model {chosen} cannot be used: check how MODEL is written and its key, "
            "or set it to none.",
        ) from error
    return model


def _openai_model(environment: dict[str, str]) -> str:
    """Return the model to ask for: named, else the first one a compatible server lists."""
    named = environment.get("OPENAI_MODEL")
    base = environment.get("OPENAI_BASE_URL")
    if named or not base:
        return named or "gpt-4o-mini"
    key = {"Authorization": f"Bearer {environment['OPENAI_API_KEY']}"}
    return _first_listed(f"{base.rstrip('/')}/models", key) or "gpt-4o-mini"


def _first_ollama_model(host: str) -> str:
    """Return the first model a running Ollama lists, else ""; a bare host has the usual port."""
    address = host
    if "://" not in host:
        address = f"http://{host}" if ":" in host else f"http://{host}:{_OLLAMA_PORT}"
    return _first_listed(f"{address.rstrip('/')}/api/tags", {})


def _first_listed(url: str, headers: dict[str, str]) -> str:
    """Return the first model a service lists, "" when nobody answers quickly or lists one."""
    try:
        response = httpx.get(url, headers=headers, timeout=_PROBE_SECONDS)
        listed = response.json() if response.is_success else None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return ""
    match listed:
        case {"data": [{"id": str(name)}, *_]} | {"models": [{"name": str(name)}, *_]}:
            return name
    return ""
