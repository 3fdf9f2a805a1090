"""The whole list or table that a found passage is a part of: what is quoted is complete and in the report's order."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Passage
from assistant.checklist.reading import Reading, TableView
from assistant.narrative.causes import Statement
from assistant.narrative.clause import pattern
from assistant.narrative.lists import list_after, mark_of
from assistant.narrative.pieces import Piece
from corpus.fact import Source
from corpus.words import plain

_MOST = 45
"""Items; of a longer list only the part that was found is quoted whole."""
_ROWS = 30
_COLUMNS = 9
_TELLING = 5


def list_at(pieces: Sequence[Piece], source: Source, report: str) -> Statement | None:
    """The list that stands at a place, with the sentence or title that leads into it; None where none does.

    Of lists within lists the outermost that is not too long to quote.
    """
    for at, piece in enumerate(pieces):
        if not _overlaps(piece.source, source):
            continue
        lead = _lead(pieces, at)
        if lead is None:
            continue
        items = list_after(pieces, lead)
        return Statement(_said(pieces[lead], report), tuple(one.passage(report) for one in items))
    return None


def _overlaps(one: Source, other: Source) -> bool:
    if one.line_start is None or other.line_start is None:
        return False
    return one.line_start <= (other.line_end or other.line_start) and other.line_start <= (
        one.line_end or one.line_start
    )


def _lead(pieces: Sequence[Piece], at: int) -> int | None:
    """Where the list begins that holds the piece at a position, or that it leads into; None for a piece of no list."""
    leads = [
        place
        for place in range(max(0, at - 2 * _MOST), at)
        if pieces[place].kind != "cell" and _holds(pieces, place, at)
    ]
    if pieces[at].kind != "cell" and _introduces(pieces, at):
        leads.append(at)
    short = [place for place in leads if len(list_after(pieces, place)) <= _MOST]
    return next(iter(short or leads[-1:]), None)


def _holds(pieces: Sequence[Piece], lead: int, at: int) -> bool:
    """Whether the list that one piece leads into holds another."""
    if any(piece.kind == "cell" for piece in pieces[lead:at]) or not _introduces(pieces, lead):
        return False
    return at - lead <= len(list_after(pieces, lead))


def _introduces(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a piece leads into a list: it says so, is a title, or is an item with items of another kind below it."""
    if at + 1 >= len(pieces) or pieces[at + 1].kind not in ("list_item", "heading"):
        return False
    if not list_after(pieces, at):
        return False
    said = pieces[at].sentences
    if said and pattern("announces").search(said[-1]):
        return True
    if pieces[at].kind != "list_item":
        return True
    return mark_of(pieces[at].text).style != mark_of(pieces[at + 1].text).style and pieces[at].is_title


def _said(piece: Piece, report: str) -> Passage:
    return piece.passage(report)


def table_at(reading: Reading, source: Source) -> Statement | None:
    """The rows of the table of words at a place, each with what its columns are called; None for tables of figures.

    Of a long table nothing: its part that was found speaks for itself.
    """
    view = next((one for one in reading.tables if _inside(one, source)), None)
    if view is None or len(view.table.rows) > _ROWS or len(view.table.columns) > _COLUMNS or not _is_of_words(view):
        return None
    report = reading.report.identity.id
    heading = " > ".join(view.section)
    place = reading.source(view.table.place, view.table.caption or None)
    rows = tuple(
        Passage(text, heading, report, 1.0, reading.source(row.place, view.table.caption or None))
        for row in view.table.rows
        if (text := _row(view, row.cells))
    )
    return Statement(Passage(view.table.caption or " | ".join(_names(view)), heading, report, 1.0, place), rows)


def _inside(view: TableView, source: Source) -> bool:
    place = view.table.place
    return _overlaps(Source(source.file, place.line_start, place.line_end), source)


def _is_of_words(view: TableView) -> bool:
    """Whether most rows say something in a cell: a table of recommendations, causes or plans."""
    rows = view.table.rows
    telling = sum(any(len(plain(cell).split()) >= _TELLING for cell in row.cells) for row in rows)
    figures = sum(plain(cell).replace(".", "").replace(",", "").isdigit() for row in rows for cell in row.cells)
    cells = sum(bool(cell.strip()) for row in rows for cell in row.cells)
    return bool(rows) and telling >= len(rows) / 2 and figures <= cells / 3


def _names(view: TableView) -> list[str]:
    return [plain(" ".join(path)) for path in view.table.columns]


def _row(view: TableView, cells: Sequence[str]) -> str:
    named = zip([*_names(view), *([""] * len(cells))], cells, strict=False)
    return "; ".join(f"{name}: {text}" if name else text for name, cell in named if (text := plain(cell)))
