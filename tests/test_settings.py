"""Settings come from the environment once, with defaults that need nothing."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.settings import QUIET, Settings, silence_telemetry


def test_the_defaults_need_no_key_and_no_network(monkeypatch):
    for name in [name for name in os.environ if name.startswith("PLAN_ASSISTANT_")]:
        monkeypatch.delenv(name)
    settings = Settings()
    assert (settings.model, settings.embedding, settings.host) == ("auto", "bundled", "127.0.0.1")
    assert (settings.chroma_url, settings.database_url) == ("", "")


def test_the_environment_overrides_with_a_prefix(monkeypatch, tmp_path):
    monkeypatch.setenv("PLAN_ASSISTANT_HOME", str(tmp_path))
    monkeypatch.setenv("PLAN_ASSISTANT_TOP_K", "9")
    settings = Settings()
    assert settings.home == tmp_path
    assert settings.top_k == 9
    assert settings.database == f"sqlite:///{tmp_path / 'assistant.db'}"


def test_a_database_address_wins_over_the_home_folder():
    settings = Settings(home=Path("somewhere"), database_url="sqlite:///:memory:")
    assert settings.database == "sqlite:///:memory:"


def test_everything_that_reports_is_switched_off(monkeypatch):
    for name in (*QUIET, "HF_HUB_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    silence_telemetry("bundled")
    assert {name: os.environ[name] for name in QUIET} == QUIET
    assert os.environ["HF_HUB_OFFLINE"] == "1"


def test_a_named_model_may_be_fetched(monkeypatch):
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    silence_telemetry("BAAI/bge-small-zh-v1.5")
    assert "HF_HUB_OFFLINE" not in os.environ
