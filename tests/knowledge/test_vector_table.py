"""The table of vectors: exact after any changes, and whole for searches that run beside them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.knowledge.chroma_client import open_client
from assistant.knowledge.vector_index import VectorIndex
from assistant.knowledge.vector_table import VectorTable


def unit(rows: int, seed: int = 7, dimension: int = 8) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(rows, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


POOL = unit(60)
steps = st.lists(
    st.tuples(st.booleans(), st.lists(st.integers(0, 59), max_size=25, unique=True)), max_size=8
)


@settings(max_examples=50)
@given(steps)
def test_after_any_changes_the_nearest_are_those_of_a_search_by_hand(changes):
    table, held = VectorTable(8), {}
    for number, (adding, keys) in enumerate(changes):
        ids = [f"{key}" for key in keys]
        if adding:
            vectors = np.roll(POOL, number, axis=0)[keys]
            table.upsert(ids, vectors)
            held |= dict(zip(ids, vectors, strict=True))
        else:
            table.delete(ids)
            held = {id_: vector for id_, vector in held.items() if id_ not in ids}
        assert len(table) == len(held)
        for query, count in ((POOL[0], 5), (POOL[1], 99)):
            expected = sorted(-float(vector @ query) for vector in held.values())[:count]
            found = table.nearest(query, count)
            assert [-score for _, score in found] == pytest.approx(expected, abs=1e-6)
            assert all(score == pytest.approx(held[id_] @ query) for id_, score in found)


@pytest.mark.parametrize("rows", [4095, 4096, 4097, 9000])
def test_tables_of_several_blocks_find_every_row(rows):
    vectors, table = unit(rows), VectorTable(8)
    for start in range(0, rows, 1000):
        table.upsert(
            [str(row) for row in range(start, min(start + 1000, rows))],
            vectors[start : start + 1000],
        )

    for row in (0, 4094, rows - 1):
        assert table.nearest(vectors[row], 1)[0][0] == str(row)
    table.delete(map(str, range(0, rows, 2)))
    table.delete(map(str, range(1, rows, 4)))  # more than half: swept
    assert (table.nearest(vectors[4091], 1)[0][0], len(table)) == ("4091", len(range(3, rows, 4)))


def test_none_of_many_like_vectors_is_missed(tmp_path):
    vectors = np.repeat(POOL[:1], 3000, axis=0)
    index = VectorIndex(open_client(tmp_path / "chroma", ""), "model", 8)
    index.upsert([str(row) for row in range(3000)], vectors)

    assert len({id_ for id_, _ in index.nearest(POOL[0], 3000)}) == 3000


def test_an_owner_with_more_than_fits_is_served_by_chroma(tmp_path):
    index = VectorIndex(open_client(tmp_path / "chroma", ""), "model", 8, most_exact=40)
    ids = [str(row) for row in range(60)]
    index.upsert(ids[:40], POOL[:40])
    assert index._tables.keys() == {""}

    index.upsert(ids[40:], POOL[40:])
    assert index._tables == {}
    index.remember(ids, POOL)
    assert index._tables == {}
    index.delete(ids[50:])

    assert [index.nearest(POOL[row], 1)[0][0] for row in (0, 39, 49)] == ["0", "39", "49"]
    assert len(index.nearest(POOL[55], 99)) == 50


def test_vectors_handed_over_are_searched_and_kept_in_step(tmp_path):
    ids = [str(row) for row in range(60)]
    VectorIndex(open_client(tmp_path / "chroma", ""), "model", 8).upsert(ids, POOL)
    index = VectorIndex(open_client(tmp_path / "chroma", ""), "model", 8)

    index.remember(ids, POOL)
    index.delete(ids[:10])
    index.upsert(["new"], -POOL[:1])

    assert len(index.nearest(POOL[0], 99)) == len(index.ids()) == 51
    assert index.nearest(-POOL[0], 1) == [("new", pytest.approx(1.0))]
