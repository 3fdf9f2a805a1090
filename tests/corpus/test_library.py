"""The SQLite library: what goes in comes out, changes are whole, faults are named."""

from __future__ import annotations

import multiprocessing
import sqlite3
import threading
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import LibraryBusy, LibraryError, SchemaMismatch, UnknownReport
from corpus.fact import Source
from corpus.library import Library
from corpus.report import Block, Identity, Place, Printed, Report, Row, Table
from tests.builders import fact, small_report


def test_a_report_and_its_facts_come_back_equal(library: Library):
    report = small_report()
    facts = [fact(report), fact(report, None, as_printed="N/A", flags=("damaged", "shifted"), note="60-70")]
    result = library.put(report, facts)
    assert (result.status, result.report_id) == ("added", "kecamatan-mawar-2024")
    assert library.report(result.report_id) == report
    assert library.facts() == facts
    row = library.find("mawar-2024.txt")
    assert (row.lines, row.blocks, row.tables, row.facts) == (len(report.lines), len(report.blocks), 2, 2)


text = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
places = st.builds(
    Place,
    st.none() | st.integers(1, 99),
    st.none() | st.integers(1, 99),
    st.none() | st.integers(1, 9),
    st.none() | st.tuples(*[st.floats(allow_nan=False, allow_infinity=False)] * 4),
)
texts = st.lists(text, max_size=3).map(tuple)
rows = st.lists(st.builds(Row, texts, places), max_size=3).map(tuple)
tables = st.builds(
    Table, st.integers(0, 9), text, st.booleans(), st.lists(texts, max_size=3).map(tuple), rows, rows, places, texts
)
blocks = st.builds(
    Block,
    st.sampled_from(["heading", "paragraph", "list_item"]),
    st.integers(0, 99),
    text,
    places,
    texts,
    st.integers(0, 5),
) | st.builds(Block, st.just("table"), st.integers(0, 99), st.just(""), places, texts, st.just(0), tables)
identities = st.builds(Identity, st.just("kantor-2024"), text, text, st.none() | st.integers(1900, 2100))
reports = st.builds(
    Report, identities, st.just("a.txt"), st.just("00"), text, texts, st.lists(blocks, max_size=4).map(tuple)
)
sources = st.builds(
    Source,
    text,
    st.none() | st.integers(1, 9),
    st.none() | st.integers(1, 9),
    st.none() | st.integers(1, 9),
    st.none(),
    st.none() | text,
    st.none() | text,
    texts,
)
decimals = st.none() | st.decimals(allow_nan=False, allow_infinity=False)


@settings(max_examples=60, deadline=None)
@given(reports, decimals, sources, texts)
def test_any_report_and_fact_survive_the_round_trip(report: Report, value: Decimal | None, source: Source, flags):
    with Library.open(_fresh()) as library:
        kept = replace(fact(report, source=source, flags=flags), value=value)
        library.put(report, [kept])
        assert library.report("kantor-2024") == report
        (got,) = library.facts()
        assert got == kept
        assert str(got.value) == str(value)


def _fresh() -> Path:
    import tempfile

    return Path(tempfile.mkdtemp())


def test_the_same_bytes_change_nothing(library: Library):
    report = small_report()
    library.put(report, [fact(report)])
    before = library.revision
    assert library.put(report, []).status == "unchanged"
    assert library.put(replace(report, file="copy.txt"), []).report_id == "kecamatan-mawar-2024"
    assert (library.revision, len(library.facts())) == (before, 1)


def test_reading_again_stores_new_facts_under_the_same_id(library: Library):
    report = small_report()
    library.put(report, [fact(report)])
    assert library.put(report, [fact(report), fact(report, "1")], again=True).status == "replaced"
    assert len(library.facts()) == 2
    assert len(library.reports()) == 1


def test_a_changed_file_replaces_its_report(library: Library):
    library.put(small_report(), [fact(small_report())])
    revision = library.revision
    changed = small_report(ikm="91,00")
    result = library.put(changed, [fact(changed, "91.00")])
    assert (result.status, result.report_id) == ("replaced", "kecamatan-mawar-2024")
    assert [f.value for f in library.facts()] == [Decimal("91.00")]
    assert library.report(result.report_id) == changed
    assert library.revision > revision


def test_ids_that_collide_get_the_region_then_numbers(library: Library):
    made = [small_report(file=f"{n}.txt", ikm=f"9{n},00") for n in range(4)]
    ids = [library.put(report, [fact(report)]).report_id for report in made]
    assert ids == [
        "kecamatan-mawar-2024",
        "kecamatan-mawar-2024-kabupaten-melati",
        "kecamatan-mawar-2024-kabupaten-melati-2",
        "kecamatan-mawar-2024-kabupaten-melati-3",
    ]
    assert [f.report for f in library.facts(ids[1:2])] == ids[1:2]
    library.remove(ids[0])
    changed = small_report(file="2.txt", ikm="80,00")
    assert library.put(changed, []).report_id == ids[2], "a replaced report keeps its id"


def test_remove_by_id_or_file_and_unknown_names(library: Library):
    library.put(small_report(), [])
    library.put(small_report(office="Kecamatan Kenanga", file="kenanga.txt"), [])
    assert library.remove("kenanga.txt").id == "kecamatan-kenanga-2024"
    assert library.remove("kecamatan-mawar-2024").file == "mawar-2024.txt"
    assert library.reports() == ()
    with pytest.raises(UnknownReport, match="tidak-ada"):
        library.remove("tidak-ada")
    with pytest.raises(UnknownReport):
        library.report("kecamatan-mawar-2024")


def test_resolve_takes_ids_and_files_each_once(library: Library):
    library.put(small_report(), [])
    library.put(small_report(office="Kecamatan Kenanga", file="kenanga.txt"), [])
    names = ["kenanga.txt", "x", "kecamatan-kenanga-2024", "mawar-2024.txt"]
    assert library.resolve(names) == ["kecamatan-kenanga-2024", "kecamatan-mawar-2024"]
    assert library.resolve([]) == []


def test_facts_of_no_report_are_none(library: Library):
    report = small_report()
    library.put(report, [fact(report)])
    assert library.facts([]) == []
    assert library.facts(["unknown"]) == []


def test_lines_are_cut_to_what_there_is(library: Library):
    report = small_report()
    library.put(report, [])
    assert library.lines("mawar-2024.txt", 1, 2) == report.lines[:2]
    assert library.lines("mawar-2024.txt", len(report.lines), 9999) == report.lines[-1:]
    assert library.lines("mawar-2024.txt", -5, 0) == ()


def test_a_failed_change_leaves_nothing_behind(library: Library):
    report = small_report()
    library.put(report, [fact(report)])
    before = (library.revision, library.reports(), library.facts())
    bad = fact(report, source=None)
    with pytest.raises(AttributeError):
        library.put(small_report(ikm="1,00"), [bad])
    with pytest.raises(RuntimeError), library.writing():
        library.remove(report.identity.id)
        assert library.reports() == ()
        raise RuntimeError
    assert (library.revision, library.reports(), library.facts()) == before
    assert library.check() == []


def test_a_rolled_back_change_is_never_served_from_a_cache(library: Library):
    first, second = small_report(), small_report(office="Kecamatan Kenanga", file="kenanga.txt")
    with pytest.raises(RuntimeError), library.writing():
        library.put(first, [fact(first)])
        assert len(library.facts()) == 1
        raise RuntimeError
    library.put(second, [fact(second, "1")])
    assert [f.organisation for f in library.facts()] == ["Kecamatan Kenanga"]
    assert [row.file for row in library.reports()] == ["kenanga.txt"]


def test_another_connection_sees_the_change(library: Library):
    report = small_report()
    with Library.open(library.folder) as other:
        assert other.reports() == ()
        library.put(report, [fact(report)])
        assert [row.id for row in other.reports()] == [report.identity.id]
        assert len(other.facts()) == 1
        library.remove(report.identity.id)
        assert other.facts() == []


def test_threads_share_one_library(library: Library):
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            report = small_report(office=f"Kecamatan Nomor {number}", file=f"{number}.txt")
            library.put(report, [fact(report)])
            assert library.report(report.identity.id) == report
            library.facts()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(library.facts()) == 6


def _die_in_the_middle(folder: str) -> None:
    import os

    with Library.open(folder) as library, library.writing():
        library.put(small_report(ikm="1,00"), [])
        os._exit(9)


def test_a_killed_writer_leaves_the_state_before(library: Library):
    report = small_report()
    library.put(report, [fact(report)])
    process = multiprocessing.get_context("spawn").Process(target=_die_in_the_middle, args=(str(library.folder),))
    process.start()
    process.join()
    assert process.exitcode == 9
    with Library.open(library.folder) as after:
        assert after.report(report.identity.id) == report
        assert after.check() == []


def test_a_held_lock_is_named(library: Library, monkeypatch: pytest.MonkeyPatch):
    with Library.open(library.folder) as other:
        other._connection.execute("PRAGMA busy_timeout = 10")
        with library.writing(), pytest.raises(LibraryBusy, match="proses lain"):
            other.put(small_report(), [])
        assert other.put(small_report(), []).status == "added"


def test_no_library_here(tmp_path: Path):
    with pytest.raises(LibraryError, match="tanya add"):
        Library.open(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()


def test_a_file_where_the_folder_should_be(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="--library"):
        Library.open(tmp_path / "file")


def test_another_schema_version_is_refused(library: Library):
    library._connection.execute("PRAGMA user_version = 99")
    library.close()
    with pytest.raises(SchemaMismatch, match="99"):
        Library.open(library.folder)


def test_a_foreign_sqlite_file_is_refused(tmp_path: Path):
    connection = sqlite3.connect(tmp_path / "library.sqlite")
    connection.execute("CREATE TABLE songs (name TEXT)")
    connection.close()
    with pytest.raises(SchemaMismatch, match="program lain"):
        Library.open(tmp_path)


@pytest.mark.parametrize(
    "damage", [b"not a database at all, only words" * 200, b"SQLite format 3\x00" + b"\xff" * 8000]
)
def test_a_damaged_file_is_named_with_its_remedy(tmp_path: Path, damage: bytes):
    (tmp_path / "library.sqlite").write_bytes(damage)
    with pytest.raises(LibraryError, match="cadangan") as caught:
        Library.open(tmp_path)
    assert "library.sqlite" in str(caught.value)


def test_check_names_damage_inside(library: Library):
    for number in range(12):
        library.put(small_report(file=f"{number}.txt", ikm=f"{number},00", extra="panjang " * 200), [])
    library.close()
    path = library.folder / "library.sqlite"
    blob = bytearray(path.read_bytes())
    for page in range(4, len(blob) // 4096):
        blob[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(bytes(blob))
    try:
        with Library.open(library.folder) as damaged:
            assert damaged.check()
    except LibraryError as error:
        assert "rusak" in str(error) or "tidak dapat dipakai" in str(error)


def test_where_lines_are_printed_and_what_was_not_read_come_back(library: Library):
    printed = (
        Printed(2, (1.0, 2.0, 30.5, 4.0), ((1.0, 2.0, 3.0, 4.0), None)),
        *(None,) * (len(small_report().lines) - 1),
    )
    report = replace(small_report(), printed=printed, notes=("halaman 3 tidak terbaca",))
    found = library.report(library.put(report, []).report_id)
    assert (found.printed, found.notes) == (report.printed, report.notes)


def test_who_reads_does_not_wait_for_who_writes_and_sees_what_is_committed(library: Library):
    first, second = small_report(), small_report(office="Kecamatan Kenanga", file="kenanga.txt")
    library.put(first, [fact(first)])
    seen: list[tuple[int, int]] = []

    def look() -> None:
        seen.append((len(library.reports()), len(library.facts())))

    with library.writing():
        library.put(second, [fact(second)])
        assert (len(library.reports()), len(library.facts())) == (2, 2)
        other = threading.Thread(target=look)
        other.start()
        other.join(20)
        assert not other.is_alive(), "a reader waits for the writer"
        with pytest.raises(LibraryBusy):
            _in_a_thread(lambda: library.writing(wait=False).__enter__())
    look()
    assert seen == [(1, 1), (2, 2)]


def _in_a_thread(act):
    failed: list[BaseException] = []

    def run() -> None:
        try:
            act()
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]


def test_one_reader_sees_one_state_while_others_change_it(library: Library):
    report = small_report()
    library.put(report, [fact(report)])
    with library.reading() as connection:
        before = library.revision
        _in_a_thread(lambda: library.remove(report.identity.id))
        assert library.revision == before
        assert connection.execute("SELECT count(*) FROM facts").fetchone() == (1,)
        with library.reading() as again:
            assert again is connection
    assert library.facts() == []


def test_a_closed_library_reads_nothing_and_keeps_nothing_open(library: Library):
    library.put(small_report(), [])
    with library.reading() as connection:
        _in_a_thread(library.close)
        assert connection.execute("SELECT count(*) FROM reports").fetchone() == (1,)
    with pytest.raises(sqlite3.ProgrammingError):
        connection.execute("SELECT 1")
    with pytest.raises(sqlite3.ProgrammingError):
        library.reports()
    library.close()


def test_a_reader_cannot_write(library: Library):
    with library.reading() as connection, pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM reports")
