"""From the reports of a library to a published generation, doing only what is new.

The order makes a kill or a full disk harmless at any point: vectors are first computed into the cache (which no reader
sees); then, in one transaction, reports, facts and passages change and the new generation is written aside and read
back; after its commit only names change. Where a kill falls between the two, `catch_up` publishes from what is stored,
without the model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from corpus.errors import IndexDamaged, LibraryBusy, NoSpace, ReadOnlyLibrary
from corpus.fact import Fact
from corpus.library import Library, PutResult
from corpus.report import Report
from index import generation, kept, names, passages, store, tables
from index.embedding import Embedder
from index.generation import Generation, Model
from index.passages import Passage
from index.snapshot import taken

T = TypeVar("T")
# Vectors are stored after this many, so that an interrupted run goes on where it was.
_STORE_EVERY = 512


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did: `new` contents were embedded, `reused` passages have vectors that were there before.

    `removed` counts passages that are no longer served, `generation` is the number of the one that is.
    """

    new: int
    reused: int
    removed: int
    generation: int


def add(
    library: Library,
    items: Sequence[tuple[Report, Sequence[Fact]]],
    embedder: Embedder | None,
    *,
    again: bool = False,
    progress: bool = False,
) -> tuple[list[PutResult], BuildResult]:
    """Store reports with their facts and make them findable: all of `items`, or after a kill none.

    Passages are embedded before anything is stored. Without an embedder the index holds words alone. Reports
    whose bytes the library has are left as they are unless `again` is True.
    """
    tables.prepare(library)
    fresh = [report for report, _ in items if again or library.holding(report.sha256) is None]
    new = _embed_all(library, (p for report in fresh for p in passages.passages(report)), embedder, progress)

    def put() -> list[PutResult]:
        results = [library.put(report, facts, again=again) for report, facts in items]
        _store_texts(library)
        return results

    # What was there before may lack vectors of this model.
    new += _prepared(library, embedder, progress)
    done = _publishing(library, _model(library, embedder), put, new=new, progress=progress)
    _embed_names(library, embedder)
    return done


def update(library: Library, embedder: Embedder | None, *, progress: bool = False) -> BuildResult:
    """Bring the index up to date with the reports in the library; does nothing where it is.

    Only passages whose content this model has not embedded yet are embedded. Without an embedder the index
    holds words alone.
    """
    tables.prepare(library)
    behind = bool(store.pending(library))
    new = _prepared(library, embedder, progress)
    model = _model(library, embedder)
    done = _publishing(library, model, lambda: None, new=new, progress=progress, anew=behind)[1]
    _embed_names(library, embedder)
    return done


def rebuild(library: Library, embedder: Embedder | None, *, progress: bool = False) -> BuildResult:
    """Make passages and generation anew, whatever state the index is in; whole vectors of this model are kept."""
    tables.prepare(library)
    kept.forget_damaged(library)
    made = {row.id: passages.passages(library.report(row.id)) for row in library.reports()}
    new = _embed_all(library, (p for found in made.values() for p in found), embedder, progress)

    def replace() -> None:
        for row in library.reports():
            store.save(library, row.id, made.get(row.id) or passages.passages(library.report(row.id)))
            names.save(library, row)
        kept.forget_vectors(library, None if embedder is None else embedder.digest)

    done = _publishing(library, _model(library, embedder), replace, new=new, progress=progress, anew=True)[1]
    _embed_names(library, embedder)
    return done


def remove(library: Library, id_or_file: str) -> BuildResult:
    """Remove a report and publish without it; no model is loaded. Raises UnknownReport."""
    tables.prepare(library)
    served = generation.served(library.folder)
    model = None if served is None else served.manifest.model
    return _publishing(library, model, lambda: library.remove(id_or_file), required=False)[1]


def republish(library: Library, model: Model | None) -> BuildResult:
    """Publish anew from what is stored, with this model's stored vectors; nothing where one of them is missing."""
    tables.prepare(library)
    if store.pending(library) or names.pending(library):
        with library.writing():
            _store_texts(library)
    return _publishing(library, model, lambda: None, anew=True, required=False)[1]


def catch_up(library: Library) -> Generation | None:
    """The served generation, made current first where that needs neither the model nor waiting for a writer.

    None before anything was published. Raises IndexDamaged, also when the library has lost changes that the index has.
    """
    try:
        tables.prepare(library)
    except ReadOnlyLibrary:
        return None  # of an older version, where nothing can be searched before it was opened for writing
    served = generation.served(library.folder)
    if served is None:
        return None
    check_revision(library, served)
    model = served.manifest.model
    if served.serves(library.revision, model) or store.pending(library):
        return served
    try:
        with library.writing(wait=False):
            snapshot = taken(library, None if model is None else model.digest)
            if snapshot is not None:
                generation.publish(generation.draft(library.folder, snapshot, model))
    except (LibraryBusy, NoSpace, ReadOnlyLibrary):
        return served
    return generation.served(library.folder)


def check_revision(library: Library, served: Generation) -> None:
    """Raise IndexDamaged where the index knows a later state of the library than the library itself."""
    if served.manifest.revision > library.revision:
        raise IndexDamaged(
            "perubahan terakhir pustaka hilang: indeks lebih baru daripada pustaka",
            where=str(library.path),
            remedy="pulihkan dari cadangan: tanya restore, atau terima keadaan ini dengan: tanya index --rebuild",
        )


def _publishing(
    library: Library,
    model: Model | None,
    change: Callable[[], T],
    *,
    new: int = 0,
    anew: bool = False,
    required: bool = True,
    progress: bool = False,
) -> tuple[T, BuildResult]:
    """Change the library and publish a generation of it, all or nothing, unless the served one is current (or `anew`).

    Where a vector is missing LibraryBusy is raised, or nothing published when that is not `required`.
    """
    with library.writing():
        done = change()
        served = None if anew else generation.served(library.folder)
        if served is not None and served.serves(library.revision, model):
            held = served.manifest
            return done, BuildResult(new, held.vectors - new, 0, held.generation)
        snapshot = taken(library, None if model is None else model.digest)
        if snapshot is None and required:  # another process has put a report since; it publishes
            raise LibraryBusy(
                "pustaka berubah selagi diindeks", where=str(library.folder), remedy="ulangi perintah ini"
            )
        aside = None if snapshot is None else generation.draft(library.folder, snapshot, model, progress=progress)
    before = set() if served is None else set(served.ids.tolist())
    if snapshot is None or aside is None:
        return done, BuildResult(new, 0, 0, 0 if served is None else served.manifest.generation)
    removed = len(before - set(snapshot.ids.tolist()))
    return done, BuildResult(new, len(snapshot.vector_ids) - new, removed, _named(library, aside))


def _named(library: Library, aside: Path) -> int:
    """Publish a draft; the number of the generation that is then served."""
    with library.writing():
        with suppress(FileNotFoundError):  # another process has published since, from the same database
            generation.publish(aside)
        served = generation.served(library.folder)
    return 0 if served is None else served.manifest.generation


def _store_texts(library: Library) -> None:
    for row in store.pending(library):
        store.save(library, row.id, passages.passages(library.report(row.id)))
    for row in names.pending(library):
        names.save(library, row)


def _prepared(library: Library, embedder: Embedder | None, progress: bool) -> int:
    """Store passages that are not yet and embed those of the library that this model has not seen; how many."""
    if store.pending(library) or names.pending(library):
        with library.writing():
            _store_texts(library)
    return 0 if embedder is None else _embed(library, kept.missing(library, embedder.digest), embedder, progress)


def _embed_names(library: Library, embedder: Embedder | None) -> None:
    """Vectors of names come last: until they are there, questions make those they need."""
    if embedder is not None:
        with suppress(NoSpace, LibraryBusy):
            names.embed(library, embedder)


def _embed_all(library: Library, found: Iterable[Passage], embedder: Embedder | None, progress: bool) -> int:
    """Embed passages that this model has not seen into the cache; how many."""
    if embedder is None:
        return 0
    texts = {p.content_hash: p.embed_text for p in found if p.embedded}
    done = kept.known(library, embedder.digest, texts)
    return _embed(library, [(key, text) for key, text in texts.items() if key not in done], embedder, progress)


def _embed(library: Library, wanted: Sequence[tuple[str, str]], embedder: Embedder, progress: bool) -> int:
    """Embed (content hash, text) pairs into the cache; returns how many."""
    for part, vectors in embedder.stream([text for _, text in wanted], every=_STORE_EVERY, progress=progress):
        kept.keep_vectors(library, embedder.digest, [wanted[i][0] for i in part], vectors)
    return len(wanted)


def _model(library: Library, embedder: Embedder | None) -> Model | None:
    if embedder is None:
        return None
    return Model(embedder.name, embedder.digest, kept.dimension(library, embedder.digest) or embedder.dimension)


__all__ = ["BuildResult", "Passage", "add", "catch_up", "check_revision", "rebuild", "remove", "republish", "update"]
