"""Names as vectors: stored once, renewed with their report, nearest first."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.library import Library
from index import build, e5, kept, names
from index.check import verify
from index.embedding import SentenceEmbedder
from index.names import Nearness, names_of
from tests.builders import fact, small_report
from tests.index.fakes import WordEmbedder


def item(*indicators: str, **changes):
    report = small_report(**changes)
    return report, [fact(report, indicator=name) for name in indicators]


def held(library: Library, embedder: WordEmbedder, *wanted: str) -> set[str]:
    found = kept.vectors(library, embedder.digest, [names.key_of(name) for name in wanted])
    return {name for name in wanted if names.key_of(name) in found}


def test_names_are_those_with_a_figure_once_and_without_sums():
    report = small_report()
    facts = [
        fact(report, indicator="Nilai  SAKIP"),
        fact(report, indicator="Nilai SAKIP"),
        fact(report, indicator="Jumlah", level="total"),
        fact(report, indicator="Predikat", value=None),
    ]
    assert names_of(facts) == ("Nilai SAKIP",)


def test_names_get_vectors_with_their_report_and_go_with_it(library: Library):
    embedder = WordEmbedder()
    build.add(library, [item("Nilai SAKIP", "Indeks Kepuasan")], embedder)
    assert names.missing(library, embedder.digest) == []
    assert held(library, embedder, "Nilai SAKIP", "Indeks Kepuasan", "Opini") == {"Nilai SAKIP", "Indeks Kepuasan"}
    build.remove(library, "kecamatan-mawar-2024")
    build.rebuild(library, embedder)
    assert held(library, embedder, "Nilai SAKIP") == set()


def test_a_rebuild_keeps_vectors_of_names(library: Library):
    embedder = WordEmbedder()
    build.add(library, [item("Nilai SAKIP")], embedder)
    build.rebuild(library, embedder)
    assert held(library, embedder, "Nilai SAKIP") == {"Nilai SAKIP"}


def test_a_library_from_before_there_were_names_gets_them_with_the_next_update(library: Library):
    embedder = WordEmbedder()
    build.add(library, [item("Nilai SAKIP")], embedder)
    with library.writing() as connection:
        connection.execute("DROP TABLE names")
    build.update(library, embedder)
    assert held(library, embedder, "Nilai SAKIP") == {"Nilai SAKIP"}
    assert verify(library) == []


def test_nearness_is_the_cosine_with_each_name_stored_or_not(library: Library):
    embedder = WordEmbedder()
    build.add(library, [item("Nilai SAKIP", "Indeks Kepuasan")], embedder)
    wanted = ["Indeks Kepuasan", "Opini BPK"]
    found = Nearness(library, lambda: embedder)("kepuasan", wanted)
    expected = [float(embedder.encode_query(name) @ embedder.encode_query("kepuasan")) for name in wanted]
    assert found == pytest.approx(expected)
    assert Nearness(library, lambda: embedder)("kepuasan", []) == ()


def test_only_a_model_that_was_measured_has_a_margin(library: Library):
    assert Nearness(library, lambda: WordEmbedder("lain")).margin is None
    assert Nearness(library, lambda: WordEmbedder(e5.NAME)).margin == pytest.approx(0.04)


def test_many_texts_are_embedded_as_questions_are(tiny_model: Path):
    tiny_embedder = SentenceEmbedder(tiny_model)
    texts = ["nilai SAKIP", "indeks kepuasan masyarakat", "pagu"]
    rows = tiny_embedder.encode_queries(texts)
    assert np.allclose(rows, np.stack([tiny_embedder.encode_query(text) for text in texts]), atol=1e-5)
    assert tiny_embedder.encode_queries([]).shape == (0, tiny_embedder.dimension)
