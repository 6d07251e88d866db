"""What every test shares: no network beyond this machine, no real model, fakes for both."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import settings

from assistant.settings import QUIET

# The suite tries the same examples every time; `make fuzz` looks for new ones.
settings.register_profile("suite", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

_LOCAL = {"127.0.0.1", "::1", "localhost", "0.0.0.0"}


class OutsideConnectionError(RuntimeError):
    """A test tried to reach another machine."""


@pytest.fixture(autouse=True)
def stay_on_this_machine(monkeypatch):
    """Make any connection that leaves the machine fail the test that makes it."""
    connect = socket.socket.connect

    def guarded(self, address):
        if isinstance(address, tuple) and address[0] not in _LOCAL:
            raise OutsideConnectionError(f"connection to {address[0]}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def own_environment(monkeypatch, tmp_path):
    """Give every test an empty data folder, no chat model and no telemetry."""
    for name, value in QUIET.items():
        monkeypatch.setenv(name, value)
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL", "OLLAMA_HOST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PLAN_ASSISTANT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PLAN_ASSISTANT_MODEL", "none")


@pytest.fixture
def prompts_dir() -> Path:
    """The folder of prompts in the checkout."""
    return Path(__file__).resolve().parents[1] / "prompts"


@pytest.fixture
def corpus_dir() -> Path:
    """The folder of the corpus in the checkout."""
    return Path(__file__).resolve().parents[1] / "corpus"
