"""Nothing is lost and nothing wrong is told under faults; benchmarks/faults.py does the same in large numbers."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from corpus.library import Library
from index import check
from tests.index import faults

pytestmark = pytest.mark.skipif(not hasattr(faults.signal, "SIGKILL"), reason="no SIGKILL on this system")


@pytest.mark.parametrize("operation", ["rebuild", "backup", "restore"])
def test_kills_leave_the_state_before_or_after(tmp_path: Path, operation: str):
    seen = faults.kill(tmp_path, operation, 12, random.Random(operation))
    assert seen["kills"] == 12


@pytest.mark.parametrize("operation", faults.OPERATIONS)
def test_a_write_that_fails_leaves_the_state_before_and_says_so(tmp_path: Path, operation: str):
    seen = faults.full(tmp_path, operation, 8, random.Random(operation))
    assert seen["refused"] > 0


def test_a_full_disk_leaves_the_state_before_and_is_still_read(tmp_path: Path):
    try:
        seen = faults.full_disk(tmp_path, "add", 6, random.Random(6))
    except PermissionError:
        pytest.skip("no disk of its own may be mounted here")
    assert seen["refused"] + seen["done"] == 6


def test_a_flipped_bit_in_any_file_is_named_or_changes_nothing(tmp_path: Path):
    folder = faults.filled(tmp_path / "library", faults.OTHER)
    seen = faults.flip_all(folder, 12, random.Random(12))
    assert {"library.sqlite", "index/CURRENT"} < set(seen)
    for name, counts in seen.items():
        if name != "library.sqlite":  # whose pages have room that holds nothing
            assert counts["harmless"] == 0, name


def test_a_flipped_bit_in_the_log_of_a_killed_writer_is_named_or_changes_nothing(tmp_path: Path):
    killed = faults.with_log(faults.filled(tmp_path / "library"))
    assert len(faults.state(killed)[0]) == 2, "without damage nothing of the log is lost"
    killed = faults.with_log(faults.filled(tmp_path / "again" / "library"))
    seen = faults.flip_all(killed, 5, random.Random(5))
    assert "library.sqlite-wal" in seen


def test_two_writers_lose_nothing(tmp_path: Path):
    assert faults.writers(faults.filled(tmp_path / "library"), 2, 4) == 9


def test_readers_see_one_whole_state_or_the_other_while_a_writer_publishes(tmp_path: Path):
    seen = faults.readers(faults.filled(tmp_path / "library"), 2, 6)
    assert seen["first"] > 0


def test_an_index_that_is_newer_than_its_database_is_named(tmp_path: Path):
    folder = faults.filled(tmp_path / "library")
    before = (folder / "library.sqlite").read_bytes()
    faults.run(folder, "add", 1, tmp_path)
    (folder / "library.sqlite").write_bytes(before)
    with Library.open(folder) as library:
        assert "perubahan terakhir pustaka hilang" in check.verify(library)[0]
    with pytest.raises(faults.TanyaError, match="tanya restore"):
        faults.answer(folder)
