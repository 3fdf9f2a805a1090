"""The file of users, sessions and the trail: SQLite beside the library, readable by its owner only."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from corpus.errors import LibraryBusy, LibraryError

DATABASE = "access.sqlite"
VERSION = 1
_SCHEMA = """
CREATE TABLE users (
  name TEXT PRIMARY KEY, hash TEXT NOT NULL, role TEXT NOT NULL, created TEXT NOT NULL) STRICT;
CREATE TABLE sessions (
  token TEXT PRIMARY KEY, name TEXT NOT NULL REFERENCES users (name) ON DELETE CASCADE,
  begun REAL NOT NULL, seen REAL NOT NULL, personal INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE trail (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, role TEXT NOT NULL, address TEXT NOT NULL,
  action TEXT NOT NULL, object TEXT NOT NULL, outcome TEXT NOT NULL, request TEXT NOT NULL) STRICT;
CREATE TRIGGER trail_stays BEFORE UPDATE ON trail BEGIN SELECT RAISE(ABORT, 'the trail is not changed'); END;
CREATE TRIGGER trail_kept BEFORE DELETE ON trail BEGIN SELECT RAISE(ABORT, 'the trail is not changed'); END;
"""


class Store:
    """The database in a folder. Safe to share between threads: each use opens a connection of its own."""

    def __init__(self, folder: str | Path) -> None:
        self.path = Path(folder) / DATABASE

    @property
    def exists(self) -> bool:
        """Whether anything was ever kept here."""
        return self.path.is_file()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to read from; raises LibraryError where there is no usable database."""
        with self._connected(write=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection in one transaction, the database made where there is none; all or nothing is kept.

        Raises LibraryBusy where another process writes for too long, LibraryError where nothing can be written.
        """
        with self._connected(write=True) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def _connected(self, *, write: bool) -> Iterator[sqlite3.Connection]:
        try:
            if write:
                self._make()
            with closing(sqlite3.connect(f"{self.path.resolve().as_uri()}?mode={'rw' if write else 'ro'}", uri=True,
                                         timeout=10, isolation_level=None)) as connection:  # fmt: skip
                connection.execute("PRAGMA foreign_keys = ON")
                self._check(connection)
                yield connection
        except sqlite3.Error as error:
            busy = "locked" in str(error) or "busy" in str(error)
            raise (LibraryBusy if busy else LibraryError)(
                f"daftar pengguna tidak dapat dipakai ({error})", where=str(self.path),
                remedy="coba lagi" if busy else "periksa izin folder dan ruang disk",
            ) from error  # fmt: skip

    def _make(self) -> None:
        """Create the database whole under another name, then give it its own: nobody sees half of one."""
        if self.exists:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        aside = self.path.with_name(f".{DATABASE}.{os.getpid()}")
        aside.unlink(missing_ok=True)
        os.close(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            with closing(sqlite3.connect(aside)) as connection:
                connection.executescript(f"{_SCHEMA}\nPRAGMA user_version = {VERSION};\nPRAGMA journal_mode = DELETE;")
            try:
                os.link(aside, self.path)  # fails where another process was first: then that one stays
            except FileExistsError:
                return
        except OSError as error:
            raise LibraryError(
                f"tidak dapat ditulis ({error.strerror})", where=str(self.path), remedy="periksa izin folder"
            ) from error
        finally:
            aside.unlink(missing_ok=True)

    def _check(self, connection: sqlite3.Connection) -> None:
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found != VERSION:
            raise LibraryError(
                f"daftar pengguna versi {found}, program ini memakai {VERSION}", where=str(self.path),
                remedy="gunakan versi program yang sama",
            )  # fmt: skip
