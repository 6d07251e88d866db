"""VectorTable: unit vectors in memory, searched exactly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.knowledge.encoder import Vectors

_BLOCK = 4096


@dataclass(frozen=True, slots=True)
class _View:
    """What a search sees: the first rows of the blocks, as many as `alive` has, if they are alive.

    Rows behind those, in `ids` as well, belong to later views.
    """

    ids: list[str]
    blocks: tuple[Vectors, ...]
    alive: NDArray[np.bool_]


class VectorTable:
    """Ids with vectors of one length; a change may run beside searches, but not beside another.

    New vectors are written behind those that searches see, block by block, so that growing copies
    nothing; removed ones are struck out, and swept out when they are half of the table.
    """

    def __init__(self, dimension: int) -> None:
        """Begin empty."""
        self._dimension = dimension
        self._rows: dict[str, int] = {}
        self._view = _View([], (), np.zeros(0, np.bool_))

    def __len__(self) -> int:
        """Count the ids."""
        return len(self._rows)

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Add vectors or replace those with the same id; no id may come twice."""
        self.delete(ids)
        view, done = self._view, 0
        blocks, size = list(view.blocks), len(view.alive)
        while done < len(ids):
            if size == len(blocks) * _BLOCK:
                blocks.append(np.empty((_BLOCK, self._dimension), np.float32))
            place = size % _BLOCK
            count = min(_BLOCK - place, len(ids) - done)
            blocks[-1][place : place + count] = vectors[done : done + count]
            done, size = done + count, size + count
        self._rows.update(zip(ids, range(len(view.alive), size), strict=True))
        view.ids.extend(ids)
        alive = np.concatenate([view.alive, np.ones(len(ids), np.bool_)])
        self._view = _View(view.ids, tuple(blocks), alive)

    def delete(self, ids: Iterable[str]) -> None:
        """Remove vectors by id; unknown ids are ignored."""
        rows = [self._rows.pop(id_) for id_ in ids if id_ in self._rows]
        if not rows:
            return
        view = self._view
        alive = view.alive.copy()
        alive[rows] = False
        self._view = _View(view.ids, view.blocks, alive)
        if 2 * len(self._rows) < len(alive):
            self._sweep()

    def nearest(self, vector: Vectors, count: int) -> list[tuple[str, float]]:
        """Return up to `count` (id, cosine similarity) pairs, best first."""
        view = self._view
        scores = np.empty(len(view.alive), np.float32)
        for number, block in enumerate(view.blocks):
            part = scores[number * _BLOCK : (number + 1) * _BLOCK]
            # one thread: a pool of threads waits for its last one when other work has the cores
            np.vecdot(block[: len(part)], vector, out=part)
        rows = np.flatnonzero(view.alive)
        if len(rows) > count:
            rows = rows[np.argpartition(-scores[rows], count)[:count]]
        best = rows[np.argsort(-scores[rows], kind="stable")]
        return [(view.ids[row], float(scores[row])) for row in best]

    def _sweep(self) -> None:
        """Begin anew with what is alive; searches under way keep what they see."""
        old, rows = self._view, np.flatnonzero(self._view.alive)
        ids = [old.ids[row] for row in rows]
        fresh = VectorTable(self._dimension)
        for number, block in enumerate(old.blocks):
            inside = rows // _BLOCK == number
            chosen = [id_ for id_, taken in zip(ids, inside, strict=True) if taken]
            fresh.upsert(chosen, block[rows[inside] % _BLOCK])
        self._rows, self._view = fresh._rows, fresh._view
