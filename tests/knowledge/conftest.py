"""The real model, for the few tests of what surrounds it."""

from __future__ import annotations

import shutil

import pytest
from bundled import convert_bundled_model, load_bundled_encoder


@pytest.fixture(scope="session")
def bundled_models(tmp_path_factory):
    """The folder of the converted model; half a gigabyte, removed at the end."""
    base = tmp_path_factory.getbasetemp()
    yield convert_bundled_model(base)
    shutil.rmtree(base / "models", ignore_errors=True)


@pytest.fixture(scope="session")
def bundled_encoder(tmp_path_factory, bundled_models):
    """The encoder every installation starts with."""
    return load_bundled_encoder(tmp_path_factory.getbasetemp())
