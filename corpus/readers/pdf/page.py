"""What stands on one page of a PDF, as plain values: words, rules and pictures in points from the top left corner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points, as the page is shown."""


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word: its text, its box, the height of its line's foot (`base`), font size and weight.

    `order` is its place in the file's own order of writing; `upright` is False for words that run up or down; `sure`
    is the confidence of OCR in percent, None for text that the file itself holds.
    """

    text: str
    box: Box
    base: float
    size: float
    bold: bool
    order: int
    upright: bool = True
    sure: float | None = None

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.box[0]

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.box[2]

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the box."""
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line that is drawn along an axis: from (x0, top) to (x1, bottom), one of the two equal."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        """Whether it runs from left to right."""
        return self.top == self.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `fills` are its coloured areas.

    `notes` tells what is unusual about it: `hidden` (text that no reader sees was left out), `unmapped` (glyphs without
    a letter), `garbled` (no text, because its fonts tell no letters), `ocr` (an invisible text layer over a picture was
    read), `read_by_ocr` (with `ocr`: the picture itself was read), `image` (a picture covers it).
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    fills: tuple[Box, ...] = ()
    notes: frozenset[str] = field(default_factory=frozenset)


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of `boxes` (at least one), rounded to hundredths of a point."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return round(min(lefts), 2), round(min(tops), 2), round(max(rights), 2), round(max(bottoms), 2)


def surety(words: Iterable[Word]) -> float | None:
    """The lowest confidence of these words, None where none was read by OCR."""
    return min((word.sure for word in words if word.sure is not None), default=None)


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one foot line, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with one blank between them."""
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        """The box around its words."""
        return union(word.box for word in self.words)

    @property
    def base(self) -> float:
        """The height of the foot line."""
        return self.words[0].base

    @property
    def size(self) -> float:
        """The largest font size."""
        return max(word.size for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(word.bold for word in self.words)

    @property
    def order(self) -> int:
        """The place of its first word in the order of writing."""
        return min(word.order for word in self.words)


def lines(words: Iterable[Word]) -> Iterator[Line]:
    """The words as lines, from top to bottom: those whose foot lines are no further apart than a third of a letter."""
    row: list[Word] = []
    for word in sorted(words, key=lambda word: (word.base, word.x0)):
        if row and word.base - row[0].base > 0.34 * max(word.size, row[0].size, 3.0):
            yield Line(tuple(sorted(row, key=lambda one: one.x0)))
            row = []
        row.append(word)
    if row:
        yield Line(tuple(sorted(row, key=lambda one: one.x0)))
