"""Generations: the derived index on disk, published whole.

    LIBRARY/index/CURRENT             the name of the generation that is served
    LIBRARY/index/gen-000007/         manifest.json, ids.npy, owners.npy, kinds.npy, lexical/..., vectors.faiss

A generation is written aside, read back, synced, renamed, and only then named in CURRENT; nothing in it ever changes.
The manifest holds model, counts and the sha256 of each file; whatever does not fit it is refused.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.database import files_written
from corpus.errors import IndexDamaged, ModelMismatch
from index import manifest, passages, tokens
from index.lexical import Lexical
from index.manifest import FORMAT, Manifest, Model
from index.snapshot import Snapshot
from index.vectors import FaissStore

FOLDER = "index"
CURRENT = "CURRENT"
REMEDY = "bangun ulang dengan: tanya index --rebuild"
# The one that is served, and the one before it for readers that have just opened it.
_KEPT = 2
_NAME = re.compile(r"gen-(\d{6,})")
_ASIDE = ".writing-"


class Generation:
    """An opened, verified generation. Rows are passages by ascending id.

    `owners` are their report keys, `kinds` masks of their kinds (see index/kinds.py).
    """

    def __init__(self, folder: Path, held: Manifest) -> None:
        self.folder = folder
        self.manifest = held
        self.ids = _array(folder / "ids.npy", held.passages)
        self.owners = _array(folder / "owners.npy", held.passages)
        self.kinds = _array(folder / "kinds.npy", held.passages)

    @cached_property
    def lexical(self) -> Lexical:
        """The index of words."""
        return Lexical.load(self.folder / "lexical", self.manifest.passages)

    @cached_property
    def vectors(self) -> FaissStore | None:
        """The index of vectors; None for an index of words alone."""
        if self.manifest.model is None or self.manifest.vectors == 0:
            return None
        store = FaissStore.load(self.folder / "vectors.faiss")
        if (store.count(), store.dimension) != (self.manifest.vectors, self.manifest.model.dimension):
            raise IndexDamaged("indeks vektor tidak cocok dengan manifesnya", where=str(self.folder), remedy=REMEDY)
        return store

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a generation folder after comparing every file with the manifest; raises IndexDamaged."""
        damage = manifest.damage(folder)
        if damage:
            raise IndexDamaged(damage[0], where=str(folder), remedy=REMEDY)
        return cls(folder, Manifest.load(folder))

    def serves(self, revision: int, model: Model | None) -> bool:
        """Whether it is what would be published now of this revision of the library with this model."""
        held = self.manifest
        recipes = (held.format, held.passage_recipe, held.token_recipe) == (FORMAT, passages.RECIPE, tokens.RECIPE)
        return recipes and held.revision == revision and _digest(held.model) == _digest(model)

    def unlike(self, snapshot: Snapshot, lexical: Lexical) -> list[str]:
        """The files that do not hold a snapshot and its index of words, one line each; empty when all do."""
        parts = {
            "ids.npy": np.array_equal(self.ids, snapshot.ids),
            "owners.npy": np.array_equal(self.owners, snapshot.owners),
            "kinds.npy": np.array_equal(self.kinds, snapshot.kinds),
            "lexical": self.lexical.same(lexical),
            "vectors.faiss": self._holds(snapshot),
        }
        return [f"{name} tidak cocok dengan pustaka" for name, fits in parts.items() if not fits]

    def _holds(self, snapshot: Snapshot) -> bool:
        if self.vectors is None:
            return not len(snapshot.vector_ids)
        return self.vectors.holds(snapshot.vector_ids, snapshot.vectors)

    def require(self, name: str, digest: str) -> None:
        """Raise ModelMismatch unless the vectors are of the model with this digest."""
        model = self.manifest.model
        if model is not None and model.digest != digest:
            raise ModelMismatch(
                f"indeks dibuat dengan model {model.name!r}, bukan {name!r} yang sekarang dipakai"
                if model.name != name
                else f"model {name!r} telah berubah sejak indeks dibuat",
                where=str(self.folder),
                remedy=REMEDY,
            )


def current(library_folder: Path) -> Path | None:
    """The folder of the generation that is served; None before the first is published.

    Raises IndexDamaged when CURRENT names none.
    """
    pointer = library_folder / FOLDER / CURRENT
    before = None
    while (text := _pointed(pointer)) is not None:
        name, end = text[:-1], text[-1:]
        folder = pointer.parent / name
        if _NAME.fullmatch(name) and end == "\n" and folder.is_dir():
            return folder
        if text == before:
            raise IndexDamaged(f"generasi {name!r} tidak ada", where=str(pointer), remedy=REMEDY)
        before = text  # newer ones may have been published since it was read, and this one taken away
    return None


def _pointed(pointer: Path) -> str | None:
    try:
        return pointer.read_text(encoding="ascii")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamaged("penunjuk generasi tidak dapat dibaca", where=str(pointer), remedy=REMEDY) from error


def served(library_folder: Path) -> Generation | None:
    """The generation that is served, opened; None before the first is published. Raises IndexDamaged."""
    folder = current(library_folder)
    while folder is not None:
        try:
            return Generation.open(folder)
        except (IndexDamaged, OSError):
            newer = current(library_folder)
            if newer == folder:
                raise
            folder = newer  # it was taken away as newer ones were published
    return None


def draft(library_folder: Path, snapshot: Snapshot, model: Model | None, *, progress: bool = False) -> Path:
    """Write a snapshot aside as the next generation, read it back, and return its folder for `publish`.

    The caller holds the library's write lock. Raises NoSpace and then leaves nothing behind.
    """
    root = library_folder / FOLDER
    with files_written(library_folder):
        root.mkdir(exist_ok=True)
        for left in root.glob(f"{_ASIDE}*"):  # of a process that was killed
            shutil.rmtree(left, ignore_errors=True)
        aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=root))
        try:
            _write(aside, snapshot, model, max(_numbers(root), default=0) + 1, progress)
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
    return aside


def publish(aside: Path) -> Path:
    """Make what `draft` wrote the generation that is served; returns its folder.

    The caller holds the library's write lock, so that there is one publisher at a time. Raises FileNotFoundError where
    another one has taken the draft for a leftover.
    """
    root = aside.parent
    folder = root / f"gen-{Manifest.load(aside).generation:06d}"
    with files_written(root):
        aside.rename(folder)
        sync(root)
        (folder / CURRENT).replace(root / CURRENT)
        sync(root)
    _prune(root, folder.name)
    return folder


def verify(library_folder: Path) -> list[str]:
    """The damage of all generations that are kept, one line each with its file; empty when whole or not there yet."""
    try:
        if current(library_folder) is None:
            return []
    except IndexDamaged as error:
        return [str(error)]
    root = library_folder / FOLDER
    folders = [path for path in sorted(root.iterdir()) if _NAME.fullmatch(path.name)]
    return [f"{folder}: {problem}; {REMEDY}" for folder in folders for problem in _damage(folder)]


def _damage(folder: Path) -> list[str]:
    found = manifest.damage(folder)
    if found:
        return found
    try:
        opened = Generation.open(folder)
        _ = (opened.lexical, opened.vectors)
    except IndexDamaged as error:
        return [error.problem]
    return []


def _write(folder: Path, snapshot: Snapshot, model: Model | None, number: int, progress: bool) -> None:
    folder.chmod(0o755)
    np.save(folder / "ids.npy", snapshot.ids, allow_pickle=False)
    np.save(folder / "owners.npy", snapshot.owners, allow_pickle=False)
    np.save(folder / "kinds.npy", snapshot.kinds, allow_pickle=False)
    lexical = Lexical.of(snapshot.texts, progress=progress)
    lexical.save(folder / "lexical")
    if len(snapshot.vector_ids):
        FaissStore.of(snapshot.vector_ids, snapshot.vectors).save(folder / "vectors.faiss")
    files = {path.relative_to(folder).as_posix(): manifest.sha256(path) for path in _files(folder)}
    counts = (len(snapshot.ids), len(snapshot.vector_ids))
    Manifest(FORMAT, number, snapshot.revision, *counts, passages.RECIPE, tokens.RECIPE, model, files).save(folder)
    (folder / CURRENT).write_text(f"gen-{number:06d}\n", encoding="ascii")
    for path in [*_files(folder), folder / CURRENT, folder / "lexical", folder]:
        sync(path)
    # Libraries that write numbers do not all notice that a disk was full.
    try:
        wrong = Generation.open(folder).unlike(snapshot, lexical)
    except IndexDamaged as error:
        wrong = [error.problem]
    if wrong:
        raise OSError(f"yang tertulis tidak terbaca kembali: {wrong[0]}")


def _numbers(root: Path) -> list[int]:
    return [int(found[1]) for path in root.iterdir() if (found := _NAME.fullmatch(path.name))]


def _prune(root: Path, named: str) -> None:
    names = sorted(path.name for path in root.iterdir() if _NAME.fullmatch(path.name))
    kept = {named, *(name for name in names[-_KEPT:] if not manifest.damage(root / name))}
    for name in set(names) - kept:
        # A kill while it is taken away must not leave half of it under its name.
        gone = root / f"{_ASIDE}{name}"
        with suppress(OSError):
            (root / name).rename(gone)
        shutil.rmtree(gone, ignore_errors=True)


def _digest(model: Model | None) -> str | None:
    return None if model is None else model.digest


def _array(path: Path, size: int) -> NDArray[np.int64]:
    try:
        values: NDArray[np.int64] = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise IndexDamaged("larik tidak dapat dibaca", where=str(path), remedy=REMEDY) from error
    if values.shape != (size,):
        raise IndexDamaged("larik tidak cocok dengan manifes", where=str(path), remedy=REMEDY)
    return values


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != CURRENT)


def sync(path: Path) -> None:
    """Make the file or folder entry survive a loss of power."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


__all__ = ["Generation", "Manifest", "Model", "current", "draft", "publish", "served", "sync", "verify"]
