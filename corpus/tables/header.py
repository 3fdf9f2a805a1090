"""Where the header of a table ends, and the header path of each column."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from corpus.numbers import parse
from corpus.report import Row
from corpus.vocabulary import load
from corpus.words import plain, squash

_YEAR = re.compile(r"^\W*(tahun\s*)?20(?:\d\d|xx)(\s*[-/]\s*20\d\d)?\W*$", re.IGNORECASE)
_INDEX = re.compile(r"^\W*(\d{1,2})\W*(=.*)?$")
_FORMULA = re.compile(r"^\W*(?:\d{1,2}\W{0,2}\s*[=:]\s*)?[\d()][\d\s()/*x+\-.:=%]*[/*x+\-:][\d\s()/*x+\-.:=%]*$")
_NUMBER_WORDS = frozenset({"no", "no.", "nomor", "nomorurut", "no.urut"})
_LARGEST_STEP, _SURE = 3, 5
"""An index row counts up in small steps; beside words it must hold at least five numbers to be one."""
_MOST_ROWS = 5
_LEAST_SLIPPED = 4
_LONGEST_CELL = 110
_ALIKE = 0.88


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a run of rows: `rows` as printed, and `size`, the rows it takes with its index row."""

    rows: tuple[Row, ...]
    size: int

    @property
    def text(self) -> str:
        """All header words, squashed: equal for a header repeated on the next page."""
        return ">".join(squash(cell) for row in self.rows for cell in row.cells if cell)


def detect(rows: Sequence[Row]) -> Header:
    """The header at the top of `rows`; of size 0 where the first row is already data.

    An index row ("1 2 3", "(1) (2)", "6=4/5*100") within the first rows proves what stands above it.
    """
    for position, row in enumerate(rows[: _MOST_ROWS + 1]):
        if is_index(row):
            above = tuple(rows[:position])
            if all(_may_be_header(candidate) for candidate in above):
                words = _words_of_index(row)
                return Header((*above, words) if words else above, position + 1)
            break
    titles = _titles(rows)
    if titles >= len(rows) or not _is_first_header(rows[titles]):
        return Header((), 0)
    size = titles + 1
    while size < min(len(rows), titles + _MOST_ROWS) and _continues(rows[titles:size], rows[size]):
        size += 1
    return Header(tuple(rows[:size]), size)


def _titles(rows: Sequence[Row]) -> int:
    """How many rows at the top hold one text across a wide table (a title, a vision): no header of columns yet."""
    count = 0
    while count < min(3, len(rows)) and is_title(rows[count]):
        count += 1
    return count if count < len(rows) and _is_first_header(rows[count]) else 0


def is_title(row: Row) -> bool:
    """Whether only the first of several cells is filled, with words."""
    return len(row.cells) >= 3 and bool(plain(row.cells[0])) and not any(plain(cell) for cell in row.cells[1:])


def is_index(row: Row) -> bool:
    """Whether a row only numbers the columns: rising small numbers, perhaps with the formula of a column."""
    filled = [plain(cell) for cell in row.cells if plain(cell)]
    numbers = [int(match[1]) for cell in filled if (match := _INDEX.match(cell))]
    formulas = [cell for cell in filled if not _INDEX.match(cell) and _FORMULA.match(cell)]
    others = [cell for cell in filled if not _INDEX.match(cell) and not _FORMULA.match(cell)]
    share = (len(numbers) + len(formulas)) / len(filled) if filled else 0.0
    if len(numbers) < 2 or share < 0.5 or numbers[0] > 3:
        return False
    if len(filled) < 3 and not all("(" in cell for cell in filled):
        return False
    steps = [later - earlier for earlier, later in itertools.pairwise(numbers)]
    sure = not others and len(numbers) >= _SURE
    rising = all(step > 0 and (sure or step <= _LARGEST_STEP) for step in steps)
    worded = not others or (len(numbers) >= _SURE and (share >= 0.8 or all(len(cell) <= 6 for cell in others)))
    return rising and worded and len(filled) >= 0.5 * len(row.cells)


def _words_of_index(row: Row) -> Row | None:
    """The words that an index row holds beside its numbers (they name columns too)."""
    cells = tuple("" if _INDEX.match(plain(cell)) or _FORMULA.match(plain(cell)) else cell for cell in row.cells)
    return Row(cells, row.place) if any(cells) and all(len(plain(cell)) <= 6 for cell in cells) else None


def _may_be_header(row: Row) -> bool:
    figures = sum(1 for cell in row.cells if _is_figure(cell))
    return figures <= 1 or figures <= 0.2 * sum(1 for cell in row.cells if cell)


def _is_first_header(row: Row) -> bool:
    filled = [cell for cell in row.cells if plain(cell)]
    if len(filled) < 2 or any(_is_figure(cell) for cell in filled):
        return False
    if any(plain(cell) == ":" for cell in filled) or not plain(row.cells[0]):
        return False
    if squash(filled[0]) in _NUMBER_WORDS:
        return True
    fitting = sum(1 for cell in filled if is_word(cell))
    return fitting >= 2 and fitting >= 0.6 * len(filled)


def _continues(above: Sequence[Row], row: Row) -> bool:
    """Whether `row` is one more header row: only header words, under a span or beside nothing printed above."""
    filled = [(column, cell) for column, cell in enumerate(row.cells) if plain(cell)]
    if not filled or any(_is_figure(cell) for _, cell in filled):
        return False
    if not all(is_word(cell) or (len(plain(cell)) <= 25 and not any(c.isdigit() for c in cell)) for _, cell in filled):
        return False
    width = max(len(candidate.cells) for candidate in above)
    printed = [
        any(plain(candidate.cells[column]) for candidate in above if column < len(candidate.cells))
        for column in range(width)
    ]
    if sum(printed) == 1:
        return sum(1 for _, cell in filled if is_word(cell)) >= 2
    if printed[0] and filled[0][0] == 0:
        return _is_slipped(filled) or (len(filled) > 2 * sum(printed) and _is_first_header(row))
    beside = sum(1 for column, _ in filled if column >= width or not printed[column])
    return beside >= 1 or all(_is_unit_word(cell) for _, cell in filled)


def _is_slipped(filled: Sequence[tuple[int, str]]) -> bool:
    """Whether a row from the left margin is a lower header row that slipped: only header words, some of them twice."""
    words = [squash(cell) for _, cell in filled]
    return all(is_word(cell) for _, cell in filled) and len(words) >= _LEAST_SLIPPED and len(set(words)) < len(words)


def _is_unit_word(cell: str) -> bool:
    return squash(cell) in {"(rp)", "(rp.)", "rp", "rp.", "(%)", "%", "tahunan"}


def _is_figure(cell: str) -> bool:
    text = plain(cell)
    if not text or _YEAR.match(text):
        return False
    return parse(text).kind in ("number", "range")


def is_word(cell: str) -> bool:
    """Whether a cell may stand in a header: a year, or words of the header lexicon, and not too long."""
    text = plain(cell)
    if not text or len(text) > _LONGEST_CELL or text[0].islower():
        return False
    return bool(_YEAR.match(text)) or bool(_lexicon().fullmatch(squash(text)))


@cache
def _lexicon() -> re.Pattern[str]:
    return re.compile("|".join(load("headers")["words"]))


def alike(first: Header, second: Header) -> bool:
    """Whether two headers are the same one printed twice, small differences of the print allowed."""
    one, two = first.text, second.text
    if one == two:
        return True
    if abs(len(one) - len(two)) > 0.25 * max(len(one), len(two)):
        return False
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= _ALIKE


def paths(rows: Sequence[Row], width: int) -> tuple[tuple[str, ...], ...]:
    """The header path of each of `width` columns, outermost word first; () where nothing is printed.

    A cell left empty to the right of a word that spans takes that word.
    """
    telling = [row for row in rows if not is_title(row)] or list(rows)
    grid = [[plain(cell) for cell in row.cells[:width]] + [""] * (width - len(row.cells)) for row in telling]
    for depth in range(len(grid) - 1):
        _fill_right(grid, depth, width)
    found = []
    for column in range(width):
        path: list[str] = []
        for line in grid:
            if line[column] and (not path or squash(path[-1]) != squash(line[column])):
                path.append(line[column])
        found.append(tuple(path))
    return tuple(found)


def _fill_right(grid: list[list[str]], depth: int, width: int) -> None:
    def below(column: int) -> bool:
        return any(grid[lower][column] for lower in range(depth + 1, len(grid)))

    for column in range(1, width):
        if not grid[depth][column] and below(column) and grid[depth][column - 1] and below(column - 1):
            outer_same = all(
                not grid[upper][column] or grid[upper][column] == grid[upper][column - 1] for upper in range(depth)
            )
            if outer_same:
                grid[depth][column] = grid[depth][column - 1]
