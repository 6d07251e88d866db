"""Faults of a real connection: each ends in time, under its name, after as many tries as agreed."""

from __future__ import annotations

import logging
import time

import pytest
from fakes import chat_with
from fault_server import FaultServer
from langchain_core.messages import HumanMessage
from pydantic import SecretStr

from assistant.chat.fault import ChatError
from assistant.chat.limits import Limits
from assistant.chat.meter import Meter
from assistant.providers.candidate import Candidate
from assistant.providers.connecting import connect

ASKED = [HumanMessage("怎么开始？")]
LIMITS = Limits(
    connect=0.5, first=0.5, gap=0.5, total=1.5, retry_after=0.2, retry_pause=0.02, characters=20_000
)
KEY = "sk-canary"


@pytest.fixture
def server():
    started = FaultServer()
    yield started
    started.close()


@pytest.fixture
def chat(server):
    """A chat over a real client that is connected with the server of faults."""
    candidate = Candidate("vllm", "m", "setting", server.address, SecretStr(KEY))
    connection = connect(candidate, LIMITS)
    return chat_with(connection.model, says_end=True, schema_option="openai", limits=LIMITS)


FAULTS = {
    "silent": ("slow", 1),
    "slow_start": ("slow", 1),
    "pings": ("slow", 1),
    "stalls": ("slow", 1),
    "drips": ("slow", 1),
    "endless": ("endless", 1),
    "huge": ("endless", 1),
    "cut": ("cut", 1),
    "cut_at_once": ("cut", 2),
    "half_an_event": ("malformed", 1),
    "page": ("malformed", 2),
    "empty": ("empty", 2),
    "error_event": ("server", 2),
    "busy": ("busy", 2),
    "busy_for_long": ("busy", 1),
    "broken": ("server", 2),
    "unavailable": ("server", 2),
    "wrong_key": ("key", 1),
    "no_such_model": ("unknown", 1),
    "redirect": ("rejected", 1),
}


@pytest.mark.parametrize(("mode", "kind", "tries"), [(m, *f) for m, f in FAULTS.items()])
def test_a_fault_ends_in_time_under_its_name(chat, server, caplog, mode, kind, tries):
    server.modes = [mode]
    caplog.set_level(logging.DEBUG)
    started = time.monotonic()

    with pytest.raises(ChatError) as caught:
        list(chat.stream(ASKED, "test", Meter()))

    assert (caught.value.kind, server.requests) == (kind, tries)
    assert time.monotonic() - started < LIMITS.total + 2
    assert KEY not in str(caught.value)
    assert KEY not in caplog.text


def test_nobody_there_is_tried_twice_and_called_unreachable(server):
    server.close()
    candidate = Candidate("vllm", "m", "setting", "http://127.0.0.1:1/v1")
    chat = chat_with(connect(candidate, LIMITS).model, limits=LIMITS)

    with pytest.raises(ChatError, match="unreachable"):
        chat.complete(ASKED, "test", Meter())


@pytest.mark.parametrize(
    "mode", ["cut_at_once", "page", "empty", "error_event", "busy", "broken", "unavailable"]
)
def test_what_passes_is_tried_once_more(chat, server, mode):
    server.modes = [mode, "good"]

    assert chat.complete(ASKED, "test", Meter()) == "先定目标。"
    assert server.requests == 2


def test_what_was_said_before_a_fault_is_not_said_twice(chat, server):
    server.modes = ["cut", "good"]
    pieces = chat.stream(ASKED, "test", Meter())
    while (text := next(pieces)) == "":
        pass

    with pytest.raises(ChatError, match="cut"):
        list(pieces)

    assert (text, server.requests) == ("先定", 1)


@pytest.mark.parametrize("mode", ["slow_start", "stalls", "drips", "pings", "silent"])
def test_whoever_stops_listening_closes_the_connection(chat, server, mode):
    server.modes = [mode]
    pieces = chat.stream(ASKED, "test", Meter())
    next(pieces)

    pieces.close()

    assert server.hung_up.wait(15)


def test_a_model_that_takes_too_long_is_hung_up_on(chat, server):
    server.modes = ["drips"]

    with pytest.raises(ChatError, match="slow"):
        chat.complete(ASKED, "test", Meter())

    assert server.hung_up.wait(15)


def test_several_calls_at_once_do_not_wait_for_each_other(chat, server):
    server.modes = ["slow_start", "good"]
    slow = chat.stream(ASKED, "test", Meter())
    next(slow)

    assert chat.complete(ASKED, "test", Meter()) == "先定目标。"
    slow.close()
