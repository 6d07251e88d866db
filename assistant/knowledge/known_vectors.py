"""Known vectors: those of the bundled corpus are shipped, so that a first start embeds nothing.

They are told by the digest of the text they belong to and by the model's fingerprint; a text that
was edited, or another model, is simply embedded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from assistant.knowledge.encoder import EncodedPassages, Encoder, Vectors
from assistant.knowledge.token_code import TokenCode
from assistant.knowledge.token_reading import TokenReading

FILE = "vectors.npz"
# the sentences and lists that answers quote; without tokens
PIECES_FILE = "pieces.npz"
_DIGEST_BYTES = 16
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class KnownText:
    """The vector of a text, and its packed tokens; b"" when they are not shipped."""

    vector: Vectors
    tokens: bytes


class KnownVectors:
    """An encoder that looks passages up before it computes their vectors."""

    def __init__(self, encoder: Encoder, known: Mapping[bytes, KnownText]) -> None:
        """Put what is `known`, by digest of the text, in front of an encoder."""
        self._encoder = encoder
        self._known = known

    @property
    def fingerprint(self) -> str:
        """That of the encoder."""
        return self._encoder.fingerprint

    @property
    def dimension(self) -> int:
        """That of the encoder."""
        return self._encoder.dimension

    @property
    def token_code(self) -> TokenCode:
        """That of the encoder."""
        return self._encoder.token_code

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return one row per text, computing only those that are not known."""
        vectors, missing = self._looked_up(texts)
        if missing:
            new = [texts[position] for position in missing]
            vectors[missing] = self._encoder.encode_passages(new, _counted(texts, new, progress))
        elif progress is not None:
            progress(len(texts))
        return vectors

    def read_passages(
        self, texts: Sequence[str], progress: Progress | None = None
    ) -> EncodedPassages:
        """Return vectors and packed tokens, computing only those that are not known."""
        vectors, missing = self._looked_up(texts)
        found = [self._known.get(digest(text)) for text in texts]
        tokens = [known.tokens if known else b"" for known in found]
        if missing:
            new = [texts[position] for position in missing]
            fresh = self._encoder.read_passages(new, _counted(texts, new, progress))
            vectors[missing] = fresh.vectors
            for position, packed in zip(missing, fresh.tokens, strict=True):
                tokens[position] = packed
        elif progress is not None:
            progress(len(texts))
        return EncodedPassages(vectors, tuple(tokens))

    def _looked_up(self, texts: Sequence[str]) -> tuple[Vectors, list[int]]:
        """Return a row per text, and the numbers of the texts whose rows are still to be made."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        missing: list[int] = []
        for position, text in enumerate(texts):
            known = self._known.get(digest(text))
            if known is None:
                missing.append(position)
            else:
                vectors[position] = known.vector
        return vectors, missing

    def encode_query(self, text: str) -> Vectors:
        """Return the vector of a question."""
        return self._encoder.encode_query(text)

    def read_query(self, text: str) -> TokenReading:
        """Return the vectors of a question and of its tokens."""
        return self._encoder.read_query(text)


def _counted(
    texts: Sequence[str], new: Sequence[str], progress: Progress | None
) -> Progress | None:
    """Return what hears how many of the new texts are done, and tells of how many of all."""
    if progress is None:
        return None
    known = len(texts) - len(new)
    return lambda done: progress(known + done)


def digest(text: str) -> bytes:
    """Return what a text is known by."""
    return hashlib.sha256(text.encode()).digest()[:_DIGEST_BYTES]


def save_vectors(
    path: Path, encoder: Encoder, texts: Sequence[str], encoded: EncodedPassages
) -> None:
    """Write what an encoder made of texts to a file: vectors at half precision, packed tokens.

    Rows are in the order of the digests, so that the same texts give the same file.
    """
    rows = {digest(text): row for row, text in enumerate(texts)}
    keys = sorted(rows)
    order = [rows[key] for key in keys]
    packed = [encoded.tokens[row] for row in order]
    np.savez_compressed(
        path,
        fingerprint=np.array(encoder.fingerprint),
        token_code=np.array(encoder.token_code.name),
        digests=np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(len(keys), _DIGEST_BYTES),
        vectors=encoded.vectors[order].astype(np.float16),
        tokens=np.frombuffer(b"".join(packed), dtype=np.uint8),
        ends=np.cumsum([len(data) for data in packed], dtype=np.int64),
    )


def load_vectors(path: Path, encoder: Encoder) -> dict[bytes, KnownText]:
    """Return what a file knows by digest; nothing of a missing or broken or foreign one.

    Tokens packed under another name are left out.
    """
    try:
        with np.load(path, allow_pickle=False) as data:
            if str(data["fingerprint"]) != encoder.fingerprint:
                return {}
            digests, vectors = data["digests"], data["vectors"].astype(np.float32)
            tokens = _tokens(data, encoder.token_code.name)
    except (OSError, ValueError, KeyError, BadZipFile):
        return {}
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    tokens = tokens or [b""] * len(digests)
    rows = zip(digests, vectors, tokens, strict=True)
    return {row.tobytes(): KnownText(vector, packed) for row, vector, packed in rows}


def with_known(encoder: Encoder, path: Path) -> KnownVectors:
    """Return an encoder that looks up first what a file knows."""
    return KnownVectors(encoder, load_vectors(path, encoder))


def _tokens(data: Any, code: str) -> list[bytes]:
    """Return the packed tokens by row, none when they were packed under another name."""
    if "token_code" not in data or str(data["token_code"]) != code:
        return []
    packed, ends = data["tokens"].tobytes(), data["ends"].tolist()
    return [packed[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=True)]
