"""From the reports of a library to a published generation, doing only what is new.

The order makes a kill harmless at any point: vectors are first computed into the cache (which no reader sees),
then reports, facts and passages change in one transaction, then a generation is published. Where a kill falls
between the last two, `catch_up` publishes from what is stored, without the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.errors import LibraryBusy
from corpus.fact import Fact
from corpus.library import Library, PutResult
from corpus.report import Report
from index import generation, names, passages, store, tokens
from index.embedding import Embedder
from index.generation import Generation, Model
from index.passages import Passage

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
    store.prepare(library)
    fresh = [(report, facts) for report, facts in items if again or library.holding(report.sha256) is None]
    if embedder is not None:
        texts = {p.content_hash: p.embed_text for report, _ in fresh for p in passages.passages(report) if p.embedded}
        done = store.known(library, embedder.digest, texts)
        new = _embed(library, [(key, text) for key, text in texts.items() if key not in done], embedder, progress)
    else:
        new = 0
    with library.writing():
        results = [library.put(report, facts, again=again) for report, facts in items]
        _store_texts(library)
    built = update(library, embedder, progress=progress)
    return results, BuildResult(built.new + new, built.reused - new, built.removed, built.generation)


def update(library: Library, embedder: Embedder | None, *, progress: bool = False) -> BuildResult:
    """Bring the index up to date with the reports in the library; does nothing where it is.

    Only passages whose content this model has not embedded yet are embedded. Without an embedder the index
    holds words alone.
    """
    store.prepare(library)
    if store.pending(library) or names.pending(library):
        with library.writing():
            _store_texts(library)
    new = 0
    if embedder is not None:
        new = _embed(library, store.missing(library, embedder.digest), embedder, progress)
        names.embed(library, embedder)
    return _published(library, _model(library, embedder), new, progress)


def rebuild(library: Library, embedder: Embedder | None, *, progress: bool = False) -> BuildResult:
    """Make passages and generation anew, whatever state the index is in; vectors of this model are kept."""
    store.prepare(library)
    with library.writing():
        for row in library.reports():
            store.save(library, row.id, passages.passages(library.report(row.id)))
            names.save(library, row)
        store.forget_vectors(library, None if embedder is None else embedder.digest)
    new = 0
    if embedder is not None:
        new = _embed(library, store.missing(library, embedder.digest), embedder, progress)
        names.embed(library, embedder)
    return _published(library, _model(library, embedder), new, progress, anew=True)


def remove(library: Library, id_or_file: str) -> BuildResult:
    """Remove a report and publish without it; no model is loaded. Raises UnknownReport."""
    store.prepare(library)
    library.remove(id_or_file)
    served = _served(library)
    model = None if served is None else served.manifest.model
    return _published(library, model, 0, progress=False)


def catch_up(library: Library) -> Generation | None:
    """The served generation, made current first where that needs neither the model nor waiting for a writer.

    None before anything was published. Raises IndexDamaged.
    """
    store.prepare(library)
    served = _served(library)
    if served is None or _is_current(library, served, served.manifest.model) or store.pending(library):
        return served
    try:
        with library.writing(wait=False):
            snapshot = store.snapshot(library, _digest(served.manifest.model))
            if snapshot is not None:
                generation.publish(library.folder, snapshot, served.manifest.model)
    except LibraryBusy:
        return served
    return _served(library)


def verify(library: Library) -> list[str]:
    """Everything that is wrong with database and index, one line each; empty when all is whole."""
    damage = library.check()
    if damage:
        return damage
    store.prepare(library)
    damage = generation.verify(library.folder)
    if damage:
        return damage
    served = _served(library)
    if served is None:
        return [f"{library.folder}: belum ada indeks; {generation.REMEDY}"] if library.reports() else []
    if not _is_current(library, served, served.manifest.model):
        return [f"{served.folder}: tertinggal dari pustaka; {generation.REMEDY}"]
    return []


def _served(library: Library) -> Generation | None:
    folder = generation.current(library.folder)
    return None if folder is None else Generation.open(folder)


def _is_current(library: Library, served: Generation, model: Model | None) -> bool:
    manifest = served.manifest
    recipes = (manifest.passage_recipe, manifest.token_recipe) == (passages.RECIPE, tokens.RECIPE)
    return manifest.revision == library.revision and recipes and _digest(manifest.model) == _digest(model)


def _published(library: Library, model: Model | None, new: int, progress: bool, *, anew: bool = False) -> BuildResult:
    """Publish a generation unless the served one is current (or `anew`), and count."""
    served = None if anew else _served(library)
    if served is not None and _is_current(library, served, model):
        return BuildResult(new, served.manifest.vectors - new, 0, served.manifest.generation)
    with library.writing():
        snapshot = store.snapshot(library, _digest(model))
        if snapshot is None:  # another process has put a report since; it publishes
            raise LibraryBusy(
                "pustaka berubah selagi diindeks", where=str(library.folder), remedy="ulangi perintah ini"
            )
        folder = generation.publish(library.folder, snapshot, model, progress=progress)
    before = set() if served is None else set(served.ids.tolist())
    removed = len(before - set(snapshot.ids.tolist()))
    return BuildResult(new, len(snapshot.vector_ids) - new, removed, Generation.open(folder).manifest.generation)


def _store_texts(library: Library) -> None:
    for row in store.pending(library):
        store.save(library, row.id, passages.passages(library.report(row.id)))
    for row in names.pending(library):
        names.save(library, row)


def _embed(library: Library, wanted: Sequence[tuple[str, str]], embedder: Embedder, progress: bool) -> int:
    """Embed (content hash, text) pairs into the cache; returns how many."""
    for part, vectors in embedder.stream([text for _, text in wanted], every=_STORE_EVERY, progress=progress):
        store.keep_vectors(library, embedder.digest, [wanted[i][0] for i in part], vectors)
    return len(wanted)


def _model(library: Library, embedder: Embedder | None) -> Model | None:
    if embedder is None:
        return None
    return Model(embedder.name, embedder.digest, store.dimension(library, embedder.digest) or embedder.dimension)


def _digest(model: Model | None) -> str | None:
    return None if model is None else model.digest


__all__ = ["BuildResult", "Passage", "add", "catch_up", "rebuild", "remove", "update", "verify"]
