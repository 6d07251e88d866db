"""Spans: what a turn does is timed under a few names, without any of its texts."""

from __future__ import annotations

import pytest
from fakes import ScriptedChatModel, chat_with
from langchain_core.messages import HumanMessage
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from assistant.chat.fault import ChatError
from assistant.chat.meter import Meter
from assistant.settings import tracing_endpoint
from assistant.tracing import send_spans, span


@pytest.fixture(scope="module")
def exporter():
    """Collect the spans of this process; the provider can be set only once."""
    collected = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(collected))
    trace.set_tracer_provider(provider)
    return collected


@pytest.fixture
def spans(exporter):
    """Return the spans since the test began, as name and attributes."""
    exporter.clear()
    return lambda: [(s.name, dict(s.attributes)) for s in exporter.get_finished_spans()]


def test_a_call_to_a_model_is_a_span_with_its_tokens_and_none_of_its_text(spans):
    chat = chat_with(ScriptedChatModel(replies=["好的。"], usage=(12, 3)))
    chat.complete([HumanMessage("我的秘密预算是 60 万")], "answer", Meter())

    assert spans() == [
        (
            "generate",
            {"model": "scripted", "purpose": "answer", "prompt_tokens": 12, "reply_tokens": 3,
             "fault": ""},
        )
    ]  # fmt: skip


def test_a_failed_call_names_its_fault(spans):
    chat = chat_with(ScriptedChatModel(replies=[ChatError("key")]))
    with pytest.raises(ChatError):
        chat.complete([HumanMessage("?")], "answer", Meter())

    assert [attributes["fault"] for _, attributes in spans()] == ["key"]


def test_a_block_or_a_function_can_be_timed(spans):
    @span("retrieve")
    def work() -> int:
        with span("rerank", pieces=2):
            return 7

    assert work() == 7
    assert spans() == [("rerank", {"pieces": 2}), ("retrieve", {})]


def test_without_an_endpoint_nothing_is_set_up(spans, monkeypatch):
    before = trace.get_tracer_provider()
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT", raising=False)
    send_spans(tracing_endpoint())

    assert trace.get_tracer_provider() is before


@pytest.mark.parametrize(
    ("disabled", "endpoint"), [("", "http://127.0.0.1:4317"), ("true", "")], ids=["on", "off"]
)
def test_the_endpoint_is_the_variable_of_opentelemetry(monkeypatch, disabled, endpoint):
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4317")
    monkeypatch.setenv("OTEL_SDK_DISABLED", disabled)

    assert tracing_endpoint() == endpoint
