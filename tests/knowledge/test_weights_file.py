"""The weights file: a hand-made one with known weights is read value by value."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from assistant.knowledge.weights_file import Sizes, Vocabulary, WeightsFile

SIZES = Sizes(
    hidden=32, layers=1, heads=2, ffn=64, vocabulary=3, positions=2, token_types=2, epsilon=0.5
)
PIECES, SCORES = ["<s>", "▁预算", "x"], [0.0, -1.5, -2.0]
NIBBLES = np.arange(32) % 16  # weight i of a block is (i mod 16 - 8) times its scale

MATRICES = {"emb.word": (3, 32), "l0.q.w": (32, 32), "l0.k.w": (32, 32), "l0.v.w": (32, 32),
            "l0.ao.w": (32, 32), "l0.fi.w": (64, 32), "l0.fo.w": (32, 64)}  # fmt: skip
VECTORS = {"emb.pos": 64, "emb.type": 32, "emb.ln.w": 32, "emb.ln.b": 32,
           "l0.q.b": 32, "l0.k.b": 32, "l0.v.b": 32, "l0.ao.b": 32, "l0.fi.b": 64, "l0.fo.b": 32,
           "l0.aln.w": 32, "l0.aln.b": 32, "l0.oln.w": 32, "l0.oln.b": 32}  # fmt: skip


def block(scale: float) -> bytes:
    packed = NIBBLES[:16] | (NIBBLES[16:] << 4)
    return np.float16(scale).tobytes() + packed.astype(np.uint8).tobytes()


def tensor_data() -> dict[str, tuple[int, int, bytes]]:
    """Return (kind, count, bytes) by name; the n-th row of a matrix has the scale n + 1."""
    data = {}
    for name, (rows, columns) in MATRICES.items():
        raw = b"".join(block(row + 1) * (columns // 32) for row in range(rows))
        data[name] = (1, rows * columns, raw)
    for number, (name, count) in enumerate(VECTORS.items()):
        values = np.arange(count, dtype=np.float32) + 100 * number
        data[name] = (0, count, values.tobytes())
    return data


def write(path: Path, magic: bytes = b"E5S1") -> Path:
    size = SIZES
    text = "".join(PIECES).encode()
    ends = np.cumsum([0, *(len(piece.encode()) for piece in PIECES)])
    head = magic + struct.pack(
        "<i7ifi",
        1,
        size.hidden,
        size.layers,
        size.heads,
        size.ffn,
        size.vocabulary,
        size.positions,
        size.token_types,
        size.epsilon,
        32,
    )
    head += struct.pack("<5iQ", 3, 0, 2, 1, 0, len(text))
    head += ends.astype(np.uint32).tobytes() + np.array(SCORES, np.float32).tobytes() + text
    head += struct.pack("<iI", 0, 4) + b"skip"
    tensors = tensor_data()
    names = sum(2 + len(name) + 21 for name in tensors)
    at = -(-(len(head) + 4 + names) // 64) * 64
    directory, body = struct.pack("<i", len(tensors)), b""
    for name, (kind, count, raw) in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, count, at + len(body), len(raw))
        body += raw + b"\0" * (-len(raw) % 64)
    path.write_bytes((head + directory).ljust(at, b"\0") + body)
    return path  # fmt: skip


@pytest.fixture
def weights(tmp_path):
    return WeightsFile(write(tmp_path / "tiny.bin"))


def test_sizes_and_vocabulary_are_read(weights):
    assert weights.sizes == SIZES
    assert weights.vocabulary == Vocabulary(PIECES, SCORES, begin=0, end=2, padding=1, unknown=0)


def test_four_bit_weights_are_unpacked_with_the_scale_of_their_block(weights):
    word = weights.tensors()["embeddings.word_embeddings.weight"]

    np.testing.assert_array_equal(word, [(NIBBLES - 8) * scale for scale in (1.0, 2.0, 3.0)])
    assert word.dtype == np.float32


def test_a_row_may_span_several_blocks(weights):
    wide = weights.tensors()["encoder.layer.0.output.dense.weight"]

    assert wide.shape == (32, 64)
    np.testing.assert_array_equal(wide[1], np.tile((NIBBLES - 8) * 2.0, 2))


def test_plain_tensors_are_read_as_they_are(weights):
    tensors = weights.tensors()

    np.testing.assert_array_equal(
        tensors["embeddings.position_embeddings.weight"], np.arange(64).reshape(2, 32)
    )
    np.testing.assert_array_equal(
        tensors["encoder.layer.0.output.LayerNorm.bias"], np.arange(32) + 1300
    )


def test_a_token_type_the_file_leaves_out_is_zero(weights):
    types = weights.tensors()["embeddings.token_type_embeddings.weight"]

    np.testing.assert_array_equal(types, [np.arange(32) + 100, np.zeros(32)])


def test_every_tensor_the_encoder_has_is_named(weights):
    layer = "encoder.layer.0."
    ends = ("attention.self.query", "attention.self.key", "attention.self.value",
            "attention.output.dense", "intermediate.dense", "output.dense",
            "attention.output.LayerNorm", "output.LayerNorm")  # fmt: skip
    embeddings = {"word_embeddings.weight", "position_embeddings.weight",
                  "token_type_embeddings.weight", "LayerNorm.weight", "LayerNorm.bias"}  # fmt: skip

    assert set(weights.tensors()) == {f"embeddings.{name}" for name in embeddings} | {
        f"{layer}{end}.{kind}" for end in ends for kind in ("weight", "bias")
    }


def test_another_file_is_refused(tmp_path):
    with pytest.raises(ValueError, match="is not a weights file of the known format"):
        WeightsFile(write(tmp_path / "other.bin", magic=b"GGUF"))
