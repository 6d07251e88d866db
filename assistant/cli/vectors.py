"""The vectors command, for those who edit the corpus: compute what is shipped beside it."""

from __future__ import annotations

from pathlib import Path

import typer

from assistant.cli.output import Home, open_app, show_progress
from assistant.knowledge.corpus import corpus_texts
from assistant.knowledge.known_vectors import FILE, save_vectors


def vectors(context: typer.Context, corpus: Path, home: Home = None) -> None:
    """Write the vectors of a corpus folder's passages to a file in it."""
    with open_app(context, home, show_progress) as app:
        texts = corpus_texts(corpus)
        total = len(texts)
        encoded = app.encoder.read_passages(texts, lambda done: show_progress(f"{done}/{total}"))
        save_vectors(corpus / FILE, app.encoder, texts, encoded)
