"""Scanned pages by optical character recognition: the program tesseract, where it is installed.

Drawn lines are found in the picture and taken out before the letters are read: with the lines of a table in it
tesseract reads 9 of 120 figures, without them all but one or two. The lines then make the grid of the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from PIL import Image, ImageFilter

from corpus.readers.pdf import agreement, celled, grid, ruling, tesseract
from corpus.readers.pdf.grid import Grid
from corpus.readers.pdf.journal import Journal
from corpus.readers.pdf.page import Box, Page, Rule, Word
from corpus.readers.pdf.skew import Skew
from corpus.readers.pdf.tesseract import Picture, Seen

DPI = tesseract.DPI
SECONDS = 3 * (tesseract.SECONDS + tesseract.CELL_SECONDS) + tesseract.TURN_SECONDS
"""Longest time for one page: it is read for words and for figures, its cells twice and those in doubt once more, and
the whole once more if it was turned."""
_DARK = 150
_AREA, _DARKEST_PAPER = 32, 90
"""Side of the areas whose paper is measured, in dots, and brightness below which an area is taken for ink."""
_BULLETS = frozenset("e«»*#=©®¢+°")
_POOR = 75.0
"""Mean confidence below which a page may lie on its side or head."""
_SURE, _LEAST_TEXT = 60.0, 12
"""Letters read with this confidence that make a grid of lines a table."""
_RULED = 8
"""Rules from which on a page is read as one block of lines, not as columns of text."""

_NONE = Journal()

available = tesseract.available


def read(page: Any, plain: Page, journal: Journal = _NONE) -> Page:  # noqa: ANN401 - pypdfium2 is untyped
    """The page with the words that its picture shows; `plain` is what could be read without OCR.

    The places of words are those on the page made straight, and turned where it lies on its side or head. A page that
    takes too long, or on which nothing can be read, is returned as it was.
    """
    picture: Picture = page.render(scale=DPI / 72, grayscale=True).to_numpy().copy()
    picture = picture.reshape(picture.shape[:2])
    name = f"{plain.number:05d}"
    best = _read(picture, journal, name)
    if best.quality < _POOR and (turns := tesseract.turns(_evened(_swept(picture)), DPI)):
        turned = np.ascontiguousarray(np.rot90(picture, -turns))
        best = max(best, _read(turned, journal, f"{name}-turned"), key=lambda reading: reading.quality)
    width, height = (size * 72 / DPI for size in (best.skew.width, best.skew.height))
    made = Page(plain.number, width, height, (), best.rules, (), plain.notes | {"ocr", "read_by_ocr"})
    made = replace(made, words=tuple(_words(_seen(best, made, journal, name))))
    return made if made.words else plain


@dataclass(frozen=True, slots=True)
class _Reading:
    """The first reading of a picture, whose lines were found and taken out; `layout` is how it was read."""

    clean: Picture
    skew: Skew
    rules: tuple[Rule, ...]
    layout: str
    seen: list[Seen]

    @property
    def quality(self) -> float:
        """The mean confidence of its letters in percent."""
        letters = sum(len(word.text) for word in self.seen)
        return sum(word.sure * len(word.text) for word in self.seen) / letters if letters else 0.0


def _read(raw: Picture, journal: Journal, name: str) -> _Reading:
    picture = _evened(_swept(raw))
    skew = Skew.of(picture < _DARK)
    # Sweeping breaks lines that are a dot thin.
    dark = skew.straight((picture < _DARK) | (_evened(raw) < _DARK))
    flat, upright = ruling.lines(dark), ruling.lines(dark.T).T
    rules = (*ruling.rules(flat, flat=True), *ruling.rules(upright.T, flat=False))
    clean = picture.copy()
    clean[ruling.grown(skew.crooked(flat | upright))] = 255
    layout = "6" if len(rules) > _RULED else "3"
    seen = journal.kept(f"{name}-words", lambda: tesseract.read(clean, tesseract.WORDS, layout, DPI))
    return _Reading(clean, skew, rules, layout, seen)


def _figures(reading: _Reading, journal: Journal, name: str) -> list[Seen]:
    """The second reading, for figures; none where there are no digits to compare."""
    if not any(char.isdigit() for word in reading.seen for char in word.text):
        return []
    return journal.kept(
        f"{name}-figures", lambda: tesseract.read(reading.clean, tesseract.FIGURES, reading.layout, DPI)
    )


def _seen(reading: _Reading, page: Page, journal: Journal, name: str) -> list[Seen]:
    """What all readings see together, in places of the page made straight: the whole page, then the cells of tables."""
    words = _moved(reading.seen, reading.skew)
    figures = _moved(_figures(reading, journal, name), reading.skew)
    told = celled.Pass(words, figures, agreement.joined(words, figures))
    grids = grid.find(replace(page, words=tuple(_words(told.joined))))
    boxes = [_in_dots(cell.box) for found in grids if _is_table(found) for cell in found.cells]
    straight = 255 - reading.skew.straight(255 - reading.clean)
    return celled.reread(straight, boxes, told, journal, name)


def _is_table(found: Grid) -> bool:
    """Whether the reading of the whole page saw text in a grid: there is none between the lines of a chart."""
    return sum(len(word.text) for cell in found.cells for word in cell.words if (word.sure or 0) > _SURE) >= _LEAST_TEXT


def _in_dots(box: Box) -> Box:
    left, top, right, bottom = (edge * DPI / 72 for edge in box)
    return left, top, right, bottom


def _swept(picture: Picture) -> Picture:
    """The picture without specks of dust: each dot the median of those around it."""
    return np.array(Image.fromarray(picture).filter(ImageFilter.MedianFilter(3)))


def _evened(picture: Picture) -> Picture:
    """The picture with coloured cells and grey paper made white; very dark areas stay as they are."""
    height, width = (size - size % _AREA for size in picture.shape)
    areas = picture[:height, :width].reshape(height // _AREA, _AREA, width // _AREA, _AREA)[:, ::4, :, ::4]
    paper = np.percentile(areas, 75, axis=(1, 3))
    bright = np.where(paper < _DARKEST_PAPER, 255, paper)
    each = np.repeat(np.repeat(bright, _AREA, axis=0), _AREA, axis=1)
    found = picture.copy()
    found[:height, :width] = np.clip(picture[:height, :width] * (255 / each), 0, 255).astype(np.uint8)
    return found


def _moved(seen: Sequence[Seen], skew: Skew) -> list[Seen]:
    """What was seen in the picture, in places of the page made straight."""
    found = []
    for word in seen:
        right, down = map(round, skew.moved((word.left + word.right) / 2, (word.top + word.bottom) / 2))
        left, top = word.left + right, word.top + down
        found.append(replace(word, left=left, top=top, right=word.right + right, bottom=word.bottom + down))
    return found


def _words(seen: Sequence[Seen]) -> Iterator[Word]:
    """What was seen as words in points, line by line."""
    lines: dict[tuple[str, ...], list[Seen]] = {}
    for word in seen:
        lines.setdefault(word.line, []).append(word)
    order = 0
    for line in lines.values():
        yield from _line(sorted(line, key=lambda word: word.left), order)
        order += len(line)


def _line(line: Sequence[Seen], order: int) -> Iterator[Word]:
    """The words of one line on a common foot line, in the size of its letters."""
    scale = 72 / DPI
    high = sorted(word.bottom - word.top for word in line)[len(line) // 2] * scale
    # Words with and without descenders stand on one foot line.
    foot = sorted(word.bottom for word in line)[len(line) // 2] * scale
    for number, word in enumerate(line):
        after = line[number + 1] if number == 0 and len(line) > 1 else None
        text = "•" if after and _is_bullet(word, after) else word.text
        box = (word.left * scale, word.top * scale, word.right * scale, word.bottom * scale)
        yield Word(text, box, foot, max(high, 6.0), bold=False, order=order + number, sure=word.sure)


def _is_bullet(word: Seen, after: Seen) -> bool:
    """Whether a sign at the start of a line is the mark of a list, which tesseract takes for all kinds of signs."""
    apart = after.left - word.right > 0.7 * (after.bottom - after.top)
    return word.text in _BULLETS and apart and after.text[0].isalpha()
