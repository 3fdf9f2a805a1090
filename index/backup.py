"""Backups: a library as one file that is read back before it counts, and a library made of one again.

    manifest.json       what is in it, with size and sha256 of each file
    library.sqlite      the whole database; the index is derived from it and not kept
    access.sqlite ...   what lies beside it (index/beside.py): users, trail, ratings, the PDF files shown

A ZIP file, written aside, read back, synced and linked: under its name there is a whole backup or none.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from corpus import schema, transfer
from corpus.database import files_written, translated
from corpus.errors import BackupRefused, IndexDamaged, LibraryDamaged, SchemaMismatch
from corpus.library import Library
from index import aside, beside, build, generation, parcel, store, tables
from index.generation import Model
from index.parcel import Contents

_KEPT_AS = "rusak"


def save(library: Library, output: Path) -> Contents:
    """Write a backup of a library, as it is at one moment, to `output`; what it holds.

    Readers and a writer go on meanwhile. Raises BackupRefused when `output` is there already, or what was written does
    not read back whole (as when the library is damaged); NoSpace and ReadOnlyLibrary, and then leaves nothing.
    """
    if output.exists():
        raise BackupRefused("sudah ada", where=str(output), remedy="beri nama lain")
    with files_written(output.parent):
        output.parent.mkdir(parents=True, exist_ok=True)
    with aside.folder(output.parent) as work:
        packed = work / "backup.zip"
        copied, revision = _copied(library, work)
        with files_written(output.parent):
            others = beside.gather(library.folder, work)
            contents = parcel.pack(copied, packed, _model(library), revision, others)
            for path in (copied, *others.values()):
                path.unlink()
            packed.chmod(0o600)  # digests of passwords are in it
            generation.sync(packed)
        _opened(packed, work / "again").close()
        with files_written(output.parent):
            _name(packed, output)
            generation.sync(output.parent)
    return contents


def restore(backup: Path, folder: Path, *, replace: bool = False) -> Contents:
    """Make the library in `folder` that of a backup, which is checked first; what it holds.

    Reports that are there are replaced, as one change that other processes see whole, only where `replace` is True; a
    damaged library is then kept beside the new one as library.sqlite.rusak-N. Users, trail and ratings that are there
    stay: who may come in and what was done is not turned back with the reports. Raises BackupRefused, NoSpace and
    LibraryBusy, and then changes nothing.
    """
    with files_written(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with aside.folder(folder) as work:
        contents = parcel.contents(backup)
        with closing(_opened(backup, work)) as source:
            if not _in_place(source, folder, replace=replace):
                _anew(source, folder, work / "new")
        with files_written(folder):
            beside.place(work, contents.beside, folder)
    with closing(Library.open(folder)) as library:
        build.republish(library, contents.model)
    return contents


def verify(backup: Path) -> Contents:
    """What a backup holds, after reading all of it; raises BackupRefused with what is wrong."""
    with aside.folder(None) as work:
        _opened(backup, work).close()
    return parcel.contents(backup)


def _copied(library: Library, work: Path) -> tuple[Path, int]:
    """A copy of the database at one moment, and its revision."""
    path = work / schema.DATABASE
    with library.reading() as source, translated(path), closing(sqlite3.connect(path)) as target:
        source.backup(target)
        # The copy must be one file: no log beside it.
        target.execute("PRAGMA journal_mode = DELETE")
        return path, library.revision


def _model(library: Library) -> Model | None:
    """The model of the served index, so that it can be made again from a backup without loading any."""
    try:
        served = generation.served(library.folder)
    except IndexDamaged:
        return None
    return None if served is None else served.manifest.model


def _opened(backup: Path, work: Path) -> Library:
    """The library inside a backup, unpacked into a folder and checked; raises BackupRefused."""
    with files_written(work.parent):
        work.mkdir(exist_ok=True)
    parcel.unpack(backup, work)
    try:
        library = Library.open(work, create=False)
        tables.prepare(library)
        found = [*library.check(), *store.damage(library)]
    except (LibraryDamaged, SchemaMismatch) as error:
        raise BackupRefused(
            f"isinya tidak dapat dipakai: {error.problem}", where=str(backup), remedy=parcel.REMEDY
        ) from error
    if found:
        library.close()
        problem = found[0].removeprefix(f"{library.path}: ").partition(";")[0]
        raise BackupRefused(f"isinya rusak: {problem}", where=str(backup), remedy=parcel.REMEDY)
    return library


def _in_place(source: Library, folder: Path, *, replace: bool) -> bool:
    """Put the reports into the library that is there or is made; False where that one is damaged."""
    try:
        library = Library.open(folder)
    except LibraryDamaged:
        _agreed(folder, replace=replace)
        return False
    with closing(library):
        if library.check():
            _agreed(folder, replace=replace)
            return False
        if library.reports():
            _agreed(folder, replace=replace)
        tables.prepare(library)
        transfer.replace_all(library, source, besides=("embeddings",), above=_newest(folder))
    return True


def _agreed(folder: Path, *, replace: bool) -> None:
    if not replace:
        raise BackupRefused(
            "di sini sudah ada pustaka", where=str(folder), remedy="tambahkan --replace untuk menggantinya"
        )


def _anew(source: Library, folder: Path, work: Path) -> None:
    """Put a new database in place of a damaged one, which is kept under another name."""
    with closing(Library.open(work)) as library:
        tables.prepare(library)
        transfer.replace_all(library, source, besides=("embeddings",), above=_newest(folder))
    path = folder / schema.DATABASE
    with files_written(folder):
        kept = _free(path)
        try:
            os.link(path, kept)
        except OSError:  # a file system without links
            shutil.copyfile(path, kept)
        # A log of the damaged file must never be taken for one of the new file.
        for ending in ("-wal", "-shm"):
            log = path.with_name(path.name + ending)
            if log.exists():
                log.rename(kept.with_name(kept.name + ending))
        generation.sync(work / schema.DATABASE)
        (work / schema.DATABASE).replace(path)
        generation.sync(folder)


def _free(path: Path) -> Path:
    numbers = range(1, 10_000)
    return next(kept for n in numbers if not (kept := path.with_name(f"{path.name}.{_KEPT_AS}-{n}")).exists())


def _newest(folder: Path) -> int:
    """The revision that the served index was made of; 0 where it cannot be told."""
    try:
        served = generation.served(folder)
    except IndexDamaged:
        return 0
    return 0 if served is None else served.manifest.revision


def _name(packed: Path, output: Path) -> None:
    """Give a file its name, in one step and never in place of another."""
    try:
        os.link(packed, output)
    except FileExistsError as error:
        raise BackupRefused("sudah ada", where=str(output), remedy="beri nama lain") from error
    except OSError:  # a file system without links
        packed.rename(output)


__all__ = ["Contents", "restore", "save", "verify"]
