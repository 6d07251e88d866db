"""Connecting: what a connected model waits for, sends and refuses to send."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from fakes import chat_with
from langchain_core.messages import HumanMessage

from assistant.chat.fault import ChatError
from assistant.chat.limits import Limits
from assistant.chat.meter import Meter
from assistant.errors import ModelError
from assistant.providers.choosing import choose
from assistant.providers.connecting import connect

LIMITS = Limits(first=5, total=5, retry_pause=0.01)


@pytest.mark.parametrize(
    "name", ["nosuch:model", "no model", "azure:x", "ollama", "local:/nowhere.gguf", "vllm:"]
)
def test_a_model_that_cannot_be_used_is_named(services, name):
    candidate = choose(name, services, {"OLLAMA_HOST": "127.0.0.1:1"})

    with pytest.raises(ModelError) as caught:
        connect(candidate, LIMITS)

    assert name.removeprefix("local:") in caught.value.zh


def test_a_connected_service_is_bounded_and_follows_no_redirects(services, openai_environment):
    candidate = choose("openai:m", services, openai_environment)

    connection = connect(candidate, LIMITS)

    model = connection.model
    assert (model.max_retries, model.temperature, model.max_tokens) == (0, 0, 1500)
    assert (model.request_timeout.connect, model.request_timeout.read) == (5, 5)
    assert not model.http_async_client.follow_redirects
    assert not model.http_client.follow_redirects
    assert (connection.name, connection.says_end) == ("openai:m", True)


def sse(*events: object) -> bytes:
    texts = [event if isinstance(event, str) else json.dumps(event) for event in events]
    return "".join(f"data: {text}\n\n" for text in texts).encode()


def chunk(text: str, finish: str | None = None) -> dict:
    choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": finish}
    return {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m",
            "choices": [choice]}  # fmt: skip


def said(connection) -> str:
    """What a model says; the kind of fault when it fails."""
    chat = chat_with(
        connection.model,
        says_end=connection.says_end,
        schema_option=connection.schema_option,
        limits=LIMITS,
    )
    try:
        return chat.complete([HumanMessage("问")], "test", Meter())
    except ChatError as error:
        return error.kind


def test_a_connected_service_streams(services, service, openai_environment):
    service.replies["/v1/chat/completions"] = (
        200,
        "text/event-stream",
        sse(chunk("先定"), chunk("目标"), chunk("", "stop"), "[DONE]"),
    )

    assert said(connect(choose("openai:m", services, openai_environment), LIMITS)) == "先定目标"
    assert service.requests == [("/v1/chat/completions", "Bearer sk-canary")]


def test_no_key_of_the_environment_goes_to_a_service_that_has_none(services, service, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary")
    candidate = choose("deepseek", services, {})
    elsewhere = replace(candidate, address=f"http://{service.address}/v1")

    said(connect(elsewhere, LIMITS))

    assert {key for _, key in service.requests} == {"Bearer none"}


BROKEN_OPENAI = {
    "wrong key": ((401, "application/json", b'{"error": {"message": "sk-canary"}}'), "key"),
    "not found": ((404, "text/plain", b"no such model"), "unknown"),
    "bad request": ((400, "text/plain", b"no"), "rejected"),
    "a redirect": ((302, "text/plain", b""), "rejected"),
    "server error": ((500, "text/plain", b"oops"), "server"),
    "busy": ((429, "text/plain", b"later"), "busy"),
    "a page": ((200, "text/html", b"<html>sign in</html>"), "malformed"),
    "half a chunk": ((200, "text/event-stream", sse('{"id": "1", "choices": [')), "malformed"),
    "no object": ((200, "text/event-stream", sse('["a"]')), "malformed"),
    "null choices": ((200, "text/event-stream", sse({"id": "1", "choices": None})), "empty"),
    "an error event": ((200, "text/event-stream", sse({"error": {"message": "x"}})), "server"),
    "nothing": ((200, "text/event-stream", b""), "malformed"),
}


@pytest.mark.parametrize(("reply", "kind"), BROKEN_OPENAI.values(), ids=BROKEN_OPENAI.keys())
def test_a_broken_service_has_a_name_for_what_is_wrong(
    services, service, openai_environment, reply, kind
):
    service.replies["/v1/chat/completions"] = reply

    assert said(connect(choose("openai:m", services, openai_environment), LIMITS)) == kind


BROKEN_OLLAMA = {
    "not found": ((404, "application/json", b'{"error": "model not found"}'), "unknown"),
    "server error": ((500, "text/plain", b"oops"), "server"),
    "a page": ((200, "text/html", b"<html>sign in</html>"), "malformed"),
    "half a line": ((200, "application/x-ndjson", b'{"message": {"role"'), "malformed"),
    "an error line": ((200, "application/x-ndjson", b'{"error": "out of memory"}\n'), "server"),
    "another object": ((200, "application/x-ndjson", b'{"greeting": "hi"}\n'), "malformed"),
    "nothing": ((200, "application/x-ndjson", b""), "malformed"),
}


@pytest.mark.parametrize(("reply", "kind"), BROKEN_OLLAMA.values(), ids=BROKEN_OLLAMA.keys())
def test_a_broken_ollama_has_a_name_for_what_is_wrong(services, service, reply, kind):
    service.replies["/api/chat"] = reply
    candidate = choose("ollama:qwen3:4b", services, {"OLLAMA_HOST": service.address})

    assert said(connect(candidate, LIMITS)) == kind


@pytest.mark.parametrize("name", ["ollama:qwen3:4b", "vllm:m"])
def test_nobody_at_the_address_is_unreachable(services, name):
    nowhere = {"OLLAMA_HOST": "127.0.0.1:1", "VLLM_BASE_URL": "http://127.0.0.1:1/v1"}

    assert said(connect(choose(name, services, nowhere), LIMITS)) == "unreachable"
