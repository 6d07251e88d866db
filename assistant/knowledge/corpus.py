"""The bundled corpus: its articles, and the texts of them that are embedded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.knowledge.conversion.limits import Limits
from assistant.knowledge.ingest_report import FileFailure, FileOutcome, IngestWatch
from assistant.knowledge.library import Library
from assistant.knowledge.reading import read_file
from assistant.knowledge.segment import indexed_text
from assistant.knowledge.sources import Source, find_sources
from assistant.knowledge.splitting import Splitter
from assistant.storage.records import Passage
from assistant.storage.shelf import BUILTIN

CORPUS = "corpus"  # the articles are known under this path wherever the product is installed


def corpus_sources(folder: Path) -> list[Source]:
    """Return the articles of a corpus folder."""
    return find_sources(folder, CORPUS)


def shelve_corpus(library: Library, folder: Path, tell: Callable[[str], None]) -> None:
    """Bring the articles in a library up to date; `tell` hears of each that is embedded."""

    def finished(done: FileOutcome | FileFailure) -> None:
        if isinstance(done, FileOutcome) and done.passages:
            tell(f"{done.path}：{done.passages} 段")

    watch = IngestWatch(finished=finished)
    library.ingest(corpus_sources(folder), shelf=BUILTIN, within=[CORPUS], watch=watch)


def corpus_passages(folder: Path) -> list[Passage]:
    """Return the passages of the articles of a corpus folder."""
    splitter = Splitter()
    return [
        passage
        for source in corpus_sources(folder)
        for document in read_file(source.file, source.identity, BUILTIN, Limits()).documents()[0]
        for passage in splitter.split(document)
    ]


def corpus_texts(folder: Path) -> list[str]:
    """Return what is embedded of the articles of a corpus folder, passage by passage."""
    return [indexed_text(passage) for passage in corpus_passages(folder)]
