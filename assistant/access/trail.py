"""The trail: who added, removed, exported, signed in, or was changed, when and from where. It is only ever added to."""

from __future__ import annotations

import getpass
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from assistant.access.store import Store
from assistant.access.visitor import Role, Visitor
from assistant.privacy import mask
from corpus.errors import LibraryError

_log = logging.getLogger(__name__)
ACTIONS = (
    "add", "remove", "export", "rebuild", "backup", "restore", "login", "login_failed", "logout",
    "personal_shown", "personal_hidden", "user_added", "user_removed", "role_changed", "password_changed",
)  # fmt: skip
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: when (ISO, UTC), by whom, on what, and what came of it ("ok", else a short reason)."""

    at: str
    who: str
    role: str
    address: str
    action: str
    object: str
    outcome: str
    request: str


class Trail:
    """The trail of a library; where `kept` is False nothing is noted."""

    def __init__(self, store: Store, *, kept: bool = True) -> None:
        self._store = store
        self._kept = kept

    def note(self, visitor: Visitor, action: str, what: str = "", outcome: str = "ok") -> None:
        """Add an act to the trail. A trail that cannot be written is an error in the log: the act has happened."""
        if action not in ACTIONS:
            raise ValueError(action)
        if not self._kept:
            return
        row = (
            datetime.now(UTC).isoformat(timespec="milliseconds"), visitor.name, visitor.role.word, visitor.address,
            action, mask(what)[:_LONGEST], mask(outcome)[:_LONGEST], visitor.request,
        )  # fmt: skip
        try:
            with self._store.writing() as connection:
                connection.execute(
                    "INSERT INTO trail (at, who, role, address, action, object, outcome, request)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    row,
                )
        except LibraryError as error:
            _log.error("not noted in the trail: %s %s %s: %s", visitor.name, action, what, error)

    def last(self, count: int = 100) -> Sequence[Entry]:
        """The latest entries, newest first."""
        if not self._store.exists:
            return []
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT at, who, role, address, action, object, outcome, request FROM trail ORDER BY id DESC LIMIT ?",
                (count,),
            ).fetchall()
        return [Entry(*row) for row in rows]


def entry_json(entry: Entry) -> dict[str, str]:
    """An entry as plain values."""
    return asdict(entry)


def at_terminal() -> Visitor:
    """Whoever runs a command: the user of the computer."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = "?"
    return Visitor(f"cli:{name}", Role.ADMIN)
