"""The PDF files of a library as they were added, so that a cited page can be shown.

They lie in the folder `originals` of the library under the sha256 of their bytes. A library without them answers all
the same: then the picture of a page is not shown.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
from collections.abc import Collection
from pathlib import Path

FOLDER = "originals"
_SUFFIX = ".pdf"
_log = logging.getLogger(__name__)


def keep(library: Path, path: Path, sha256: str) -> None:
    """Keep a file beside the library under its sha256; anything but a PDF is not kept.

    A disk that is full or read-only costs the picture, not the report: it is logged and nothing else.
    """
    if path.suffix.lower() != _SUFFIX:
        return
    target = library / FOLDER / f"{sha256}{_SUFFIX}"
    if target.is_file():
        return
    aside = target.with_suffix(f".{os.getpid()}")
    try:
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, aside)
        aside.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            aside.unlink()
        _log.warning("%s not kept: %s", path.name, error.strerror)


def find(library: Path, sha256: str) -> Path | None:
    """The file with this sha256; None where it was not kept."""
    path = library / FOLDER / f"{sha256}{_SUFFIX}"
    return path if path.is_file() else None


def prune(library: Path, held: Collection[str]) -> None:
    """Remove the files of reports that the library does not hold any more; `held` are the sha256 of those it does."""
    for path in (library / FOLDER).glob(f"*{_SUFFIX}"):
        if path.stem not in held:
            path.unlink(missing_ok=True)
