"""Libraries of every earlier schema, as the program of that time wrote them, open with nothing lost.

`versions/1.sql` is the dump of a library that the code at the commit of schema 1 made of `builders.small_report`; each
file after it turns the library before it into what the code of its schema made of that report. "first" and "last" are
two ways of writing that one number held.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import schema, seals
from corpus.errors import LibraryDamaged, SchemaMismatch
from corpus.library import Library
from corpus.report import Printed, Report
from index import build, check
from index.search import Searcher
from tests.builders import fact, small_report
from tests.index.fakes import WordEmbedder

VERSIONS = Path(__file__).parent / "versions"
DUMPS = sorted(path.stem for path in VERSIONS.glob("*.sql"))


def older(folder: Path, dump: str) -> sqlite3.Connection:
    folder.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(folder / schema.DATABASE)
    for name in DUMPS[: DUMPS.index(dump) + 1]:
        connection.executescript((VERSIONS / f"{name}.sql").read_text(encoding="utf-8"))
    connection.commit()
    return connection


def written(dump: str) -> Report:
    report = small_report()
    if dump < "3":
        return report
    spots = (Printed(2, (1.0, 2.0, 30.5, 4.0), ((1.0, 2.0, 3.0, 4.0), None)), *(None,) * (len(report.lines) - 1))
    return replace(report, printed=spots, notes=("halaman 3 tidak terbaca",))


def test_there_is_a_dump_of_each_earlier_version():
    assert {int(dump.partition("-")[0]) for dump in DUMPS} == set(range(1, schema.SCHEMA_VERSION))


@pytest.mark.parametrize("dump", DUMPS)
def test_an_older_library_is_brought_up_to_date_whole(tmp_path: Path, dump: str):
    older(tmp_path, dump).close()
    report = written(dump)
    facts = [fact(report), fact(report, None, as_printed="N/A", flags=("damaged",), note="60-70")]
    with Library.open(tmp_path) as library:
        assert schema.version(library._connection) == schema.SCHEMA_VERSION
        assert library.report(report.identity.id) == report
        assert library.facts() == facts
        assert library.check() == []
        build.rebuild(library, WordEmbedder())
        assert check.verify(library) == []
        assert Searcher.open(library, WordEmbedder).search("kepuasan masyarakat", k=3)
        assert library.put(small_report(office="Kecamatan Kenanga", file="k.txt"), []).status == "added"


@pytest.mark.parametrize("dump", DUMPS)
def test_a_migrated_library_is_as_a_new_one(tmp_path: Path, dump: str):
    older(tmp_path / "old", dump).close()
    report = written(dump)
    with Library.open(tmp_path / "old") as old, Library.open(tmp_path / "new") as new:
        new.put(report, [fact(report), fact(report, None, as_printed="N/A", flags=("damaged",), note="60-70")])
        query = "SELECT part, sha256 FROM seals ORDER BY part"
        assert old._connection.execute(query).fetchall() == new._connection.execute(query).fetchall()


def test_rows_of_the_first_libraries_had_no_flags(tmp_path: Path):
    connection = older(tmp_path, "1")
    for key, rows in connection.execute("SELECT position, rows FROM tables").fetchall():
        short = json.dumps([[cells, place] for cells, place, _ in json.loads(rows)])
        connection.execute("UPDATE tables SET rows = ? WHERE position = ?", (short, key))
    connection.commit()
    connection.close()
    with Library.open(tmp_path) as library:
        assert library.report("kecamatan-mawar-2024") == small_report()


@pytest.mark.parametrize("dump", DUMPS)
def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path, dump: str, monkeypatch: pytest.MonkeyPatch):
    older(tmp_path, dump).close()

    def broken(*_: object) -> None:
        raise sqlite3.OperationalError("interrupted")

    monkeypatch.setattr(seals, "close_all", broken)
    with pytest.raises(Exception, match="interrupted"):
        Library.open(tmp_path)
    monkeypatch.undo()
    with Library.open(tmp_path) as library:
        assert library.report("kecamatan-mawar-2024") == written(dump)


def test_a_damaged_old_library_is_not_sealed_as_it_is(tmp_path: Path):
    connection = older(tmp_path, "2")
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'facts'").fetchone()[0]
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    path = tmp_path / schema.DATABASE
    data = bytearray(path.read_bytes())
    data[(root - 1) * size : (root - 1) * size + 64] = b"\xff" * 64
    path.write_bytes(bytes(data))
    with pytest.raises(LibraryDamaged, match="tanya restore"):
        Library.open(tmp_path)


def test_an_older_library_that_can_only_be_read_is_refused_with_what_to_do(tmp_path: Path):
    connection = older(tmp_path, "2")
    with pytest.raises(SchemaMismatch, match="dapat ditulis"):
        schema.prepare(connection, tmp_path / schema.DATABASE, writable=False)
    connection.close()


def test_a_newer_library_and_other_files_are_refused(tmp_path: Path):
    connection = older(tmp_path, "2")
    connection.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    connection.close()
    before = (tmp_path / schema.DATABASE).read_bytes()
    with pytest.raises(SchemaMismatch, match="lebih baru"):
        Library.open(tmp_path)
    assert (tmp_path / schema.DATABASE).read_bytes() == before
