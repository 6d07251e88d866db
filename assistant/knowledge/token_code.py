"""TokenCode: token vectors packed small enough to be stored with every passage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

_LEVELS = 127


@dataclass(frozen=True, slots=True)
class TokenCode:
    """How the unit vectors of a passage's tokens become bytes: one byte a dimension.

    `name` changes whenever packed bytes would be read differently.
    """

    name: str
    dimension: int

    @classmethod
    def of_model(cls, fingerprint: str, dimension: int) -> TokenCode:
        """Return the packing for a model."""
        return cls(f"{fingerprint}-{dimension}-int8", dimension)

    def project(self, tokens: Vectors) -> Vectors:
        """Return the rows as they are to be compared with unpacked ones."""
        return tokens

    def pack(self, tokens: Vectors) -> bytes:
        """Return the bytes of one row per token."""
        return np.rint(np.clip(tokens, -1, 1) * _LEVELS).astype(np.int8).tobytes()

    def unpack(self, packed: bytes) -> Vectors:
        """Return the rows of packed bytes."""
        rows = np.frombuffer(packed, np.int8).reshape(-1, self.dimension)
        return np.divide(rows, _LEVELS, dtype=np.float32)
