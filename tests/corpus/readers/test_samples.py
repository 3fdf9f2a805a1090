"""The samples as Word and PDF files give the same reports and figures as the text they were printed from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corpus.fact import Fact
from corpus.facts.extract import extract
from corpus.readers import read, sources
from corpus.words import plain, squash

ROOT = Path(__file__).parents[3]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
LEAST = {".docx": 1.0, ".pdf": 0.99}


def said(fact: Fact) -> tuple[object, ...]:
    value = fact.value if fact.value is not None else squash(fact.as_printed)
    return fact.level, squash(fact.indicator), fact.code, fact.period_year, fact.version, fact.measure, value


@pytest.mark.parametrize("suffix", sorted(LEAST))
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_printed_samples_give_the_facts_of_their_text(sample, suffix):
    text, printed = read(sample), read(sample.with_suffix(suffix))
    assert printed.identity == text.identity
    assert plain(next(line for line in printed.lines if line.strip())).startswith("CONTOH FIKTIF")
    wanted, found = Counter(map(said, extract(text))), Counter(map(said, extract(printed)))
    assert (wanted & found).total() >= LEAST[suffix] * max(wanted.total(), found.total()), (
        wanted - found,
        found - wanted,
    )


def test_each_sample_is_read_once_and_from_its_text():
    found = sources(ROOT / "samples")
    assert [source.paths for source in found] == [(sample,) for sample in SAMPLES]
    assert {twin.suffix for source in found for twin in source.twins} == set(LEAST)
