"""Uploads go into the library one by one in the background: told of, stopped, resumed, isolated."""

from __future__ import annotations

import io
import threading
import time
import zipfile

import pytest
from bookcase import Bookcase
from fakes import WordEncoder

from assistant.errors import AssistantError, InputError, ModelError, NotFoundError
from assistant.knowledge.conversion.failures import (
    EmptyFileError,
    TooLargeError,
    UnsupportedKindError,
)
from assistant.knowledge.intake import Intake, Progress
from assistant.knowledge.reception import UploadLimits, plain_name
from assistant.storage.shelf import COMPANY, Shelf
from assistant.storage.upload_store import Upload, UploadOutcome, UploadStore

BOSS = "boss"
NOTE = "# 报价\n\n四件套的报价底线是 168 元。\n"
LIMITS = UploadLimits(megabytes=1, waiting=5, free_megabytes=0)


class HeldEncoder(WordEncoder):
    """Embeds only while it is let, and tells that it has begun; `broken` makes it fail."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = threading.Event()
        self.let = threading.Event()
        self.let.set()
        self.broken = False

    def encode_passages(self, texts, progress=None):
        self.begun.set()
        assert self.let.wait(20)
        if self.broken:
            raise RuntimeError("nobody foresaw this")
        return super().encode_passages(texts, progress)


class Room:
    """A bookcase with an intake, and what a visitor does with it."""

    def __init__(self, home, limits: UploadLimits = LIMITS) -> None:
        self.home = home
        self.encoder = HeldEncoder()
        self.case = Bookcase(home, self.encoder)
        self.folder = home / "uploads"
        self.intake = self.open(limits)

    def open(self, limits: UploadLimits = LIMITS, library=None) -> Intake:
        store = UploadStore(self.case.database)
        return Intake(store, self.folder, library or (lambda: self.case.library), limits)

    def upload(self, name: str, content: str | bytes, shelf: Shelf = COMPANY, owner=BOSS) -> Upload:
        data = content.encode() if isinstance(content, str) else content
        with self.intake.receive(owner, name) as reception:
            for start in range(0, len(data), 100_000):
                reception.write(data[start : start + 100_000])
            return self.intake.accept(owner, shelf, reception)

    def done(self, upload: Upload) -> Upload:
        """Wait until an upload is over and return it."""
        for _ in range(1000):
            (now,) = (u for u in self.intake.uploads(upload.owner) if u.id == upload.id)
            if now.state != "waiting" and self.intake.progress(upload.id) is None:
                return now
            time.sleep(0.01)
        raise AssertionError("the upload is not over after ten seconds")

    def paths(self, viewer: str = BOSS) -> list[str]:
        return [document.path for document in self.case.library.documents(viewer)]


@pytest.fixture
def room(tmp_path):
    room = Room(tmp_path)
    yield room
    room.encoder.let.set()
    room.intake.close()


def packed(**files: str | bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return stream.getvalue()


# ---------------------------------------------------------------------------- what comes in


def test_an_upload_is_added_then_unchanged_then_an_update_of_its_namesake(room):
    first = room.done(room.upload("报价.md", NOTE))
    assert (first.state, first.outcomes) == ("done", (UploadOutcome("报价.md", "added", 1),))
    assert room.done(room.upload("报价.md", NOTE)).outcomes == (
        UploadOutcome("报价.md", "unchanged"),
    )
    third = room.done(room.upload("报价.md", NOTE.replace("168", "152")))
    assert third.outcomes == (UploadOutcome("报价.md", "updated", 1),)
    (document,) = room.case.library.documents()
    assert (document.path, document.title) == ("uploads/报价.md", "报价")
    assert "152" in room.case.library.document(document.id).text
    assert list(room.folder.iterdir()) == []
    room.case.check()


def test_a_private_upload_is_found_by_its_owner_alone(room):
    room.done(room.upload("报价.md", NOTE, Shelf("private", BOSS)))
    assert room.paths() == ["uploads/报价.md"]
    assert room.paths("clerk") == []
    assert room.intake.uploads("clerk") == []


def test_a_zip_gives_an_outcome_for_each_file_and_a_bad_one_stops_none(room):
    data = packed(a_md=NOTE, b_pdf=b"%PDF-1.7 broken", c_md="# 话术\n\n先问候，再报价。\n")
    upload = room.done(room.upload("资料.zip", data))
    assert upload.state == "failed"
    outcomes = {outcome.name: outcome for outcome in upload.outcomes}
    assert outcomes["a.md"] == UploadOutcome("a.md", "added", 1)
    assert outcomes["c.md"] == UploadOutcome("c.md", "added", 1)
    assert outcomes["b.pdf"].outcome == "failed"
    assert outcomes["b.pdf"].zh.startswith("b.pdf 读不出来，可能已损坏。")
    assert room.paths() == ["uploads/资料.zip/a.md", "uploads/资料.zip/c.md"]


def test_a_bad_file_does_not_stop_those_behind_it(room):
    bad = room.upload("坏.docx", b"not a document")
    good = room.upload("好.md", NOTE)
    assert room.done(bad).outcomes[0].en.startswith("坏.docx cannot be read")
    assert room.done(good).state == "done"


def test_what_nobody_foresaw_fails_one_file_and_is_logged(room, caplog):
    room.encoder.broken = True
    assert room.done(room.upload("甲.md", NOTE)).outcomes == ()
    room.encoder.broken = False
    assert room.done(room.upload("乙.md", NOTE)).state == "done"
    assert "an upload could not be taken in" in caplog.text
    assert room.paths() == ["uploads/乙.md"]


def test_a_library_that_cannot_be_opened_says_so_and_the_next_file_tries_again(room):
    doors = iter([ModelError("模型打不开。", "The model cannot be loaded.")])

    def library():
        for error in doors:
            raise error
        return room.case.library

    room.intake.close()
    room.intake = room.open(library=library)
    failed = room.done(room.upload("甲.md", NOTE))
    assert failed.outcomes == (
        UploadOutcome("甲.md", "failed", zh="模型打不开。", en="The model cannot be loaded."),
    )
    assert room.done(room.upload("乙.md", NOTE)).state == "done"


# ---------------------------------------------------------------------------- progress, stopping


def test_progress_tells_of_the_upload_in_hand_alone(room):
    room.encoder.let.clear()
    first, second = room.upload("甲.md", NOTE), room.upload("乙.md", NOTE)
    assert room.encoder.begun.wait(20)
    assert room.intake.progress(first.id) == Progress(first.id, "reading")
    assert room.intake.progress(second.id) is None
    room.encoder.let.set()
    room.done(second)


def test_the_share_of_passages_done_is_told(room):
    told = []

    def encode(texts, progress):
        (upload,) = room.intake.uploads(BOSS)
        for done in range(1, len(texts) + 1):
            progress(done)
            told.append(room.intake.progress(upload.id))
        return WordEncoder().encode_passages(texts)

    room.encoder.encode_passages = encode
    text = "".join(f"## 第 {number} 节\n\n报价底线是 {number} 元。\n\n" for number in range(3))
    upload = room.done(room.upload("甲.md", text))
    assert told == [Progress(upload.id, "embedding", done, 3) for done in (1, 2, 3)]


def test_a_waiting_upload_is_cancelled_at_once_and_one_in_hand_as_it_is_embedded(room):
    room.encoder.let.clear()
    first, second = room.upload("甲.md", NOTE), room.upload("乙.md", NOTE)
    assert room.encoder.begun.wait(20)
    room.intake.cancel(BOSS, second.id)
    assert [u.state for u in room.intake.uploads(BOSS)] == ["waiting", "cancelled"]
    room.intake.cancel(BOSS, first.id)
    room.encoder.let.set()
    assert (room.done(first).state, room.done(first).outcomes) == ("cancelled", ())
    assert room.paths() == []
    assert list(room.folder.iterdir()) == []
    room.case.check()


def test_a_document_is_deleted_while_another_is_embedded(room):
    room.done(room.upload("甲.md", NOTE))
    (document,) = room.case.library.documents(BOSS)
    room.encoder.begun.clear()
    room.encoder.let.clear()
    upload = room.upload("乙.md", NOTE)
    assert room.encoder.begun.wait(20)
    room.case.library.remove(document.id, BOSS)
    assert room.paths() == []
    room.encoder.let.set()
    assert room.done(upload).state == "done"
    assert room.paths() == ["uploads/乙.md"]
    room.case.check()


def test_cancelling_what_is_over_changes_nothing(room):
    upload = room.done(room.upload("甲.md", NOTE))
    room.intake.cancel(BOSS, upload.id)
    assert room.intake.uploads(BOSS) == [upload]


def test_what_is_in_of_a_cancelled_zip_stays(room):
    def encode(texts, progress):
        (upload,) = room.intake.uploads(BOSS)
        if room.paths():
            room.intake.cancel(BOSS, upload.id)
        progress(len(texts))
        return WordEncoder().encode_passages(texts)

    room.encoder.encode_passages = encode
    upload = room.done(room.upload("资料.zip", packed(a_md=NOTE, b_md=NOTE)))
    assert upload.state == "cancelled"
    assert upload.outcomes == (UploadOutcome("a.md", "added", 1),)
    assert room.paths() == ["uploads/资料.zip/a.md"]


def test_nobody_stops_or_forgets_the_uploads_of_somebody_else(room):
    room.encoder.let.clear()
    upload = room.upload("甲.md", NOTE)
    with pytest.raises(NotFoundError):
        room.intake.cancel("clerk", upload.id)
    room.encoder.let.set()
    done = room.done(upload)
    room.intake.forget("clerk")
    assert room.intake.uploads(BOSS) == [done]
    room.intake.forget(BOSS)
    assert room.intake.uploads(BOSS) == []
    assert room.paths() == ["uploads/甲.md"]


# ---------------------------------------------------------------------------- restarts


def test_a_restart_goes_on_with_what_waited_and_clears_away_the_rest(room):
    room.encoder.let.clear()
    first, second = room.upload("甲.md", NOTE), room.upload("乙.md", NOTE)
    assert room.encoder.begun.wait(20)
    closing = threading.Thread(target=room.intake.close)
    closing.start()
    time.sleep(0.05)
    room.encoder.let.set()
    closing.join(20)
    assert [u.state for u in room.intake.uploads(BOSS)] == ["waiting", "waiting"]
    assert room.paths() == []

    (room.folder / "half").write_bytes(b"what came in when the power went")
    room.intake = room.open()
    room.intake.resume()
    assert [room.done(upload).state for upload in (first, second)] == ["done", "done"]
    assert list(room.folder.iterdir()) == []


def test_uploads_that_are_long_over_are_forgotten_at_a_start(room):
    old = Upload("0" * 32, BOSS, "company", "旧.md", 1, "2026-01-01T00:00:00+00:00", "done")
    UploadStore(room.case.database).add(old)
    upload = room.done(room.upload("甲.md", NOTE))
    room.intake.resume()
    assert room.intake.uploads(BOSS) == [upload]


# ---------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize("name", ["photo.png", "plan", "", "..", "/", ".md", "x.exe"])
def test_other_kinds_are_refused_before_a_byte_comes_in(room, name):
    with pytest.raises(UnsupportedKindError):
        room.intake.receive(BOSS, name)
    assert not room.folder.exists()


def test_too_much_or_nothing_is_refused_and_leaves_nothing_behind(room):
    with pytest.raises(TooLargeError, match=r"^甲\.md 有 2 MB，超过 1 MB，请拆成几份。$"):
        room.upload("甲.md", b"x" * 1_100_000)
    with pytest.raises(EmptyFileError):
        room.upload("甲.md", b"")
    assert list(room.folder.iterdir()) == []
    assert room.intake.uploads(BOSS) == []


def test_nobody_may_have_more_than_so_many_files_waiting(room):
    room.encoder.let.clear()
    for number in range(LIMITS.waiting):
        room.upload(f"{number}.md", NOTE)
    with pytest.raises(InputError, match="还有 5 份文件在排队"):
        room.intake.receive(BOSS, "one too many.md")
    room.upload("甲.md", NOTE, owner="clerk")


def test_a_full_disk_is_told_before_anything_comes_in(tmp_path):
    room = Room(tmp_path, UploadLimits(free_megabytes=10**9))
    with pytest.raises(AssistantError, match="磁盘快满了"):
        room.upload("甲.md", NOTE)
    room.intake.close()


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/报价.md", "报价.md"),
        ("C:\\资料\\报价.md", "报价.md"),
        ("报\x00价\n.md", "报\ufffd价\ufffd.md"),
        ("Caf" + "e\u0301" + ".md", "Café.md"),
        ("长" * 300 + ".md", "长" * 120 + ".md"),
        ("  a.md ", "a.md"),
        ("folder/", ""),
    ],
)
def test_a_name_is_shown_and_stored_without_folders_and_control_characters(name, plain):
    assert plain_name(name) == plain
