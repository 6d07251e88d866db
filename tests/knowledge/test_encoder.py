"""The encoder: one model behind a lock, nothing loaded too early, the same vector every time."""

from __future__ import annotations

import threading

import numpy as np
import pytest
import torch

from assistant.errors import ModelError
from assistant.knowledge.encoder import SentenceTransformerEncoder
from assistant.knowledge.token_reading import one_thread

TEXTS = ["预算", "先定目标，再定总额。" * 10, "x", "Measure the cost per lead weekly.", "抖音投放"]


def test_nothing_is_loaded_before_the_first_text(tmp_path):
    encoder = SentenceTransformerEncoder("bundled", tmp_path / "models")

    assert (encoder.fingerprint, encoder.dimension) == ("multilingual-e5-small", 384)
    assert not (tmp_path / "models").exists()


@pytest.mark.parametrize(
    ("name", "fingerprint"),
    [
        ("bundled", "multilingual-e5-small"),
        ("/models/bge-m3", "bge-m3-5e939600"),
        ("/other/bge-m3", "bge-m3-437e6fe5"),
        ("BAAI/bge-m3", "bge-m3-d790e737"),
    ],
)
def test_a_fingerprint_tells_models_of_one_name_apart(tmp_path, name, fingerprint):
    assert SentenceTransformerEncoder(name, tmp_path).fingerprint == fingerprint


def test_every_text_gets_its_own_vector_in_order(bundled_encoder):
    together = bundled_encoder.encode_passages(TEXTS)
    alone = np.concatenate([bundled_encoder.encode_passages([text]) for text in TEXTS])

    np.testing.assert_allclose(together, alone, atol=0.01)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-3)


def test_progress_counts_the_texts_done(bundled_encoder):
    done: list[int] = []

    bundled_encoder.encode_passages(["x"] * 20, done.append)

    assert done == [16, 20]


def test_no_texts_are_no_vectors(bundled_encoder):
    assert bundled_encoder.encode_passages([]).shape == (0, 384)


def test_questions_and_passages_are_told_apart(bundled_encoder):
    question, passage = (
        bundled_encoder.encode_query("预算"),
        bundled_encoder.encode_passages(["预算"]),
    )

    assert 0.5 < float(passage[0] @ question) < 0.999


def test_threads_get_the_same_vectors_as_one_alone(bundled_encoder):
    expected = {text: bundled_encoder.encode_query(text) for text in TEXTS}
    wrong: list[str] = []

    def run(text: str) -> None:
        for _ in range(5):
            if not np.allclose(bundled_encoder.encode_query(text), expected[text], atol=1e-4):
                wrong.append(text)

    threads = [threading.Thread(target=run, args=[text]) for text in TEXTS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def test_a_folder_can_be_named_as_the_model(bundled_models, bundled_encoder, tmp_path):
    folder = bundled_models / "multilingual-e5-small"

    named = SentenceTransformerEncoder(str(folder), tmp_path)

    assert named.dimension == 384
    np.testing.assert_allclose(
        named.encode_query("预算"), bundled_encoder.encode_query("预算"), atol=1e-5
    )


def test_a_folder_without_a_model_is_named_with_the_way_out(tmp_path):
    encoder = SentenceTransformerEncoder(str(tmp_path), tmp_path)

    with pytest.raises(ModelError) as caught:
        encoder.load()

    assert caught.value.zh == (
        f"语义模型 {tmp_path} 打不开：请检查名称或路径，或把 EMBEDDING 设回 bundled。"
    )


def test_tokens_come_from_the_pass_that_gives_the_vector(bundled_encoder):
    read = bundled_encoder.read_passages(TEXTS)

    np.testing.assert_allclose(read.vectors, bundled_encoder.encode_passages(TEXTS), atol=0.01)
    assert all(len(packed) % 96 == 0 and packed for packed in read.tokens)


def test_a_question_is_read_word_by_word_without_prompt_and_punctuation(bundled_encoder):
    text = "How much, per lead?"

    reading = bundled_encoder.read_query(text)

    assert [text[start:end] for start, end in reading.spans] == ["How", "much", "per", "lead"]
    assert reading.tokens.shape == (4, 384)


def test_a_word_is_nearest_to_itself_in_another_language(bundled_encoder):
    reading = bundled_encoder.read_query("budget")
    words = ["预算分配", "下雨的天气", "足球比赛"]
    code = bundled_encoder.token_code

    packed = bundled_encoder.read_passages(words).tokens
    best = [(reading.tokens @ code.unpack(data).T).max() for data in packed]

    assert int(np.argmax(best)) == 0


def test_a_text_without_words_has_no_tokens(bundled_encoder):
    assert bundled_encoder.read_query("？！").spans == ()
    assert bundled_encoder.read_passages(["？！"]).tokens == (b"",)


def test_one_thread_is_for_the_moment():
    before = torch.get_num_threads()

    with one_thread():
        assert torch.get_num_threads() == 1

    assert torch.get_num_threads() == before
