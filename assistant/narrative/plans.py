"""What a report plans or has done for an indicator: cells of solutions, sentences on what will be improved, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checklist.reading import Reading
from assistant.narrative.asked import Asked
from assistant.narrative.causes import Statement, cells, merged, row_cells
from assistant.narrative.clause import pattern
from assistant.narrative.lists import list_after
from assistant.narrative.pieces import Piece
from corpus.words import squash

_HEADER = re.compile(r"rencanaaksi|tindaklanjut|solusi|upaya(?!nyata)|rekomendasi|perbaikan")
_SHORTEST = 6


def planned(
    readings: Sequence[Reading], pieces: Sequence[Piece], report: str, what: Asked, known: Sequence[Statement] = ()
) -> tuple[Statement, ...]:
    """The solutions, plans and follow-up that one report states for what is asked, those of tables first.

    What `known` statements quote already is left out; () where nothing is stated for it.
    """
    found = [one for reading in readings for one in _cells(reading, what)]
    found += _sentences(pieces, report, what)
    quoted = {one.passage.text for one in known}
    return merged([one for one in found if one.passage.text not in quoted])


def _cells(reading: Reading, what: Asked) -> Iterator[Statement]:
    yield from cells(reading, what, "solusi")
    for view in reading.tables:
        columns = [
            index
            for index, path in enumerate(view.table.columns)
            if path and _HEADER.search(squash(path[-1])) and view.columns[index][0] != "solusi"
        ]
        yield from row_cells(reading, view, what, columns)


def _sentences(pieces: Sequence[Piece], report: str, what: Asked) -> Iterator[Statement]:
    for at, piece in enumerate(pieces):
        if piece.kind == "heading" or len(piece.text.split()) < _SHORTEST:
            continue
        said = piece.sentences
        for place, sentence in enumerate(said):
            if _plans(sentence) and _ties(piece, place, what):
                last = place == len(said) - 1
                items = list_after(pieces, at) if last and pattern("announces").search(sentence) else ()
                yield Statement(piece.passage(report, sentence), tuple(one.passage(report) for one in items))


def _plans(sentence: str) -> bool:
    return bool(pattern("improvement").search(sentence)) and not pattern("no_plan").search(sentence)


def _ties(piece: Piece, place: int, what: Asked) -> bool:
    """Whether a sentence is about what is asked: it names it, or the piece named it last."""
    for sentence in reversed(piece.sentences[: place + 1]):
        if what.is_named(sentence):
            return True
        if what.another(sentence):
            return False
    return any(what.is_cell(name) for name in piece.row)
