"""The SQLite file of a library opened: its settings, its locks, and its errors in words of ours."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus import schema
from corpus.errors import LibraryBusy, LibraryDamaged, LibraryError, NoSpace, ReadOnlyLibrary
from corpus.seals import REMEDY

# How long a writer waits for another one before it gives up.
BUSY_SECONDS = 30.0
# How long it then waits for those who read from the log, before it leaves its change there.
SETTLE_SECONDS = 0.5

FAILURES = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What reading a damaged file raises; the second where a name or an error message of it is no text any more."""
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNREADABLE = {sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Errors of SQLite as errors of ours.

    LibraryBusy for a held lock, NoSpace for a full or failing disk, ReadOnlyLibrary for a place that cannot be written,
    LibraryDamaged for a damaged file, LibraryError for anything else.
    """
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a closed connection: a fault of the caller, not of the file
    except FAILURES as error:
        raise _ours(error, path) from error


def _ours(error: Exception, path: Path) -> LibraryError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    kind, where = code & 0xFF, str(path)
    if kind in _BUSY:
        return busy(path)
    if kind == sqlite3.SQLITE_FULL or (kind == sqlite3.SQLITE_IOERR and code not in _UNREADABLE):
        return no_space(path, str(error))
    shut = kind == sqlite3.SQLITE_CANTOPEN and writable(path.parent) is False
    if shut or kind in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}:
        return read_only(path)
    garbled = isinstance(error, UnicodeDecodeError) or str(error).startswith("Could not decode")
    if kind in _DAMAGED or code in _UNREADABLE or garbled:
        return LibraryDamaged(f"file pustaka rusak ({error})", where=where, remedy=REMEDY)
    return LibraryError(f"pustaka tidak dapat dipakai ({error})", where=where, remedy=REMEDY)


def busy(path: Path) -> LibraryBusy:
    """The error for a change while another one is being made."""
    problem = "proses lain sedang menulis ke pustaka"
    return LibraryBusy(problem, where=str(path), remedy="coba lagi setelah itu selesai")


def no_space(path: Path, detail: str) -> NoSpace:
    """The error for a disk that takes no more; nothing of the change was kept."""
    return NoSpace(
        f"disk penuh atau tidak dapat ditulis ({detail}); keadaan sebelumnya tetap utuh",
        where=str(path),
        remedy="kosongkan ruang disk lalu ulangi perintah ini",
    )


def read_only(path: Path) -> ReadOnlyLibrary:
    """The error for a change where nothing can be written."""
    return ReadOnlyLibrary(
        "pustaka hanya dapat dibaca di sini", where=str(path), remedy="beri izin tulis pada folder dan file pustaka"
    )


@contextmanager
def files_written(path: Path) -> Iterator[None]:
    """Errors of the file system below `path` as NoSpace, or ReadOnlyLibrary where nothing may be written at all."""
    try:
        yield
    except PermissionError as error:
        raise read_only(path) from error
    except OSError as error:
        raise (read_only(path) if writable(path) is False else no_space(path, error.strerror or str(error))) from error


def writable(path: Path) -> bool | None:
    """Whether a file or folder can be written; None where there is none."""
    return os.access(path, os.W_OK) if path.exists() else None


def connect(folder: Path, *, create: bool) -> sqlite3.Connection:
    """Open the database of a library folder, making folder and tables where `create` allows it.

    Where it can only be read it is opened so, and stays as it is. Raises LibraryError when there is none and `create`
    is False, or when `folder` cannot be one; LibraryDamaged; SchemaMismatch for a file of another program or version.
    """
    path = folder / schema.DATABASE
    if not path.is_file():
        _make(folder, create=create)
    changeable = writable(folder) is not False and writable(path) is not False
    with translated(path):
        connection = _opened(path, changeable=changeable)
        try:
            schema.refuse(connection, path)
            _set(connection, changeable=changeable)
            schema.prepare(connection, path, writable=changeable)
        except BaseException:
            connection.close()
            raise
    return connection


def reader(path: Path) -> sqlite3.Connection:
    """One more connection to an opened database, for reading alone; it sees what is committed when it begins to."""
    connection = _opened(path, changeable=writable(path.parent) is not False and writable(path) is not False)
    _set(connection, changeable=False)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _make(folder: Path, *, create: bool) -> None:
    if not create:
        raise LibraryError(
            "belum ada pustaka di sini", where=str(folder), remedy="tambahkan laporan dulu: tanya add PATH"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"folder pustaka tidak dapat dibuat ({error.strerror})",
            where=str(folder),
            remedy="beri folder yang dapat ditulis dengan --library",
        ) from error
    if not writable(folder):
        raise read_only(folder)


def _opened(path: Path, *, changeable: bool) -> sqlite3.Connection:
    if changeable:
        return _connected(path, "mode=rwc")
    # On a file system that nobody can write a file without a log beside it is whole and needs no lock files.
    log = path.with_name(path.name + "-wal")
    fixed = os.statvfs(path).f_flag & os.ST_RDONLY and not (log.exists() and log.stat().st_size)
    how = "mode=ro&immutable=1" if fixed else "mode=ro"
    return _connected(path, how)


def _connected(path: Path, how: str) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?{how}"
    return sqlite3.connect(address, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=True)


def _set(connection: sqlite3.Connection, *, changeable: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    # A damaged file must give an error, not a crash: sizes of cells are checked as they are read.
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    if changeable:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")


def begin(connection: sqlite3.Connection, *, wait: bool) -> None:
    """Begin a writing transaction; without `wait` an SQLite error says at once that the lock is held."""
    if not wait:
        connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("BEGIN IMMEDIATE")
    finally:
        if not wait:
            connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")


def settle(connection: sqlite3.Connection) -> None:
    """Move what the log holds into the file, so that a damaged log loses nothing; who reads on for long is let be."""
    connection.execute(f"PRAGMA busy_timeout = {int(SETTLE_SECONDS * 1000)}")
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError:
        return  # the change is safe in the log; the next one moves it
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
