"""Vectors that are shipped: looked up by text and model, computed where they are not known."""

from __future__ import annotations

import numpy as np
from fakes import WordEncoder

from assistant.answering.ranking import piece_texts
from assistant.knowledge.corpus import corpus_passages, corpus_texts
from assistant.knowledge.encoder import SentenceTransformerEncoder
from assistant.knowledge.known_vectors import (
    FILE,
    PIECES_FILE,
    KnownVectors,
    digest,
    load_vectors,
    save_vectors,
)
from assistant.prompts import resource_dir


class CountingEncoder(WordEncoder):
    """Remembers which texts it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def encode_passages(self, texts, progress=None):
        self.asked += texts
        return super().encode_passages(texts, progress)


def test_known_texts_are_looked_up_and_others_computed_in_their_order(tmp_path):
    plain, encoder = WordEncoder(), CountingEncoder()
    texts = ["预热十天", "品牌与流量", "新的一段"]
    path = tmp_path / FILE
    save_vectors(path, plain, texts[:2], plain.read_passages(texts[:2]))
    known = KnownVectors(encoder, load_vectors(path, plain))
    told: list[int] = []
    rows = known.encode_passages([texts[2], *texts[:2]], told.append)
    assert encoder.asked == [texts[2]]
    expected = plain.encode_passages([texts[2], *texts[:2]])
    assert np.allclose(rows, expected, atol=1e-3)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert told[-1] == 3


def test_tokens_are_looked_up_and_those_packed_otherwise_are_left_out(tmp_path):
    plain, path = WordEncoder(), tmp_path / FILE
    texts = ["预热十天", "品牌与流量"]
    save_vectors(path, plain, texts, plain.read_passages(texts))
    with np.load(path) as data:
        renamed = {**data, "token_code": np.array("another")}
    np.savez(tmp_path / "renamed.npz", **renamed)

    known = KnownVectors(CountingEncoder(), load_vectors(path, plain))
    others = KnownVectors(CountingEncoder(), load_vectors(tmp_path / "renamed.npz", plain))

    assert known.read_passages(texts[::-1]).tokens == plain.read_passages(texts[::-1]).tokens
    assert others.read_passages(texts).tokens == (b"", b"")


def test_the_file_of_another_model_or_a_broken_one_gives_nothing(tmp_path):
    encoder = WordEncoder()
    path = tmp_path / FILE
    save_vectors(path, WordEncoder("another"), ["a"], encoder.read_passages(["a"]))
    assert load_vectors(path, encoder) == {}
    path.write_bytes(b"PK broken")
    assert load_vectors(path, encoder) == {}
    assert load_vectors(tmp_path / "missing.npz", encoder) == {}


def test_every_passage_of_the_corpus_has_its_vector_and_nothing_else_is_shipped(tmp_path):
    """When this fails, the corpus was edited: run `make vectors`."""
    corpus = resource_dir("corpus")
    shipped = load_vectors(corpus / FILE, SentenceTransformerEncoder("bundled", tmp_path))
    assert set(shipped) == {digest(text) for text in corpus_texts(corpus)}
    assert all(known.tokens for known in shipped.values())


def test_every_piece_that_an_answer_may_quote_has_its_vector(tmp_path):
    """When this fails, the corpus was edited: run `make vectors`."""
    corpus = resource_dir("corpus")
    shipped = load_vectors(corpus / PIECES_FILE, SentenceTransformerEncoder("bundled", tmp_path))
    assert set(shipped) == {digest(text) for text in piece_texts(corpus_passages(corpus))}


def test_texts_that_are_not_known_are_read_with_their_tokens(tmp_path):
    plain = WordEncoder()
    texts, path = ["预热十天", "新的一段"], tmp_path / FILE
    save_vectors(path, plain, texts[:1], plain.read_passages(texts[:1]))

    read = KnownVectors(WordEncoder(), load_vectors(path, plain)).read_passages(texts)

    assert read.tokens == plain.read_passages(texts).tokens
