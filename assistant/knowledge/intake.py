"""Intake: uploaded files wait in a folder and go into the library one by one, in the background."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from assistant.errors import AssistantError, InputError, NotFoundError
from assistant.knowledge.ingest_report import FileFailure, FileOutcome, IngestWatch
from assistant.knowledge.library import Library
from assistant.knowledge.reception import Reception, UploadLimits, plain_name
from assistant.knowledge.sources import Source
from assistant.storage.database import Database
from assistant.storage.shelf import Shelf
from assistant.storage.upload_store import Upload, UploadOutcome, UploadState, UploadStore

UPLOADS = "uploads"  # the path uploaded documents are known under, followed by the file's name
_KEPT = timedelta(days=7)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the upload in hand is; `done` and `total` count the passages of one document.

    `outcomes` tells of the documents of a zip that are through.
    """

    upload_id: str
    stage: Literal["preparing", "reading", "embedding"]
    done: int = 0
    total: int = 0
    outcomes: tuple[UploadOutcome, ...] = ()


class Intake:
    """Takes uploads in, one at a time, in a thread of its own.

    An upload waits as a row in the database and a file beside it, so that a restart loses nothing;
    each is searchable as soon as it is through. Nobody sees or stops what somebody else uploaded.
    """

    def __init__(
        self,
        store: UploadStore,
        folder: Path,
        library: Callable[[], Library],
        limits: UploadLimits,
    ) -> None:
        """Take finished parts; `library` is asked when the first file is taken in."""
        self.limits = limits
        self._store = store
        self._folder = folder
        self._library = library
        self._lock = threading.Lock()
        self._progress: Progress | None = None
        self._unwanted: set[str] = set()
        self._closing = threading.Event()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="intake")

    def resume(self) -> None:
        """Go on with what was waiting when the program ended; clear away what is long over."""
        self._store.forget_before((datetime.now(UTC) - _KEPT).isoformat(timespec="seconds"))
        waiting = self._store.waiting()
        known = {upload.id for upload in waiting}
        for file in self._folder.glob("*"):
            if file.name not in known:
                file.unlink()
        for upload in waiting:
            self._submit(upload)

    def receive(self, owner: str, name: str) -> Reception:
        """Return the way in for a file; hand it to `accept` when all of it is there.

        ConversionError when files of this kind are not read, InputError when too many wait or the
        disk is full.
        """
        if self._store.count_waiting(owner) >= self.limits.waiting:
            raise InputError(
                f"还有 {self.limits.waiting} 份文件在排队，请等一等再上传。",
                f"{self.limits.waiting} of your files are waiting already; upload more later.",
            )
        return Reception(plain_name(name), self._folder / secrets.token_hex(16), self.limits)

    def accept(self, owner: str, shelf: Shelf, reception: Reception) -> Upload:
        """Queue a file that has come in whole; EmptyFileError when it is empty."""
        reception.done()
        upload = Upload(
            id=reception.file.name,
            owner=owner,
            library=shelf.library,
            name=reception.name,
            size=reception.size,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        self._store.add(upload)
        self._submit(upload)
        return upload

    def uploads(self, owner: str) -> list[Upload]:
        """Return an owner's uploads, in the order they came."""
        return self._store.of(owner)

    def progress(self, upload_id: str) -> Progress | None:
        """Return how far an upload is, None unless it is the one in hand."""
        now = self._progress
        return now if now is not None and now.upload_id == upload_id else None

    def cancel(self, owner: str, upload_id: str) -> None:
        """Stop an upload; what is in of a zip stays. NotFoundError when the owner has none such."""
        mine = {upload.id: upload for upload in self._store.of(owner)}
        if upload_id not in mine:
            raise NotFoundError("没有这次上传。", "There is no such upload.")
        with self._lock:
            if self.progress(upload_id):
                self._unwanted.add(upload_id)
            elif mine[upload_id].state == "waiting":
                self._finish(mine[upload_id], "cancelled", [])

    def forget(self, owner: str) -> None:
        """Drop an owner's uploads that are over from the list; their documents stay."""
        self._store.forget(owner)

    def close(self) -> None:
        """Put the file in hand back, to be resumed, and end the thread."""
        self._closing.set()
        self._thread.shutdown(cancel_futures=True)

    def _submit(self, upload: Upload) -> None:
        self._thread.submit(self._take, upload).add_done_callback(_tell_of_fault)

    def _take(self, upload: Upload) -> None:
        """Take one upload in; whatever happens, it does not stay in the queue."""
        if not self._claim(upload):
            return
        outcomes: list[UploadOutcome] = []
        state: UploadState = "failed"
        try:
            state = self._ingest(upload, outcomes)
        except AssistantError as error:  # the library itself cannot be opened
            outcomes.append(_failed(upload.name, error))
        finally:
            with self._lock:
                if state != "waiting":
                    self._finish(upload, state, outcomes)
                self._unwanted.discard(upload.id)
                self._progress = None

    def _claim(self, upload: Upload) -> bool:
        """Make an upload the one in hand; False when it was cancelled while it waited."""
        with self._lock:
            if self._closing.is_set() or not (self._folder / upload.id).exists():
                return False
            self._progress = Progress(upload.id, "preparing")
            return True

    def _ingest(self, upload: Upload, outcomes: list[UploadOutcome]) -> UploadState:
        def show(stage: Literal["reading", "embedding"], done: int = 0, total: int = 0) -> None:
            self._progress = Progress(upload.id, stage, done, total, tuple(outcomes))

        def finished(done: FileOutcome | FileFailure) -> None:
            outcomes.append(_outcome(upload.name, done))
            show("reading")

        watch = IngestWatch(
            started=lambda _: show("reading"),
            embedded=lambda done, total: show("embedding", done, total),
            finished=finished,
            stopped=lambda: self._is_unwanted(upload),
            given_up=lambda: self._is_unwanted(upload),
        )
        source = Source(self._folder / upload.id, f"{UPLOADS}/{upload.name}")
        report = self._library().ingest([source], shelf=upload.shelf, watch=watch)
        if report.stopped:
            return "waiting" if self._closing.is_set() else "cancelled"
        return "failed" if report.failed else "done"

    def _is_unwanted(self, upload: Upload) -> bool:
        return upload.id in self._unwanted or self._closing.is_set()

    def _finish(self, upload: Upload, state: UploadState, outcomes: list[UploadOutcome]) -> None:
        self._store.finish(upload.id, state, outcomes)
        (self._folder / upload.id).unlink(missing_ok=True)


def open_intake(
    database: Database, folder: Path, library: Callable[[], Library], megabytes: int
) -> Intake:
    """Return the intake of a database; uploads, of up to so many megabytes, wait in a folder."""
    return Intake(UploadStore(database), folder, library, UploadLimits(megabytes))


def _outcome(name: str, done: FileOutcome | FileFailure) -> UploadOutcome:
    """Return what became of a document, known by the file's name and its place in a zip."""
    shown = done.path.removeprefix(f"{UPLOADS}/").removeprefix(f"{name}/")
    if isinstance(done, FileFailure):
        return _failed(shown, done.error)
    return UploadOutcome(shown, done.outcome, done.passages)


def _failed(name: str, error: AssistantError) -> UploadOutcome:
    return UploadOutcome(name, "failed", zh=error.zh, en=error.en)


def _tell_of_fault(taken: Future[None]) -> None:
    """Log what nobody foresaw; the next file is taken all the same."""
    if not taken.cancelled() and (fault := taken.exception()):
        _log.error("an upload could not be taken in", exc_info=fault)
