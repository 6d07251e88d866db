"""Ingestion: one run of taking files into a shelf; unchanged ones cost nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from assistant.errors import AssistantError
from assistant.knowledge.conversion.limits import Limits
from assistant.knowledge.ingest_report import (
    FileFailure,
    FileOutcome,
    IngestReport,
    IngestWatch,
)
from assistant.knowledge.reading import read_file
from assistant.knowledge.sources import Source
from assistant.knowledge.stock import Stock
from assistant.storage.document_store import StoredVersion
from assistant.storage.records import Document
from assistant.storage.shelf import Shelf


class _GivenUpError(Exception):
    """Somebody gave the file at hand up."""


class Ingestion:
    """Takes files into one shelf and fills a report; every document is in wholly or not at all."""

    def __init__(self, stock: Stock, shelf: Shelf, limits: Limits, watch: IngestWatch) -> None:
        """Look up what is there."""
        self._stock = stock
        self._shelf = shelf
        self._limits = limits
        self._watch = watch
        self._known = stock.versions(shelf.owner)
        self._seen: set[str] = set()
        self.report = IngestReport()

    def run(self, sources: Iterable[Source], within: Sequence[str]) -> None:
        """Add or update the documents of all sources; a bad file stops nothing.

        Documents of this shelf known under a path of `within` that no source gave are removed,
        unless the run was stopped.
        """
        for source in sources:
            if self._watch.stopped():
                self.report.stopped = True
                return
            self._watch.started(source.identity)
            self._seen.add(source.identity)
            try:
                self._take(source)
            except _GivenUpError:
                self.report.stopped = True
                return
        self._prune(within)

    def _take(self, source: Source) -> None:
        try:
            reading = read_file(source.file, source.identity, self._shelf, self._limits)
            former = self._known.get(reading.path)
            if former and former.shelf == self._shelf and former.digest == reading.digest:
                self._seen.add(reading.path)
                self._tell(FileOutcome(reading.path, "unchanged"))
                return
            documents, failures = reading.documents()
        except AssistantError as error:
            self._fail(FileFailure(source.identity, error))
            return
        for document in documents:
            self._shelve(document)
        for path, reason in failures:
            self._fail(FileFailure(path, reason))
        if reading.is_archive:
            # what is no longer in a zip goes; what is and could not be read stays as it was
            self._prune([reading.path])

    def _shelve(self, document: Document) -> None:
        self._seen.add(document.path)
        former = self._known.get(document.path)
        same_place = former is not None and former.shelf == self._shelf
        if former is not None and same_place and former.id == document.id:
            self._stock.note_digest(document)
            self._tell(FileOutcome(document.path, "unchanged"))
            return
        passages = self._stock.add(document, former, self._embedded)
        self._known[document.path] = StoredVersion(document.id, document.digest, self._shelf)
        self._tell(FileOutcome(document.path, "updated" if former else "added", passages))

    def _embedded(self, done: int, total: int) -> None:
        self._watch.embedded(done, total)
        if self._watch.given_up():
            raise _GivenUpError

    def _prune(self, within: Sequence[str]) -> None:
        gone = {
            path: version
            for path, version in self._known.items()
            if path not in self._seen
            and any(PurePath(path).is_relative_to(prefix) for prefix in within)
        }
        if not gone:
            return
        self._stock.drop([version.id for version in gone.values()], self._shelf.owner)
        for path in gone:
            del self._known[path]
            self._tell(FileOutcome(path, "removed"))

    def _fail(self, failure: FileFailure) -> None:
        self._seen.add(failure.path)
        self.report.failed.append(failure)
        self._watch.finished(failure)

    def _tell(self, outcome: FileOutcome) -> None:
        self.report.record(outcome)
        self._watch.finished(outcome)
