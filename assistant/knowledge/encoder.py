"""Encoder: texts become unit vectors; one model behind one lock, loaded once, on first use."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError
from assistant.knowledge import bundled_model
from assistant.knowledge.token_code import TokenCode
from assistant.knowledge.token_reading import TokenReading, one_thread, read_tokens
from assistant.prompts import resource_dir

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

_BATCH = 16
# the mean of the bundled model's token vectors over the corpus; not to be made anew with it, since
# whatever is stored was packed with this one
_MEAN = "token_mean.npy"


@dataclass(frozen=True, slots=True)
class EncodedPassages:
    """One row of `vectors` and one entry of packed `tokens` per text, from the same pass.

    The tokens of a text are b"" when the model gives none.
    """

    vectors: Vectors
    tokens: tuple[bytes, ...]


class Encoder(Protocol):
    """What retrieval needs of an embedding model; vectors have length one."""

    @property
    def fingerprint(self) -> str:
        """Name of the model plus whatever else changes its vectors."""

    @property
    def dimension(self) -> int:
        """Length of the vectors."""

    @property
    def token_code(self) -> TokenCode:
        """How the vectors of tokens are packed."""

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> Vectors:
        """Return one row per text; `progress` gets the number of texts done so far."""

    def read_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> EncodedPassages:
        """Return what `encode_passages` does, with the packed vectors of the texts' tokens."""

    def encode_query(self, text: str) -> Vectors:
        """Return the vector of a question."""

    def read_query(self, text: str) -> TokenReading:
        """Return the vector of a question and those of its tokens, as they are to be compared."""


class SentenceTransformerEncoder:
    """A sentence-transformers model; `query: ` and `passage: ` prompts when the model has them."""

    def __init__(
        self, name: str, models_dir: Path, progress: Callable[[str], None] = lambda _: None
    ) -> None:
        """Remember which model; nothing is loaded before the first text.

        `name` is "bundled" or any sentence-transformers name or path.
        """
        self._name = name
        self._models_dir = models_dir
        self._progress = progress
        self._lock = threading.Lock()
        self._model: SentenceTransformer | None = None
        self._code: TokenCode | None = None
        self._last_query: tuple[str, TokenReading] | None = None

    @property
    def fingerprint(self) -> str:
        """The model's name; paths keep only their last part and a digest of the whole."""
        if self._name == "bundled":
            return bundled_model.NAME
        digest = hashlib.sha256(self._name.encode()).hexdigest()[:8]
        return f"{Path(self._name).name}-{digest}"

    @property
    def dimension(self) -> int:
        """Length of the vectors; known without loading for the bundled model."""
        if self._name == "bundled":
            return bundled_model.DIMENSION
        with self._lock:
            return _dimension(self._loaded())

    def load(self) -> None:
        """Load the model now (a server does this in the background at start)."""
        with self._lock:
            self._loaded()

    @property
    def token_code(self) -> TokenCode:
        """The packing for this model; only the bundled one's mean is known."""
        if self._code is None:
            mean = (
                np.load(resource_dir("corpus") / _MEAN).astype(np.float32)
                if self._name == "bundled"
                else np.zeros(self.dimension, np.float32)
            )
            self._code = TokenCode.of_model(self.fingerprint, mean)
        return self._code

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> Vectors:
        """Return one unit vector per text; batches are sorted by length to waste no padding."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for batch in _batches(texts, progress):
            with self._lock:
                vectors[batch] = _encode(self._loaded(), [texts[i] for i in batch], "passage")
        return vectors

    def read_passages(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> EncodedPassages:
        """Return vectors and packed tokens; what is not packed yet is one batch at most."""
        code = self.token_code
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        tokens = [b""] * len(texts)
        for batch in _batches(texts, progress):
            for i, reading in zip(
                batch, self._read([texts[i] for i in batch], "passage"), strict=True
            ):
                vectors[i], tokens[i] = reading.vector, code.pack(reading.tokens)
        return EncodedPassages(vectors, tuple(tokens))

    def encode_query(self, text: str) -> Vectors:
        """Return the unit vector of a question."""
        return self.read_query(text).vector

    def read_query(self, text: str) -> TokenReading:
        """Return the vectors of a question; the last one is remembered.

        One question is encoded for its passages, for their sentences and for the answer.
        """
        last = self._last_query
        if last is None or last[0] != text:
            (reading,) = self._read([text], "query")
            ready = replace(reading, tokens=self.token_code.project(reading.tokens))
            self._last_query = last = text, ready
        return last[1]

    def _read(self, texts: list[str], kind: str) -> list[TokenReading]:
        with self._lock:
            model = self._loaded()
            with one_thread() if kind == "query" else nullcontext():
                return read_tokens(model, texts, model.prompts.get(kind) or "")

    def _loaded(self) -> SentenceTransformer:
        if self._model is None:
            self._model = self._load()
        return self._model

    def _load(self) -> SentenceTransformer:
        # torch takes seconds to import; commands that embed nothing must not pay for it
        import torch
        import transformers
        from sentence_transformers import SentenceTransformer

        source = self._source()
        dtype = torch.bfloat16 if _has_fast_bfloat16(torch.cpu) else torch.float32
        # the library reports layers this use does not need, and draws a bar for a local file
        logging.getLogger("transformers").setLevel(logging.ERROR)
        transformers.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            return SentenceTransformer(
                source, device="cpu", model_kwargs={"dtype": dtype}, trust_remote_code=False
            )
        except (OSError, ValueError) as error:
            raise ModelError(
                f"语义模型 {self._name} 打不开：请检查名称或路径，或把 EMBEDDING 设回 bundled。",
                f"The embedding model {self._name} cannot be loaded: check its name or path, "
                "or set EMBEDDING back to bundled.",
            ) from error

    def _source(self) -> str:
        if self._name != "bundled":
            return self._name
        target = self._models_dir / bundled_model.NAME
        packaged = bundled_model.packaged_weights()
        if packaged is not None:
            return str(bundled_model.convert(packaged, target, self._progress))
        self._progress(f"正在下载语义模型 {bundled_model.HUB_NAME}（镜像可用 HF_ENDPOINT 指定）")
        return bundled_model.HUB_NAME


def _batches(texts: Sequence[str], progress: Callable[[int], None] | None) -> Iterator[list[int]]:
    """Yield the numbers of the texts in batches of like length; tells when each one is done."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        yield batch
        if progress is not None:
            progress(start + len(batch))


def _dimension(model: SentenceTransformer) -> int:
    size = model.get_embedding_dimension()
    if size is None:
        raise ModelError("语义模型没有给出向量维数。", "The embedding model names no dimension.")
    return size


def _encode(model: SentenceTransformer, texts: list[str], kind: str) -> Vectors:
    prompt = model.prompts.get(kind) or ""
    vectors = model.encode(
        texts,
        prompt=prompt,
        batch_size=_BATCH,
        normalize_embeddings=True,
        convert_to_numpy=True,
        show_progress_bar=False,
    )
    return np.asarray(vectors, dtype=np.float32)


def _has_fast_bfloat16(cpu: ModuleType) -> bool:
    """Tell whether bfloat16 is faster than float32 here (AMX or AVX512-BF16)."""
    capabilities: dict[str, object] = getattr(cpu, "get_capabilities", dict)()
    return bool(capabilities.get("amx_bf16") or capabilities.get("avx512_bf16"))
