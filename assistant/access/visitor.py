"""Who asks: a name, a role, and whether personal data is shown to them."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from enum import IntEnum


class Role(IntEnum):
    """What somebody may do; each may do what those before may."""

    NONE = 0
    ASK = 1
    EDIT = 2
    ADMIN = 3

    @property
    def word(self) -> str:
        """The role as commands and files write it."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> Role | None:
        """The role of a word; None for one that names none that a user can have."""
        return {role.word: role for role in cls if role}.get(word)


SCOPE = "tanya.visitor"
"""Where the gate writes the visitor into the scope of a request that it lets through."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """One who asks. `personal` is True while they see personal data unmasked; `session` is "" without users."""

    name: str
    role: Role
    personal: bool = False
    session: str = ""
    address: str = ""
    request: str = ""

    def may(self, role: Role) -> bool:
        """Whether they may do what a role may."""
        return self.role >= role


NOBODY = Visitor("", Role.NONE)
LOCAL = Visitor("lokal", Role.EDIT)
"""Whoever sits at this computer, where no users are registered."""

serving: ContextVar[Visitor] = ContextVar("visitor", default=NOBODY)
"""Whose request is served now, as far as the gate's own task goes."""
