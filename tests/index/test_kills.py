"""Killed at fifty random moments of add and remove, a library is always as before or as after."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from corpus.library import Library
from index import build, check, store
from index.passages import passages
from index.search import Searcher
from tests.builders import fact, small_report
from tests.index.fakes import WordEmbedder

KILLS = 50
QUERY = "kepuasan masyarakat IKM anggaran pelayanan"
OTHER = {"office": "Kecamatan Kenanga", "file": "kenanga.txt"}


def _work(folder: str, version: int | None, ready: Connection) -> None:
    """Add the other report in a version of its own, or remove it; says when it begins and when it is done."""
    with Library.open(folder) as library:
        ready.send("begun")
        if version is None:
            build.remove(library, OTHER["file"])
        else:
            report = small_report(**OTHER, ikm=f"{version},00")
            build.add(library, [(report, [fact(report)])], WordEmbedder())
    ready.send("done")


def _process(folder: Path, version: int | None) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    # A server that has imported everything forks each worker: fifty start in seconds.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(str(folder), version, there))
    process.start()
    there.close()
    assert here.recv() == "begun"
    return process, here


def _state(folder: Path) -> tuple[tuple[str, ...], tuple[tuple[int, float], ...]]:
    """Opened as a user would: checked, searched, verified; which reports there are, and what a search answers."""
    with Library.open(folder, create=False) as library:
        assert library.check() == []
        hits = Searcher.open(library, WordEmbedder).search(QUERY, k=60)
        assert check.verify(library) == []
        rows = library.reports()
        for row in rows:
            assert store.of_report(library, row.id) == passages(library.report(row.id))
        assert {hit.passage.report for hit in hits} == {row.id for row in rows}
        return tuple(row.sha256 for row in rows), tuple((hit.passage.id, hit.score) for hit in hits)


def _expected(tmp: Path, version: int | None) -> tuple[tuple[str, ...], tuple[tuple[int, float], ...]]:
    """The state of a library that was never killed."""
    with Library.open(tmp) as library:
        items = [small_report()] if version is None else [small_report(), small_report(**OTHER, ikm=f"{version},00")]
        build.add(library, [(report, [fact(report)]) for report in items], WordEmbedder())
    return _state(tmp)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_fifty_kills_leave_the_state_before_or_after(tmp_path: Path):
    folder = tmp_path / "library"
    with Library.open(folder) as library:
        build.add(library, [(small_report(), [fact(small_report())])], WordEmbedder())
    chance = random.Random(53)
    held: int | None = None
    before, alone = _expected(tmp_path / "alone", None), _expected(tmp_path / "alone again", None)
    assert before == alone
    took, seen = 0.0, {"before": 0, "after": 0}
    for number in range(4 * KILLS):
        wanted = None if held is not None and number % 2 else number
        after = alone if wanted is None else _expected(tmp_path / f"{number}", wanted)
        process, ready = _process(folder, wanted)
        if number < 3:  # left to finish, to learn how long it takes
            start = time.perf_counter()
            assert ready.recv() == "done"
            took = max(took, time.perf_counter() - start)
            killed = False
        else:
            time.sleep(chance.uniform(0.0, took))
            killed = _killed(process)
        process.join()
        state = _state(folder)
        assert state in (before, after), f"round {number}: neither as before nor as after"
        seen["after" if state == after else "before"] += killed
        if state == after:
            held, before = wanted, after
        if sum(seen.values()) == KILLS:
            break
    assert sum(seen.values()) == KILLS
    assert min(seen.values()) > 0, "the moments were not spread over the work"


def _killed(process: multiprocessing.process.BaseProcess) -> bool:
    """Kill it; False where it had ended."""
    try:
        os.kill(process.pid or 0, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True
