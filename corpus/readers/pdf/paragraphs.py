"""Lines of text outside tables rejoined to paragraphs: by steps, margins, marks of lists and the order of writing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.readers.pdf.page import Box, Line, union
from corpus.readers.pdf.words import join

CAPTION = re.compile(r"^\W*(?:tabel|table)\b\.?\s*[\dA-Z]", re.IGNORECASE)
PICTURE = re.compile(r"^\W*(?:gambar|grafik|bagan|diagram)\b\.?\s*[\dA-Z]", re.IGNORECASE)
MARK = re.compile(r"^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]|[A-Z]\.|\d{1,2}(?:\.\d{1,2}){1,3}\.?|[•▪➢*-])(?:\s|$)")
ENDED = re.compile(r"[.:;!?][\"”’)]?$")
_SENTENCE_END = frozenset(".:!?")
_RANGE, _DIGITS = re.compile(r"^[-–]\s*\d"), frozenset("0123456789%")
"""The end of a range ("83,58%" on one line, "- 99,43%" on the next) is no item of a list."""
_LOOSE, _TIGHT = 2.3, 1.3
_INDENT = 1.4


@dataclass(slots=True)
class Paragraph:
    """Lines that make one text."""

    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its lines as one text, hyphens at their ends taken out."""
        found = ""
        for line in self.lines:
            found = join(found, line.text, {})
        return found

    @property
    def box(self) -> Box:
        """The box around its lines."""
        return union(line.box for line in self.lines)

    @property
    def bold(self) -> bool:
        """Whether all its lines are bold."""
        return all(line.bold for line in self.lines)


def paragraphs(lines: Sequence[Line], width: float) -> list[Paragraph]:
    """The lines of a page as paragraphs, texts that stand side by side kept apart."""
    right = max((line.box[2] for line in lines), default=width)
    done: list[Paragraph] = []
    active: list[Paragraph] = []
    beside = _beside(lines)
    for line in sorted(lines, key=lambda line: (line.base, line.box[0])):
        done += [one for one in active if line.base - one.lines[-1].base > _LOOSE * max(line.size, one.lines[-1].size)]
        active = [one for one in active if one not in done]
        near = [one for one in active if one.lines[-1].base < line.base - 1 and _overlap(one.lines[-1], line)]
        # Of several texts above, the one that the file wrote just before goes on here.
        near.sort(key=lambda one: (one.lines[-1].words[-1].order + 1 != line.order, -one.lines[-1].base))
        boxed = bool(near) and (id(line) in beside or id(near[0].lines[-1]) in beside)
        if near and _continues(near[0], line, right, alone=len(near) == 1, boxed=boxed):
            near[0].lines.append(line)
        else:
            active = [one for one in active if not (near and one is near[0])]
            done += near[:1]
            active.append(Paragraph([line]))
    return done + active


def _beside(lines: Sequence[Line]) -> set[int]:
    """The lines that stand beside another one at the same height, as a text and a box in it do; by identity."""
    found: set[int] = set()
    near: list[Line] = []
    for line in sorted(lines, key=lambda line: line.box[1]):
        near = [other for other in near if other.box[3] > line.box[1] + 0.3 * line.size]
        for other in near:
            if not _overlap(other, line):
                found |= {id(line), id(other)}
        near.append(line)
    return found


def _overlap(above: Line, below: Line) -> bool:
    return above.box[0] < below.box[2] and below.box[0] < above.box[2]


def _continues(paragraph: Paragraph, line: Line, right: float, *, alone: bool, boxed: bool) -> bool:
    """Whether a line goes on a paragraph; `right` is the margin, `alone` that no other text stands above the line.

    `boxed` lines have another text beside them: no margin tells there, but the order in which the file wrote them.
    """
    last, first = paragraph.lines[-1], paragraph.lines[0]
    size = max(last.size, line.size)
    step = line.base - last.base
    if len(paragraph.lines) > 1 and step > _TIGHT * (last.base - paragraph.lines[-2].base):
        return False
    marked = MARK.match(line.text) and not (_RANGE.match(line.text) and last.words[-1].text[-1:] in _DIGITS)
    if abs(last.size - line.size) > 1.5 or last.bold != line.bold or marked:
        return False
    if CAPTION.match(line.text) or PICTURE.match(line.text):
        return False
    if boxed:
        return last.words[-1].order + 1 == line.order and last.text[-1] not in _SENTENCE_END
    hanging = len(paragraph.lines) == 1 and bool(MARK.match(first.text))
    if line.box[0] > last.box[0] + _INDENT * size and not hanging:
        return False
    word = line.words[0]
    full = last.box[2] + (word.x1 - word.x0) + 0.3 * size > right
    follows = last.words[-1].order + 1 == line.order or alone
    unfinished = not ENDED.search(last.text) and line.text[0].islower()
    return full or (follows and unfinished)
