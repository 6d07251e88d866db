"""Token vectors: what reranking compares, kept beside the passages, made where it is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from assistant.errors import BusyError
from assistant.knowledge.encoder import Encoder
from assistant.knowledge.segment import indexed_text
from assistant.storage.records import Passage
from assistant.storage.token_store import PackedTokens, TokenStore

_BATCH = 8  # a question that comes meanwhile waits for no more than these


class TokenSource(Protocol):
    """Gives the packed token vectors of passages."""

    def of(self, passages: Sequence[Passage]) -> Mapping[str, bytes]:
        """Return the packed vectors by passage id; what is not known is left out."""


class HeldTokens:
    """Token vectors held in memory, by passage id."""

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        """Hold these."""
        self._packed = packed

    def of(self, passages: Sequence[Passage]) -> Mapping[str, bytes]:
        """Return those of these passages."""
        ids = (passage.id for passage in passages)
        return {id_: self._packed[id_] for id_ in ids if id_ in self._packed}


class TokenVectors:
    """The token vectors in the database; those of a former model or an older database are made.

    Those of the few passages asked for are made at once, the rest by `fill`.
    """

    def __init__(self, store: TokenStore, encoder: Encoder) -> None:
        """Read from a store, and write to it what an encoder makes."""
        self._store = store
        self._encoder = encoder

    def of(self, passages: Sequence[Passage]) -> Mapping[str, bytes]:
        """Return the packed vectors of these passages by id, b"" for a model that gives none."""
        found = self._store.read([passage.id for passage in passages], self._code)
        lacking = [passage for passage in passages if passage.id not in found]
        return found | self._make(lacking) if lacking else found

    def packed(self, passages: Sequence[Passage], packed: Sequence[bytes]) -> PackedTokens:
        """Return what was made along with the passages' vectors; b"" is left to be made later."""
        rows = zip(passages, packed, strict=True)
        return PackedTokens(self._code, {passage.id: data for passage, data in rows if data})

    def keep(self, tokens: PackedTokens) -> None:
        """Store what was made."""
        self._store.write(tokens)

    def missing(self) -> set[str]:
        """Return the ids of the passages that have none yet."""
        return self._store.missing(self._code)

    def fill(self, passages: Sequence[Passage]) -> Iterator[int]:
        """Make those of all these passages, a few at a time; yields how many are done."""
        for start in range(0, len(passages), _BATCH):
            self._make(passages[start : start + _BATCH])
            yield min(start + _BATCH, len(passages))

    def _make(self, passages: Sequence[Passage]) -> dict[str, bytes]:
        texts = [indexed_text(passage) for passage in passages]
        encoded = self._encoder.read_passages(texts)
        ids = [passage.id for passage in passages]
        made = dict(zip(ids, encoded.tokens, strict=True))
        try:
            self._store.write(PackedTokens(self._code, made))
        except BusyError:  # another program writes; the next search makes them again
            return made
        return made

    @property
    def _code(self) -> str:
        return self._encoder.token_code.name
