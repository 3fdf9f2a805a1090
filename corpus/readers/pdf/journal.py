"""What OCR has seen of a file so far: a reading that was cut off goes on where it stopped.

A folder in the user's cache for each file that is being read, named by its content, with one file for each reading of
a page. It is taken away when the file has been read: no text of a report stays behind. Nothing is pickled.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.readers.pdf.tesseract import Seen

_DAYS = 7
_VERSION = "2"
"""Raised when pictures are prepared in another way, so that older readings are not taken up."""


@dataclass(frozen=True, slots=True)
class Journal:
    """The readings of one file; without a folder nothing is kept."""

    folder: Path | None = None

    def kept(self, name: str, read: Callable[[], list[Seen]]) -> list[Seen]:
        """The reading of this name where it is kept, else what `read` sees, kept from now on."""
        path = None if self.folder is None else self.folder / f"{name}.json"
        if path is not None and (found := _loaded(path)) is not None:
            return found
        seen = read()
        if path is not None and seen:
            _save(path, seen)
        return seen


@contextlib.contextmanager
def opened(data: bytes, base: Path | None = None) -> Iterator[Path | None]:
    """The folder of the file with this content below `base` (the user's cache); None where none can be made.

    It is taken away at the end, but stays where the reading is cut off. Those of others, a week old, go too.
    """
    place = base or _cache()
    folder = place / f"{hashlib.sha256(data).hexdigest()[:32]}-{_VERSION}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _clear(place)
    except OSError:
        yield None
        return
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base else Path.home() / ".cache") / "tanya-lkjip" / "ocr"


def _clear(place: Path) -> None:
    oldest = time.time() - _DAYS * 86400
    for other in place.iterdir():
        if other.is_dir() and other.stat().st_mtime < oldest:
            shutil.rmtree(other, ignore_errors=True)


def _loaded(path: Path) -> list[Seen] | None:
    """What a file holds; None where it is missing or broken."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [Seen(**{**row, "line": tuple(row["line"])}) for row in rows]
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _save(path: Path, seen: list[Seen]) -> None:
    aside = path.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):
        aside.write_text(json.dumps([asdict(word) for word in seen]), encoding="utf-8")
        aside.replace(path)
