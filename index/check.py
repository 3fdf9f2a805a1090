"""Whether a library is whole: everything that can be computed again is, and held against what is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from corpus.errors import TanyaError
from corpus.library import Library
from index import build, generation, names, passages, store, tables
from index.generation import REMEDY
from index.lexical import Lexical
from index.snapshot import taken


def verify(library: Library) -> list[str]:
    """Everything that is wrong with database and index, one line each with what to do; empty when all is whole.

    The database's pages and the digest of every stored part; passages made again from their reports; the digests of
    all files of the index, and its words, vectors and ids made again from the database.
    """
    while True:
        before = _state(library)
        found = _found(library)
        if not found or _state(library) == before:
            return found
        # Another process has published meanwhile: what was looked at may be gone, and is no damage.


def _state(library: Library) -> object:
    try:
        return generation.current(library.folder), library.revision
    except TanyaError:
        return None


def _found(library: Library) -> list[str]:
    found = library.check()
    if not found:
        found += _each(lambda: _stored(library))
        found += _each(lambda: _passages(library)) if not found else []
    found += generation.verify(library.folder)
    return found or _each(lambda: _served(library))


def _each(look: Callable[[], Iterable[str]]) -> list[str]:
    """What a look finds; an error on the way is a finding too."""
    try:
        return list(look())
    except TanyaError as error:
        return [str(error)]


def _stored(library: Library) -> Iterable[str]:
    tables.prepare(library)
    return [f"{library.path}: {problem}; {REMEDY}" for problem in store.damage(library)]


def _passages(library: Library) -> Iterable[str]:
    waiting = {row.key for row in store.pending(library)}
    for row in library.reports():
        made = passages.passages(library.report(row.id))
        if row.key not in waiting and store.of_report(library, row.id) != made:
            yield f"{library.path}: kutipan laporan {row.id!r} tidak sesuai dengan laporannya; {REMEDY}"
        printed = {(names.key_of(name), name) for name in names.names_of(library.facts([row.id]))}
        if (stored := names.held(library, row)) and stored != printed:
            yield f"{library.path}: daftar nama laporan {row.id!r} tidak sesuai dengan angkanya; {REMEDY}"


def _served(library: Library) -> Iterable[str]:
    served = generation.served(library.folder)
    if served is None:
        return [f"{library.folder}: belum ada indeks; {REMEDY}"] if library.reports() else []
    build.check_revision(library, served)
    model = served.manifest.model
    if not served.serves(library.revision, model) or store.pending(library):
        return [f"{served.folder}: tertinggal dari pustaka; {REMEDY}"]
    snapshot = taken(library, None if model is None else model.digest)
    if snapshot is None:
        return [f"{library.path}: vektor yang diindeks tidak ada lagi dalam pustaka; {REMEDY}"]
    wrong = served.unlike(snapshot, Lexical.of(snapshot.texts))
    return [f"{served.folder}: {problem}; {REMEDY}" for problem in wrong]
