"""What the gate works with: settings, users, sessions, limits, trail and metrics of one server."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from assistant.access.sessions import Sessions
from assistant.access.store import Store
from assistant.access.throttle import Bucket, Failures
from assistant.access.trail import Trail
from assistant.access.users import Users
from assistant.access.visitor import LOCAL, NOBODY, Role, Visitor
from assistant.ops.metrics import Metrics
from assistant.ops.settings import Settings
from corpus.errors import BadInput, TanyaError

_LOOK = 5.0
"""Seconds between two looks whether users were registered since."""


class Office:
    """The state of the gate of one library. Safe to share between threads."""

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        *,
        reports: Callable[[], int] = lambda: 0,
        generation: Callable[[], str] = str,
    ) -> None:
        self.settings = settings
        self.store = Store(folder)
        self.users = Users(self.store, password_letters=settings.password_letters)
        self.sessions = Sessions(self.store, idle_minutes=settings.idle_minutes, longest_hours=settings.longest_hours)
        self.trail = Trail(self.store)
        self.metrics = Metrics(reports)
        self.questions = Bucket(settings.questions_per_minute)
        self.requests = Bucket(settings.requests_per_minute)
        self.failures = Failures(settings.failures, settings.failure_minutes)
        self.pages = Pages()
        self._reports = reports
        self._generation = generation
        self._guarded = False
        self._looked = 0.0

    @property
    def guarded(self) -> bool:
        """Whether only registered users come in; once so, it stays so until the program ends."""
        now = time.monotonic()
        if not self._guarded and (not self._looked or now - self._looked > _LOOK):
            self._guarded = bool(self.users.list())
            self._looked = now
        return self._guarded

    @property
    def open_now(self) -> bool:
        """Whether it was seen a moment ago that no users are registered: then telling who comes reads no file."""
        return not self._guarded and self._looked > 0 and time.monotonic() - self._looked <= _LOOK

    def require_safe(self) -> None:
        """Refuse to be open to others without users, unless that is said; raises BadInput."""
        settings = self.settings
        if not settings.local and not self.guarded and not settings.open_without_users:
            raise BadInput(
                f"{settings.host} terbuka untuk komputer lain, dan belum ada pengguna terdaftar",
                remedy="daftarkan dengan tanya user add, atau katakan --open-without-users: siapa pun dapat membaca",
            )

    def stranger(self, address: str, request: str) -> Visitor:
        """Who comes without a session: whoever sits here where there are no users, else nobody."""
        if self.guarded:
            return Visitor("", Role.NONE, address=address, request=request)
        role = LOCAL.role if self.settings.local and not self.settings.read_only else Role.ASK
        return Visitor(LOCAL.name if self.settings.local else "tamu", role, address=address, request=request)

    def visitor(self, token: str, address: str, request: str) -> Visitor:
        """Who a session's token belongs to; NOBODY's role for a token that is none where users are registered."""
        if not self.guarded:
            return self.stranger(address, request)
        session = self.sessions.find(token)
        if session is None:
            return self.stranger(address, request)
        role = min(session.role, Role.ASK) if self.settings.read_only and session.role is Role.EDIT else session.role
        shown = session.personal and self.may_see(session.role)
        return Visitor(session.name, role, shown, session.id, address, request)

    def may_see(self, role: Role) -> bool:
        """Whether a role may ask for personal data."""
        least = Role.of(self.settings.personal)
        return least is not None and role >= least

    def health(self) -> dict[str, object]:
        """Whether questions can be answered: `status` is "ok" or "failing", with what is wrong."""
        try:
            return {"status": "ok", "reports": self._reports(), "generation": self._generation()}
        except TanyaError as error:
            return {"status": "failing", "problem": error.problem}


class Pages:
    """Which signed-in session each open page (a session of Gradio) belongs to: nobody reads another's conversation."""

    def __init__(self, most: int = 20_000) -> None:
        self._most = most
        self._owner: OrderedDict[str, tuple[str, bool]] = OrderedDict()
        self._lock = threading.Lock()

    def claim(self, page: str, owner: str, *, asks: bool = False) -> bool:
        """Whether the page is this session's (its first one's, for ever); `asks` notes that it has asked something."""
        with self._lock:
            known, asked = self._owner.get(page, (owner, False))
            if known != owner:
                return False
            self._owner[page] = (owner, asked or asks)
            self._owner.move_to_end(page)
            while len(self._owner) > self._most:
                self._owner.popitem(last=False)
        return True

    def asked(self, page: str) -> bool:
        """Whether the page has asked anything: before, there is nothing to wait for."""
        with self._lock:
            return self._owner.get(page, ("", False))[1]


__all__ = ["NOBODY", "Office", "Pages"]
