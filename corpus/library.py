"""The library on disk: an SQLite database of reports and facts, the one truth.

Every change is one transaction and raises `revision` by one or more, so whoever caches knows when to look
again. The room `index` keeps its own tables in the same file through `reading` and `writing`.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus import database, filenames, rows, schema, seals
from corpus.connections import Connections
from corpus.errors import LibraryDamaged, LibraryError, UnknownReport
from corpus.fact import Fact
from corpus.report import Report
from corpus.rows import PutResult, ReportRow

__all__ = ["Library", "PutResult", "ReportRow"]


class Library:
    """An open library. Safe to share between threads; use as a context manager or `close` it."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self._connections = Connections(self.path, connection)
        self._connection = connection
        # Held by the one thread that writes; the others read meanwhile.
        self._lock = threading.RLock()
        self._depth = 0
        self._writer: int | None = None
        # Facts by report key: what a key holds never changes.
        self._facts: dict[int, tuple[Fact, ...]] = {}
        self._listed: tuple[int, tuple[ReportRow, ...]] | None = None
        # Parts that were as sealed when they were first looked at.
        self._sound: set[tuple[int, str]] = set()

    @classmethod
    def open(cls, folder: str | Path, *, create: bool = True) -> Self:
        """Open the library in `folder`; make it where there is none and `create` is True.

        One that can only be read is opened so. Raises LibraryError when it cannot be used, LibraryDamaged when its file
        is damaged, SchemaMismatch when another program or a newer version wrote it.
        """
        path = Path(folder)
        return cls(path, database.connect(path, create=create))

    def close(self) -> None:
        """Close the database; closing twice is no error."""
        with self._lock:
            self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The database file."""
        return self.folder / schema.DATABASE

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for this thread, on one state of the library, for SELECTs only; waits for no writer.

        Within `writing` it sees what was changed so far. Raises LibraryDamaged when the file is damaged.
        """
        with database.translated(self.path):
            if self._changing:
                yield self._connection
                return
            with self._connections.reading() as connection:
                yield connection

    @contextmanager
    def writing(self, *, wait: bool = True) -> Iterator[sqlite3.Connection]:
        """The connection inside a transaction: all of it is stored, or on any exception none.

        Nested use joins the outer transaction; not to be used inside `reading`. Raises LibraryBusy when another
        process holds the lock for longer than database.BUSY_SECONDS, where `wait` is False when anybody holds it;
        NoSpace when the disk is full; ReadOnlyLibrary where the library can only be read.
        """
        if not self._lock.acquire(blocking=wait):
            raise database.busy(self.path)
        try:
            with database.translated(self.path), self._transaction(wait=wait):
                yield self._connection
        finally:
            self._lock.release()

    @contextmanager
    def _transaction(self, *, wait: bool) -> Iterator[None]:
        if self._depth == 0:
            database.begin(self._connection, wait=wait)
            self._writer = threading.get_ident()
        self._depth += 1
        try:
            yield
            if self._depth == 1:
                self._connection.execute("COMMIT")
                database.settle(self._connection)
        except BaseException:
            if self._depth == 1 and self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        finally:
            self._depth -= 1
            if self._depth == 0:
                self._writer = None

    @property
    def _changing(self) -> bool:
        """Whether this thread is inside `writing`: what it sees may be rolled back."""
        return self._writer == threading.get_ident()

    @property
    def revision(self) -> int:
        """A number that grows with every change of the reports; 0 for a new library."""
        query = "SELECT value FROM meta WHERE name = 'revision'"
        with database.translated(self.path):
            if self._changing:
                found = self._connection.execute(query).fetchone()
            else:
                # Asked several times for each question.
                with self._connections.looking() as connection:
                    found = connection.execute(query).fetchone()
        if found is None:
            raise LibraryDamaged("nomor revisi hilang", where=str(self.path), remedy=seals.REMEDY)
        return int(found[0])

    def put(self, report: Report, facts: Sequence[Fact], *, again: bool = False) -> PutResult:
        """Store a report with its facts in one transaction.

        The same bytes again change nothing (whatever the file is called), unless `again` is True: then what the
        readers made of them is stored anew. A known file name of the same office and year with other bytes replaces
        that report under its id; of another office, or where the text does not tell, both are kept and the new file
        is stored under a name of its own (corpus/filenames.py). An id that another file holds gets the region
        appended, then -2, -3 ...; `report` and `source.file` of the stored facts are what is returned here.
        """
        with self.writing() as connection:
            same = self._row("sha256 = ?", report.sha256)
            if same is not None and not again:
                return PutResult("unchanged", same.id, same.file)
            held = [ReportRow(*row) for row in connection.execute(f"{rows.REPORT_ROW} ORDER BY key")]
            old = same or next((row for row in held if filenames.same(row, report)), None)
            kept = None
            if old is not None:
                printed = connection.execute("SELECT printed_id FROM reports WHERE key = ?", (old.key,)).fetchone()[0]
                kept = old.id if printed == report.identity.id else None
                connection.execute("DELETE FROM reports WHERE key = ?", (old.key,))
            report_id = kept or self._free_id(report)
            others = [row for row in held if old is None or row.key != old.key]
            file = filenames.free(report.file, report_id, {row.file for row in others})
            if old is not None and old.id == report_id and filenames.given(old) == report.file:
                file = old.file
            beside = tuple(row.id for row in others if filenames.given(row) == report.file)
            key = rows.insert_report(connection, report_id, *filenames.renamed(report, facts, file))
            seals.close(connection, key)
            _changed(connection)
        return PutResult("added" if old is None else "replaced", report_id, file, beside)

    def remove(self, id_or_file: str) -> ReportRow:
        """Remove a report by id or bare file name and return what was removed; raises UnknownReport."""
        with self.writing() as connection:
            row = self.find(id_or_file)
            connection.execute("DELETE FROM reports WHERE key = ?", (row.key,))
            _changed(connection)
        return row

    def reports(self) -> tuple[ReportRow, ...]:
        """All reports, by organisation, year and id."""
        known = self._listed
        if known is not None and not self._changing and known[0] == self.revision:
            return known[1]
        with self.reading() as connection:
            revision = self.revision
            found = connection.execute(f"{rows.REPORT_ROW} ORDER BY organisation, year, id")
            listed = tuple(ReportRow(*row) for row in found)
            for row in listed:
                seals.rows(connection, self.path, row.id, row.key, "report")
            if not seals.all_there(connection):
                raise LibraryDamaged("daftar laporan rusak", where=str(self.path), remedy=seals.REMEDY)
            # Nothing of an open transaction is kept: it may be rolled back and its numbers used again.
            if not self._changing:
                self._listed = (revision, listed)
            return listed

    def resolve(self, names: Sequence[str]) -> list[str]:
        """The ids of the reports named by id or bare file name, each once, in the order named.

        A bare name under which several files came names them all. Names that match nothing are left out; see `find`
        for one that must exist.
        """
        known: dict[str, list[str]] = {}
        for row in self.reports():
            for name in dict.fromkeys((row.file, filenames.given(row))):
                known.setdefault(name, []).append(row.id)
        known |= {row.id: [row.id] for row in self.reports()}
        return list(dict.fromkeys(found for name in names for found in known.get(name, ())))

    def find(self, id_or_file: str) -> ReportRow:
        """The row of the report with this id or bare file name.

        Raises UnknownReport, also for the name of several files.
        """
        held = self.reports()
        found = [row for row in held if row.id == id_or_file] or [
            row for row in held if id_or_file in (row.file, filenames.given(row))
        ]
        if len(found) == 1:
            return found[0]
        problem = f"tidak ada laporan {id_or_file!r} dalam pustaka"
        if found:
            problem = f"{id_or_file!r} adalah nama file beberapa laporan ({', '.join(row.id for row in found)})"
        raise UnknownReport(problem, where=str(self.folder), remedy="lihat id laporan dengan: tanya list")

    def holding(self, sha256: str) -> ReportRow | None:
        """The row of the report made of these very bytes, or None: lets a caller skip reading them again."""
        return next((row for row in self.reports() if row.sha256 == sha256), None)

    def report(self, report_id: str) -> Report:
        """The whole report as it was put, with the library's id as `identity.id`; raises UnknownReport."""
        with self.reading() as connection:
            row = self.find(report_id)
            return rows.report_in(row, lambda part: seals.rows(connection, self.path, row.id, row.key, part))

    def lines(self, report_id: str, start: int = 1, end: int | None = None) -> tuple[str, ...]:
        """Lines `start` to `end` (1-based, inclusive, cut to what there is; None is the last); raises UnknownReport."""
        with self.reading() as connection:
            row = self.find(report_id)
            lines = seals.rows(connection, self.path, row.id, row.key, "lines")
            return tuple(text for _, text, _ in lines[max(0, start - 1) : row.lines if end is None else max(0, end)])

    def facts(self, report_ids: Sequence[str] | None = None) -> list[Fact]:
        """The facts of the given reports (None: all; an unknown id: none of it), in the order of `reports`."""
        with self.reading() as connection:
            current = self.reports()
            wanted = {row.id for row in current} if report_ids is None else set(report_ids)
            held = {} if self._changing else self._facts
            for row in current:
                if row.id in wanted and row.key not in held:
                    part = seals.rows(connection, self.path, row.id, row.key, "facts")
                    held[row.key] = rows.facts_in(row.id, part)
            if not self._changing:
                self._facts = {row.key: held[row.key] for row in current if row.key in held}
            return [fact for row in current if row.id in wanted for fact in held[row.key]]

    def holds(self, connection: sqlite3.Connection, key: int, part: str, query: str) -> bool:
        """Whether a part that another room stores of a report is as sealed; compared once while the library is open."""
        if (key, part) in self._sound:
            return True
        sound = seals.holds(connection, key, part, query)
        if sound and not self._changing:
            self._sound.add((key, part))
        return sound

    def check(self) -> list[str]:
        """What is wrong with the database, one line each with the report and its part; empty when it is whole.

        Every stored part of every report is compared with its seal.
        """
        with self._lock:
            problems = [*self._broken(), *self._unsealed()]
        return [f"{self.path}: {problem}; {seals.REMEDY}" for problem in problems]

    def _broken(self) -> list[str]:
        try:
            found = self._connection.execute("PRAGMA integrity_check").fetchall()
            orphans = self._connection.execute("PRAGMA foreign_key_check").fetchall()
        except database.FAILURES as error:
            return [str(error)]
        return [line for (line,) in found if line != "ok"] + [f"ada baris {row[0]} tanpa laporan" for row in orphans]

    def _unsealed(self) -> list[str]:
        try:
            known = self._connection.execute("SELECT key, id FROM reports ORDER BY key").fetchall()
            found = [
                f"isi laporan {name!r} rusak (bagian {part})"
                for key, name in known
                for part, query in seals.PARTS.items()
                if not seals.holds(self._connection, key, part, query)
            ]
            return found if seals.all_there(self._connection) else [*found, "daftar laporan rusak"]
        except database.FAILURES as error:
            return [str(error)]

    def _row(self, condition: str, value: str) -> ReportRow | None:
        found = self._connection.execute(f"{rows.REPORT_ROW} WHERE {condition}", (value,)).fetchone()
        return None if found is None else ReportRow(*found)

    def _free_id(self, report: Report) -> str:
        taken = {id_ for (id_,) in self._connection.execute("SELECT id FROM reports")}
        for candidate in _candidates(report):
            if candidate not in taken:
                return candidate
        raise LibraryError(
            "tidak ada id laporan yang bebas", where=report.file, remedy="hapus laporan yang tidak diperlukan lagi"
        )


def _candidates(report: Report) -> Iterator[str]:
    base = report.identity.id or _slug(Path(report.file).stem) or "laporan"
    yield base
    if region := _slug(report.identity.region):
        base = f"{base}-{region}"
        yield base
    for number in range(2, 100_000):
        yield f"{base}-{number}"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _changed(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'revision'")
    seals.close_all(connection)
