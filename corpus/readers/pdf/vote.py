"""Several readings of one cell made one: a figure is what most of them see, text is the surer of page and cell.

No figure is made that no reading saw. One that the readings see differently keeps the low confidence of a doubt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.readers.pdf import agreement
from corpus.readers.pdf.tesseract import Seen

_OF_FIGURES = re.compile(r"(?:rp\.?|[<>≤≥±~=]|[%‰]|[-–—]|[.,]?-|persen)+", re.IGNORECASE)
"""What stands beside the digits in a cell of figures: currency, sign, unit, the dash of an amount in full."""
_DIRT = " |'\"‘’“”_"
_EDGE = _DIRT + ".,;:-–—"
_REST = re.compile(r"[.,]\d{3}(?!\d)")
_DIGIT = re.compile(r"\d")
_DOUBTED, _OUTVOTED = 40.0, 70.0
"""Most that is left of the confidence of a figure without, and with, a majority where readings differ."""
_LEAST_ALONE = 50.0
"""Confidence below which a figure that one reading alone saw is taken for dirt."""
_LOST = 0.85
"""Of what the page told of a cell: a cell that tells less, letters weighed by confidence, has lost some."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """The readings of one cell, each the words it saw; the first two are of the cell, for words and for figures.

    `pieces` is what was seen in its pieces one by one, where that was tried.
    """

    readings: tuple[Sequence[Seen], ...]
    pieces: tuple[Seen, ...] = ()

    def with_piece(self, seen: Sequence[Seen]) -> Ballot:
        """With what was seen in one more piece."""
        return replace(self, pieces=(*self.pieces, *seen))

    @property
    def split(self) -> bool:
        """Whether the cell holds figures that its readings see differently."""
        signs = [sign for sign in map(_sign, self.readings) if sign is not None]
        return bool(signs) and (len(set(signs)) > 1 or len(signs) < sum(map(bool, self.readings)))

    def chosen(self, page: Sequence[Seen]) -> list[Seen]:
        """What stands in the cell; `page` is what the readings of the whole page made of it together."""
        if any(_sign(reading) is not None for reading in (*self.readings[:2], self.pieces)):
            return self._elected()
        return _text(self.readings[0], self.readings[1], page)

    def _elected(self) -> list[Seen]:
        """The figures that most readings see; where as many see others, those that stand in the pieces."""
        readings = [*self.readings, self.pieces]
        votes = Counter(sign for reading in readings if (sign := _sign(reading)) is not None)
        most = max(votes.values())
        having = [reading for reading in readings if votes[_sign(reading) or ""] == most]
        best = _sign(self.pieces) if self.pieces in having else _sign(max(having, key=_surety))
        words = min((one for one in having if _sign(one) == best), key=lambda one: (_count(one), -_surety(one)))
        voters = sum(map(bool, readings))
        if most == 1 and _surety(words) < _LEAST_ALONE:
            return []
        limit = _limit(most, voters)
        clean = [replace(one, sure=min(one.sure, limit)) for one in words if one.text.strip(_DIRT)]
        return list(_whole(clean))


def _limit(votes: int, voters: int) -> float:
    """The most that is left of the confidence of a figure that so many of all readings see."""
    if votes == voters or votes > max(2, voters / 2):
        return 100.0
    return _OUTVOTED if votes > max(1, voters / 2) else _DOUBTED


def _whole(words: Sequence[Seen]) -> Iterator[Seen]:
    """The words, pieces of one figure joined: none begins with a mark ("7.833.321 .000,-")."""
    held: Seen | None = None
    for word in words:
        if held is not None and held.line == word.line and _REST.match(word.text) and held.text[-1].isdigit():
            text, right = held.text + word.text, max(held.right, word.right)
            held = replace(held, text=text, right=right, sure=min(held.sure, word.sure))
            continue
        if held is not None:
            yield held
        held = word
    if held is not None:
        yield held


def _count(reading: Sequence[Seen]) -> int:
    return sum(bool(_DIGIT.search(word.text)) for word in reading)


def _sign(reading: Sequence[Seen]) -> str | None:
    """The figures of a reading without blanks, so that two can be compared; None where it is no cell of figures."""
    said = []
    for word in _ordered(reading):
        text = word.text.strip(_EDGE)
        if _DIGIT.search(text):
            if not agreement.is_figure(text):
                return None
            said.append(word.text.strip(_DIRT).lstrip("<>≤≥"))
        elif text and not _OF_FIGURES.fullmatch(text):
            return None
        elif "%" in text:
            said.append("%")
    return re.sub(r"^rp\.?", "", "".join(said).strip(_EDGE), flags=re.IGNORECASE) or None


def _ordered(reading: Sequence[Seen]) -> Iterator[Seen]:
    """The words from top to bottom and left to right."""
    rows: list[list[Seen]] = []
    for word in sorted(reading, key=lambda one: one.bottom):
        if rows and word.bottom - rows[-1][0].bottom < 0.5 * (word.bottom - word.top):
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        yield from sorted(row, key=lambda one: one.left)


def _surety(reading: Sequence[Seen]) -> float:
    """The lowest confidence of the words with digits."""
    return min((word.sure for word in reading if _DIGIT.search(word.text)), default=0.0)


def _text(words: Sequence[Seen], figures: Sequence[Seen], page: Sequence[Seen]) -> list[Seen]:
    """The words of a cell of text: those read of it alone, but where that lost some, those of the whole page."""
    alone = agreement.joined(words, figures)
    alone = agreement.joined(alone, [word for word in page if agreement.is_whole(word, alone)])
    return alone if _weight(alone) >= _LOST * _weight(page) else list(page)


def _weight(words: Sequence[Seen]) -> float:
    return sum(word.sure * len(word.text) for word in words)
