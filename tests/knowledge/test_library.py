"""The library: documents come, change and go, and search, index and database agree every time."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from bookcase import Bookcase
from fakes import WordEncoder

from assistant.errors import ModelError, NotFoundError
from assistant.knowledge.ingest_report import IngestReport
from assistant.knowledge.sources import Source, find_sources

BUDGET = "# 预算\n\n## 总额\n\n先定目标，再定总额。\n\n## 分配\n\n大头给搜索。\n"
LIVE = "# 直播\n\n## 主播\n\n直播要有好主播。\n"


@pytest.fixture
def shelf(tmp_path):
    opened = Bookcase(tmp_path)
    yield opened
    opened.database.close()


@pytest.fixture
def filled(shelf):
    shelf.write("budget.md", BUDGET)
    shelf.write("live.md", LIVE)
    shelf.ingest()
    return shelf


def test_new_documents_are_found_at_once(shelf):
    shelf.write("budget.md", BUDGET)
    shelf.write("live.md", LIVE)

    assert shelf.ingest() == IngestReport(added=2, passages=3)
    assert shelf.headings("直播主播")[0] == "主播"
    assert [d.title for d in shelf.library.documents()] == ["预算", "直播"]


def test_unchanged_documents_cost_nothing(filled):
    filled.encoder.encoded.clear()

    assert filled.ingest() == IngestReport(unchanged=2)
    assert filled.encoder.encoded == []


def test_a_changed_document_replaces_its_former_version(filled):
    filled.write("budget.md", "# 预算\n\n## 复盘\n\n年底复盘花掉的钱。\n")

    assert filled.ingest() == IngestReport(updated=1, unchanged=1, passages=1)
    assert sorted(filled.headings("总额 分配 复盘")) == ["主播", "复盘"]
    assert len(filled.library.documents()) == 2


def test_a_document_that_changes_back_is_its_former_self(filled):
    before = filled.store.load().passages
    filled.write("budget.md", LIVE)
    filled.ingest()
    filled.write("budget.md", BUDGET)
    filled.ingest()

    assert filled.store.load().passages == before


def test_a_removed_document_is_found_nowhere(filled):
    (budget,) = (d for d in filled.library.documents() if d.title == "预算")

    filled.library.remove(budget.id)

    filled.check()
    assert filled.headings("先定目标，再定总额") == ["主播"]
    assert [d.title for d in filled.library.documents()] == ["直播"]
    with pytest.raises(NotFoundError):
        filled.library.document(budget.id)


def test_a_document_that_is_not_there_cannot_be_shown_or_removed(shelf):
    for call in (shelf.library.document, shelf.library.remove):
        with pytest.raises(NotFoundError) as caught:
            call("nobody")
        assert caught.value.zh == "资料库里没有 nobody。"


def test_a_document_is_shown_letter_by_letter(filled):
    (budget,) = (d for d in filled.library.documents() if d.title == "预算")

    assert filled.library.document(budget.id).text == BUDGET


def test_pruning_removes_what_has_vanished_and_nothing_else(tmp_path, filled):
    outside = tmp_path / "files-of-another" / "note.md"
    outside.parent.mkdir()
    outside.write_text("# 别处\n\n别处的笔记。", encoding="utf-8")
    filled.library.ingest(find_sources(outside))
    (filled.files / "live.md").unlink()

    assert filled.ingest() == IngestReport(unchanged=1)
    assert filled.ingest(prune=True) == IngestReport(unchanged=1, removed=1)
    assert [d.title for d in filled.library.documents()] == ["别处", "预算"]


BAD = {
    "picture.md": b"\x89PNG\x00\x00",
    "empty.txt": b"",
    "header.md": b"---\nyear: 2024-02-30\n---\ntext",
}


def test_a_bad_file_is_reported_and_stops_nothing(shelf):
    for name, content in BAD.items():
        shelf.write(name, content)
    shelf.write("zz.md", LIVE)

    report = shelf.ingest()

    assert (report.added, [Path(f.path).name for f in report.failed]) == (1, sorted(BAD))
    assert report.failed[0].error.zh == "empty.txt 是空的，没有可以收录的文字。"
    assert shelf.headings("主播")[0] == "主播"


def test_a_file_that_has_gone_bad_keeps_its_last_good_version(filled):
    filled.write("budget.md", b"\x00\x01")

    report = filled.ingest(prune=True)

    assert (report.unchanged, len(report.failed), report.removed) == (1, 1, 0)
    assert filled.headings("先定目标，再定总额")[0] == "总额"


def test_a_file_that_vanishes_meanwhile_is_reported(shelf):
    source = Source(shelf.files / "gone.md", "gone.md")

    report = shelf.library.ingest([source])

    assert [failure.path for failure in report.failed] == ["gone.md"]


def test_a_document_without_paragraphs_is_kept_without_passages(filled):
    filled.write("title.md", "# 只有标题\n")

    assert filled.ingest() == IngestReport(added=1, unchanged=2)
    assert {d.title: d.passages for d in filled.library.documents()}["只有标题"] == 0


class Failing(WordEncoder):
    """Encodes until it meets the forbidden word."""

    def encode_passages(self, texts, progress=None):
        if any("直播" in text for text in texts):
            raise ModelError("模型坏了。", "The model broke.")
        return super().encode_passages(texts, progress)


def test_what_came_in_before_a_failure_is_found(tmp_path):
    shelf = Bookcase(tmp_path, Failing())
    shelf.write("a.md", BUDGET)
    shelf.write("b.md", LIVE)

    with pytest.raises(ModelError):
        shelf.ingest()

    assert [d.title for d in shelf.library.documents()] == ["预算"]
    shelf.check()


def test_the_same_text_in_two_files_is_two_documents(shelf):
    shelf.write("one.md", LIVE)
    shelf.write("two.md", LIVE)

    assert shelf.ingest() == IngestReport(added=2, passages=2)
    assert shelf.headings("主播") == ["主播", "主播"]


def test_a_library_opened_again_needs_nothing(tmp_path, filled):
    again = Bookcase(tmp_path)

    again.check()
    assert again.told == []
    assert again.encoder.encoded == []
    assert again.headings("直播主播")[0] == "主播"


def test_another_model_embeds_everything_again(tmp_path, filled):
    other = Bookcase(tmp_path, WordEncoder("better-words"))

    assert len(other.encoder.encoded) == 3
    assert other.told[0] == "语义模型换了：重新计算 3 段的向量"
    assert other.store.load().fingerprints == {"better-words"}
    other.check()

    assert Bookcase(tmp_path, WordEncoder("better-words")).told == []


def test_another_model_under_the_same_name_is_noticed_by_its_dimension(tmp_path, filled):
    class Shorter(WordEncoder):
        dimension = 64

        @staticmethod
        def _vector(text):
            vector = WordEncoder._vector(text)[:64]
            return vector / np.linalg.norm(vector)

    shorter = Bookcase(tmp_path, Shorter())

    assert len(shorter.encoder.encoded) == 3
    assert shorter.store.load().vectors.shape == (3, 64)
    shorter.check()


SPOILED = {
    "one lost": lambda index, vectors: index.delete([next(iter(index.ids()))]),
    "one too many": lambda index, vectors: index.upsert(["stranger"], vectors[:1]),
    "one vector wrong": lambda index, vectors: index.upsert(list(index.ids())[:1], -vectors[:1]),
    "all lost": lambda index, vectors: index.rebuild([], vectors[:0]),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED.keys())
def test_an_index_that_disagrees_is_rebuilt_without_the_model(tmp_path, filled, spoil):
    spoil(filled.index, filled.store.load().vectors)

    again = Bookcase(tmp_path)

    again.check()
    assert again.told == ["正在重建索引（3 段）"]
    assert again.encoder.encoded == []


def test_a_damaged_folder_is_rebuilt_from_the_database(tmp_path, filled):
    moved = tmp_path / "moved"
    moved.mkdir()
    filled.database.close()
    (tmp_path / "assistant.db").rename(moved / "assistant.db")
    (moved / "chroma").mkdir()
    (moved / "chroma" / "chroma.sqlite3").write_text("no database")

    again = Bookcase(moved)

    again.check()
    assert again.told == ["正在重建索引（3 段）"]
    assert (moved / "chroma.damaged").is_dir()


def test_sources_of_a_folder_are_its_texts_in_order(tmp_path):
    for name in ("b.md", "a/c.TXT", "a/b.markdown", "x.PDF", "y.png", ".hidden.md",
                 ".trash/old.md", "a/.git/readme.md", "~$b.docx"):  # fmt: skip
        path = tmp_path / "root" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (tmp_path / "root" / "folder.md").mkdir()
    root = tmp_path / "root"

    sources = find_sources(root)

    assert [s.file.relative_to(root).as_posix() for s in sources] == [
        "a/b.markdown", "a/c.TXT", "b.md", "x.PDF",
    ]  # fmt: skip
    assert [s.identity for s in sources] == [str(s.file) for s in sources]
    assert [s.identity for s in find_sources(root, "corpus")] == [
        "corpus/a/b.markdown", "corpus/a/c.TXT", "corpus/b.md", "corpus/x.PDF",
    ]  # fmt: skip


def test_a_folder_inside_a_hidden_one_can_be_named(tmp_path):
    path = tmp_path / ".notes" / "a.md"
    path.parent.mkdir()
    path.write_text("x")

    assert [s.file for s in find_sources(tmp_path / ".notes")] == [path]


def test_a_file_that_is_named_is_a_source_whatever_its_kind(tmp_path, monkeypatch):
    (tmp_path / "plan.pdf").write_text("x")
    monkeypatch.chdir(tmp_path)

    assert find_sources(Path("plan.pdf")) == [
        Source(tmp_path / "plan.pdf", f"{tmp_path}{os.sep}plan.pdf")
    ]


def test_vectors_are_kept_in_the_database(filled):
    stored = filled.store.load()

    assert stored.vectors.shape == (3, filled.encoder.dimension)
    np.testing.assert_allclose(np.linalg.norm(stored.vectors, axis=1), 1.0, atol=1e-5)
