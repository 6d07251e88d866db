"""The golden questions are asked once a run, with the real model."""

from __future__ import annotations

import shutil

import pytest
from bundled import load_bundled_encoder
from golden_run import ask_golden_questions


@pytest.fixture(scope="session")
def outcomes(tmp_path_factory):
    """What became of every golden question."""
    base = tmp_path_factory.getbasetemp()
    yield ask_golden_questions(load_bundled_encoder(base), tmp_path_factory.mktemp("golden"))
    shutil.rmtree(base / "models", ignore_errors=True)
