"""Providers: which chat model is taken, and that every way it fails is one the answerer expects."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from assistant.errors import ModelError
from assistant.providers import FAILURES, choose, connect

TAGS = {"models": [{"name": "qwen3:4b"}, {"name": "other"}]}
LISTED = {"data": [{"id": "qwen-plus"}, {"id": "other"}]}


class Service:
    """A service on this machine that gives prepared replies by path and remembers its requests."""

    def __init__(self) -> None:
        self.replies: dict[str, tuple[int, str, bytes]] = {}
        self.requests: list[tuple[str, str]] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def reply(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                service.requests.append((self.path, self.headers.get("Authorization", "")))
                status, kind, body = service.replies.get(self.path, (404, "text/plain", b""))
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = reply  # noqa: N815 - names the library calls

            def log_message(self, *_) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=[0.01], daemon=True).start()

    def says(self, path: str, content: object, status: int = 200) -> None:
        self.replies[path] = (status, "application/json", json.dumps(content).encode())

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def service():
    started = Service()
    yield started
    started.close()


@pytest.fixture
def openai_service(service, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary")
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://{service.address}/v1")
    return service


@pytest.fixture
def ollama_service(service, monkeypatch):
    monkeypatch.setenv("OLLAMA_HOST", service.address)
    return service


@pytest.mark.parametrize(
    ("setting", "chosen"),
    [("none", ""), ("ollama:qwen3:4b", "ollama:qwen3:4b"), ("openai:x", "openai:x")],
)
def test_a_model_that_is_named_is_taken_as_it_is(setting, chosen):
    assert choose(setting) == chosen


def test_without_key_and_without_ollama_there_is_no_model(monkeypatch):
    monkeypatch.setenv("OLLAMA_HOST", "127.0.0.1:1")

    assert choose("auto") == ""
    assert connect("auto", 60) is None
    assert connect("none", 60) is None


def test_a_key_alone_means_openai(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary")

    assert choose("auto") == "openai:gpt-4o-mini"


def test_a_model_named_beside_the_key_is_taken(openai_service, monkeypatch):
    monkeypatch.setenv("OPENAI_MODEL", "deepseek-chat")

    assert choose("auto") == "openai:deepseek-chat"
    assert openai_service.requests == []


def test_a_compatible_service_is_asked_for_its_first_model(openai_service):
    openai_service.says("/v1/models", LISTED)

    assert choose("auto") == "openai:qwen-plus"
    assert openai_service.requests == [("/v1/models", "Bearer sk-canary")]


@pytest.mark.parametrize("host", ["{}", "http://{}", "http://{}/"])
def test_a_running_ollama_is_asked_for_its_first_model(service, monkeypatch, host):
    monkeypatch.setenv("OLLAMA_HOST", host.format(service.address))
    service.says("/api/tags", TAGS)

    assert choose("auto") == "ollama:qwen3:4b"


ODD = {
    "an error": ({}, 500),
    "a list": ([1, 2], 200),
    "no models": ({"models": [], "data": []}, 200),
    "models by name": ({"models": {"a": 1}, "data": {"a": 1}}, 200),
    "strings": ({"models": ["a"], "data": ["a"]}, 200),
    "nameless": ({"models": [{}], "data": [{"id": 3}]}, 200),
    "null": (None, 200),
}


@pytest.mark.parametrize(("content", "status"), ODD.values(), ids=ODD.keys())
def test_an_odd_list_of_models_counts_as_none(openai_service, monkeypatch, content, status):
    openai_service.says("/v1/models", content, status)
    openai_service.says("/api/tags", content, status)
    assert choose("auto") == "openai:gpt-4o-mini"

    monkeypatch.delenv("OPENAI_API_KEY")
    monkeypatch.setenv("OLLAMA_HOST", openai_service.address)
    assert choose("auto") == ""


@pytest.mark.parametrize("host", ["127.0.0.1:port", "http://", "http://[x", "ftp://127.0.0.1"])
def test_an_address_that_is_none_counts_as_no_model(monkeypatch, host):
    monkeypatch.setenv("OLLAMA_HOST", host)

    assert choose("auto") == ""


@pytest.mark.parametrize("name", ["openai:gpt-4o-mini", "nosuch:model", "no model", "azure:x"])
def test_a_model_that_cannot_be_used_is_named_with_the_way_out(name):
    with pytest.raises(ModelError) as caught:
        connect(name, 60)

    assert caught.value.zh == f"模型 {name} 用不了：请检查 MODEL 的写法和密钥，或设为 none。"
    assert "sk-" not in caught.value.en


@pytest.mark.parametrize(("deadline", "timeout"), [(60, 30), (5, 5)])
def test_a_connected_model_waits_no_longer_than_the_deadline(openai_service, deadline, timeout):
    model = connect("openai:qwen-plus", deadline)

    assert (model.request_timeout, model.max_retries, model.temperature) == (timeout, 1, 0)


def sse(*events: str) -> bytes:
    return "".join(f"data: {event}\n\n" for event in events).encode()


def chunk(text: str) -> str:
    choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}
    return json.dumps({"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m",
                       "choices": [choice]})  # fmt: skip


def test_a_connected_model_streams(openai_service):
    openai_service.replies["/v1/chat/completions"] = (
        200,
        "text/event-stream",
        sse(chunk("先定"), chunk("目标"), "[DONE]"),
    )

    assert said(connect("openai:qwen-plus", 5)) == "先定目标"


def said(model) -> str:
    """What a model says; nothing when it fails in one of the ways the answerer expects."""
    try:
        return "".join(piece.text for piece in model.stream("问"))
    except FAILURES:
        return ""


BROKEN_OPENAI = {
    "wrong key": (401, "application/json", b'{"error": {"message": "sk-canary is wrong"}}'),
    "not found": (404, "text/plain", b"no such model"),
    "server error": (500, "text/plain", b"oops"),
    "a page": (200, "text/html", b"<html>sign in</html>"),
    "half a chunk": (200, "text/event-stream", sse('{"id": "1", "choices": [')),
    "no object": (200, "text/event-stream", sse('["a"]')),
    "null choices": (200, "text/event-stream", sse('{"id": "1", "choices": null}')),
    "an error event": (200, "text/event-stream", sse('{"error": {"message": "overloaded"}}')),
    "nothing": (200, "text/event-stream", b""),
}


@pytest.mark.parametrize("reply", BROKEN_OPENAI.values(), ids=BROKEN_OPENAI.keys())
def test_a_broken_openai_service_says_nothing_or_fails_as_expected(openai_service, reply):
    openai_service.replies["/v1/chat/completions"] = reply

    assert said(connect("openai:qwen-plus", 5)) == ""


BROKEN_OLLAMA = {
    "not found": (404, "application/json", b'{"error": "model not found"}'),
    "server error": (500, "text/plain", b"oops"),
    "a page": (200, "text/html", b"<html>sign in</html>"),
    "half a line": (200, "application/x-ndjson", b'{"message": {"role"'),
    "an error line": (200, "application/x-ndjson", b'{"error": "out of memory"}\n'),
    "another object": (200, "application/x-ndjson", b'{"greeting": "hi"}\n'),
    "nothing": (200, "application/x-ndjson", b""),
}


@pytest.mark.parametrize("reply", BROKEN_OLLAMA.values(), ids=BROKEN_OLLAMA.keys())
def test_a_broken_ollama_says_nothing_or_fails_as_expected(ollama_service, reply):
    ollama_service.replies["/api/chat"] = reply

    assert said(connect("ollama:qwen3:4b", 5)) == ""


def test_nobody_at_the_address_fails_in_an_expected_way(monkeypatch):
    monkeypatch.setenv("OLLAMA_HOST", "127.0.0.1:1")

    with pytest.raises(FAILURES):
        list(connect("ollama:qwen3:4b", 5).stream("问"))
