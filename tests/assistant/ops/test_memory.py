"""Freed memory is given back where the C library can."""

from __future__ import annotations

import subprocess
import sys

import pytest

from assistant.ops import memory

GLIBC = memory._library() is not None and hasattr(memory._library(), "malloc_trim")
PROGRAM = "from assistant.ops import memory; print(memory.bound(), memory.give_back() in (True, False))"


@pytest.mark.skipif(not GLIBC, reason="no glibc here")
def test_it_is_done_with_glibc():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]


def test_what_the_environment_says_stays(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MALLOC_ARENA_MAX", "4")
    assert memory.bound() is False


def test_elsewhere_nothing_is_done(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(memory, "_library", lambda: None)
    monkeypatch.delenv("MALLOC_ARENA_MAX", raising=False)
    assert (memory.bound(), memory.give_back()) == (False, False)
