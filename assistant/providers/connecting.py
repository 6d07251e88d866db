"""Connecting: the LangChain chat model for a candidate, with bounded waits and no redirects.

Each client is imported when a model of its kind is connected: together they take seconds.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.chat.connection import Connection
from assistant.chat.limits import Limits
from assistant.errors import ModelError
from assistant.providers.candidate import Candidate
from assistant.providers.choosing import LOCAL, OLLAMA
from assistant.providers.llama_file import LlamaFileModel

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_OPENAI = "openai"
# The client wants some key, and would look for one in the environment if it were given none.
_PLACEHOLDER = "none"


def connect(candidate: Candidate, limits: Limits) -> Connection:
    """Return the chat model; nothing is sent yet.

    Raises:
        ModelError: the name is not understood, or a package or key is missing.
    """
    try:
        if candidate.service == OLLAMA:
            return _ollama(candidate, limits)
        if candidate.service == LOCAL:
            return _local(candidate, limits)
        if candidate.service:
            return _compatible(candidate, limits)
        return _any(candidate, limits)
    except (ImportError, ValueError, TypeError, OSError) as error:
        raise ModelError(
            f"模型 {candidate.name} 用不了：请检查 MODEL 的写法和密钥，或设为 none。",
            f"The model {candidate.name} cannot be used: check how MODEL is written and its key, "
            "or set it to none.",
        ) from error


def _any(candidate: Candidate, limits: Limits) -> Connection:
    """Connect whatever LangChain knows by this name; clients of its own raise their own errors."""
    from langchain.chat_models import init_chat_model
    from openai import OpenAIError

    try:
        model: BaseChatModel = init_chat_model(
            candidate.model, temperature=0, timeout=limits.first, max_retries=0
        )
    except OpenAIError as error:  # no key
        raise ValueError(candidate.name) from error
    return Connection(model, candidate.name)


def _ollama(candidate: Candidate, limits: Limits) -> Connection:
    from langchain_ollama import ChatOllama

    if not candidate.model:
        raise ValueError("no model named")
    model = ChatOllama(
        model=candidate.model,
        base_url=candidate.address,
        temperature=0,
        num_predict=limits.reply_tokens,
        client_kwargs={"timeout": limits.first, "follow_redirects": False},
    )
    return Connection(model, candidate.name, says_end=True, schema_option="ollama")


def _compatible(candidate: Candidate, limits: Limits) -> Connection:
    """Connect a service that speaks OpenAI's language; only its own key is sent to it."""
    import openai
    from langchain_openai import ChatOpenAI
    from langchain_openai.chat_models.base import BaseChatOpenAI

    if not candidate.model:
        raise ValueError("no model named")
    waits = openai.Timeout(limits.first, connect=limits.connect)
    options: dict[str, Any] = {
        "model": candidate.model,
        "base_url": candidate.address,
        "api_key": candidate.key.get_secret_value() or _PLACEHOLDER,
        "temperature": 0,
        "max_tokens": limits.reply_tokens,
        "timeout": waits,
        "max_retries": 0,
        "stream_usage": True,
        "http_client": openai.DefaultHttpxClient(timeout=waits, follow_redirects=False),
        "http_async_client": openai.DefaultAsyncHttpxClient(timeout=waits, follow_redirects=False),
    }
    # OpenAI itself limits a reply under another name than all that are compatible with it
    kind = ChatOpenAI if candidate.service == _OPENAI else BaseChatOpenAI
    return Connection(kind(**options), candidate.name, says_end=True, schema_option="openai")


def _local(candidate: Candidate, limits: Limits) -> Connection:
    model = LlamaFileModel.load(Path(candidate.model), limits.reply_tokens)
    return Connection(model, candidate.name)
