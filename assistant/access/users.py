"""The users: names, roles, and passwords hashed with argon2id."""

from __future__ import annotations

import re
import secrets
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assistant.access.store import Store
from assistant.access.visitor import Role
from corpus.errors import BadInput

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_LONGEST = 256  # letters of a password: hashing a longer one is only work for the computer
# Parameters of RFC 9106 for little memory (64 MiB, three passes); a few at a time, or logins would fill the memory.
_hasher = PasswordHasher()
_few = threading.BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class User:
    """A registered user; `created` is a moment in ISO form (UTC)."""

    name: str
    role: Role
    created: str


class Users:
    """The users of a library. Names are small letters, digits, and . _ - within them."""

    def __init__(self, store: Store, *, password_letters: int = 12) -> None:
        self._store = store
        self._least = password_letters

    def list(self) -> tuple[User, ...]:
        """All users by name; none where nobody was ever registered."""
        if not self._store.exists:
            return ()
        with self._store.reading() as connection:
            rows = connection.execute("SELECT name, role, created FROM users ORDER BY name").fetchall()
        return tuple(User(name, Role.of(role) or Role.NONE, created) for name, role, created in rows)

    def find(self, name: str) -> User | None:
        """The user of a name; None where there is none."""
        return next((user for user in self.list() if user.name == name), None)

    def add(self, name: str, role: Role, password: str) -> User:
        """Register a user; raises BadInput for a name in use or no name, and for a weak password."""
        if not _NAME.fullmatch(name):
            raise BadInput(
                f"nama pengguna tidak dapat dipakai: {name!r}",
                remedy="huruf kecil, angka, titik, _ atau -; paling banyak 40",
            )
        user = User(name, role, datetime.now(UTC).isoformat(timespec="seconds"))
        hashed = self._hashed(name, password)
        with self._store.writing() as connection:
            if connection.execute("SELECT 1 FROM users WHERE name = ?", (name,)).fetchone():
                raise BadInput(f"pengguna sudah ada: {name}", remedy="gunakan tanya user role atau tanya user password")
            connection.execute("INSERT INTO users VALUES (?, ?, ?, ?)", (name, hashed, role.word, user.created))
        return user

    def remove(self, name: str) -> None:
        """Remove a user and end their sessions; raises BadInput for an unknown name."""
        self._require(name)
        with self._store.writing() as connection:
            connection.execute("DELETE FROM users WHERE name = ?", (name,))

    def set_role(self, name: str, role: Role) -> None:
        """Give a user another role and end their sessions; raises BadInput for an unknown name."""
        self._change(name, "role", role.word)

    def set_password(self, name: str, password: str) -> None:
        """Give a user another password and end their sessions; raises BadInput for an unknown name or a weak one."""
        self._require(name)
        self._change(name, "hash", self._hashed(name, password))

    def verify(self, name: str, password: str) -> User | None:
        """The user whose password this is; None for a wrong one and for an unknown name, after the same work."""
        row = None
        if self._store.exists and len(password) <= _LONGEST:
            with self._store.reading() as connection:
                row = connection.execute("SELECT hash FROM users WHERE name = ?", (name,)).fetchone()
        try:
            with _few:
                _hasher.verify(row[0] if row else _nobodys(), password[:_LONGEST])
        except (VerificationError, InvalidHashError):
            return None
        if row is None:
            return None
        if _hasher.check_needs_rehash(row[0]):
            with _few:
                better = _hasher.hash(password)
            with self._store.writing() as connection:
                connection.execute("UPDATE users SET hash = ? WHERE name = ?", (better, name))
        return self.find(name)

    def _require(self, name: str) -> None:
        if self.find(name) is None:
            raise BadInput(f"tidak ada pengguna {name!r}", remedy="lihat tanya user list")

    def _change(self, name: str, column: str, value: str) -> None:
        self._require(name)
        statement = {
            "role": "UPDATE users SET role = ? WHERE name = ?",
            "hash": "UPDATE users SET hash = ? WHERE name = ?",
        }
        with self._store.writing() as connection:
            connection.execute(statement[column], (value, name))
            connection.execute("DELETE FROM sessions WHERE name = ?", (name,))

    def _hashed(self, name: str, password: str) -> str:
        if not self._least <= len(password) <= _LONGEST or not password.isprintable():
            raise BadInput(f"kata sandi harus {self._least} sampai {_LONGEST} huruf yang dapat dicetak")
        if name in password.lower() or len(set(password)) < 5:
            raise BadInput(
                "kata sandi terlalu mudah ditebak", remedy="jangan memuat nama pengguna atau huruf yang berulang"
            )
        with _few:
            return _hasher.hash(password)


@lru_cache(maxsize=1)
def _nobodys() -> str:
    """A hash that no password has: an unknown name costs as much time as a known one."""
    return _hasher.hash(secrets.token_hex(16))
