"""Reports that came under one bare file name: an edition replaces its own, another office's report never."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import filenames
from corpus.errors import UnknownReport
from corpus.library import Library
from tests.builders import fact, small_report

NAME = "laporan.pdf"
ONE, OTHER = "kecamatan-mawar-2024", "kecamatan-kenanga-2024"


def of(office: str = "Kecamatan Mawar", **given: object):
    return small_report(office=office, file=NAME, **given)


def filled(library: Library):
    return [library.put(of(), [fact(of())]), library.put(of("Kecamatan Kenanga"), [fact(of("Kecamatan Kenanga"))])]


def test_two_offices_of_one_file_name_are_both_kept(library: Library):
    first, second = filled(library)
    assert (first.status, first.file, first.beside) == ("added", NAME, ())
    assert (second.status, second.file, second.beside) == ("added", f"laporan ({OTHER}).pdf", (ONE,))
    assert {row.id: row.file for row in library.reports()} == {ONE: first.file, OTHER: second.file}
    for done in (first, second):
        (cited,) = library.facts([done.report_id])
        assert cited.source.file == library.report(done.report_id).file == done.file
    assert library.check() == []


@pytest.mark.parametrize("office", ["Kecamatan Mawar", "Kecamatan Kenanga"])
def test_a_new_edition_replaces_its_own_report_and_no_other(library: Library, office: str):
    before = {done.report_id: done.file for done in filled(library)}
    done = library.put(of(office, ikm="90,00"), [])
    assert done.status == "replaced"
    assert {row.id: row.file for row in library.reports()} == before
    assert done.file == before[done.report_id]
    assert library.report(done.report_id).lines == of(office, ikm="90,00").lines


@pytest.mark.parametrize("change", [{"year": 2023}, {"region": "Kabupaten Anggrek"}])
def test_another_year_or_region_is_another_report(library: Library, change: dict[str, object]):
    library.put(of(), [])
    report = of(ikm="90,00")
    assert library.put(replace(report, identity=replace(report.identity, **change)), []).status == "added"
    assert len(library.reports()) == 2


@pytest.mark.parametrize("missing", [{"organisation": "laporan"}, {"year": None}])
def test_where_the_text_names_no_office_or_year_nothing_is_replaced(library: Library, missing: dict[str, object]):
    for ikm in ("90,00", "91,00"):
        report = of(ikm=ikm)
        library.put(replace(report, identity=replace(report.identity, **missing)), [])
    assert len(library.reports()) == len({row.file for row in library.reports()}) == 2


def test_the_first_one_gone_the_second_is_still_found_by_its_editions(library: Library):
    filled(library)
    library.remove(ONE)
    assert library.find(NAME).id == OTHER
    assert library.put(of("Kecamatan Kenanga", ikm="90,00"), []).status == "replaced"
    assert library.put(of(), []).file == NAME


def test_a_name_of_several_files_selects_them_all_and_removes_none(library: Library):
    filled(library)
    assert set(library.resolve([NAME])) == {ONE, OTHER}
    assert library.resolve([f"laporan ({OTHER}).pdf"]) == [OTHER]
    with pytest.raises(UnknownReport, match=f"beberapa laporan .*{OTHER}"):
        library.remove(NAME)
    assert library.remove(OTHER).id == OTHER
    assert library.remove(NAME).id == ONE


def test_the_same_bytes_read_again_under_a_taken_name_cost_nothing(library: Library):
    first = of("Kecamatan Kenanga")
    library.put(replace(first, file="kenanga.pdf"), [])
    library.put(of(), [])
    done = library.put(first, [fact(first)], again=True)
    assert (done.status, done.report_id, done.beside) == ("replaced", OTHER, (ONE,))
    assert {row.file for row in library.reports()} == {NAME, f"laporan ({OTHER}).pdf"}


names = st.text(st.sampled_from("ab .()-2,"), min_size=1, max_size=12)


@settings(max_examples=200)
@given(st.lists(names, min_size=1, max_size=5))
def test_a_free_name_is_free_and_tells_the_name_that_was_given(files: list[str]):
    taken: list[str] = []
    for file in files:
        name = filenames.free(file, "a-2", taken)
        assert name not in taken
        taken.append(name)
    assert filenames.free("c.pdf", "a-2", ["c.pdf"]) == "c (a-2).pdf"
    assert filenames.free("c.pdf", "a-2", ["c.pdf", "c (a-2).pdf"]) == "c (a-2, 2).pdf"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 3)), max_size=8))
def test_whatever_comes_under_one_name_the_last_edition_of_every_office_is_held(edits: list[tuple[str, int]]):
    import tempfile

    with tempfile.TemporaryDirectory() as folder, Library.open(folder) as library:
        last = {}
        for office, ikm in edits:
            report = of(f"Kecamatan {office}", ikm=f"9{ikm},00")
            library.put(report, [fact(report)])
            last[office] = report.lines
        assert {row.organisation[-1]: library.report(row.id).lines for row in library.reports()} == last
        assert {library.find(row.file).id for row in library.reports() if row.file != NAME} <= {
            row.id for row in library.reports()
        }
