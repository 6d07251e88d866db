"""Listing: which models a service, or an Ollama, says it has."""

from __future__ import annotations

import re

import httpx

_PROBE_SECONDS = 0.5
_OLLAMA_PORT = 11434
# models that turn text into vectors and cannot chat
_EMBEDS = re.compile(r"embed|bge-|minilm|(?:^|/)e5-", re.IGNORECASE)


def ollama_address(host: str) -> str:
    """Return the address of an Ollama for the value of OLLAMA_HOST; a bare host has its port."""
    host = host or "127.0.0.1"
    if "://" not in host:
        host = f"http://{host}" if ":" in host else f"http://{host}:{_OLLAMA_PORT}"
    return host.rstrip("/")


def ollama_models(address: str) -> list[str]:
    """Return the chat models a running Ollama lists, none when nobody answers quickly."""
    return _listed(f"{address}/api/tags", {})


def service_models(address: str, key: str) -> list[str]:
    """Return the chat models a compatible service lists, none when nobody answers quickly."""
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return _listed(f"{address.rstrip('/')}/models", headers)


def _listed(url: str, headers: dict[str, str]) -> list[str]:
    try:
        response = httpx.get(url, headers=headers, timeout=_PROBE_SECONDS, follow_redirects=False)
        listed = response.json() if response.is_success else None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return []
    match listed:
        case {"data": list(entries)} if entries:
            names = [entry.get("id") for entry in entries if isinstance(entry, dict)]
        case {"models": list(entries)}:
            names = [entry.get("name") for entry in entries if isinstance(entry, dict)]
        case _:
            return []
    return [name for name in names if isinstance(name, str) and not _EMBEDS.search(name)]
