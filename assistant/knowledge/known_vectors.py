"""Known vectors: those of the bundled corpus are shipped, so that a first start embeds nothing.

They are told by the digest of the text they belong to and by the model's fingerprint; a text that
was edited, or another model, is simply embedded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from assistant.knowledge.encoder import Encoder, Vectors

FILE = "vectors.npz"
_DIGEST_BYTES = 16


class KnownVectors:
    """An encoder that looks passages up before it computes their vectors."""

    def __init__(self, encoder: Encoder, vectors: Mapping[bytes, Vectors]) -> None:
        """Put `vectors`, by digest of their text, in front of an encoder."""
        self._encoder = encoder
        self._vectors = vectors

    @property
    def fingerprint(self) -> str:
        """That of the encoder."""
        return self._encoder.fingerprint

    @property
    def dimension(self) -> int:
        """That of the encoder."""
        return self._encoder.dimension

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> Vectors:
        """Return one row per text, computing only those that are not known."""
        found = [self._vectors.get(digest(text)) for text in texts]
        missing = [position for position, vector in enumerate(found) if vector is None]
        tell = progress or (lambda _: None)
        known = len(texts) - len(missing)
        fresh = (
            self._encoder.encode_passages(
                [texts[position] for position in missing], lambda done: tell(known + done)
            )
            if missing
            else np.zeros((0, self.dimension), dtype=np.float32)
        )
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        rows[missing] = fresh
        for position, vector in enumerate(found):
            if vector is not None:
                rows[position] = vector
        if not missing:
            tell(len(texts))
        return rows

    def encode_query(self, text: str) -> Vectors:
        """Return the vector of a question."""
        return self._encoder.encode_query(text)


def digest(text: str) -> bytes:
    """Return what a text is known by."""
    return hashlib.sha256(text.encode()).digest()[:_DIGEST_BYTES]


def save_vectors(path: Path, fingerprint: str, texts: Sequence[str], vectors: Vectors) -> None:
    """Write the vectors of texts to a file, at half precision and in the order of the digests."""
    rows = {digest(text): vector for text, vector in zip(texts, vectors, strict=True)}
    keys = sorted(rows)
    np.savez_compressed(
        path,
        fingerprint=np.array(fingerprint),
        digests=np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(len(keys), _DIGEST_BYTES),
        vectors=np.stack([rows[key] for key in keys]).astype(np.float16),
    )


def load_vectors(path: Path, fingerprint: str) -> dict[bytes, Vectors]:
    """Return the vectors of a file by digest; none of a missing or broken or foreign one."""
    try:
        with np.load(path, allow_pickle=False) as data:
            if str(data["fingerprint"]) != fingerprint:
                return {}
            digests, vectors = data["digests"], data["vectors"].astype(np.float32)
    except (OSError, ValueError, KeyError, BadZipFile):
        return {}
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return {row.tobytes(): vector for row, vector in zip(digests, vectors, strict=True)}
