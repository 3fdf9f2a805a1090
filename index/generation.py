"""Generations: the derived index on disk, published whole.

    LIBRARY/index/CURRENT             the name of the generation that is served
    LIBRARY/index/gen-000007/         manifest.json, ids.npy, owners.npy, kinds.npy, lexical/..., vectors.faiss

A generation is written aside, synced, renamed, and only then named in CURRENT; nothing in it ever changes. The
manifest holds model, counts and the sha256 of each file; whatever does not fit it is refused.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexDamaged, ModelMismatch
from index import passages, tokens
from index.lexical import Lexical
from index.store import Snapshot
from index.vectors import FaissStore

FORMAT = 2
FOLDER = "index"
CURRENT = "CURRENT"
REMEDY = "bangun ulang dengan: tanya index --rebuild"
# The one that is served, and the one before it for readers that have just opened it.
_KEPT = 2
_NAME = re.compile(r"gen-(\d{6,})")


@dataclass(frozen=True, slots=True)
class Model:
    """The embedding model of an index."""

    name: str
    digest: str
    dimension: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds; `model` is None for an index of words alone. `files` maps name to sha256."""

    format: int
    generation: int
    revision: int
    passages: int
    vectors: int
    passage_recipe: int
    token_recipe: int
    model: Model | None
    files: dict[str, str]


class Generation:
    """An opened, verified generation. Rows are passages by ascending id.

    `owners` are their report keys, `kinds` masks of their kinds (see index/kinds.py).
    """

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest
        self.ids = _array(folder / "ids.npy", manifest.passages)
        self.owners = _array(folder / "owners.npy", manifest.passages)
        self.kinds = _array(folder / "kinds.npy", manifest.passages)

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
        damage = list(_damage(folder))
        if damage:
            raise IndexDamaged(damage[0], where=str(folder), remedy=REMEDY)
        return cls(folder, _manifest(folder))

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
    try:
        name = pointer.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamaged("penunjuk generasi tidak dapat dibaca", where=str(pointer), remedy=REMEDY) from error
    folder = pointer.parent / name
    if not _NAME.fullmatch(name) or not folder.is_dir():
        raise IndexDamaged(f"generasi {name!r} tidak ada", where=str(pointer), remedy=REMEDY)
    return folder


def publish(library_folder: Path, snapshot: Snapshot, model: Model | None, *, progress: bool = False) -> Path:
    """Write a snapshot as the next generation and make it the one that is served; returns its folder.

    The caller holds the library's write lock, so that there is one publisher at a time.
    """
    root = library_folder / FOLDER
    root.mkdir(exist_ok=True)
    for left in root.glob(".writing-*"):  # of a process that was killed
        shutil.rmtree(left, ignore_errors=True)
    number = max((int(m[1]) for path in root.iterdir() if (m := _NAME.fullmatch(path.name))), default=0) + 1
    aside = root / f".writing-{number:06d}"
    _write(aside, snapshot, model, number, progress)
    folder = root / f"gen-{number:06d}"
    aside.rename(folder)
    _sync(root)
    _point(root, folder.name)
    _prune(root, folder.name)
    return folder


def verify(library_folder: Path) -> list[str]:
    """The damage of the served generation, one line each with its file; empty when whole or not there yet."""
    try:
        folder = current(library_folder)
        if folder is None:
            return []
        found = [f"{folder}: {problem}; {REMEDY}" for problem in _damage(folder)]
        if not found:
            generation = Generation.open(folder)
            _ = (generation.lexical, generation.vectors)
    except IndexDamaged as error:
        return [str(error)]
    return found


def _write(folder: Path, snapshot: Snapshot, model: Model | None, number: int, progress: bool) -> None:
    folder.mkdir()
    np.save(folder / "ids.npy", snapshot.ids, allow_pickle=False)
    np.save(folder / "owners.npy", snapshot.owners, allow_pickle=False)
    np.save(folder / "kinds.npy", snapshot.kinds, allow_pickle=False)
    Lexical.of(snapshot.texts, progress=progress).save(folder / "lexical")
    if len(snapshot.vector_ids):
        FaissStore.of(snapshot.vector_ids, snapshot.vectors).save(folder / "vectors.faiss")
    files = {path.relative_to(folder).as_posix(): _sha256(path) for path in _files(folder)}
    counts = (len(snapshot.ids), len(snapshot.vector_ids))
    manifest = Manifest(FORMAT, number, snapshot.revision, *counts, passages.RECIPE, tokens.RECIPE, model, files)
    text = json.dumps(asdict(manifest), indent=1, sort_keys=True)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
    for path in [*_files(folder), folder / "lexical", folder]:
        _sync(path)


def _point(root: Path, name: str) -> None:
    aside = root / f".{CURRENT}"
    aside.write_text(name + "\n", encoding="ascii")
    _sync(aside)
    aside.replace(root / CURRENT)
    _sync(root)


def _prune(root: Path, served: str) -> None:
    names = sorted(path.name for path in root.iterdir() if _NAME.fullmatch(path.name))
    for name in names[:-_KEPT]:
        if name != served:
            shutil.rmtree(root / name, ignore_errors=True)


def _manifest(folder: Path) -> Manifest:
    data: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    if data.get("format") != FORMAT:
        raise ValueError(f"manifes berversi {data.get('format')}, program ini memerlukan {FORMAT}")
    model = data.pop("model")
    return Manifest(**data, model=None if model is None else Model(**model))


def _damage(folder: Path) -> list[str]:
    try:
        manifest = _manifest(folder)
    except FileNotFoundError:
        return ["manifest.json tidak ada"]
    except (OSError, ValueError, TypeError, KeyError) as error:
        return [f"manifest.json tidak dapat dipakai ({error})"]
    found = []
    for name, wanted in manifest.files.items():
        path = folder / name
        if not path.is_file():
            found.append(f"{name} tidak ada")
        elif _sha256(path) != wanted:
            found.append(f"{name} berubah")
    return found


def _array(path: Path, size: int) -> NDArray[np.int64]:
    try:
        values: NDArray[np.int64] = np.load(path, allow_pickle=False)
    except (OSError, ValueError) as error:
        raise IndexDamaged("larik tidak dapat dibaca", where=str(path), remedy=REMEDY) from error
    if values.shape != (size,):
        raise IndexDamaged("larik tidak cocok dengan manifes", where=str(path), remedy=REMEDY)
    return values


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _sync(path: Path) -> None:
    """Make the file or folder entry survive a loss of power."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
