"""Nothing that is fed to the readers and parsers crashes them; benchmarks/fuzz.py feeds a hundred thousand cases each."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.source import Source
from tests.fuzz.targets import CASES, TARGETS

FOUND = Path(__file__).parent / "found"


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_any_case_is_answered_or_refused(name: str):
    target = TARGETS[name]

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(CASES)
    def run(data: bytes) -> None:
        target.check(target.make(Source(data)))

    run()


@pytest.mark.parametrize("path", sorted(path for path in FOUND.iterdir()), ids=lambda path: path.name)
def test_what_was_found_once_stays_mended(path: Path):
    target = TARGETS[path.name.partition("-")[0]]
    data = path.read_bytes()
    target.check(data if path.suffix == ".bin" else ast.literal_eval(data.decode("utf-8", "surrogatepass")))
