"""The causes that a report states of an indicator: cells of tables of causes, sentences, the lists they introduce."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from assistant.answer import Passage
from assistant.checklist.reading import Reading, TableView
from assistant.narrative.asked import Asked
from assistant.narrative.clause import Clause, clauses, fits, happened, pattern
from assistant.narrative.lists import list_after
from assistant.narrative.pieces import Piece
from corpus.report import Row
from corpus.words import plain

_BACK = 14
"""So many pieces back a pointing word may reach."""
_SAME = 92
"""From this likeness on two statements say the same."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a report says, with its place: a sentence or cell, and the items of the list (or table) that goes on.

    `at` is where the causal words stand in the text; `also` are places that say the same.
    """

    passage: Passage
    items: tuple[Passage, ...] = ()
    at: int = 0
    also: tuple[Passage, ...] = ()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The statement with its list as passages, one a page (one in all for files without pages)."""
        parts: list[list[Passage]] = [[self.passage]]
        for item in self.items:
            if item.source.page == parts[-1][-1].source.page:
                parts[-1].append(item)
            else:
                parts.append([item])
        return tuple(_joined(part) for part in parts)


def _joined(part: Sequence[Passage]) -> Passage:
    if len(part) == 1:
        return part[0]
    first, last = part[0], part[-1]
    source = replace(first.source, line_end=last.source.line_end, bbox=None)
    return replace(first, text="\n".join(passage.text for passage in part), source=source)


def stated(
    readings: Sequence[Reading],
    pieces: Sequence[Piece],
    report: str,
    what: Asked,
    ways: Collection[str],
) -> tuple[Statement, ...]:
    """The causes that one report states, those of its tables of causes first; () where it states none.

    `ways` tell how it went ("up", "down", "good", "bad"): what explains a rise is no cause of a fall, nor the other
    way round, and obstacles count as causes only of what went badly.
    """
    roles = ("penyebab", "hambatan") if "bad" in ways else ("penyebab",)
    found = [one for reading in readings for role in roles for one in cells(reading, what, role)]
    found += sentences(pieces, report, what, ways)
    return merged(found)


def cells(reading: Reading, what: Asked, role: str) -> Iterator[Statement]:
    """What the cells of a role say in the rows of what is asked, in all tables."""
    for view in reading.tables:
        yield from row_cells(reading, view, what, [i for i, (name, _) in enumerate(view.columns) if name == role])


def row_cells(reading: Reading, view: TableView, what: Asked, columns: Sequence[int]) -> Iterator[Statement]:
    """What some columns of a table say in the rows of what is asked, with the rows that continue them."""
    inside = False
    for row in view.table.rows if columns else ():
        names = [plain(cell) for index, cell in enumerate(row.cells) if index not in columns and plain(cell)]
        if any(what.is_cell(name) for name in names):
            inside = True
        elif any(_is_name(name) for name in names):
            inside = False
        said = " ".join(plain(row.cells[index]) for index in columns if index < len(row.cells))
        if inside and len(said.split()) > 1:
            yield Statement(_cell(reading, view, row, said))


def _is_name(text: str) -> bool:
    return any(char.isalpha() for char in text)


def _cell(reading: Reading, view: TableView, row: Row, said: str) -> Passage:
    source = reading.source(row.place, view.table.caption or None)
    heading = " > ".join(part for part in (*view.section, view.table.caption) if part)
    return Passage(said.strip(), heading, reading.report.identity.id, 1.0, source)


def sentences(pieces: Sequence[Piece], report: str, what: Asked, ways: Collection[str]) -> Iterator[Statement]:
    """The sentences that tie a cause to what is asked, in reading order."""
    for at, piece in enumerate(pieces):
        if piece.kind == "heading":
            continue
        said = piece.sentences
        for place, sentence in enumerate(said):
            found = [one for one in clauses(sentence) if fits(one, ways, said[:place])]
            clause = next((one for one in found if _ties(pieces, at, place, one, what)), None)
            if clause is not None:
                yield statement_at(pieces, at, report, sentence, clause, last=place == len(said) - 1)


def statement_at(
    pieces: Sequence[Piece], at: int, report: str, sentence: str, clause: Clause, *, last: bool
) -> Statement:
    """A causal sentence as a statement, with the list or table that it introduces where it is its piece's `last`."""
    items: tuple[Piece, ...] = ()
    if last and pattern("announces").search(sentence):
        items = list_after(pieces, at)
    if last and not items and pattern("tabled").search(sentence):
        items = _table_after(pieces, at)
    return Statement(
        pieces[at].passage(report, sentence), tuple(one.passage(report) for one in items), min(clause.at, len(sentence))
    )


def _table_after(pieces: Sequence[Piece], at: int) -> tuple[Piece, ...]:
    """The telling cells of the table that follows a piece, over its caption."""
    start = next((index for index in range(at + 1, min(at + 4, len(pieces))) if pieces[index].kind == "cell"), None)
    if start is None:
        return ()
    return tuple(piece for piece in pieces[start:] if piece.kind == "cell" and piece.index == pieces[start].index)


def _ties(
    pieces: Sequence[Piece],
    at: int,
    place: int,
    clause: Clause,
    what: Asked,
) -> bool:
    """Whether a clause explains what is asked: it names it, or speaks of what was named just before."""
    effect = clause.effect
    if what.is_named(effect):
        return not pattern("aggregate").search(happened(clause)) or what.money
    if what.another(effect) or pattern("aggregate").search(effect):
        return False
    if what.is_goal(effect):
        return True
    for before in reversed(pieces[at].sentences[:place]):
        if what.is_named(before):
            return not what.another(before)
        if what.another(before) or pattern("aggregate").search(before):
            return False
    if pieces[at].row:
        return any(what.is_named(name) for name in pieces[at].row)
    return clause.points and not place and _named_above(pieces, at, what)


def _named_above(pieces: Sequence[Piece], at: int, what: Asked) -> bool:
    """Whether the nearest piece above that names an indicator names what is asked, in the same section."""
    for piece in reversed(pieces[max(0, at - _BACK) : at]):
        if piece.kind == "cell" or piece.section[:2] != pieces[at].section[:2]:
            return False
        if what.is_named(piece.text):
            return not what.another(piece.text)
        if what.another(piece.text) or pattern("aggregate").search(piece.text):
            return False
    return False


def merged(found: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, each said once: those that say the same are taken into the fullest with their places."""
    kept: list[Statement] = []
    for one in found:
        twin = next((place for place, other in enumerate(kept) if _same(one, other)), None)
        if twin is None:
            kept.append(one)
            continue
        full, other = sorted((kept[twin], one), key=_length, reverse=True)
        if full.passage.source == other.passage.source:
            kept[twin] = full
        else:
            kept[twin] = replace(full, also=(*kept[twin].also, *other.passages))
    return tuple(kept)


def _length(one: Statement) -> int:
    return len(one.passage.text) + sum(len(item.text) for item in one.items)


def _same(one: Statement, other: Statement) -> bool:
    if bool(one.items) != bool(other.items):
        return False
    texts = ["\n".join([each.passage.text, *(item.text for item in each.items)]).lower() for each in (one, other)]
    return fuzz.token_sort_ratio(*texts) >= _SAME
