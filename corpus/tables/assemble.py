"""From runs of rows that only blank lines separate to whole tables: continued pages, split rows, repeated headers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from corpus.numbers import parse
from corpus.report import Place, Row, Table
from corpus.tables import align
from corpus.tables.header import Header, alike, detect, is_index, is_word, paths
from corpus.tables.straighten import codes_joined, header_rows
from corpus.words import plain

_RULE = re.compile(r"^[\s|:_-]*-{2,}[\s|:_-]*$")
_LIST_MARK = re.compile(r"^(?:[a-z0-9]{1,2}[.)]|[-•*])\s")
_MOST_COLUMNS = 200
_WIDTH_SLACK = 3
_SHORT = 5
_LEAST_HEADER, _WHOLE, _FEW = 3, 0.8, 0.6


@dataclass(slots=True)
class _Draft:
    """A table while its pages are being put together."""

    header: Header
    rows: list[Row]
    first: Row
    last: Row
    flags: set[str] = field(default_factory=set)

    @property
    def width(self) -> int:
        widest = max((len(row.cells) for row in self.header.rows), default=0)
        return widest or _usual_width(self.rows)


def tables(
    runs: Sequence[Sequence[Row]],
    *,
    caption: str,
    caption_printed: bool,
    ordinal: int,
    continued: frozenset[int] = frozenset(),
) -> list[Table]:
    """The tables of consecutive runs of rows (blank lines between the runs, no text).

    A run without a header continues the table before it; one with the same header does too; another header
    begins a new table, which shares the caption. `ordinal` numbers the first of them. A run whose first line is one
    of `continued` has the columns of the run before: only a whole row of header words is another header there.
    """
    drafts: list[_Draft] = []
    for run in runs:
        rows = [row for row in run if not _is_rule(row)]
        if not rows:
            continue
        previous = drafts[-1] if drafts else None
        goes_on = previous is not None and (run[0].place.line_start or 0) - 1 in continued
        if goes_on and previous is not None and previous.header.rows and not previous.rows:
            rows = _below_header(drafts.pop().header.rows, rows)
            previous, goes_on = (drafts[-1] if drafts else None), False
        found = detect(rows)
        if goes_on and previous is not None:
            found = _under(previous, found, rows)
        body = [row for row in rows[found.size :] if not is_index(row)]
        headings, body = codes_joined(header_rows(found.rows), body)
        header = replace(found, rows=headings)
        if previous is not None and _continues(previous, header, rows):
            _append(previous, body, rows[-1], goes_on=goes_on)
        else:
            drafts.append(_Draft(header, body, rows[0], rows[-1]))
    return [
        _finished(draft, caption, caption_printed and position == 0, ordinal + position, caption_printed)
        for position, draft in enumerate(drafts)
    ]


def _under(previous: _Draft, header: Header, rows: Sequence[Row]) -> Header:
    """The header at the top of a page over the columns of the page before: that one again, another, or none.

    The rest of a row that the page break cut may look like a header, but fills only some columns. A header may be
    repeated by its first rows only.
    """
    again = 0
    while again < min(len(rows), len(previous.header.rows)) and _is_same(previous.header.rows[again], rows[again]):
        again += 1
    if again:
        return Header(previous.header.rows, max(again, header.size if alike(previous.header, header) else 0))
    if not header.rows or not previous.header.rows:
        return header
    filled = {at for row in header.rows for at, cell in enumerate(row.cells) if plain(cell)}
    return header if len(filled) >= max(_LEAST_HEADER, _WHOLE * previous.width) else Header((), 0)


def _below_header(header: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """The rows of a table whose header a page break cut, perhaps inside a row: "Tahun" there, "2022" on the next page.

    The rest of a header row stands below a few of its texts, and is header words itself or has header words below it.
    """
    rest = {at: cell for at, cell in enumerate(rows[0].cells) if plain(cell)}
    above = {at for at, cell in enumerate(header[-1].cells) if plain(cell)}
    few = not plain(rows[0].cells[0]) or len(rest) < _FEW * len(above)
    below = rows[1].cells if len(rows) > 1 else ()
    worded = _are_words(tuple(rest.values())) or (len(below) > 1 and not plain(below[0]) and _are_words(below))
    if few and worded and rest.keys() <= above:
        return [*header[:-1], _joined(header[-1], rows[0]), *rows[1:]]
    return [*header, *rows]


def _are_words(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if plain(cell)]
    return bool(filled) and all(is_word(cell) for cell in filled)


def _is_same(one: Row, two: Row) -> bool:
    return alike(Header((one,), 1), Header((two,), 1))


def _is_rule(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell.strip()]
    return bool(filled) and all(_RULE.match(cell) for cell in filled)


def _continues(previous: _Draft, header: Header, rows: Sequence[Row]) -> bool:
    if header.rows:
        return bool(previous.header.rows) and alike(previous.header, header)
    return abs(_usual_width(rows) - previous.width) <= _WIDTH_SLACK


def _usual_width(rows: Sequence[Row]) -> int:
    """The commonest number of cells in a row, the larger one of equally common."""
    counts = Counter(len(row.cells) for row in rows)
    return max(counts, key=lambda width: (counts[width], width)) if counts else 0


def _append(draft: _Draft, body: list[Row], last: Row, *, goes_on: bool) -> None:
    draft.flags.add("continued")
    if body and draft.rows and _is_rest_of(draft.rows[-1], body[0], draft):
        draft.rows[-1] = _joined(draft.rows[-1], body[0])
        draft.flags.add("rejoined")
        body = body[1:]
    elif body and draft.rows and goes_on:
        body = [_without_rests(draft.rows, body[0]), *body[1:]]
    draft.rows += body
    draft.last = last


def _is_rest_of(before: Row, after: Row, draft: _Draft) -> bool:
    """Whether a page break cut one row in two: `after` only carries on texts that `before` began.

    It has no number of its own in the first column, and its figures, if any, stand where `before` has none.
    """
    apart = abs(len(after.cells) - len(before.cells))
    if apart > _WIDTH_SLACK or is_index(after) or (after.cells[0].strip() and _is_row_number(after.cells[0])):
        return False
    pieces = [(one, two) for one, two in zip_longest(before.cells, after.cells, fillvalue="") if plain(two)]
    if not pieces or any(_LIST_MARK.match(plain(two)) for _, two in pieces):
        return False
    if any(plain(two).isupper() and len(plain(two)) > _SHORT and not plain(one).isupper() for one, two in pieces):
        return False
    figures = sum(1 for _, two in pieces if _is_value(two))
    if apart and (figures or not all(plain(one) for one, _ in pieces)):
        return False
    valued = any(_is_value(cell) for row in draft.rows for cell in row.cells[1:])
    if figures:
        starts_low = any(plain(two)[0].islower() and plain(one) for one, two in pieces if not _is_value(two))
        return starts_low and not any(_is_value(cell) for cell in before.cells[1:])
    if valued:
        return all(plain(one) for one, _ in pieces)
    return all(plain(one) and (plain(two)[0].islower() or plain(one)[-1] not in ".;:") for one, two in pieces)


def _without_rests(rows: list[Row], first: Row) -> Row:
    """The first row of a page without the rests of merged cells, which are put to their texts on the page before.

    A cell that spans several rows may be cut between two of them: its rest then stands beside a row of its own, whose
    text is the last before its figures or has a list mark. One rest at least must go on in lower case.
    """
    texts = {at: plain(cell) for at, cell in enumerate(first.cells) if plain(cell) and not _is_figure(cell)}
    figures = [at for at, cell in enumerate(first.cells) if _is_figure(cell)]
    own = max((at for at in texts if figures and at < figures[0]), default=-1)
    above = {at: _last_filled(rows, at) for at, text in texts.items() if at != own and not _LIST_MARK.match(text)}
    rests = {at: place for at, place in above.items() if place is not None}
    if own < 0 or not any(texts[at][0].islower() for at in rests):
        return first
    for at, place in rests.items():
        cells = list(rows[place].cells)
        cells[at] = f"{cells[at]} {texts[at]}"
        rows[place] = replace(rows[place], cells=tuple(cells))
    return replace(first, cells=tuple("" if at in rests else cell for at, cell in enumerate(first.cells)))


def _is_figure(cell: str) -> bool:
    return _is_value(cell) and not _LIST_MARK.match(plain(cell))


def _last_filled(rows: Sequence[Row], column: int) -> int | None:
    """The last row that has a text in a column, None where no row has."""
    filled = [at for at, row in enumerate(rows) if column < len(row.cells) and plain(row.cells[column])]
    return filled[-1] if filled else None


def _is_value(cell: str) -> bool:
    return parse(cell).kind in ("number", "range") or plain(cell) in ("-", "N/A")


def _is_row_number(cell: str) -> bool:
    return bool(re.match(r"^\W*(\d+(\.\d+)*|[IVX]+)\W*$", plain(cell)))


def _joined(before: Row, after: Row) -> Row:
    """One row of the two pieces; texts are joined with a blank, as they are printed."""
    cells = tuple(
        f"{one} {two}".strip() if two.strip() else one
        for one, two in zip_longest(before.cells, after.cells[: len(before.cells)], fillvalue="")
    )
    place = Place(before.place.line_start, after.place.line_end, before.place.page, before.place.bbox)
    return Row(cells, place, ("rejoined",))


def _finished(draft: _Draft, caption: str, printed: bool, ordinal: int, shared: bool) -> Table:
    width = min(draft.width, _MOST_COLUMNS)
    if not draft.header.rows:
        draft.flags.add("no_header")
    if draft.width > _MOST_COLUMNS:
        draft.flags.add("too_wide")
    if shared and not printed:
        draft.flags.add("shared_caption")
    columns = align.profile([row.cells for row in draft.rows], width)
    rows = tuple(_fitted(row, width, columns, draft.flags) for row in draft.rows)
    return Table(
        ordinal=ordinal,
        caption=caption,
        caption_printed=printed,
        columns=paths(draft.header.rows, width),
        header=draft.header.rows,
        rows=rows,
        place=Place(draft.first.place.line_start, draft.last.place.line_end),
        flags=tuple(sorted(draft.flags)),
    )


def _fitted(row: Row, width: int, columns: tuple[Counter[align.CellKind], ...], flags: set[str]) -> Row:
    cells = row.cells
    while len(cells) > width and not plain(cells[-1]):
        cells = cells[:-1]
    if len(cells) > width:
        flags.add("ragged")
        narrowed = align.narrowed(cells, columns)
        if narrowed is None:
            return Row((*cells[: width - 1], " ".join(cells[width - 1 :])), row.place, (*row.flags, "ragged"))
        return Row(narrowed, row.place, (*row.flags, "shifted"))
    fitted = align.fit(cells, columns)
    fitted = align.replaced(fitted, columns) or fitted
    if fitted == cells:
        return Row(cells, row.place, row.flags)
    flags.add("shifted")
    return Row(fitted, row.place, (*row.flags, "shifted"))
