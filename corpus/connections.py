"""The connections of an open library: one that writes, and one for each thread that reads at the moment.

Readers of SQLite's log wait for no writer. One connection shared by all threads would make them: whoever adds a report
holds it until the report is published.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus import database

_IDLE = 4
"""Connections for readers that are kept open while nobody reads."""


class Connections:
    """The connection `writer`, and others for readers as they are needed. Safe to share between threads."""

    def __init__(self, path: Path, writer: sqlite3.Connection) -> None:
        self.writer = writer
        self._path = path
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._own = threading.local()
        self._closed = False

    @contextmanager
    def looking(self) -> Iterator[sqlite3.Connection]:
        """A connection for one statement, which sees one state by itself; within `reading` that one's."""
        held: sqlite3.Connection | None = getattr(self._own, "held", None)
        connection = held or self._taken()
        try:
            yield connection
        finally:
            if held is None:
                self._give_back(connection)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection on one state of the library for this thread; within another `reading` of it the same one."""
        held: sqlite3.Connection | None = getattr(self._own, "held", None)
        if held is not None:
            yield held
            return
        connection = self._taken()
        self._own.held = connection
        try:
            connection.execute("BEGIN")
            yield connection
        finally:
            self._own.held = None
            self._give_back(connection)

    def close(self) -> None:
        """Close all; those that a thread reads from as soon as it is done. Closing twice is no error."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in (*idle, self.writer):
            connection.close()

    def _taken(self) -> sqlite3.Connection:
        with self._lock:
            if self._closed:
                raise sqlite3.ProgrammingError("the library is closed")
            if self._idle:
                return self._idle.pop()
        return database.reader(self._path)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        except sqlite3.Error:
            connection.close()
            return
        with self._lock:
            if not self._closed and len(self._idle) < _IDLE:
                self._idle.append(connection)
                return
        connection.close()
