"""Token reading: a model's vectors of a text and of each of its tokens, from one forward pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TokenReading:
    """A text as a model read it.

    `vector` is the text's unit vector. `tokens` has a unit vector for each token of the text's
    words, without prompt, special tokens and punctuation, and `spans` where in the text each
    stands. A model that does not give the vectors of tokens leaves both empty.
    """

    vector: Vectors
    spans: tuple[Span, ...]
    tokens: Vectors


def read_tokens(
    model: SentenceTransformer, texts: Sequence[str], prompt: str
) -> list[TokenReading]:
    """Return one reading per text; the texts go through the model as one batch."""
    items: Any = model.encode(
        list(texts),
        prompt=prompt,
        batch_size=len(texts),
        output_value=None,
        show_progress_bar=False,
    )
    whole = [prompt + text for text in texts]
    rows = zip(items, whole, _spans(model, whole), strict=True)
    return [_reading(item, text, spans, len(prompt)) for item, text, spans in rows]


@contextmanager
def one_thread() -> Iterator[None]:
    """Let the model work in one thread meanwhile.

    A question is too short to share: two threads wait for each other at every layer. While other
    work had the two cores, one took 2.6 s with two threads and 0.4 s with one.
    """
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _reading(
    item: dict[str, Any], text: str, spans: NDArray[np.int64], prompt: int
) -> TokenReading:
    """Return a reading of the text, which begins with a prompt of that length."""
    vector = _unit(item["sentence_embedding"].float().numpy())
    none = TokenReading(vector, (), np.zeros((0, len(vector)), np.float32))
    tokens = item.get("token_embeddings")
    if tokens is None or "attention_mask" not in item:
        return none
    rows = tokens[item["attention_mask"].bool()].float().numpy()
    if len(rows) != len(spans):  # a model that does not keep one vector per token
        return none
    # special tokens stand nowhere, and a lone space belongs to the prompt
    kept = [
        row
        for row, (start, end) in enumerate(spans)
        if end > prompt and any(map(str.isalnum, text[start:end]))
    ]
    places = ((max(0, start - prompt), end - prompt) for start, end in spans[kept].tolist())
    return TokenReading(vector, tuple(places), _unit(rows[kept]))


def _spans(model: SentenceTransformer, texts: list[str]) -> list[NDArray[np.int64]]:
    """Return where the tokens of each text stand, none for a tokenizer that cannot tell."""
    tokenizer = model.tokenizer
    if not getattr(tokenizer, "is_fast", False):
        return [np.zeros((0, 2), np.int64) for _ in texts]
    found = tokenizer(
        texts, truncation=True, max_length=model.max_seq_length, return_offsets_mapping=True
    )
    return [np.asarray(spans, np.int64).reshape(-1, 2) for spans in found["offset_mapping"]]


def _unit(rows: Vectors) -> Vectors:
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9), np.float32)
