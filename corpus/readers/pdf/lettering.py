"""Glyphs put together to words: by the gaps between them, letters that are spread out spelled as one word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.readers.pdf.page import Box, Word, union

_GAP, _BACK, _RISE = 0.22, 0.6, 0.3
"""Of the font size: a wider gap ends a word, so does a step back or up."""
_SPREAD, _EVEN, _LEAST_SPREAD = 1.2, 1.8, 4
"""Of the font size, the widest gap of spread letters; how uneven gaps may be; so many letters are no initials."""


@dataclass(slots=True)
class Glyph:
    """One visible letter: its box, where it is written (`x`, `base`), font size, weight and direction."""

    char: str
    box: Box
    x: float
    base: float
    size: float
    bold: bool
    upright: bool


def words(glyphs: Iterator[Glyph | None]) -> Iterator[Word]:
    """The words that glyphs in the order of writing make; None among them ends a word."""
    return _unspaced(_parted(glyphs))


def _parted(glyphs: Iterator[Glyph | None]) -> Iterator[Word]:
    held: list[Glyph] = []
    count = 0
    for glyph in glyphs:
        if held and (glyph is None or not _goes_on(held[-1], glyph)):
            yield _word(held, count)
            count += 1
            held = []
        if glyph is not None:
            held.append(glyph)
    if held:
        yield _word(held, count)


def _unspaced(words: Iterator[Word]) -> Iterator[Word]:
    """Letters that are spread out ("K E C A M A T A N") as the words that they spell."""
    held: list[Word] = []
    for word in words:
        if held and not _is_spread(held, word):
            yield from _spelled(held)
            held = []
        held.append(word)
    yield from _spelled(held)


def _is_spread(held: list[Word], word: Word) -> bool:
    """Whether a letter stands behind spread letters at the gap that they have."""
    last = held[-1]
    if not (len(word.text) == len(last.text) == 1 and word.text.isalpha() and last.text.isalpha()):
        return False
    gap = word.x0 - last.x1
    if abs(word.base - last.base) > 0.5 or not 0 < gap <= _SPREAD * word.size:
        return False
    if len(held) < 2:
        return True
    pitch, usual = word.x0 - last.x0, held[1].x0 - held[0].x0
    return gap <= _EVEN * max(held[1].x0 - held[0].x1, 0.5) or abs(pitch - usual) < 0.1 * usual


def _spelled(held: list[Word]) -> list[Word]:
    if len(held) < _LEAST_SPREAD:
        return held
    first = held[0]
    box = union(word.box for word in held)
    return [Word("".join(word.text for word in held), box, first.base, first.size, first.bold, first.order)]


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    if before.upright != glyph.upright:
        return False
    size = max(before.size, glyph.size)
    if not glyph.upright:
        return abs(glyph.x - before.x) < _RISE * size and abs(glyph.box[1] - before.box[1]) < 2 * size
    if abs(glyph.base - before.base) > _RISE * size:
        return False
    if glyph.box == before.box:
        return True  # the letters of one ligature
    return -_BACK * size <= glyph.box[0] - before.box[2] <= _GAP * size


def _word(glyphs: list[Glyph], order: int) -> Word:
    first = glyphs[0]
    text = unicodedata.normalize("NFC", "".join(glyph.char for glyph in glyphs))
    box = union(glyph.box for glyph in glyphs)
    base = first.base if first.upright else box[3]
    return Word(text, box, base, first.size, all(glyph.bold for glyph in glyphs), order, first.upright)
