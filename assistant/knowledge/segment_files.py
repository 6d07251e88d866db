"""SegmentFiles: large segments in files, so that a start need not read every text again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import compress
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from assistant.knowledge.keywords import tokenize
from assistant.knowledge.postings import Postings, merged
from assistant.knowledge.segment import Segment
from assistant.storage.records import Passage

_DIGEST_BYTES = 16
# cut in another way by another version of the tokens or of the conversion between scripts
_SAMPLE = "預算60.5%，網路行銷ＳＥＯ的軟體：小红书、抖音 at 2 a.m."
_ARRAYS = ("terms", "starts", "rows", "counts", "lengths")


class SegmentFiles:
    """A cache in a folder; what is missing, damaged or outdated there is indexed again.

    A file holds the postings of some passages and a digest of each passage, by which it is told
    whether the library still has it. Text is not in it, but what words occur together can be read
    out of it: struck out passages leave the file at the next start.
    """

    def __init__(self, folder: Path) -> None:
        """Use this folder; it is made when the first file is written."""
        self._folder = folder
        self._tokens = hashlib.sha256(" ".join(tokenize(_SAMPLE)).encode()).hexdigest()

    def keep(self, segment: Segment) -> None:
        """Write a segment; a disk that is full or read-only only makes the next start longer."""
        postings = segment.postings
        digests = b"".join(map(_digest, segment.passages))
        target = self._folder / f"{hashlib.sha256(digests).hexdigest()[:32]}.npz"
        unfinished = target.with_suffix(".part")
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with unfinished.open("wb") as file:
                np.savez(
                    file,
                    tokens=np.array(self._tokens),
                    digests=np.frombuffer(digests, np.uint8).reshape(-1, _DIGEST_BYTES),
                    **{name: getattr(postings, name) for name in _ARRAYS},
                )
            unfinished.replace(target)

    def load(self, passages: Sequence[Passage]) -> tuple[list[Segment], list[Passage]]:
        """Return segments of passages that are among these, and the passages left over.

        A file is removed when most of it is of no use, and written anew when some is.
        """
        paths = sorted(self._folder.glob("*.npz"), key=lambda path: -path.stat().st_size)
        if not paths:
            return [], list(passages)
        missing = {_digest(passage): passage for passage in passages}
        segments = []
        for path in paths:
            digests, postings = self._read(path)
            found = [digest in missing for digest in digests]
            if 2 * sum(found) <= len(found):
                path.unlink()
                continue
            mine = [missing.pop(digest) for digest in compress(digests, found)]
            segment = Segment.around(mine, merged([replace(postings, alive=np.array(found))]))
            if not all(found):
                path.unlink()
                self.keep(segment)
            segments.append(segment)
        return segments, list(missing.values())

    def _read(self, path: Path) -> tuple[list[bytes], Postings]:
        """Return digests and postings of a file; none at all when it cannot be used."""
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
                if str(data["tokens"]) == self._tokens:
                    arrays = {name: data[name] for name in _ARRAYS}
                    return [row.tobytes() for row in data["digests"]], Postings(
                        **arrays, alive=np.ones(len(arrays["lengths"]), np.bool_)
                    )
        except (OSError, EOFError, ValueError, KeyError, BadZipFile):
            pass  # it was damaged, and is removed by whoever finds it empty
        return [], Postings.of([])


def _digest(passage: Passage) -> bytes:
    """Return what tells a passage from every other, and from itself with another text."""
    whole = f"{passage.id}\0{passage.context}\0{passage.text}"
    return hashlib.blake2b(whole.encode(), digest_size=_DIGEST_BYTES).digest()
