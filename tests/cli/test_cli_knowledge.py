"""The library from the command line: filled, listed, searched, asked, measured."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest
from apps import LikelyEncoder
from made_files import pdf

QUESTION = "双十一过后店铺日销应该到几倍？"
NOTE = "# 旺旺回复规范\n\n客服要在三十秒内回复旺旺消息，晚班两个人。\n"
HEX = set("0123456789abcdef")


@pytest.fixture
def notes(tmp_path) -> Path:
    """A folder with one note, one empty file and one of an unknown kind."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "reply.md").write_text(NOTE, encoding="utf-8")
    (folder / "empty.md").write_text("", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder


def own(rows: list[dict]) -> list[dict]:
    """Leave out the documents of the bundled corpus."""
    return [row for row in rows if not row["path"].startswith("corpus/")]


def test_files_are_added_updated_left_alone_and_reported(run, library, notes):
    outcome = run("ingest", notes, "--json")
    assert outcome.status == 1  # for the empty one; the other is in
    report = outcome.json
    assert set(report) == {
        *("added", "updated", "unchanged", "removed", "failed", "passages", "seconds"),
        *("files", "stopped"),
    }
    assert (report["added"], report["passages"], report["removed"]) == (1, 1, 0)
    (failure,) = report["failed"]
    assert failure == {
        "path": str(notes / "empty.md"),
        "error": "empty.md 是空的，没有可以收录的文字。",
    }

    again = run("ingest", notes / "reply.md", "--json").json
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 1)
    (notes / "reply.md").write_text(NOTE + "早班一个人。\n", encoding="utf-8")
    changed = run("ingest", notes / "reply.md", "--json").json
    assert (changed["added"], changed["updated"], changed["failed"]) == (0, 1, [])


def test_a_file_that_has_vanished_goes_with_prune_only(run, library, notes):
    run("ingest", notes)
    (notes / "reply.md").unlink()
    assert run("ingest", notes, "--json").json["removed"] == 0
    assert run("ingest", notes, "--prune", "--json").json["removed"] == 1
    assert own(run("documents", "--json").json) == []


def test_a_folder_that_has_vanished_is_an_error_unless_it_is_pruned(run, library, notes):
    run("ingest", notes)
    gone = notes.rename(notes.with_name("moved")).with_name("notes")
    assert run("ingest", gone).error == f"没有 {gone} 这个路径。"
    assert run("ingest", gone, "--prune", "--json").json["removed"] == 1


def test_an_ingest_reads_as_one_line_and_its_failures(run, library, notes, english):
    lines = run("ingest", notes).out.splitlines()
    assert lines[0].startswith("1 added, 0 updated, 0 unchanged, 0 removed, 1 failed, 1 passages, ")
    assert lines[1].startswith(f"Not added: {notes / 'empty.md'}: ")


def test_documents_are_listed_and_removed_for_good(run, library, notes):
    run("ingest", notes)
    rows = run("documents", "list", "--json").json
    assert len(rows) > 10
    (row,) = own(rows)
    assert set(row) == {"id", "title", "path", "language", "passages", "added_at", "library"}
    assert (row["title"], row["path"], row["language"], row["passages"]) == (
        "旺旺回复规范",
        str(notes / "reply.md"),
        "zh-Hans",
        1,
    )
    assert len(row["id"]) == 32
    assert set(row["id"]) <= HEX

    assert run("documents", "remove", row["id"], "--json").json == {"removed": row["id"]}
    assert own(run("documents", "--json").json) == []
    titles = [hit["title"] for hit in run("search", "旺旺回复", "--json").json]
    assert "旺旺回复规范" not in titles
    assert run("documents", "remove", row["id"]).error == f"资料库里没有 {row['id']}。"


def test_documents_read_as_lines(run, library):
    lines = run("documents").out.splitlines()
    assert any("双十一" in line for line in lines)


def test_a_search_shows_passages_with_their_places(run, library, notes):
    run("ingest", notes)
    rows = run("search", "旺旺消息多久回复", "-k", "3", "--json").json
    assert [row["rank"] for row in rows] == [1, 2, 3]
    assert set(rows[0]) == {
        *("rank", "score", "document", "title", "heading", "language", "text", "start", "end"),
        *("place", "fused", "similarity", "cosine", "dense_rank", "keyword", "keyword_rank"),
    }
    assert rows[0]["title"] == "旺旺回复规范"
    assert NOTE[rows[0]["start"] : rows[0]["end"]] == rows[0]["text"]
    assert run("search", "旺旺", "-k", "2").out.count("  (") == 2


@pytest.mark.parametrize("count", ["0", "101", "many"])
def test_a_search_for_an_impossible_number_of_passages_is_wrong_usage(run, count: str):
    assert run("search", "旺旺", "-k", count).status == 2


def test_an_answer_is_one_json_document_with_citations(run, library):
    answer = run("ask", QUESTION, "--json").json
    assert {"answer", "found", "mode", "query", "citations", "seconds"} <= set(answer)
    assert (answer["found"], answer["mode"], answer["query"]) == (True, "extractive", QUESTION)
    assert "2 倍" in answer["answer"]
    assert [citation["number"] for citation in answer["citations"]][:1] == [1]
    keys = {"number", "document", "title", "heading", "quote", "start", "end"}
    assert all(keys <= set(citation) for citation in answer["citations"])
    assert any("2 倍" in citation["quote"] for citation in answer["citations"])
    assert isinstance(answer["seconds"], float)


def test_an_answer_reads_as_text_with_its_sources(run, library):
    outcome = run("ask", QUESTION)
    assert outcome.status == 0
    assert "2 倍" in outcome.out
    assert "\n[1] " in outcome.out


def test_what_the_library_does_not_hold_is_said_and_is_no_failure(run, library):
    outcome = run("ask", "抖音佣金是多少？", "--json")
    assert outcome.status == 0
    assert (outcome.json["found"], outcome.json["citations"]) == (False, [])
    assert outcome.json["answer"].startswith("资料库里没有")


def test_questions_on_stdin_are_answered_a_line_each(run, library):
    outcome = run("ask", "-", "--json", stdin=f"{QUESTION}\n\n  抖音佣金是多少？  \n")
    answers = [json.loads(line) for line in outcome.out.splitlines()]
    assert [(answer["query"], answer["found"]) for answer in answers] == [
        (QUESTION, True),
        ("抖音佣金是多少？", False),
    ]


def test_an_empty_question_is_refused(run, library):
    assert run("ask", "  ").status == 1
    assert run("ask", "-", "--json", stdin="\n").out == ""


def test_a_labelled_set_is_measured_without_touching_the_library(run, home, tmp_path):
    rows = {
        "corpus.jsonl": [
            {"id": "a", "text": "双十一的销量主要来自预热期。"},
            {"id": "b", "text": "客服要在三十秒内回复。"},
        ],
        "queries.jsonl": [
            {"id": "1", "text": "双十一销量来自哪里"},
            {"id": "2", "text": "客服多久回复"},
        ],
        "qrels.jsonl": [{"qid": "1", "docid": "a"}, {"qid": "2", "docid": "b"}],
    }
    for name, lines in rows.items():
        text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
        (tmp_path / name).write_text(text, encoding="utf-8")
    scores = run("evaluate", tmp_path, "--json").json
    assert set(scores) == {
        *("queries", "R@1", "R@5", "MRR@10", "search_ms_p50", "search_ms_p95", "passages_per_s")
    }
    assert (scores["queries"], scores["R@1"], scores["R@5"], scores["MRR@10"]) == (2, 100, 100, 100)
    assert not (home / "chroma").exists()
    assert "R@1  100" in run("evaluate", tmp_path).out


def test_a_set_with_a_missing_file_is_refused(run, tmp_path):
    assert "corpus.jsonl" in run("evaluate", tmp_path).error


SECRET = "# 报价底线\n\n宏达机械的报价底线是三百二十万元。\n"


def test_a_private_document_is_found_by_its_owner_only(run, library, tmp_path):
    (tmp_path / "secret.md").write_text(SECRET, encoding="utf-8")
    path = tmp_path / "secret.md"
    run("ingest", path, "--library", "private", "--owner", "anna")

    for command in (("search", "宏达机械的报价底线"), ("ask", "宏达机械的报价底线是多少？")):
        assert "三百二十万" in run(*command, "--owner", "anna").out
        assert "三百二十万" not in run(*command).out
        assert "三百二十万" not in run(*command, "--owner", "bert").out

    (row,) = own(run("documents", "--owner", "anna", "--json").json)
    assert (row["path"], row["library"]) == (str(path), "private")
    assert own(run("documents", "--json").json) == []
    stranger = run("documents", "remove", row["id"], "--owner", "bert")
    assert stranger.error == f"资料库里没有 {row['id']}。"
    assert run("documents", "remove", row["id"], "--owner", "anna").status == 0


def test_a_private_library_needs_an_owner(run, library, notes):
    outcome = run("ingest", notes, "--library", "private", "--owner", " ")
    assert outcome.error == "个人资料库要有主人：--owner 不能为空。"


def test_an_answer_names_the_page(run, library, tmp_path):
    path = tmp_path / "手册.pdf"
    path.write_bytes(pdf([["第一页讲开场。"], ["旺旺消息要在三十秒内回复。"]]))
    run("ingest", path)

    answer = run("ask", "旺旺消息要在几秒内回复？", "--json").json
    cited = [c for c in answer["citations"] if c["title"] == "手册"]
    assert [c["place"] for c in cited] == ["第 1–2 页"]
    assert "手册 / 第 1–2 页" in run("ask", "旺旺消息要在几秒内回复？").out


def test_an_ingest_that_is_interrupted_finishes_the_file_at_hand(run, library, notes, monkeypatch):
    (notes / "zz.md").write_text("# 后来\n\n后来的一份。", encoding="utf-8")
    embed = LikelyEncoder.encode_passages

    def interrupted(self, texts, progress=None):
        signal.raise_signal(signal.SIGINT)
        return embed(self, texts, progress)

    with monkeypatch.context() as patched:
        patched.setattr(LikelyEncoder, "encode_passages", interrupted)
        outcome = run("ingest", notes)
    assert outcome.status == 130
    assert outcome.out.splitlines()[-1] == "已按您的要求停下。再运行一次会接着收录剩下的文件。"

    assert [row["title"] for row in own(run("documents", "--json").json)] == ["旺旺回复规范"]
    assert run("ingest", notes, "--json").json["added"] == 1
