"""What a worker sends of a PDF becomes plain values or nothing: its file may have taken it over."""

from __future__ import annotations

import json
import os
import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers.pdf import wire, workers
from corpus.readers.pdf.cells import PrintedRow
from corpus.readers.pdf.page import Line, Word
from corpus.readers.pdf.parts import PageParts, TablePart
from tests.corpus.readers.canvas import document
from tests.corpus.readers.test_pdf import cover

numbers = st.floats(allow_nan=False) | st.integers(-(10**6), 10**6)
boxes = st.tuples(*[numbers] * 4)
words = st.builds(
    Word, st.text(), boxes, numbers, numbers, st.booleans(), st.integers(), st.booleans(), st.none() | numbers
)
lines = st.builds(Line, st.lists(words, max_size=3).map(tuple))
rows = st.builds(
    PrintedRow, st.lists(st.text(), max_size=3).map(tuple), st.lists(st.none() | boxes, max_size=3).map(tuple), boxes,
    st.none() | numbers,
)  # fmt: skip
tables = st.builds(
    TablePart, boxes, st.lists(numbers, max_size=3).map(tuple), st.lists(rows, max_size=3).map(tuple),
    st.lists(st.tuples(numbers, numbers), max_size=2).map(tuple), st.lists(words, max_size=2).map(tuple), st.booleans(),
)  # fmt: skip
pages = st.builds(
    PageParts, st.integers(1, 99), numbers, numbers, st.lists(lines, max_size=3).map(tuple),
    st.lists(tables, max_size=2).map(tuple), st.frozensets(st.text(), max_size=3),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(pages | st.integers() | st.text(max_size=200))
def test_what_is_sent_comes_back_equal(answer: wire.Answer):
    assert wire.decode(wire.encode(answer)) == answer


PAGE = PageParts(
    1, 595.0, 842.0, (Line((Word("IKM", (1.0, 2.0, 3.0, 4.0), 4.0, 9.0, False, 0),)),), (), frozenset({"x"})
)


def test_any_single_value_of_another_kind_is_refused():
    held = json.loads(wire.encode(PAGE))
    places = [(), (0,), (3, 0), (3, 0, 0, 0, 0), (3, 0, 0, 0, 1), (3, 0, 0, 0, 4), (5,), (5, 0)]
    for path in places:
        for other in ({}, None, [[[[]]]], {"a": 1}):
            damaged = json.loads(json.dumps(held))
            at, key = damaged, None
            for key in path[:-1]:
                at = at[key]
            if path:
                at[path[-1]] = other
            else:
                damaged = [*damaged, other]
            with pytest.raises(ValueError):
                wire.decode(json.dumps(damaged).encode())


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=200)
    | st.recursive(st.none() | st.booleans() | numbers | st.text(), st.lists).map(json.dumps).map(str.encode)
)
def test_anything_else_is_a_value_error(data: bytes):
    try:
        found = wire.decode(data)
    except ValueError:
        return
    assert isinstance(found, int | str)


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"a":1}', b"true", b"null", b"1.5", b"", b"\xff"])
def test_what_is_no_answer_is_refused(data: bytes):
    with pytest.raises(ValueError):
        wire.decode(data)


class Evil:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


def test_a_worker_that_was_taken_over_runs_nothing_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    taken = tmp_path / "taken"
    payload = pickle.dumps(Evil(taken))
    fake = tmp_path / "fake.py"
    fake.write_text(
        "import sys\nfrom multiprocessing.connection import Connection\n"
        f"Connection(int(sys.argv[3]), readable=False).send_bytes({payload!r})\n",
        encoding="utf-8",
    )
    real = workers.subprocess.Popen
    monkeypatch.setattr(
        workers.subprocess, "Popen", lambda command, **more: real([command[0], str(fake), *command[3:]], **more)
    )
    found, failed = workers.read(document(cover()), "a.pdf", 1, 1)
    assert (found, failed) == ([], {1: "pembaca PDF berhenti"})
    assert not taken.exists()
