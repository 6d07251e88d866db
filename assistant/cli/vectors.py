"""The vectors command, for those who edit the corpus: compute what is shipped beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import typer

from assistant.answering.ranking import piece_texts
from assistant.cli.output import Home, open_app, show_progress
from assistant.knowledge.corpus import corpus_passages
from assistant.knowledge.encoder import EncodedPassages
from assistant.knowledge.known_vectors import FILE, PIECES_FILE, save_vectors
from assistant.knowledge.segment import indexed_text


def vectors(context: typer.Context, corpus: Path, home: Home = None) -> None:
    """Write the vectors of a corpus folder's passages and of their pieces to files in it."""
    with open_app(context, home, show_progress) as app:
        passages = corpus_passages(corpus)
        texts = [indexed_text(passage) for passage in passages]
        encoded = app.encoder.read_passages(texts, _teller(len(texts)))
        save_vectors(corpus / FILE, app.encoder, texts, encoded)
        pieces = piece_texts(passages)
        rows = app.encoder.encode_passages(pieces, _teller(len(pieces)))
        bare = EncodedPassages(rows, (b"",) * len(pieces))
        save_vectors(corpus / PIECES_FILE, app.encoder, pieces, bare)


def _teller(total: int) -> Callable[[int], None]:
    """Return what shows how many of a total are done."""
    return lambda done: show_progress(f"{done}/{total}")
