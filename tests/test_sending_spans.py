"""Spans on their way: a receiver on this machine gets those of a turn; without one, nothing."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent import futures
from pathlib import Path

import grpc
import pytest
from apps import filled_home
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as messages
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2_grpc as service

TESTS = Path(__file__).parent
# a process of its own: where spans go is settled once in a process
TURN = """
import sys
from pathlib import Path
from apps import build_app
from fakes import ScriptedChatModel
from opentelemetry import trace
from assistant.settings import tracing_endpoint
from assistant.tracing import send_spans

connections = []
sys.addaudithook(lambda event, given: event == "socket.connect" and connections.append(given))
send_spans(tracing_endpoint())
model = ScriptedChatModel(replies=['{"found": []}', "看预热。[1]"])
with build_app(Path(sys.argv[1]), chat_model=model) as app:
    plan = app.consultant.new_plan("owner").id
    app.consultant.reply("owner", plan, "开始")
    said = "我叫圆月坊，开在苏州，祖上传下来的手艺，五个伙计。双十一的销量主要来自哪个阶段？"
    assert app.consultant.reply("owner", plan, said).answer.mode == "model"
print(len(connections), type(trace.get_tracer_provider()).__name__)
getattr(trace.get_tracer_provider(), "shutdown", lambda: None)()
"""


class Receiver(service.TraceServiceServicer):
    """Takes what is exported."""

    def __init__(self) -> None:
        self.spans = []
        self._lock = threading.Lock()

    def Export(self, request, context):  # noqa: N802 - the name of the protocol
        with self._lock:
            for resource in request.resource_spans:
                for scope in resource.scope_spans:
                    self.spans += scope.spans
        return messages.ExportTraceServiceResponse()


@pytest.fixture
def receiver():
    """A receiver on a free port of this machine."""
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=2))
    taking = Receiver()
    service.add_TraceServiceServicer_to_server(taking, server)
    taking.address = f"http://127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
    server.start()
    yield taking
    server.stop(None).wait()


@pytest.fixture
def hold_a_turn(tmp_path_factory, monkeypatch):
    """Hold a turn that reads, searches and answers; return what its process printed."""
    home = filled_home(tmp_path_factory.getbasetemp())
    monkeypatch.setenv("PYTHONPATH", f"{TESTS.parent}:{TESTS}:{TESTS / 'planning'}")
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT", raising=False)

    def hold(endpoint: str = "") -> str:
        if endpoint:
            monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
        done = subprocess.run(
            [sys.executable, "-c", TURN, str(home)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()[-1]

    return hold


def test_the_spans_of_a_turn_arrive_at_the_endpoint_without_its_texts(receiver, hold_a_turn):
    assert hold_a_turn(receiver.address).endswith(" TracerProvider")

    spans = {span.name for span in receiver.spans}
    assert {"retrieve", "rerank", "parse", "generate"} <= spans
    purposes = [
        attribute.value.string_value
        for span in receiver.spans
        for attribute in span.attributes
        if attribute.key == "purpose"
    ]
    assert sorted(purposes) == ["answer", "read"]
    assert "圆月坊" not in str(receiver.spans)
    assert "预热" not in str(receiver.spans)


def test_without_an_endpoint_nothing_collects_spans_and_nothing_is_opened(hold_a_turn):
    assert hold_a_turn() == "0 ProxyTracerProvider"
