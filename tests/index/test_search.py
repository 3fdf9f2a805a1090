"""Search over words and meaning: sound selections, stable order, fresh generations."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.library import Library
from index import build
from index.search import Searcher, Selection, per_table
from tests.builders import Sheet, small_report
from tests.index.fakes import WordEmbedder

OFFICES = [("Kecamatan Mawar", "mawar.txt"), ("Kecamatan Kenanga", "kenanga.txt"), ("Dinas Anggrek", "anggrek.txt")]
IDS = ["kecamatan-mawar-2024", "kecamatan-kenanga-2024", "dinas-anggrek-2024"]


@pytest.fixture
def filled(library: Library) -> Library:
    build.add(library, [(small_report(office=o, file=f), []) for o, f in OFFICES], WordEmbedder())
    return library


@pytest.fixture
def searcher(filled: Library) -> Searcher:
    return Searcher.open(filled, WordEmbedder)


def test_the_fitting_passage_is_first_with_its_place(searcher: Searcher):
    hit = searcher.search("Apa penyebab naiknya kepuasan masyarakat?", reports=[IDS[0]])[0]
    assert "penambahan loket pelayanan" in hit.passage.text
    assert hit.passage.heading == "BAB III AKUNTABILITAS KINERJA > 3.1 Capaian Kinerja"
    report = searcher.library.report(IDS[0])
    assert hit.passage.text in "\n".join(report.lines[hit.passage.source.line_start - 1 : hit.passage.source.line_end])
    assert set(hit.ranks) == {"words", "meaning"}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([*IDS, "kenanga.txt", "tidak-ada"]), max_size=4), st.integers(0, 30), st.booleans())
def test_a_selection_is_never_left(searcher: Searcher, chosen: list[str], k: int, lexical_only: bool):
    hits = searcher.search("kepuasan masyarakat anggaran program", k=k, reports=chosen, lexical_only=lexical_only)
    assert {h.passage.report for h in hits} <= set(searcher.library.resolve(chosen))
    assert len(hits) <= k
    if not searcher.library.resolve(chosen):
        assert hits == []
    elif k:
        assert hits


def test_no_limit_searches_all_and_an_empty_one_nothing(searcher: Searcher):
    query = "kepuasan masyarakat"
    assert {h.passage.report for h in searcher.search(query, k=60)} == set(IDS)
    assert searcher.search(query, reports=[]) == []
    assert searcher.search(query, k=0) == []


def test_the_order_is_always_the_same(searcher: Searcher, filled: Library):
    first = searcher.search("pelayanan publik", k=40)
    assert searcher.search("pelayanan publik", k=40) == first
    assert Searcher.open(filled, WordEmbedder).search("pelayanan publik", k=40) == first
    keys = [(-h.score, h.passage.id) for h in first]
    assert keys == sorted(keys)
    assert len({h.passage.id for h in first}) == len(first)


def test_the_order_does_not_depend_on_the_order_of_adding(filled: Library, tmp_path: Path):
    with Library.open(tmp_path / "other") as other:
        for office, file in reversed(OFFICES):
            build.add(other, [(small_report(office=office, file=file), [])], WordEmbedder())
        one = Searcher.open(filled, WordEmbedder).search("realisasi anggaran", k=30)
        two = Searcher.open(other, WordEmbedder).search("realisasi anggaran", k=30)
        assert [(h.passage.id, h.score) for h in one] == [(h.passage.id, h.score) for h in two]


def test_words_alone_never_ask_for_the_model(filled: Library):
    def refuse() -> WordEmbedder:
        raise AssertionError("the model was asked for")

    hits = Searcher.open(filled, refuse).search("kepuasan masyarakat", lexical_only=True)
    assert hits
    assert all(set(h.ranks) == {"words"} for h in hits)
    assert Searcher.open(filled).search("kepuasan masyarakat")


def test_an_index_of_words_answers_a_searcher_with_a_model(library: Library):
    build.add(library, [(small_report(), [])], None)
    assert Searcher.open(library, WordEmbedder).search("kepuasan masyarakat")


def test_a_query_of_nothing_known(searcher: Searcher):
    assert searcher.search("zzzz qqqq", lexical_only=True) == []
    assert searcher.search("   ") == []
    assert searcher.search("?!", lexical_only=True) == []


def test_terms_are_found_whole(searcher: Searcher):
    hits = searcher.search("berapa", terms=["Nilai SAKIP"], reports=[IDS[0]], lexical_only=True)
    assert hits
    assert all("nilai sakip" in h.passage.embed_text.lower() for h in hits)
    assert all("terms" in h.ranks for h in hits)
    assert searcher.search("berapa", terms=["SAKI"], lexical_only=True) == []
    assert searcher.search("berapa", terms=["", "(", "IKM)"], lexical_only=True) is not None


def test_no_table_fills_the_answer(library: Library):
    rows = [[str(n), f"Program pelayanan kepuasan nomor {n}", f"{n}0.000"] for n in range(1, 30)]
    sheet = Sheet().heading("A").table("Tabel 1 Pelayanan", [("No",), ("Program",), ("Pagu",)], rows)
    sheet.heading("B").text("Kepuasan pelayanan dibahas di sini.")
    build.add(library, [(sheet.report(), [])], WordEmbedder())
    hits = Searcher.open(library, WordEmbedder).search("program pelayanan kepuasan", k=8)
    assert sum(h.passage.table is not None for h in hits) == per_table(8) == 1
    assert any(h.passage.kind == "paragraph" for h in hits)


def test_an_open_searcher_serves_each_new_generation(searcher: Searcher, filled: Library):
    text = " Kata kunci khusus: mangrove."
    assert searcher.search("mangrove", lexical_only=True) == []
    with Library.open(filled.folder) as other:
        build.add(other, [(small_report(office="Dinas Pantai", file="pantai.txt", extra=text), [])], WordEmbedder())
    assert [h.passage.report for h in searcher.search("mangrove", lexical_only=True)] == ["dinas-pantai-2024"]


def test_a_removed_report_is_gone_at_once(searcher: Searcher, filled: Library):
    assert IDS[1] in {h.passage.report for h in searcher.search("kepuasan", k=60)}
    with Library.open(filled.folder) as other:
        other.remove(IDS[1])
    assert IDS[1] not in {h.passage.report for h in searcher.search("kepuasan", k=60)}


def test_a_replaced_report_is_served_new(searcher: Searcher, filled: Library):
    changed = small_report(office="Kecamatan Mawar", file="mawar.txt", ikm="77,77")
    build.add(filled, [(changed, [])], WordEmbedder())
    hits = searcher.search("Indeks Kepuasan Masyarakat (IKM) 77,77", reports=["mawar.txt"])
    assert "77,77" in "".join(h.passage.text for h in hits[:3])
    assert all("93,53" not in h.passage.text for h in hits)


def test_a_library_without_index_finds_nothing(library: Library):
    assert Searcher.open(library, WordEmbedder).search("apa saja") == []


def varied(library: Library) -> Searcher:
    """Three offices over two years."""
    made = [
        small_report(office=office, year=year, file=f"{number}-{year}.txt")
        for number, (office, _) in enumerate(OFFICES)
        for year in (2023, 2024)
    ]
    build.add(library, [(report, []) for report in made], WordEmbedder())
    return Searcher.open(library, WordEmbedder)


def some(values: list) -> st.SearchStrategy:
    return st.none() | st.lists(st.sampled_from(values), max_size=3)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    some(["kecamatan-mawar-2023", "dinas-anggrek-2024", "1-2024.txt", "tidak-ada"]),
    some(["Kecamatan Mawar", "Dinas Anggrek", "Dinas Lain"]),
    some([2023, 2024, 1999]),
    some(["analisis", "capaian", "anggaran", "sebab", "tidak-ada"]),
    st.booleans(),
)
def test_every_part_of_a_selection_limits_it(library: Library, reports, organisations, years, kinds, lexical: bool):
    searcher = varied(library) if not library.reports() else Searcher.open(library, WordEmbedder)
    within = Selection(reports, organisations, years, kinds)
    hits = searcher.search("kepuasan masyarakat anggaran program", k=200, within=within, lexical_only=lexical)
    rows = {
        row.id
        for row in library.reports()
        if (reports is None or row.id in library.resolve(reports))
        and (organisations is None or row.organisation in organisations)
        and (years is None or row.year in years)
    }
    assert {h.passage.report for h in hits} <= rows
    assert all(kinds is None or set(h.passage.kinds) & set(kinds) for h in hits)
    if not rows or kinds == []:
        assert hits == []
    elif kinds is None:
        assert hits
    both = searcher.search("kepuasan", k=200, reports=["1-2024.txt"], within=within, lexical_only=lexical)
    assert {h.passage.report for h in both} <= rows & {"kecamatan-kenanga-2024"}


def test_preferred_kinds_come_first_and_the_rest_stays(searcher: Searcher):
    plain = searcher.search("kepuasan masyarakat pelayanan", k=60, reports=[IDS[0]])
    lifted = searcher.search("kepuasan masyarakat pelayanan", k=60, reports=[IDS[0]], prefer={"sebab": 5.0})
    assert {h.passage.id for h in plain} == {h.passage.id for h in lifted}
    assert "sebab" in lifted[0].passage.kinds
    assert searcher.search("kepuasan masyarakat pelayanan", k=60, reports=[IDS[0]], prefer={"tidak-ada": 9.0}) == plain


def test_keywords_take_the_place_of_the_query_for_words_only(searcher: Searcher):
    assert searcher.search("zzzz", keywords="kepuasan", lexical_only=True)
    assert searcher.search("kepuasan", keywords="zzzz", lexical_only=True) == []


def test_what_is_said_twice_is_one_hit_with_both_places(library: Library):
    said = "Kendala utama ialah jaringan internet yang sering putus pada jam pelayanan warga di loket kecamatan."
    sheet = Sheet().heading("A").text(said).heading("B").text(said).heading("C").text(said.replace("utama", "3"))
    build.add(library, [(sheet.report(), [])], WordEmbedder())
    hits = Searcher.open(library, WordEmbedder).search("kendala jaringan internet", k=5)
    assert len(hits) == 2, "another figure is another passage"
    twice = next(hit for hit in hits if hit.also)
    places = {twice.passage.source.line_start, *(place.line_start for _, place in twice.also)}
    assert places == {3, 7}
    assert {report for report, _ in twice.also} == {twice.passage.report}
