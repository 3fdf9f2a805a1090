"""Lines below one another: how far those of one table stand apart, and which line goes on the texts above it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from corpus.readers.pdf.page import Line

TIGHT = 1.6
"""Of the font size: lines of one text stand closer."""
NEAR, _FARTHEST = 3.2, 30.0
CAPTION = re.compile(r"^\W*(?:tabel|table|gambar|grafik)\b\.?\s*[\dA-Z]", re.IGNORECASE)


def far(one: Line, other: Line) -> float:
    """The widest gap between two lines of one table: small letters may stand in rows far apart."""
    return max(_FARTHEST, NEAR * max(one.size, other.size))


def hangs(above: Line, line: Line, texts: Sequence[Line], edges: Sequence[float]) -> bool:
    """Whether a line goes on the texts of the line above: close below it, each of its texts inside one column."""
    if line.base - above.base > TIGHT * line.size or CAPTION.match(line.text):
        return False
    # The last column may be wider than its lines so far.
    columns = [*itertools.pairwise(edges[:-1]), (edges[-2], float("inf"))]
    return all(any(a - 1 <= one.box[0] and one.box[2] <= b + 1 for a, b in columns) for one in texts)
