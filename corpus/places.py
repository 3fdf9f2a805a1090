"""Places made exact: the one line of several that prints a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.report import Place


def narrow(place: Place, as_printed: str, lines: Sequence[str]) -> Place | None:
    """The place of a figure within a block or row that spans several lines.

    The single line that prints it verbatim (blanks folded), else the whole place if the lines together print it; None
    if they do not. A place without lines is returned as it is.
    """
    first, last = place.line_start, place.line_end
    if first is None or last is None:
        return place
    wanted = _folded(as_printed)
    printing = [number for number in range(first, last + 1) if wanted in _folded(lines[number - 1])]
    if printing:
        return replace(place, line_start=printing[0], line_end=printing[0])
    return place if wanted in _folded("\n".join(lines[first - 1 : last])) else None


def _folded(text: str) -> str:
    return " ".join(text.split())
