"""Scopes: the offices that a question may be about, each with its loaded reports and their facts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from assistant.frame import Frame
from assistant.offices import Office
from assistant.wording import words
from corpus.fact import Fact


@dataclass(frozen=True, slots=True)
class Scope:
    """One office with the loaded reports of it that a question may use, and their facts' indexes."""

    organisation: str
    region: str
    offices: tuple[Office, ...]
    indexes: frozenset[int]

    @property
    def year(self) -> int | None:
        """The year of the newest of its reports."""
        return max((o.year for o in self.offices if o.year is not None), default=None)

    def facts(self, frame: Frame) -> list[tuple[int, Fact]]:
        """Its facts with their indexes, in reading order."""
        return [(index, frame.facts[index]) for index in sorted(self.indexes)]


def scopes(frame: Frame, offices: Iterable[Office]) -> list[Scope]:
    """The offices in scope, one entry an organisation (and region), with their facts."""
    groups: dict[tuple[str, str], list[Office]] = {}
    for office in offices:
        groups.setdefault((office.organisation, office.region), []).append(office)
    found = []
    for (organisation, region), members in sorted(groups.items()):
        indexes = frozenset(i for o in members for i in frame.by_report.get(o.id, ()))
        found.append(Scope(organisation, region, tuple(members), indexes))
    return found


def without(frame: Frame, found: Iterable[Scope], words_of: Collection[str]) -> tuple[Scope, ...]:
    """The scopes without the facts that name one of the words: "not the province" leaves "SAKIP Provinsi ..." out."""
    left = set(words_of)
    return tuple(
        replace(scope, indexes=frozenset(i for i in scope.indexes if not left & set(words(_names_of(frame.facts[i])))))
        for scope in found
    )


def _names_of(fact: Fact) -> str:
    return f"{fact.indicator} {fact.item or ''}"
