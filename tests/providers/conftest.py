"""A service on this machine, the services of the product, and an environment with no model."""

from __future__ import annotations

import pytest
from loopback_service import LoopbackService

from assistant.providers.services import load_services

NOBODY = {"OLLAMA_HOST": "127.0.0.1:1"}


@pytest.fixture
def service():
    started = LoopbackService()
    yield started
    started.close()


@pytest.fixture
def services(prompts_dir):
    return load_services(prompts_dir)


@pytest.fixture
def openai_environment(service):
    """What an operator sets for a compatible service."""
    address = f"http://{service.address}/v1"
    return NOBODY | {"OPENAI_API_KEY": "sk-canary", "OPENAI_BASE_URL": address}
