"""What lies beside the database of a library and goes with it into a backup.

Other rooms keep SQLite files of their own there (users and the trail of changes, what readers thought of answers), and
the PDF files whose pages are shown lie in the folder of `corpus/originals.py`.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from corpus import originals, schema
from corpus.errors import BackupRefused
from index import generation

_STORE = r"[a-z][a-z0-9_-]*\.sqlite"
_NAME = re.compile(rf"{_STORE}|{originals.FOLDER}/[0-9a-f]{{64}}\.pdf")


def is_name(name: str) -> bool:
    """Whether a file of this name may lie in a backup beside the database."""
    return _NAME.fullmatch(name) is not None and name != schema.DATABASE


def gather(folder: Path, work: Path) -> dict[str, Path]:
    """Copies of what lies beside a library, by name, each as it is at one moment.

    Raises BackupRefused with the name of a file that is damaged, and OSError.
    """
    found: dict[str, Path] = {}
    for path in sorted(folder.glob("*.sqlite")):
        if is_name(path.name):
            found[path.name] = _copied(path, work / path.name)
    for path in sorted((folder / originals.FOLDER).glob("*.pdf")):
        name = f"{originals.FOLDER}/{path.name}"
        if is_name(name):
            (work / originals.FOLDER).mkdir(exist_ok=True)
            try:
                shutil.copyfile(path, work / name)
            except FileNotFoundError:
                continue  # its report has just been removed
            found[name] = work / name
    return found


def place(work: Path, names: Iterable[str], folder: Path) -> None:
    """Put what a backup held into a library's folder; what is there already stays as it is. Raises OSError."""
    for name in names:
        target = folder / name
        if target.exists():
            continue
        target.parent.mkdir(mode=0o700, exist_ok=True)
        (work / name).chmod(0o600)
        generation.sync(work / name)
        try:
            os.link(work / name, target)
        except FileExistsError:
            continue  # another process was first: what it made stays
        except OSError:  # a file system without links
            (work / name).replace(target)
        generation.sync(target.parent)


def _copied(path: Path, target: Path) -> Path:
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with (
            closing(sqlite3.connect(address, uri=True, timeout=10)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            (told,) = copy.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.DatabaseError as error:
        told = str(error)
    if told != "ok":
        raise BackupRefused(
            f"{path.name} rusak ({told})", where=str(path), remedy="pindahkan file itu lalu ulangi perintah ini"
        )
    return target
