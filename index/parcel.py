"""The file of a backup: packed, described and unpacked, with every byte of what it holds accounted for."""

from __future__ import annotations

import hashlib
import json
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from corpus import schema
from corpus.database import files_written
from corpus.errors import BackupRefused
from index import beside, manifest
from index.manifest import Model

FORMAT = 2
_READ = (1, 2)
"""Backups of format 1 held the database alone."""
REMEDY = "pakai cadangan lain"
_MANIFEST = "manifest.json"
_CHUNK = 1 << 20
# Ours has some hundred bytes, and about two hundred for each PDF file.
_LONGEST_MANIFEST = 1 << 24


@dataclass(frozen=True, slots=True)
class Part:
    """A file beside the database: its size in bytes and its sha256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds: the library's revision, size in bytes and sha256 of its database, the model of its index.

    `beside` are other files by name, see index/beside.py.
    """

    format: int
    revision: int
    size: int
    sha256: str
    model: Model | None
    beside: Mapping[str, Part] = field(default_factory=dict)


def pack(
    database: Path, output: Path, model: Model | None, revision: int, files: Mapping[str, Path] | None = None
) -> Contents:
    """Write the backup of a database and `files` beside it, which nobody changes, to `output`; raises OSError."""
    files = files or {}
    parts = {name: Part(path.stat().st_size, manifest.sha256(path)) for name, path in files.items()}
    made = Contents(FORMAT, revision, database.stat().st_size, manifest.sha256(database), model, parts)
    with zipfile.ZipFile(output, "w", allowZip64=True) as archive:
        # Without times: a wrong clock gives no other backup.
        archive.writestr(zipfile.ZipInfo(_MANIFEST), json.dumps(asdict(made), indent=1, sort_keys=True) + "\n")
        for name, path in {schema.DATABASE: database, **files}.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target, _CHUNK)
    return made


def contents(backup: Path) -> Contents:
    """What a backup says it holds; raises BackupRefused."""
    with _reading(backup) as archive:
        return _contents(archive)


def unpack(backup: Path, folder: Path) -> None:
    """Write the files of a backup into a folder; raises BackupRefused where a byte of them is not as packed."""
    with _reading(backup) as archive:
        held = _contents(archive)
        for name, wanted in {schema.DATABASE: Part(held.size, held.sha256), **held.beside}.items():
            if _written(archive, name, folder / name, wanted.size) != wanted:
                raise BackupRefused(f"isinya berubah sejak dibuat ({name})", where=str(backup), remedy=REMEDY)


def _written(archive: zipfile.ZipFile, name: str, path: Path, longest: int) -> Part:
    """One file of a backup written to `path`, as far as it is no longer than it should be."""
    made, size = hashlib.sha256(), 0
    with archive.open(name) as source, files_written(path.parent):
        path.parent.mkdir(exist_ok=True)
        with path.open("wb") as target:
            while part := source.read(_CHUNK):
                size += len(part)
                if size > longest:
                    break
                made.update(part)
                target.write(part)
    return Part(size, made.hexdigest())


@contextmanager
def _reading(backup: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(backup) as archive:
            yield archive
    except FileNotFoundError as error:
        raise BackupRefused("tidak ada", where=str(backup), remedy="periksa namanya") from error
    except (OSError, EOFError, ValueError, KeyError, TypeError, NotImplementedError, RuntimeError,
            AttributeError, struct.error, zipfile.BadZipFile, zlib.error) as error:  # fmt: skip
        raise BackupRefused(f"bukan cadangan yang utuh ({error})", where=str(backup), remedy=REMEDY) from error


def _contents(archive: zipfile.ZipFile) -> Contents:
    if archive.getinfo(_MANIFEST).file_size > _LONGEST_MANIFEST:
        raise ValueError("manifes terlalu besar")
    values = json.loads(archive.read(_MANIFEST))
    if values["format"] not in _READ:
        raise ValueError(f"berformat {values['format']}, program ini memerlukan {FORMAT}")
    model = values.pop("model")
    parts = {name: Part(**part) for name, part in values.pop("beside", {}).items()}
    if sorted(archive.namelist()) != sorted([_MANIFEST, schema.DATABASE, *parts]) or not all(
        map(beside.is_name, parts)
    ):
        raise ValueError("bukan cadangan pustaka")
    return Contents(**values, model=None if model is None else Model(**model), beside=parts)
