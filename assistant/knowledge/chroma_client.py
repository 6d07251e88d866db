"""Chroma client: the embedded store in a folder, or a server; a damaged folder is set aside."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import urlsplit

import chromadb
from chromadb.api import ClientAPI
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError

from assistant.errors import ModelError

_OPENING = "opening"


def open_client(folder: Path, url: str) -> ClientAPI:
    """Open the embedded store in `folder`, or connect to a Chroma server at `url`.

    A folder that Chroma cannot read any more, or whose reading killed the process the last time, is
    set aside; the index is then rebuilt from the database. ModelError when no server answers.
    """
    settings = ChromaSettings(anonymized_telemetry=False)
    if url:
        parts = urlsplit(url if "//" in url else f"//{url}")
        try:
            return chromadb.HttpClient(
                host=parts.hostname or "localhost",
                port=parts.port or 8000,
                ssl=parts.scheme == "https",
                settings=settings,
            )
        except (ValueError, ChromaError) as error:
            raise ModelError(
                f"Chroma 服务 {url} 连不上：请确认它已启动。",
                f"The Chroma server {url} does not answer; check that it runs.",
            ) from error
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / _OPENING).exists():
        _set_aside(folder)
    try:
        return _open_folder(folder, settings)
    except (ChromaError, RuntimeError):
        SharedSystemClient.clear_system_cache()  # it would hand out the broken store again
        _set_aside(folder)
        return _open_folder(folder, settings)


def _open_folder(folder: Path, settings: ChromaSettings) -> ClientAPI:
    """Open a folder and read its index files; the mark stays behind when that ends the process."""
    mark = folder / _OPENING
    mark.touch()
    client = chromadb.PersistentClient(path=str(folder), settings=settings)
    for collection in client.list_collections():
        collection.count()
    mark.unlink()
    return client


def _set_aside(folder: Path) -> None:
    """Keep the damaged folder under another name, in place of an earlier one; make a new one."""
    aside = folder.with_name(f"{folder.name}.damaged")
    shutil.rmtree(aside, ignore_errors=True)
    folder.rename(aside)
    folder.mkdir()
