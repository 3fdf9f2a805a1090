"""The contract of a vector store, and the faults that must not pass in silence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import IndexDamaged
from index.errors import BadVectorError, DimensionError, DuplicateIdError
from index.vectors import FaissStore, selected


def unit(rows: int, dimension: int = 8, seed: int = 0) -> np.ndarray:
    made = np.random.default_rng(seed).normal(size=(rows, dimension)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def ids(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int64)


@pytest.fixture
def store() -> FaissStore:
    return FaissStore.of(np.arange(100, 150, dtype=np.int64), unit(50))


def test_the_nearest_come_first_as_numpy_finds_them(store: FaissStore):
    query = unit(1, seed=5)[0]
    scores = unit(50) @ query
    wanted = [100 + int(i) for i in np.argsort(-scores)[:7]]
    found = store.search(query, 7)
    assert [i for i, _ in found] == wanted
    assert [s for _, s in found] == pytest.approx(sorted(scores, reverse=True)[:7], abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(90, 160)), st.integers(1, 80))
def test_a_selection_intersects(chosen: set[int], k: int):
    store = FaissStore.of(np.arange(100, 150, dtype=np.int64), unit(50))
    found = [i for i, _ in store.search(unit(1, seed=5)[0], k, np.array(sorted(chosen), dtype=np.int64))]
    inside = chosen & set(range(100, 150))
    assert set(found) <= inside
    assert len(found) == min(k, len(inside))


def test_an_empty_selection_never_reaches_faiss(store: FaissStore, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(store, "_index", None)
    monkeypatch.setattr(FaissStore, "dimension", 8)
    monkeypatch.setattr(FaissStore, "count", lambda self: 50)
    assert store.search(unit(1)[0], 5, ids()) == []


def test_more_asked_than_held_is_not_padded(store: FaissStore):
    assert len(store.search(unit(1)[0], 500)) == 50
    assert FaissStore(8).search(unit(1)[0], 5) == []
    assert store.search(unit(1)[0], 0) == []


def test_equal_vectors_come_by_id():
    row = unit(1)
    store = FaissStore.of(ids(7, 3, 5), np.repeat(row, 3, axis=0))
    assert [i for i, _ in store.search(row[0], 3)] == [3, 5, 7]


def test_faults_have_names_and_add_nothing(store: FaissStore):
    with pytest.raises(DuplicateIdError):
        store.add(ids(100), unit(1))
    with pytest.raises(DuplicateIdError):
        store.add(ids(1, 1), unit(2))
    with pytest.raises(DimensionError, match="8"):
        store.add(ids(1), unit(1, 9))
    with pytest.raises(DimensionError):
        store.add(ids(1, 2), unit(1))
    with pytest.raises(DimensionError):
        store.search(unit(1, 9)[0], 1)
    broken = unit(1)
    broken[0, 3] = np.nan
    with pytest.raises(BadVectorError):
        store.add(ids(1), broken)
    with pytest.raises(BadVectorError):
        store.search(broken[0], 1)
    assert store.count() == 50


def test_remove(store: FaissStore):
    assert store.remove(ids(100, 101, 7)) == 2
    assert store.remove(ids(100)) == 0
    assert store.count() == 48
    assert 100 not in [i for i, _ in store.search(unit(50)[0], 48)]
    store.add(ids(100), unit(1))
    assert store.search(unit(1)[0], 1)[0][0] == 100


def test_saved_and_loaded_is_the_same(store: FaissStore, tmp_path: Path):
    store.save(tmp_path / "v")
    loaded = FaissStore.load(tmp_path / "v")
    query = unit(1, seed=9)[0]
    assert (loaded.count(), loaded.dimension) == (50, 8)
    assert loaded.search(query, 9) == store.search(query, 9)
    loaded.add(ids(1), unit(1))
    with pytest.raises(DuplicateIdError):
        loaded.add(ids(100), unit(1))


@pytest.mark.parametrize("content", [b"", b"nothing of the kind", b"IxM2" + b"\xff" * 40])
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes):
    (tmp_path / "v").write_bytes(content)
    with pytest.raises(IndexDamaged, match="--rebuild"):
        FaissStore.load(tmp_path / "v")


def test_selected_ids_by_owner():
    assert selected(ids(1, 2, 3, 4), ids(9, 8, 9, 7), [9, 7]).tolist() == [1, 3, 4]
    assert selected(ids(1, 2), ids(9, 8), []).tolist() == []


def clustered(rows: int = 6000, dimension: int = 16) -> np.ndarray:
    """Vectors that lie in clusters, as those of texts do."""
    chance = np.random.default_rng(3)
    centres = chance.normal(size=(60, dimension))
    made = (centres[chance.integers(0, 60, rows)] + 0.5 * chance.normal(size=(rows, dimension))).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def many() -> tuple[np.ndarray, np.ndarray, FaissStore, FaissStore]:
    """Ids and vectors, in cells and compared exactly."""
    vectors = clustered()
    numbers = np.arange(len(vectors), dtype=np.int64) * 7 + 5
    in_cells = FaissStore.of(numbers, vectors, exact_up_to=1000)
    return numbers, vectors, in_cells, FaissStore.of(numbers, vectors)


def test_the_kind_of_index_follows_the_number_of_vectors(many):
    _, vectors, in_cells, exact = many
    assert not in_cells.exact
    assert exact.exact
    assert in_cells.count() == exact.count() == len(vectors)


def test_cells_find_nearly_what_an_exact_search_finds(many):
    _, _, in_cells, exact = many
    queries = clustered()[::131] + 0.02 * np.random.default_rng(8).normal(size=(46, 16)).astype(np.float32)
    shares = [len({i for i, _ in in_cells.search(q, 10)} & {i for i, _ in exact.search(q, 10)}) / 10 for q in queries]
    assert np.mean(shares) > 0.9


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_selection_is_found_whole_whatever_cell_it_lies_in(many, data):
    numbers, vectors, in_cells, _ = many
    chosen = data.draw(st.sets(st.integers(0, 5 * len(numbers)), max_size=300))
    found = [i for i, _ in in_cells.search(vectors[0], 400, np.array(sorted(chosen), dtype=np.int64))]
    assert len(found) == len(set(found))
    assert set(found) == chosen & set(numbers.tolist())


def test_cells_are_made_the_same_way_each_time_and_survive_saving(many, tmp_path: Path):
    numbers, vectors, in_cells, _ = many
    again = FaissStore.of(numbers, vectors, exact_up_to=1000)
    for name, held in (("one", in_cells), ("two", again)):
        held.save(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    loaded = FaissStore.load(tmp_path / "one")
    assert loaded.search(vectors[9], 20) == in_cells.search(vectors[9], 20)
    with pytest.raises(DuplicateIdError):
        loaded.add(numbers[:1], vectors[:1])
    assert loaded.remove(numbers[:10]) == 10
    assert loaded.remove(numbers[:10]) == 0
    assert int(numbers[0]) not in {i for i, _ in loaded.search(vectors[0], 50)}
