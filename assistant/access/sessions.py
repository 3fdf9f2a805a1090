"""Sessions that end: after a while without use, after a working day, on leaving, and with a changed user."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from assistant.access.store import Store
from assistant.access.visitor import Role

_TOUCH = 30.0
"""Seconds between two notes of use: a request a second is no write a second."""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in; `id` names the session without opening it."""

    id: str
    name: str
    role: Role
    personal: bool


class Sessions:
    """The sessions of a library. Only digests of their tokens are kept: who reads the file cannot sign in with it."""

    def __init__(
        self, store: Store, *, idle_minutes: int = 60, longest_hours: int = 12, clock: Callable[[], float] = time.time
    ) -> None:
        self._store = store
        self._idle = idle_minutes * 60.0
        self._longest = longest_hours * 3600.0
        self._clock = clock

    def begin(self, name: str) -> str:
        """A new session of a user; its token, which nothing else knows."""
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._store.writing() as connection:
            connection.execute("DELETE FROM sessions WHERE seen < ? OR begun < ?", self._ended(now))
            connection.execute(
                "INSERT INTO sessions (token, name, begun, seen) VALUES (?, ?, ?, ?)", (digest(token), name, now, now)
            )
        return token

    def find(self, token: str) -> Session | None:
        """The session of a token, noted as in use; None for one that ended or never was."""
        if not token or not self._store.exists:
            return None
        now = self._clock()
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT s.name, u.role, s.personal, s.seen, s.begun FROM sessions s JOIN users u ON u.name = s.name"
                " WHERE s.token = ?",
                (digest(token),),
            ).fetchone()
        if row is None:
            return None
        name, role, personal, seen, begun = row
        # A clock that was set back must not make a session everlasting.
        if not -_TOUCH <= now - seen <= self._idle or not -_TOUCH <= now - begun <= self._longest:
            self.end(token)
            return None
        if now - seen >= _TOUCH:
            with self._store.writing() as connection:
                connection.execute("UPDATE sessions SET seen = ? WHERE token = ?", (now, digest(token)))
        return Session(digest(token)[:16], name, Role.of(role) or Role.NONE, bool(personal))

    def show_personal(self, token: str, shown: bool) -> None:
        """Note whether personal data is shown in this session."""
        with self._store.writing() as connection:
            connection.execute("UPDATE sessions SET personal = ? WHERE token = ?", (int(shown), digest(token)))

    def end(self, token: str) -> None:
        """End a session; one that ended already is no error."""
        if not token or not self._store.exists:
            return
        with self._store.writing() as connection:
            connection.execute("DELETE FROM sessions WHERE token = ?", (digest(token),))

    def _ended(self, now: float) -> tuple[float, float]:
        return now - self._idle, now - self._longest


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
