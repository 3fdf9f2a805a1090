"""A model's folder: the setting that names it, its digest, and libraries kept silent while it is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from corpus.errors import ModelUnavailable

# Setting: a model folder or hub name instead of the embedded model.
SETTING = "TANYA_MODEL"
_SAMPLE = 65536


def folder_digest(folder: Path) -> str:
    """A digest of a model folder: names and sizes of all files, small ones wholly, big ones in 64 samples.

    Training moves all weights, so samples tell one model from another, in milliseconds rather than seconds.
    Raises ModelUnavailable when the folder is not there.
    """
    if not folder.is_dir():
        raise ModelUnavailable("folder model tidak ada", where=str(folder), remedy=f"perbaiki atau kosongkan {SETTING}")
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix not in (".md", ".lock")):
        size = path.stat().st_size
        total.update(f"{path.relative_to(folder).as_posix()}\0{size}\0".encode())
        with path.open("rb") as handle:
            if size <= 64 * _SAMPLE:
                total.update(handle.read())
                continue
            for sample in range(64):
                handle.seek((size - _SAMPLE) * sample // 63)
                total.update(handle.read(_SAMPLE))
    return total.hexdigest()


@contextmanager
def silent() -> Iterator[None]:
    """Without the progress bars that transformers draws for a load of one second."""
    noise: Any = import_module("transformers.utils.logging")
    before = noise.get_verbosity()
    noise.set_verbosity_error()
    noise.disable_progress_bar()
    try:
        yield
    finally:
        noise.set_verbosity(before)
        noise.enable_progress_bar()
