"""Sources: the files of a folder that can be read, each with the path it is known under."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.knowledge.conversion.kinds import SUFFIXES


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read and the path it is known under."""

    file: Path
    identity: str


def find_sources(path: Path, prefix: str = "") -> list[Source]:
    """Return the readable files of a folder, or the file itself, known under their paths.

    Hidden files and folders (a wiki's trash, a repository's inside) are left out, and what Office
    leaves beside an open document. With `prefix` the identity is the prefix and the relative path
    (the bundled corpus); otherwise the absolute path. A file that is named itself is returned
    whatever its kind.
    """
    root = path.resolve()
    if root.is_dir():
        files = sorted(
            file
            for file in root.rglob("*")
            if file.suffix.lower() in SUFFIXES and not file.is_dir() and not _is_hidden(file, root)
        )
    else:
        files = [root]
    return [
        Source(file, f"{prefix}/{file.relative_to(root).as_posix()}" if prefix else str(file))
        for file in files
    ]


def _is_hidden(file: Path, root: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in file.relative_to(root).parts)
