"""Shelves in use: passages come and go, segments grow and shrink, nothing else changes."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.knowledge.keyword_index import KeywordIndex
from assistant.knowledge.segment import Segment, indexed_text
from assistant.knowledge.segment_files import SegmentFiles
from assistant.knowledge.shelves import Growth, Shelves
from assistant.storage.records import Passage

WORDS = ["预算", "投放", "小红书", "直播间", "leads"]
QUERIES = ["预算怎么投放", "小红书 leads", "直播"]
SMALL = Growth(full=8, kept=4)


def passage(number: int, text: str, owner: str = "") -> Passage:
    return Passage(f"d{number}", "手册", "", text, 0, len(text), "zh-Hans", owner=owner)


PASSAGES = [passage(number, f"{WORDS[number % 5]} 第 {number} 条") for number in range(40)]


def contents(shelves: Shelves, viewer: str = "") -> dict[str, Passage]:
    """What a viewer sees by id, read through the rows."""
    snapshot = shelves.of(viewer)
    assert len(snapshot.rows) == len(list(snapshot.rows))
    return {id_: snapshot.passages[row] for id_, row in snapshot.rows.items()}


def found(shelves: Shelves, query: str, viewer: str = "") -> dict[str, float]:
    """What a viewer finds by words, with scores."""
    snapshot = shelves.of(viewer)
    hits = snapshot.keywords.search(query, 99)
    return {snapshot.passages[row].id: s for row, s in zip(hits.rows, hits.scores, strict=True)}


def check(shelves: Shelves, held: dict[str, Passage], viewer: str = "") -> None:
    """The shelves hold exactly these, and search them like an index made anew."""
    assert contents(shelves, viewer) == held
    ids = list(held)
    fresh = KeywordIndex.of([indexed_text(passage) for passage in held.values()])
    for query in QUERIES:
        hits = fresh.search(query, 99)
        expected = {ids[row]: score for row, score in zip(hits.rows, hits.scores, strict=True)}
        assert found(shelves, query, viewer) == pytest.approx(expected, rel=1e-5)


steps = st.lists(
    st.tuples(
        st.sets(st.integers(0, 30), max_size=12),  # gone
        st.lists(st.integers(0, 30), max_size=20, unique=True),  # come
        st.sampled_from(["", "anna", "bert"]),
    ),
    max_size=8,
)


@settings(max_examples=25)
@given(steps)
def test_after_any_changes_everybody_finds_what_an_index_made_anew_finds(changes):
    shelves, held = Shelves(growth=SMALL), {}
    for gone, come, owner in changes:
        new = [passage(n, f"{WORDS[n % 5]} {WORDS[n % 3]}", owner) for n in come]
        ids = {passage(n, "").id for n in gone} | {p.id for p in new}
        shelves.change(ids, new)
        held = {id_: p for id_, p in held.items() if id_ not in ids} | {p.id: p for p in new}
        for viewer in ("", "anna", "bert"):
            check(shelves, {i: p for i, p in held.items() if p.owner in ("", viewer)}, viewer)


def test_segments_stay_few_and_none_is_longer_than_full():
    shelves = Shelves(growth=Growth(full=16))
    for one in PASSAGES:
        shelves.change((), [one])

    sizes = [len(segment.passages) for segment in shelves._segments[""]]
    assert sizes == [16, 16, 8]


def test_a_segment_of_which_most_is_gone_is_written_anew():
    shelves = Shelves(PASSAGES)
    shelves.change([p.id for p in PASSAGES[:20]], ())
    assert len(shelves.of("").passages) == 40

    shelves.change([PASSAGES[20].id], ())
    assert list(shelves.of("").passages) == PASSAGES[21:]

    shelves.change([p.id for p in PASSAGES], ())
    assert (shelves.of("").owners, len(shelves.of("").passages)) == ((), 0)


def test_what_is_unknown_cannot_be_taken_away():
    shelves = Shelves(PASSAGES[:3])
    before = shelves._segments[""][0]
    shelves.change(["stranger"], ())

    assert shelves._segments[""][0] is before


def test_rows_and_passages_are_read_like_any_sequence_and_mapping():
    shelves = Shelves(PASSAGES[:3])
    shelves.change([PASSAGES[1].id], PASSAGES[3:4])
    snapshot = shelves.of("")

    assert list(snapshot.passages[1:4]) == PASSAGES[1:4]
    assert dict(snapshot.rows) == {PASSAGES[0].id: 0, PASSAGES[2].id: 2, PASSAGES[3].id: 3}
    assert PASSAGES[1].id not in snapshot.rows
    for row in (4, -1):
        with pytest.raises(IndexError):
            snapshot.passages[row]


def test_a_search_sees_all_of_a_change_or_nothing():
    old = [passage(n, "预算 旧") for n in range(20)]
    new = [passage(100 + n, "预算 新") for n in range(20)]
    shelves, mixed, done = Shelves(old), [], threading.Event()

    def search() -> None:
        while not done.is_set():
            snapshot = shelves.of("")
            rows = snapshot.keywords.search("预算", 99).rows
            seen = {snapshot.passages[row].text for row in rows}
            if len(rows) != 20 or len(seen) != 1:
                mixed.append(seen)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(40):
        shelves.change([p.id for p in old], new)
        old, new = new, old
    done.set()
    for thread in threads:
        thread.join()

    assert mixed == []


@pytest.fixture
def files(tmp_path):
    return SegmentFiles(tmp_path / "keywords")


def kept(files: SegmentFiles) -> dict[str, int]:
    """The files there are, with when they were written."""
    return {path.name: path.stat().st_mtime_ns for path in files._folder.iterdir()}


def test_large_segments_are_read_from_files_the_next_time(files):
    Shelves(PASSAGES, files, SMALL)

    segments, rest = files.load(PASSAGES)

    assert [len(segment.passages) for segment in segments] == [8] * 5
    assert rest == []
    before = kept(files)
    again = Shelves(files=files, growth=SMALL)
    again.fill(PASSAGES)
    check(again, {p.id: p for p in PASSAGES})
    assert kept(files) == before


def test_a_file_serves_only_passages_that_are_as_they_were(files):
    Shelves(PASSAGES[:8], files, SMALL)
    changed = [passage(0, "改过"), *PASSAGES[2:9]]

    (segment,), rest = files.load(changed)

    assert list(segment.passages) == PASSAGES[2:8]
    assert rest == [changed[0], PASSAGES[8]]
    assert np.array_equal(segment.postings.terms, Segment.of(PASSAGES[2:8]).postings.terms)
    # what is gone is gone from the file as well
    assert (len(kept(files)), files.load(PASSAGES)[1][:2]) == (1, PASSAGES[:2])


def test_a_file_of_little_use_is_removed(files):
    Shelves(PASSAGES[:8], files, SMALL)

    assert files.load(PASSAGES[:4]) == ([], PASSAGES[:4])
    assert kept(files) == {}


def test_the_files_of_segments_that_were_joined_are_removed(files):
    shelves = Shelves(growth=SMALL, files=files)
    for one in PASSAGES[:8]:
        shelves.change((), [one])
    assert len(kept(files)) > 1

    (segment,), rest = files.load(PASSAGES[:8])

    assert (list(segment.passages), rest, len(kept(files))) == (PASSAGES[:8], [], 1)


DAMAGE = {
    "cut": lambda path: path.write_bytes(path.read_bytes()[:900]),
    "flipped": lambda path: path.write_bytes(path.read_bytes().replace(b"\x01\x00", b"\x07\x00")),
    "empty": lambda path: path.write_bytes(b""),
    "another archive": lambda path: np.savez(path, tokens=np.array("x")),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_file_is_removed_and_its_passages_indexed_again(files, damage):
    Shelves(PASSAGES[:8], files, SMALL)
    (path,) = files._folder.iterdir()
    damage(path)

    assert files.load(PASSAGES[:8]) == ([], PASSAGES[:8])
    assert kept(files) == {}


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path):
    (tmp_path / "keywords").write_text("a file")

    shelves = Shelves(PASSAGES[:8], SegmentFiles(tmp_path / "keywords"), SMALL)

    check(shelves, {p.id: p for p in PASSAGES[:8]})
