"""The years that a question is about; relative ones are resolved against the report's year, not today's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.wording import find_phrase

_YEAR = re.compile(r"^(?:19|20)\d\d$")
_SPAN = re.compile(
    r"\b((?:19|20)\d\d)\s*(?:-|–|—|sampai(?:\s+dengan)?|hingga|s\.?d\.?|s/d|to|until|through|ke)\s*((?:19|20)\d\d)\b"
)
_LAST = "terakhir"
_COUNTS = {"dua": 2, "tiga": 3, "empat": 4, "lima": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_RELATIVE: tuple[tuple[tuple[str, ...], int], ...] = (
    (("dua", "tahun", "sebelumnya"), -2),
    (("dua", "tahun", "lalu"), -2),
    (("2", "tahun", "lalu"), -2),
    (("2", "tahun", "sebelumnya"), -2),
    (("tahun", "sebelumnya"), -1),
    (("tahun", "lalu"), -1),
    (("tahun", "kemarin"), -1),
    (("tahun", "depan"), 1),
    (("tahun", "berikutnya"), 1),
    (("tahun", "mendatang"), 1),
    (("tahun", "ini"), 0),
    (("tahun", "berjalan"), 0),
    (("tahun", "laporan"), 0),
)

RELATIVE_WORDS = frozenset(word for phrase, _ in _RELATIVE for word in phrase)
"""The words by which questions say a year relative to the report's."""


@dataclass(frozen=True, slots=True)
class Years:
    """Years of a question: named ones, offsets from the report's year, and the token positions that say so.

    `span` is true where the question names a run of years ("2021 sampai 2024", "tiga tahun terakhir").
    """

    named: tuple[int, ...] = ()
    offsets: tuple[int, ...] = ()
    positions: frozenset[int] = frozenset()
    span: bool = False

    def resolve(self, report_year: int | None) -> tuple[int, ...]:
        """The years meant for a report of `report_year`, in the order asked; empty when none was said."""
        found = list(self.named)
        if report_year is not None and not self.named:
            found += [report_year + offset for offset in self.offsets]
        return tuple(dict.fromkeys(found))


def find_years(text: str, tokens: Sequence[str]) -> Years:
    """Years in a question, given its text and its normalised tokens."""
    named: list[int] = []
    positions: set[int] = set()
    span = False
    for match in _SPAN.finditer(text.lower()):
        first, last = int(match.group(1)), int(match.group(2))
        if first < last <= first + 10:
            named += range(first, last + 1)
            span = True
    for i, token in enumerate(tokens):
        for part in re.split(r"[/,.]", token):
            if _YEAR.match(part):
                named.append(int(part))
                positions.add(i)
    offsets, more, run = _relative(tokens)
    return Years(tuple(dict.fromkeys(named)), offsets, frozenset(positions | more), span or run)


def _relative(tokens: Sequence[str]) -> tuple[tuple[int, ...], set[int], bool]:
    positions: set[int] = set()
    offsets: list[int] = []
    run = False
    for i, token in enumerate(tokens):
        if token == _LAST and i >= 2 and tokens[i - 1] == "tahun" and tokens[i - 2] in _COUNTS:
            offsets += range(1 - _COUNTS[tokens[i - 2]], 1)
            positions |= {i - 2, i - 1, i}
            run = True
    for phrase, offset in _RELATIVE:
        start = find_phrase(tokens, phrase, positions)
        if start >= 0:
            offsets.append(offset)
            positions |= set(range(start, start + len(phrase)))
    return tuple(dict.fromkeys(offsets)), positions, run
