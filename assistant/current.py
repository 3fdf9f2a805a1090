"""The figures of a library as it is now, made ready once for each revision; those before serve until they are."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.answer import Answer, Figure
from assistant.frame import Frame, Likeness
from assistant.offices import Office
from corpus.library import Library

NO_ANSWER = frozenset({"nameless", "example"})
"""Flags of facts that answer no question: rows whose name was lost, and figures given only as an example."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The figures of one revision, and the key of each report's content by its id."""

    revision: int
    keys: Mapping[str, int]
    frame: Frame


class Current:
    """Hands out the figures. Safe to share between threads."""

    def __init__(self, library: Library, likeness: Likeness) -> None:
        self._library = library
        self._likeness = likeness
        self._lock = threading.Lock()
        self._held: Loaded | None = None

    @property
    def used(self) -> bool:
        """Whether anybody asked for them so far."""
        return self._held is not None

    def latest(self) -> Loaded:
        """The figures of the revision that there is, waited for."""
        with self._lock:
            if self._held is None or self._held.revision != self._library.revision:
                self._held = self._load()
            return self._held

    def ready(self) -> Loaded:
        """The figures of the revision that there is, or while another thread makes them ready those before."""
        held = self._held
        if held is not None and (held.revision == self._library.revision or self._lock.locked()):
            return held
        return self.latest()

    def holds(self, loaded: Loaded, answer: Answer) -> bool:
        """Whether all reports that an answer is made of are still what they were in the figures it was made from."""
        if loaded.revision == self._library.revision:
            return True
        now = {row.id: row.key for row in self._library.reports()}
        return all(now.get(name) == loaded.keys.get(name) for name in _used(answer))

    def _load(self) -> Loaded:
        with self._library.reading():
            rows = self._library.reports()
            facts = [fact for fact in self._library.facts() if not NO_ANSWER & set(fact.flags)]
            revision = self._library.revision
        offices = [Office(row.id, row.organisation, row.region, row.year, row.file) for row in rows]
        return Loaded(revision, {row.id: row.key for row in rows}, Frame(facts, offices, self._likeness))


def _used(answer: Answer) -> Iterable[str]:
    yield from (passage.report for passage in answer.passages)
    yield from _reports(answer.figures)


def _reports(figures: Iterable[Figure]) -> Iterable[str]:
    for figure in figures:
        yield figure.report
        yield from _reports(figure.inputs)
