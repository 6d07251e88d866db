"""Ingestion: files of every kind come in once, are told one by one, and go when they vanish."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import made_files as made
import pytest
from bookcase import Bookcase
from fakes import WordEncoder

from assistant.errors import ModelError
from assistant.knowledge.conversion import failures
from assistant.knowledge.ingest_report import FileFailure, FileOutcome, IngestWatch
from assistant.knowledge.sources import Source, find_sources
from assistant.storage.shelf import BUILTIN

_MANY = 30
TESTS = Path(__file__).resolve().parents[1]


@pytest.fixture
def bookcase(tmp_path):
    opened = Bookcase(tmp_path)
    yield opened
    opened.database.close()


def names(outcomes: list[FileOutcome]) -> list[tuple[str, str]]:
    return [(Path(done.path).name, done.outcome) for done in outcomes]


def test_files_of_every_kind_are_found_at_their_page_or_sheet(bookcase):
    for name, data in {
        "a.pdf": made.pdf(),
        "b.xlsx": made.xlsx(),
        "c.docx": made.docx(),
    }.items():
        bookcase.write(name, data)

    report = bookcase.library.ingest(find_sources(bookcase.files))

    assert names(report.files) == [("a.pdf", "added"), ("b.xlsx", "added"), ("c.docx", "added")]
    for query, title, place in (
        ("客服要在三十秒内回复", "a", "第 2 页"),
        ("宏达机械在哪个城市", "b", "工作表“客户”"),
        ("直播先看毛利", "直播手册", ""),
    ):
        passage = bookcase.library.retriever.retrieve(query, 1).hits[0].passage
        offset = passage.start + max(0, passage.text.find("客服"))
        told = passage.place(offset, offset + 1, "zh-Hans")
        assert (passage.document_title, told) == (title, place)


def test_an_unchanged_file_is_not_even_converted(bookcase, monkeypatch):
    bookcase.write("a.pdf", made.pdf())
    bookcase.library.ingest(find_sources(bookcase.files))
    monkeypatch.setattr(sys, "executable", "/nowhere")  # no worker can start now

    report = bookcase.library.ingest(find_sources(bookcase.files))

    assert names(report.files) == [("a.pdf", "unchanged")]


def test_a_file_saved_anew_with_the_same_text_is_unchanged(bookcase):
    bookcase.write("a.md", "# 预算\n\n先定目标。\n")
    bookcase.ingest()
    bookcase.write("a.md", "# 预算\r\n\r\n先定目标。\r\n")

    assert names(bookcase.library.ingest(find_sources(bookcase.files)).files) == [
        ("a.md", "unchanged")
    ]


def test_the_files_of_a_zip_are_documents_of_their_own(bookcase):
    one, two, three = (f"# {name}\n\n{name}的做法。\n".encode() for name in ("甲", "乙", "丙"))
    path = bookcase.write("资料.zip", made.packed({"a.md": one, "b.md": two, "bad.pdf": b"%PDF-"}))

    report = bookcase.library.ingest(find_sources(bookcase.files))

    assert names(report.files) == [("a.md", "added"), ("b.md", "added")]
    assert [(f.path, type(f.error)) for f in report.failed] == [
        (f"{path}/bad.pdf", failures.DamagedFileError)
    ]

    bookcase.write("资料.zip", made.packed({"b.md": b"%PDF-1.4", "c.md": three}))
    report = bookcase.library.ingest(find_sources(bookcase.files))

    assert names(report.files) == [("c.md", "added"), ("a.md", "removed")]
    # what is still in the zip but cannot be read any more stays as it was
    assert [d.title for d in bookcase.library.documents()] == ["乙", "丙"]
    bookcase.check()


def test_a_zip_that_has_vanished_goes_with_all_its_documents(bookcase):
    path = bookcase.write("a.zip", made.packed({"a.md": b"# a\n\na.", "b/c.md": b"# c\n\nc."}))
    assert bookcase.ingest().added == 2
    path.unlink()

    assert bookcase.ingest(prune=True).removed == 2
    assert bookcase.library.documents() == []
    assert bookcase.index.ids() == set()


def test_everything_is_told_as_it_happens(bookcase):
    bookcase.write("a.md", "# 甲\n\n先定目标。")
    bookcase.write("b.md", "")
    told: list[object] = []
    watch = IngestWatch(told.append, lambda *of: told.append(of), told.append)

    report = bookcase.library.ingest(find_sources(bookcase.files), watch=watch)

    a, b = str(bookcase.files / "a.md"), str(bookcase.files / "b.md")
    assert told[:4] == [a, (1, 1), FileOutcome(a, "added", 1), b]
    assert isinstance(told[4], FileFailure)
    assert report.failed == [told[4]]


def test_who_stops_finds_the_files_done_and_none_pruned(bookcase):
    bookcase.write("old.md", "# 旧\n\n旧的一份。")
    bookcase.ingest()
    (bookcase.files / "old.md").unlink()
    for name in ("a.md", "b.md"):
        bookcase.write(name, f"# {name}\n\n{name} 的内容。")
    done: list[object] = []
    watch = IngestWatch(finished=done.append, stopped=lambda: bool(done))

    report = bookcase.library.ingest(
        find_sources(bookcase.files), within=[str(bookcase.files)], watch=watch
    )

    assert (names(report.files), report.stopped) == ([("a.md", "added")], True)
    assert [d.title for d in bookcase.library.documents()] == ["a.md", "旧"]
    bookcase.check()


def test_a_file_named_twice_comes_in_once(bookcase):
    bookcase.write("a.md", "# 甲\n\n甲。")

    report = bookcase.library.ingest(find_sources(bookcase.files) * 2)

    assert names(report.files) == [("a.md", "added"), ("a.md", "unchanged")]


def test_names_that_cannot_be_stored_are_made_plain(bookcase):
    path = bookcase.files / "a.md"
    path.write_text("# 甲\n\n甲。")

    bookcase.library.ingest([Source(path, "up\x1fload\ud800.md")])

    assert [d.path for d in bookcase.library.documents()] == ["up\ufffdload\ufffd.md"]


def test_articles_of_an_older_database_become_built_in(bookcase):
    bookcase.write("a.md", "# 甲\n\n甲。")
    sources = find_sources(bookcase.files, "corpus")
    bookcase.library.ingest(sources)

    report = bookcase.library.ingest(sources, shelf=BUILTIN, within=["corpus"])

    assert names(report.files) == [("a.md", "updated")]
    assert [d.library for d in bookcase.library.documents()] == ["builtin"]
    bookcase.check()


class Dying(WordEncoder):
    """Gives up after some texts."""

    def encode_passages(self, texts, progress=None):
        raise ModelError("模型坏了。", "The model broke.")


def test_a_change_of_model_that_fails_leaves_the_former_one_in_use(tmp_path, bookcase):
    bookcase.write("a.md", "# 甲\n\n先定目标。")
    bookcase.ingest()

    with pytest.raises(ModelError):
        Bookcase(tmp_path, Dying("better"))

    again = Bookcase(tmp_path)
    assert (again.told, again.encoder.encoded) == ([], [])
    again.check()


def test_a_change_of_model_drops_the_collections_of_the_former(tmp_path, bookcase):
    bookcase.write("a.md", "# 甲\n\n先定目标。")
    bookcase.ingest()

    other = Bookcase(tmp_path, WordEncoder("better"))

    assert [c.metadata["model"] for c in other.client.list_collections()] == ["better"]
    other.check()


KILLED_WHILE = {
    "taking in files": """
        bookcase = Bookcase(home)
        bookcase.library.ingest(find_sources(bookcase.files), watch=IngestWatch(ready))
    """,
    "changing the model": """
        class Slow(WordEncoder):
            def encode_passages(self, texts, progress=None):
                ready()
                time.sleep(30)
        Bookcase(home, Slow("better"))
    """,
}


@pytest.mark.parametrize("case", KILLED_WHILE)
def test_a_kill_leaves_nothing_half(tmp_path, bookcase, case):
    bookcase.write("a.md", "# 甲\n\n先定目标。\n\n## 乙\n\n再定总额。")
    bookcase.ingest()
    bookcase.database.close()
    for number in range(_MANY):
        bookcase.write(f"n{number}.md", f"# {number}\n\n{_unlike(number)}。")

    _kill_while(KILLED_WHILE[case], tmp_path)

    again = Bookcase(tmp_path)
    again.check()
    assert again.encoder.encoded == []  # every vector was there
    documents = {d.title: d.passages for d in again.library.documents()}
    assert documents.pop("甲") == 2
    assert set(documents.values()) <= {1}
    report = again.ingest()
    assert (report.added, report.unchanged) == (_MANY - len(documents), 1 + len(documents))


def _unlike(number: int) -> str:
    """Return words that hardly any other number has; texts all alike are lost by the index."""
    return " ".join(f"w{number * step % 997}" for step in (1, 7, 31, 101, 211))


def _kill_while(code: str, home: Path) -> None:
    """Run code in a process and kill it a moment after it says that it is ready."""
    lines = [
        "import sys, time",
        f"sys.path[:0] = [{str(TESTS.parent)!r}, {str(TESTS)!r}, {str(TESTS / 'knowledge')!r}]",
        "from pathlib import Path",
        "from bookcase import Bookcase",
        "from fakes import WordEncoder",
        "from assistant.knowledge.ingest_report import IngestWatch",
        "from assistant.knowledge.sources import find_sources",
        f"home = Path({str(home)!r})",
        "ready = lambda *_: print('ready', flush=True)",
        *(line.removeprefix("        ") for line in code.splitlines()),
    ]
    process = subprocess.Popen(
        [sys.executable, "-c", "\n".join(lines)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.2)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
