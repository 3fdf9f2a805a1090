"""Tables without drawn lines: rows whose texts stand in columns, one below another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.pdf.cells import PrintedRow
from corpus.readers.pdf.page import Box, Word


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table without lines: its box, the edges of its columns, its rows and its words."""

    box: Box
    edges: tuple[float, ...]
    rows: tuple[PrintedRow, ...]
    words: tuple[Word, ...]


def find(words: Sequence[Word]) -> list[Aligned]:
    """The tables without lines among these words."""
    del words
    return []
