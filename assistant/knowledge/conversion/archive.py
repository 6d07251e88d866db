"""Archive: what a packed file holds, never unfolded beyond the limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from assistant.knowledge.conversion.converted_file import SourceFile
from assistant.knowledge.conversion.decoding import decode
from assistant.knowledge.conversion.failures import (
    DamagedFileError,
    EncryptedFileError,
    OverfullArchiveError,
)
from assistant.knowledge.conversion.limits import Limits

# a small file may well be all the same character; only what takes room is a bomb
_HARMLESS = 10_000_000
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # a way of packing the standard library does not know
    RuntimeError,  # a member that turns out to be encrypted
    ValueError,
    OverflowError,
)


class Archive:
    """The members of a packed file, checked before anything is unfolded.

    OverfullArchiveError, EncryptedFileError or DamagedFileError when that may not be done.
    """

    def __init__(self, file: SourceFile, limits: Limits) -> None:
        """Read the list of members and compare it with the limits."""
        self._file = file
        try:
            self._packed = zipfile.ZipFile(io.BytesIO(file.data))
        except _DAMAGE as error:
            raise DamagedFileError(file.name) from error
        members = [member for member in self._packed.infolist() if not member.is_dir()]
        if len(members) > limits.members:
            raise OverfullArchiveError(file.name)
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise EncryptedFileError(file.name)
        size = sum(member.file_size for member in members)
        if size > limits.expanded_megabytes * 1_000_000:
            raise OverfullArchiveError(file.name)
        if size > _HARMLESS and size > limits.ratio * len(file.data):
            raise OverfullArchiveError(file.name)
        self._members = members

    def files(self) -> Iterator[SourceFile]:
        """Yield the members in order of their names, read; hidden ones are left out."""
        named = sorted((_safe_name(member), member) for member in self._members)
        for name, member in ((n, m) for n, m in named if not _is_hidden(n)):
            yield SourceFile(name, self._read(member))

    def read(self, name: str) -> bytes:
        """Return the bytes of a member; DamagedFileError when there is none of this name."""
        try:
            return self._read(self._packed.getinfo(name))
        except KeyError as error:
            raise DamagedFileError(self._file.name) from error

    def names(self) -> frozenset[str]:
        """Return the names of the members as they are written in there."""
        return frozenset(member.filename for member in self._members)

    def _read(self, member: zipfile.ZipInfo) -> bytes:
        """Unfold a member; the list may lie about its size, so that one byte more is asked for."""
        try:
            with self._packed.open(member) as stream:
                data = stream.read(member.file_size + 1)
        except _DAMAGE as error:
            raise DamagedFileError(self._file.name) from error
        if len(data) > member.file_size:
            raise OverfullArchiveError(self._file.name)
        return data


def _safe_name(member: zipfile.ZipInfo) -> str:
    """Return the member's path without steps upwards; Chinese names of Windows are made out."""
    name = member.filename
    if not member.flag_bits & _UTF8_NAME:
        # without the flag the library reads names as code page 437, which loses nothing
        name = decode(name.encode("cp437", "replace")) or name
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "/".join(part for part in parts if part not in ("..", "/"))


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX", "~$")) for part in name.split("/"))
