"""Folders for work that counts only when it is done; those of processes that were killed are swept."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.database import files_written

_PREFIX = ".tanya-"


@contextmanager
def folder(parent: Path | None) -> Iterator[Path]:
    """A new folder inside `parent` (None: where temporary files go), removed at the end; raises NoSpace."""
    place = Path(tempfile.gettempdir()) if parent is None else parent
    with files_written(place):
        for left in place.glob(f"{_PREFIX}*-*"):
            if not _alive(left.name.removeprefix(_PREFIX).partition("-")[0]):
                shutil.rmtree(left, ignore_errors=True)
        made = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=place))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _alive(number: str) -> bool:
    """Whether a process of this number runs; True for a name that is not of ours."""
    if not number.isdecimal():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
