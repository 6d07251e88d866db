"""The vector index: a cache that finds the nearest, survives a restart and notices its damage."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import BusyError, ModelError
from assistant.knowledge.chroma_client import open_client
from assistant.knowledge.vector_index import VectorIndex

MANY = 1200  # more than Chroma keeps in its log before it writes index files


def unit(*rows: list[float]) -> np.ndarray:
    vectors = np.asarray(rows, np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


CORNERS = unit([1, 0, 0], [0, 1, 0], [1, 1, 0])


def open_index(folder: Path, fingerprint: str = "model", dimension: int = 3) -> VectorIndex:
    return VectorIndex(open_client(folder, ""), fingerprint, dimension)


@pytest.fixture
def index(tmp_path):
    opened = open_index(tmp_path / "chroma")
    opened.upsert(["x", "y", "xy"], CORNERS)
    return opened


def nearest(index: VectorIndex, vector: list[float], count: int = 9) -> dict[str, float]:
    return {id_: round(similarity, 3) for id_, similarity in index.nearest(unit(vector)[0], count)}


def test_the_nearest_come_first_with_their_cosine(index):
    assert nearest(index, [2, 0, 0]) == {"x": 1.0, "xy": 0.707, "y": 0.0}
    assert list(nearest(index, [2, 0, 0], 2)) == ["x", "xy"]


def test_an_empty_index_finds_nothing(tmp_path):
    assert nearest(open_index(tmp_path / "chroma"), [1, 0, 0]) == {}


def test_a_closed_index_takes_nothing_in_and_still_searches_what_it_has_in_memory(tmp_path):
    index = open_index(tmp_path / "chroma")
    index.upsert(["x"], CORNERS[:1])

    index.close()

    assert nearest(index, [2, 0, 0]) == {"x": 1.0}
    with pytest.raises(BusyError):
        index.upsert(["y"], CORNERS[1:2])
    with pytest.raises(BusyError):
        index.delete(["x"])
    with pytest.raises(BusyError):
        index.ids()


def test_an_id_has_one_vector_the_last_one(index):
    index.upsert(["x"], unit([0, 0, 1]))

    assert index.ids() == {"x", "y", "xy"}
    assert nearest(index, [0, 0, 1], 1) == {"x": 1.0}


def test_what_is_deleted_is_not_found(index):
    index.delete(["x", "nobody"])
    index.delete([])

    assert index.ids() == {"y", "xy"}
    assert nearest(index, [1, 0, 0]) == {"xy": 0.707, "y": 0.0}


def test_rebuilding_leaves_only_the_new(index):
    index.rebuild(["z"], unit([0, 0, 1]))
    assert (index.ids(), nearest(index, [0, 0, 1])) == ({"z"}, {"z": 1.0})

    index.rebuild([], np.zeros((0, 0), np.float32))
    assert index.ids() == set()


def test_an_index_opened_again_holds_what_it_held(tmp_path, index):
    again = open_index(tmp_path / "chroma")

    assert again.ids() == {"x", "y", "xy"}
    assert nearest(again, [0, 1, 0], 1) == {"y": 1.0}


def test_more_ids_than_a_page_are_all_listed(tmp_path, monkeypatch):
    monkeypatch.setattr("assistant.knowledge.vector_index._PAGE", 2)
    index = open_index(tmp_path / "chroma")
    index.upsert(list("abcde"), unit(*([i, 1, 0] for i in range(5))))

    assert index.ids() == set("abcde")


@pytest.mark.parametrize(
    ("fingerprint", "dimension"),
    [
        ("other", 3),
        ("model", 4),
        ("模型-0a1b2c3d", 3),
        ("paraphrase-multilingual-MiniLM-L12-v2-fine-tuned-11111111", 3),
        ("paraphrase-multilingual-MiniLM-L12-v2-fine-tuned-22222222", 3),
    ],
)
def test_every_model_has_a_collection_of_its_own(tmp_path, index, fingerprint, dimension):
    long = "paraphrase-multilingual-MiniLM-L12-v2-fine-tuned-33333333"
    open_index(tmp_path / "chroma", long).upsert(["long"], unit([1, 0, 0]))

    assert open_index(tmp_path / "chroma", fingerprint, dimension).ids() == set()


@pytest.mark.parametrize(
    ("ids", "vectors", "held"),
    [
        (["x", "y", "xy"], CORNERS, True),
        (["x", "y"], CORNERS[:2], False),
        (["x", "y", "xy", "z"], unit([1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1]), False),
        (["x", "y", "xy"], unit([1, 0, 0], [0, 1, 0], [0, 0, 1]), False),
    ],
    ids=["the same", "fewer", "more", "another vector"],
)
def test_an_index_knows_whether_it_holds_exactly_these(index, ids, vectors, held):
    assert index.holds(ids, vectors) is held


def test_an_empty_index_holds_nothing(tmp_path):
    assert open_index(tmp_path / "chroma").holds([], np.zeros((0, 0), np.float32))


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A folder with index files on disk, and what it holds."""
    folder = tmp_path_factory.mktemp("many") / "chroma"
    rows = np.random.default_rng(7).normal(size=(MANY, 8))
    ids, vectors = [f"{i:04d}" for i in range(MANY)], unit(*rows)
    open_index(folder, "model", 8).upsert(ids, vectors)
    return folder, ids, vectors


def segment(folder: Path) -> Path:
    return next(path for path in folder.iterdir() if path.is_dir())


DAMAGE = {
    "database is no database": lambda f: (f / "chroma.sqlite3").write_bytes(b"letter" * 999),
    "database cut": lambda f: (f / "chroma.sqlite3").write_bytes(
        (f / "chroma.sqlite3").read_bytes()[:5000]
    ),
    "database gone": lambda f: (f / "chroma.sqlite3").unlink(),
    "header empty": lambda f: (segment(f) / "header.bin").write_bytes(b""),
    "header gone": lambda f: (segment(f) / "header.bin").unlink(),
    "list of ids empty": lambda f: (segment(f) / "index_metadata.pickle").write_bytes(b""),
    "list of ids gone": lambda f: (segment(f) / "index_metadata.pickle").unlink(),
    "vectors gone": lambda f: (segment(f) / "data_level0.bin").unlink(),
    "index files gone": lambda f: shutil.rmtree(segment(f)),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_damage_is_noticed_and_repaired_by_rebuilding(tmp_path, many, damage):
    original, ids, vectors = many
    folder = tmp_path / "chroma"
    shutil.copytree(original, folder)
    damage(folder)

    index = open_index(folder, "model", 8)

    assert not index.holds(ids, vectors)
    index.rebuild(ids, vectors)
    assert index.holds(ids, vectors)
    assert [index.nearest(vectors[i], 1)[0][0] for i in (0, 600, 1199)] == ["0000", "0600", "1199"]


def test_an_undamaged_folder_is_left_alone(tmp_path, many):
    original, ids, vectors = many
    folder = tmp_path / "chroma"
    shutil.copytree(original, folder)

    assert open_index(folder, "model", 8).holds(ids, vectors)
    assert [path.name for path in tmp_path.iterdir() if "chroma" in path.name] == ["chroma"]


@pytest.mark.parametrize("earlier", [False, True])
def test_a_damaged_folder_is_set_aside_in_place_of_an_earlier_one(tmp_path, earlier):
    folder, aside = tmp_path / "chroma", tmp_path / "chroma.damaged"
    if earlier:
        aside.mkdir()
        (aside / "old").touch()
    folder.mkdir()
    (folder / "chroma.sqlite3").write_text("no database")

    open_index(folder).upsert(["x"], unit([1, 0, 0]))

    assert open_index(folder).ids() == {"x"}
    assert (aside / "chroma.sqlite3").read_text() == "no database"
    assert not (aside / "old").exists()


OPEN = """
import sys
from pathlib import Path
from assistant.knowledge.chroma_client import open_client
from assistant.knowledge.vector_index import VectorIndex
print(len(VectorIndex(open_client(Path(sys.argv[1]), ""), "model", 8).ids()))
"""


def test_index_files_that_kill_the_process_do_so_once(tmp_path, many):
    folder = tmp_path / "chroma"
    shutil.copytree(many[0], folder)
    (segment(folder) / "data_level0.bin").write_bytes(b"\xff" * 50_000)

    runs = [
        subprocess.run([sys.executable, "-c", OPEN, folder], capture_output=True, check=False)
        for _ in range(2)
    ]

    assert (runs[1].returncode, runs[1].stdout.strip()) == (0, b"0")


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "127.0.0.1:1"])
def test_a_server_that_does_not_answer_is_named(tmp_path, url):
    with pytest.raises(ModelError) as caught:
        open_client(tmp_path / "chroma", url)

    assert caught.value.zh == f"Chroma 服务 {url} 连不上：请确认它已启动。"
    assert not (tmp_path / "chroma").exists()
