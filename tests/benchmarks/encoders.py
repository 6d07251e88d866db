"""Encoders to measure with: the real one with a watch, and a stand-in for when it takes an hour."""

from __future__ import annotations

import time
import zlib
from dataclasses import replace

import numpy as np
from fakes import WordEncoder
from langchain_core.embeddings import Embeddings

from assistant.knowledge.encoder import EncodedPassages, Encoder

DIMENSION = 384
# token vectors of a passage of 250 characters, after those most alike were put together
_ROWS = 79
_TO_A_BYTE = 4
_NOISES = 64
_SEED = 3


class StandIn(WordEncoder):
    """Vectors of the real dimension, made of a text's pairs of characters in microseconds.

    A question is encoded by the real model as well, for the time that takes; what comes out is not
    used, because it would be near no passage. The vectors of tokens are noise, as much of it as
    the real model makes of a passage: reranking with them takes as long, and finds nothing.
    """

    dimension = DIMENSION

    def __init__(self, real: Encoder) -> None:
        super().__init__("stand-in")
        self._real = real
        noise = np.random.default_rng(_SEED)
        self._noise = [noise.bytes(_ROWS * DIMENSION // _TO_A_BYTE) for _ in range(_NOISES)]

    @property
    def token_code(self):
        return self._real.token_code

    def encode_passages(self, texts, progress=None):
        rows = [self._vector(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, DIMENSION), np.float32)

    def read_passages(self, texts, progress=None):
        tokens = (self._noise[zlib.crc32(text.encode()) % _NOISES] for text in texts)
        return EncodedPassages(self.encode_passages(texts), tuple(tokens))

    def encode_query(self, text):
        return self.read_query(text).vector

    def read_query(self, text):
        return replace(self._real.read_query(text), vector=self._vector(text))

    @staticmethod
    def _vector(text: str) -> np.ndarray:
        characters = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.uint64)
        pairs = (characters[:-1] * 0x9E3779B1 + characters[1:] * 0x85EBCA77) % 0xFFFFFFFB
        counts = np.bincount((pairs % DIMENSION).astype(np.int64), minlength=DIMENSION)
        vector = counts.astype(np.float32) + 1.0
        return vector / np.linalg.norm(vector)


class Watched:
    """An encoder that adds up how long it took over passages."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.seconds = 0.0

    def __getattr__(self, name):
        return getattr(self._encoder, name)

    def encode_passages(self, texts, progress=None):
        return self._timed(self._encoder.encode_passages, texts, progress)

    def read_passages(self, texts, progress=None):
        return self._timed(self._encoder.read_passages, texts, progress)

    def _timed(self, encode, texts, progress):
        started = time.perf_counter()
        found = encode(texts, progress)
        self.seconds += time.perf_counter() - started
        return found


class AsEmbeddings(Embeddings):
    """The same encoder as LangChain wants it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def embed_documents(self, texts):
        return self._encoder.encode_passages(texts).tolist()

    def embed_query(self, text):
        return self._encoder.encode_query(text).tolist()
