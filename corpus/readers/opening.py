"""A file's bytes, within a limit of size."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import MissingFile, TooLarge


def bytes_of(path: Path, most: int, remedy: str) -> bytes:
    """The bytes of a file of at most `most` bytes; `remedy` says what to do with a larger one.

    Raises:
        MissingFile: it cannot be opened.
        TooLarge: it is larger.
    """
    try:
        size = path.stat().st_size
        if size > most:
            raise TooLarge(
                f"ukuran {size / 1e6:.0f} MB melebihi batas {most // 2**20} MB", where=path.name, remedy=remedy
            )
        return path.read_bytes()
    except OSError as error:
        raise MissingFile(
            f"tidak dapat dibuka ({error.strerror})", where=path.name, remedy="periksa izin file"
        ) from error
