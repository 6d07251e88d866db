"""The packing of token vectors: small, the same everywhere, and near to what was packed."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.token_code import TokenCode


def unit_rows(count: int, dimension: int, seed: int = 1) -> np.ndarray:
    rows = np.random.RandomState(seed).randn(count, dimension).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def code(dimension: int = 384) -> TokenCode:
    return TokenCode.of_model("m", np.zeros(dimension, np.float32))


def test_two_bits_a_dimension_and_half_the_tokens():
    packed = code().pack(unit_rows(10, 384))

    assert len(packed) == 5 * 384 // 4
    assert code().unpack(packed).shape == (5, 384)


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_few_tokens_are_not_lost(count):
    assert len(code().unpack(code().pack(unit_rows(count, 384)))) == min(count, 1)


def test_turning_changes_no_cosine():
    rows = unit_rows(6, 384)

    turned = code().project(rows)

    np.testing.assert_allclose(turned @ turned.T, rows @ rows.T, atol=1e-5)


def test_vectors_are_centred_on_the_mean():
    rows = unit_rows(4, 64)
    mean = np.full(64, 0.05, np.float32)
    centred = rows - mean
    expected = centred / np.linalg.norm(centred, axis=1, keepdims=True)

    projected = TokenCode.of_model("m", mean).project(rows)

    np.testing.assert_allclose(projected @ projected.T, expected @ expected.T, atol=1e-5)


@given(st.integers(2, 40).map(lambda tens: tens * 20), st.integers(0, 99))
def test_a_packed_vector_is_near_to_itself_and_far_from_others(dimension, seed):
    rows = unit_rows(2, dimension, seed)
    packed = [code(dimension).unpack(code(dimension).pack(row[None]))[0] for row in rows]

    cosines = code(dimension).project(rows) @ np.stack(packed).T

    assert cosines.diagonal().min() > 0.85
    assert cosines.diagonal().min() > max(cosines[0, 1], cosines[1, 0])


def test_the_tokens_most_alike_are_put_together():
    apart, near = unit_rows(3, 384), unit_rows(1, 384, 5)
    twins = np.concatenate([near, near + 0.01 * unit_rows(1, 384, 6), apart[:2]])

    kept = code().unpack(code().pack(twins))
    (closest,) = (code().project(near) @ kept.T).max(axis=1, keepdims=True)

    assert len(kept) == 2
    assert closest > 0.85


def test_packed_bytes_are_the_same_on_every_machine_and_in_every_version():
    """When this fails on purpose, change the name of the scheme: stored vectors must be redone."""
    rows = np.sin(np.arange(4 * 64, dtype=np.float32).reshape(4, 64) ** 1.5)
    packed = code(64).pack(rows / np.linalg.norm(rows, axis=1, keepdims=True))

    assert code(64).name == "m-64-halved-2bit-1"
    assert hashlib.sha256(packed).hexdigest()[:16] == "52a389ca802bf96a"
