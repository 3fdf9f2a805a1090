"""A table without lines that goes on over the page: its lines at the top of the next one, in the same columns."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.readers.pdf.aligned import Aligned
from corpus.readers.pdf.bands import after, grouped
from corpus.readers.pdf.cells import printed
from corpus.readers.pdf.columns import Span, chunks, figure_columns, free, narrowed, placed, stand_alike
from corpus.readers.pdf.heads import header_rows
from corpus.readers.pdf.page import Line, Word, lines, union
from corpus.readers.pdf.reach import has_values
from corpus.readers.pdf.steps import CAPTION, TIGHT, far


def goes_on(
    words: Sequence[Word], gutters: Sequence[Span], before: Sequence[Word], *, header: bool = False
) -> Aligned | None:
    """The lines at the top of a page that stand in the columns of a table on the page before; None where none do.

    `before` are the words of that table. A column may be a little wider here: its strip narrows as far as the texts of
    both pages leave it free. Where only the `header` stands there, its words may span columns that part here.
    """
    body, strips = _lines_in(list(lines([word for word in words if word.upright])), gutters)
    if header and body and len(own := free(body)) > len(strips):
        strips = own
    edges = _edges(strips)
    grid = [placed(line, edges) for line in body]
    while grid and not any(grid[-1][1:]) and (len(body) < 2 or _is_apart(body)):
        # A short text at the left, apart from the rows, is the next heading.
        body, grid = body[:-1], grid[:-1]
    held = tuple(word for line in body for word in line.words)
    lone = all(sum(1 for cell in row if cell) < 2 for row in grid)
    if not held or (lone and any(row[0] for row in grid)) or not stand_alike(before, held, edges, sure=lone):
        return None
    earlier = list(lines(before))
    whole = [*(placed(line, edges) for line in earlier), *grid]
    groups = after(grouped([*earlier, *body], whole, figure_columns(whole)), len(earlier))
    cells = [[[word for line in group for word in line[at]] for at in range(len(edges) - 1)] for group in groups]
    rows = tuple(row for one in cells if (row := printed(one)))
    return Aligned(union(word.box for word in held), tuple(strips), rows, held)


def recut(words: Sequence[Word], gutters: Sequence[Span]) -> Aligned:
    """The header at a page's end in the columns that its table has on the next page."""
    rows = tuple(header_rows(list(lines(words)), _edges(gutters)))
    return Aligned(union(word.box for word in words), tuple(gutters), rows, tuple(words))


def _lines_in(page: Sequence[Line], gutters: Sequence[Span]) -> tuple[list[Line], list[Span]]:
    """The first lines of a page that leave the strips free, and what is left of these.

    A line that closes a strip close below them takes the lines of its own row with it; words alone are then none.
    """
    strips, end = list(gutters), 0
    while end < len(page) and not CAPTION.match(page[end].text):
        closer = narrowed(strips, page[end])
        if closer is None and end > 0 and _is_close(page, end):
            end = _row_start(page, end)
            break
        if closer is None or (end and page[end].base - page[end - 1].base > far(page[end], page[end - 1])):
            break
        strips, end = closer, end + 1
    return list(page[:end]), strips


def _row_start(page: Sequence[Line], end: int) -> int:
    """Where the row of the line at `end` begins; `end` itself where rows with figures stand as close as lines."""
    start = end
    while start > 0 and _is_close(page, start):
        start -= 1
    return end if start == 0 and has_values([chunks(line) for line in page[:end]]) else start


def _is_close(page: Sequence[Line], at: int) -> bool:
    return page[at].base - page[at - 1].base <= TIGHT * page[at].size


def _is_apart(body: Sequence[Line]) -> bool:
    return body[-1].base - body[-2].base > TIGHT * body[-1].size


def _edges(strips: Sequence[Span]) -> list[float]:
    return [float("-inf"), *((start + stop) / 2 for start, stop in strips), float("inf")]
