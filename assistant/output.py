"""Files written for the user: their folder is made, and what goes wrong is said in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import BadInput


@contextmanager
def placed(path: Path) -> Iterator[None]:
    """Around the writing of a file: its folder is there; raises BadInput where the file cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise BadInput(
            f"tidak dapat ditulis ({error.strerror})", where=str(path), remedy="pilih tempat lain"
        ) from error
