"""The file of a backup: packed, described and unpacked, with every byte of the database accounted for."""

from __future__ import annotations

import hashlib
import json
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus import schema
from corpus.database import files_written
from corpus.errors import BackupRefused
from index import manifest
from index.manifest import Model

FORMAT = 1
REMEDY = "pakai cadangan lain"
_MANIFEST = "manifest.json"
_CHUNK = 1 << 20
# Ours has some hundred bytes.
_LONGEST_MANIFEST = 1 << 16


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds: the library's revision, size in bytes and sha256 of its database, the model of its index."""

    format: int
    revision: int
    size: int
    sha256: str
    model: Model | None


def pack(database: Path, output: Path, model: Model | None, revision: int) -> Contents:
    """Write the backup of a database that nobody changes to `output`; raises OSError."""
    made = Contents(FORMAT, revision, database.stat().st_size, manifest.sha256(database), model)
    with zipfile.ZipFile(output, "w", allowZip64=True) as archive:
        # Without times: a wrong clock gives no other backup.
        archive.writestr(zipfile.ZipInfo(_MANIFEST), json.dumps(asdict(made), indent=1, sort_keys=True) + "\n")
        entry = zipfile.ZipInfo(schema.DATABASE)
        entry.compress_type = zipfile.ZIP_DEFLATED
        with database.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target, _CHUNK)
    return made


def contents(backup: Path) -> Contents:
    """What a backup says it holds; raises BackupRefused."""
    with _reading(backup) as archive:
        return _contents(archive)


def unpack(backup: Path, database: Path) -> None:
    """Write the database of a backup to `database`; raises BackupRefused where a byte of it is not as packed."""
    with _reading(backup) as archive:
        wanted = _contents(archive)
        made, size = hashlib.sha256(), 0
        with archive.open(schema.DATABASE) as source, files_written(database.parent), database.open("wb") as target:
            while part := source.read(_CHUNK):
                size += len(part)
                if size > wanted.size:
                    break
                made.update(part)
                target.write(part)
    if (size, made.hexdigest()) != (wanted.size, wanted.sha256):
        raise BackupRefused("isinya berubah sejak dibuat", where=str(backup), remedy=REMEDY)


@contextmanager
def _reading(backup: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(backup) as archive:
            yield archive
    except FileNotFoundError as error:
        raise BackupRefused("tidak ada", where=str(backup), remedy="periksa namanya") from error
    except (OSError, EOFError, ValueError, KeyError, TypeError, NotImplementedError, RuntimeError,
            struct.error, zipfile.BadZipFile, zlib.error) as error:  # fmt: skip
        raise BackupRefused(f"bukan cadangan yang utuh ({error})", where=str(backup), remedy=REMEDY) from error


def _contents(archive: zipfile.ZipFile) -> Contents:
    if sorted(archive.namelist()) != sorted([_MANIFEST, schema.DATABASE]):
        raise ValueError("bukan cadangan pustaka")
    if archive.getinfo(_MANIFEST).file_size > _LONGEST_MANIFEST:
        raise ValueError("manifes terlalu besar")
    values = json.loads(archive.read(_MANIFEST))
    if values["format"] != FORMAT:
        raise ValueError(f"berformat {values['format']}, program ini memerlukan {FORMAT}")
    model = values.pop("model")
    return Contents(**values, model=None if model is None else Model(**model))
