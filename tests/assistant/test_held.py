"""What is worked out of a report is worked out once for its content, whatever comes and goes beside it."""

from __future__ import annotations

import threading

import pytest

from assistant.held import Held
from corpus.errors import UnknownReport
from corpus.library import Library
from corpus.rows import ReportRow
from tests.builders import small_report


class Counting:
    def __init__(self, library: Library) -> None:
        self.made: list[int] = []
        self.held = Held(library, self.make)

    def make(self, row: ReportRow) -> str:
        self.made.append(row.key)
        return f"{row.id} {row.key}"


def test_another_report_changes_nothing_and_a_changed_one_is_made_anew(library: Library):
    counting = Counting(library)
    first = library.put(small_report(), []).report_id
    before = counting.held.of(first)
    other = library.put(small_report(office="Kecamatan Kenanga", file="k.txt"), []).report_id
    assert counting.held.of("mawar-2024.txt") is before
    library.remove(other)
    assert counting.held.of(first) is before
    library.put(small_report(ikm="90,00"), [])
    assert counting.held.of(first) != before
    assert counting.made == sorted(set(counting.made))


def test_of_a_removed_report_nothing_is_kept(library: Library):
    counting = Counting(library)
    names = [library.put(small_report(office=f"Kecamatan {n}", file=f"{n}.txt"), []).report_id for n in "AB"]
    rows = [library.find(name) for name in names]
    assert [counting.held.known(row) for row in rows] == [None, None]
    for name in names:
        counting.held.of(name)
    library.remove(names[0])
    with pytest.raises(UnknownReport):
        counting.held.of(names[0])
    counting.held.of(names[1])
    assert [counting.held.known(row) is None for row in rows] == [True, False]


def test_two_that_ask_at_once_wait_for_one(library: Library):
    name = library.put(small_report(), []).report_id
    begun, go_on, made = threading.Event(), threading.Event(), []

    def make(row: ReportRow) -> str:
        made.append(row.key)
        begun.set()
        assert go_on.wait(20)
        return row.id

    held = Held(library, make)
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(held.of(name))) for _ in range(4)]
    for thread in threads:
        thread.start()
    assert begun.wait(20)
    go_on.set()
    for thread in threads:
        thread.join()
    assert (found, len(made)) == ([name] * 4, 1)
