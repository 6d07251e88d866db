"""What is said of an upload, in every state and both languages."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from assistant.knowledge.intake import Progress
from assistant.prompts import Wording, resource_dir
from assistant.storage.upload_store import Upload, UploadOutcome
from assistant.ui.shelf.upload_view import upload_view

WORDS = Wording.load(resource_dir("prompts") / "knowledge.yaml")
WAITING = Upload("u", "boss", "company", "资料.zip", 9, "2026-11-22T08:00:00+00:00")
ADDED = UploadOutcome("a.md", "added", 3)
UNCHANGED = UploadOutcome("b.md", "unchanged")
FAILED = UploadOutcome("c.pdf", "failed", zh="c.pdf 是空的。", en="c.pdf is empty.")


def said(upload: Upload, progress: Progress | None = None, language: str = "zh") -> str:
    return upload_view(upload, progress, partial(_say, language), language)["text"]


def _say(language: str, key: str, **values: object) -> str:
    return WORDS(key, language, **values)


@pytest.mark.parametrize(
    ("upload", "progress", "zh", "en"),
    [
        (WAITING, None, "排队中", "waiting"),
        (WAITING, Progress("u", "preparing"), "正在准备资料库", "preparing the library"),
        (WAITING, Progress("u", "reading"), "正在读文件", "reading"),
        (
            WAITING,
            Progress("u", "embedding", 16, 40),
            "正在建索引，16/40 段",
            "indexing, 16 of 40 passages",
        ),
        (replace(WAITING, state="cancelled"), None, "已取消", "cancelled"),
        (
            replace(WAITING, state="cancelled", outcomes=(ADDED,)),
            None,
            "已取消 · 新增 1，更新 0，未变 0，没有收录 0",
            "cancelled · 1 added, 0 updated, 0 unchanged, 0 not added",
        ),
        (
            replace(WAITING, state="failed"),
            None,
            "没有收录：程序出了意外。请再传一次；还是不行的话，另存一份再传。",
            "Not added: something unforeseen happened. Upload it again; if that fails too, save a "
            "copy and upload that.",
        ),
        (
            replace(WAITING, state="done", outcomes=(ADDED,)),
            None,
            "新增 3 段，可以引用了",
            "added, passages: 3; can be quoted now",
        ),
        (
            replace(WAITING, state="failed", outcomes=(FAILED,)),
            None,
            "c.pdf 是空的。",
            "c.pdf is empty.",
        ),
        (
            replace(WAITING, state="failed", outcomes=(ADDED, UNCHANGED, FAILED)),
            None,
            "新增 1，更新 0，未变 1，没有收录 1",
            "1 added, 0 updated, 1 unchanged, 1 not added",
        ),
    ],
)
def test_every_state_has_its_sentence(upload, progress, zh, en):
    assert (said(upload, progress), said(upload, progress, "en")) == (zh, en)


def test_a_zip_in_hand_tells_of_its_files_and_how_far_it_is():
    progress = Progress("u", "embedding", 10, 40, (ADDED, FAILED))
    view = upload_view(WAITING, progress, partial(_say, "zh"), "zh")
    assert view == {
        "id": "u",
        "name": "资料.zip",
        "library": "公司",
        "state": "waiting",
        "is_over": False,
        "text": "正在建索引，10/40 段",
        "part": 0.25,
        "details": [
            {"name": "a.md", "text": "新增 3 段，可以引用了"},
            {"name": "c.pdf", "text": "c.pdf 是空的。"},
        ],
    }


def test_what_the_store_says_is_over_is_over_whatever_progress_says():
    over = replace(WAITING, state="done", outcomes=(UNCHANGED,))
    assert said(over, Progress("u", "reading")) == "和已有的一样，没有变化"
