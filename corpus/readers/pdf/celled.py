"""Cells of ruled tables cut out of a page and read each alone.

A page read as a whole loses lone digits, takes lines that stand beside each other at different heights for one, and
draws the letters of neighbours into a figure. Alone in its cell a figure has nothing beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.readers.pdf import ink, tesseract
from corpus.readers.pdf.ink import Crop
from corpus.readers.pdf.journal import Journal
from corpus.readers.pdf.page import Box
from corpus.readers.pdf.tesseract import DPI, Picture, Seen
from corpus.readers.pdf.vote import Ballot

_MOST = 800
_BLOCK, _LINE = "6", "7"


@dataclass(frozen=True, slots=True)
class Pass:
    """What was seen on the whole page: the reading for words, that for figures, and both made one."""

    words: Sequence[Seen]
    figures: Sequence[Seen]
    joined: Sequence[Seen]


def reread(picture: Picture, cells: Sequence[Box], page: Pass, journal: Journal, name: str) -> list[Seen]:
    """What stands on the page: in cells (boxes in dots) what most readings see, outside what the whole page told.

    `picture` is the page made straight, drawn lines taken out; places are on it. Cells without ink are left as read.
    """
    crops = {at: crop for at, box in enumerate(cells[:_MOST]) if (crop := ink.cut(picture, box)) is not None}
    before = _by_cell(page.joined, cells)
    found = list(before.get(-1, []))
    chosen = _chosen(crops, page, cells, journal, name)
    for at in range(len(cells)):
        words = chosen[at].chosen(before.get(at, [])) if at in chosen else before.get(at, [])
        if at in crops and (sign := crops[at].sign) and words:
            words = [_sign_of(crops[at], sign, words[0]), *words]
        found += [replace(one, line=(f"cell {at}", *one.line)) for one in words]
    return found


def _chosen(crops: dict[int, Crop], page: Pass, cells: Sequence[Box], journal: Journal, name: str) -> dict[int, Ballot]:
    """The readings of each crop; figures that are seen differently are read once more, piece by piece."""
    words = _told(crops, tesseract.WORDS, _BLOCK, journal, f"{name}-cells")
    figures = _told(crops, tesseract.FIGURES, _BLOCK, journal, f"{name}-cell-figures")
    first, second = (_by_cell(seen, cells) for seen in (page.words, page.figures))
    ballots = {}
    for at, crop in crops.items():
        # The page took the sign for a digit.
        of_page = () if crop.sign else (first.get(at, []), second.get(at, []))
        ballots[at] = Ballot((words.get(at, []), figures.get(at, []), *of_page))
    pieces: list[tuple[int, Crop]] = []
    for at, ballot in ballots.items():
        pieces += [(at, piece.drawn_larger()) for piece in crops[at].pieces()] if ballot.split else []
    third = _told(dict(enumerate(piece for _, piece in pieces)), tesseract.FIGURES, _LINE, journal, f"{name}-pieces")
    for number, (at, _) in enumerate(pieces):
        ballots[at] = ballots[at].with_piece(third.get(number, []))
    return ballots


def _sign_of(crop: Crop, sign: str, beside: Seen) -> Seen:
    """The sign that was cut off a crop as a word on the line of the figure beside it."""
    return replace(beside, text=sign, left=crop.left, right=beside.left)


def _told(
    crops: dict[int, Crop], wanted: tuple[str, ...], layout: str, journal: Journal, name: str
) -> dict[int, list[Seen]]:
    """What each crop shows, in places of the page."""
    if not crops:
        return {}
    found: dict[int, list[Seen]] = {}
    for word in journal.kept(name, lambda: list(_looked(crops, wanted, layout))):
        found.setdefault(int(word.line[0]), []).append(word)
    return found


def _looked(crops: dict[int, Crop], wanted: tuple[str, ...], layout: str) -> Iterator[Seen]:
    """What is seen in all crops; the first part of a word's line is the number of its crop."""
    readings = tesseract.read_each([crop.picture for crop in crops.values()], wanted, layout, DPI)
    for (at, crop), seen in zip(crops.items(), readings, strict=True):
        for word in seen:
            yield replace(crop.placed(word), line=(str(at), *word.line))


def _by_cell(seen: Sequence[Seen], cells: Sequence[Box]) -> dict[int, list[Seen]]:
    """The words by the cell that holds their middle, -1 for those outside all cells."""
    found: dict[int, list[Seen]] = {}
    for word in seen:
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        inside = (at for at, box in enumerate(cells) if box[0] <= x <= box[2] and box[1] <= y <= box[3])
        found.setdefault(next(inside, -1), []).append(word)
    return found
