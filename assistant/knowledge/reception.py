"""Reception: one uploaded file comes in piece by piece, never beyond what is allowed."""

from __future__ import annotations

import re
import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import TracebackType

from assistant.errors import InputError
from assistant.knowledge.conversion.failures import EmptyFileError, too_large
from assistant.knowledge.conversion.kinds import check_ending
from assistant.language import clean

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST_STEM = 120


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """Bounds of what is uploaded.

    `megabytes` bounds one file, `waiting` the files one person may have waiting, and
    `free_megabytes` is the room on the disk that uploads leave alone.
    """

    megabytes: int = 50
    waiting: int = 200
    free_megabytes: int = 1000


class Reception:
    """A file on its way in; leaving the block without `done` throws away what has come."""

    def __init__(self, name: str, file: Path, limits: UploadLimits) -> None:
        """Open `file` for what is called `name`; ConversionError when that kind is not read."""
        check_ending(name)
        self.name = name
        self.file = file
        self.size = 0
        self._limits = limits
        self._is_done = False
        file.parent.mkdir(parents=True, exist_ok=True)
        check_room(file.parent, limits)
        self._stream = file.open("xb")

    def write(self, piece: bytes) -> None:
        """Add a piece; TooLargeError when it is one too many."""
        self.size += len(piece)
        if self.size > self._limits.megabytes * 1_000_000:
            raise too_large(self.name, self.size, self._limits.megabytes)
        self._stream.write(piece)

    def done(self) -> None:
        """Keep the file; EmptyFileError when nothing came."""
        if not self.size:
            raise EmptyFileError(self.name)
        self._stream.close()
        self._is_done = True

    def __enter__(self) -> Reception:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file, and delete it unless it came in whole."""
        self._stream.close()
        if not self._is_done:
            self.file.unlink(missing_ok=True)


def plain_name(name: str) -> str:
    """Return a file's bare name as it is shown and stored: no folders, no control characters.

    Composed characters, so that a file from a Mac replaces its namesake from elsewhere.
    """
    bare = re.split(r"[/\\]", clean(name))[-1]
    bare = _CONTROL.sub("\ufffd", unicodedata.normalize("NFC", bare)).strip()
    path = PurePosixPath(bare)
    return f"{path.stem[:_LONGEST_STEM]}{path.suffix}" if bare else ""


def check_room(folder: Path, limits: UploadLimits) -> None:
    """Do nothing while the disk has room for the largest file; InputError when it has not."""
    needed = limits.free_megabytes + 3 * limits.megabytes
    if shutil.disk_usage(folder).free < needed * 1_000_000:
        raise InputError(
            f"服务器的磁盘快满了，先不收文件。请腾出 {needed} MB 再上传。",
            f"The server's disk is nearly full; free {needed} MB, then upload again.",
        )
