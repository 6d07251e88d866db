"""Tracing: OpenTelemetry spans of what a turn does, sent where the operator says, else nowhere.

Spans carry counts and names of models, never a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.trace import Span

_NAME = "marketing-plan-assistant"
_SERVICE = "service.name"


@contextmanager
def span(name: str, **attributes: str | int) -> Iterator[Span]:
    """Time a block under a name; costs next to nothing while nobody collects spans."""
    with trace.get_tracer(_NAME).start_as_current_span(name, attributes=attributes) as started:
        yield started


def begin_span(name: str, **attributes: str | int) -> Span:
    """Return a span for work in pieces, between which other work goes on; `end_span` ends it."""
    return trace.get_tracer(_NAME).start_span(name, attributes=attributes)


def end_span(begun: Span, **attributes: str | int) -> None:
    """End a span, with what is known of it only now."""
    begun.set_attributes(attributes)
    begun.end()


def send_spans(endpoint: str) -> None:
    """Send the spans of this process to an OTLP endpoint (gRPC, such as http://localhost:4317).

    Does nothing without an endpoint. Call once, before any work.
    """
    if not endpoint:
        return
    # loading gRPC takes a second that nobody need wait for who sends nothing
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({_SERVICE: _NAME}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint)))
    trace.set_tracer_provider(provider)
