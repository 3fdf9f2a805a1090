"""Regulations and letters cited twice: one of a number and subject has one year, one of a subject has one number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.audit import rules
from assistant.audit.book import Book
from assistant.audit.finding import Finding
from assistant.audit.prose import Sentence

_ALIKE = 0.7
"""Share of the words of the shorter subject that the other must have."""
_TELLING = 3


@dataclass(frozen=True, slots=True)
class Citation:
    """A regulation or letter as a sentence cites it: whose it is, its number, year or date, and what it is about."""

    kind: str
    number: str
    when: str
    about: frozenset[str]
    printed: str
    sentence: Sentence


def check(book: Book) -> Iterator[Finding]:
    """Regulations cited with another year than elsewhere, letters of one subject with several numbers."""
    laws = list(_citations(book, "regulation"))
    for (kind, number), found in _by(laws).items():
        years = Counter(one.when for one in found if any(_is_one(one, other) for other in found if other is not one))
        if len(years) > 1:
            yield from _years(book, f"{kind} {number}", found, years)
    letters = list(_citations(book, "letter"))
    for one, other in combinations(letters, 2):
        same = one.kind.startswith(other.kind) or other.kind.startswith(one.kind)
        if same and one.number != other.number and _is_one(one, other):
            yield _finding(book, "letter_number", [other, one], None)
            return


def _by(found: Sequence[Citation]) -> dict[tuple[str, str], list[Citation]]:
    held: dict[tuple[str, str], list[Citation]] = {}
    for one in found:
        held.setdefault((one.kind, one.number), []).append(one)
    return held


def _citations(book: Book, name: str) -> Iterator[Citation]:
    for sentence in book.sentences:
        for match in rules.cue(name).finditer(sentence.text):
            about = frozenset(book.names.words(match["about"]))
            kind = re.sub(r"republik indonesia|[^a-z]", "", match["kind"].lower())
            if len(about) >= _TELLING:
                yield Citation(kind, match["number"].rstrip("."), match["when"], about, match["cited"], sentence)


def _is_one(one: Citation, other: Citation) -> bool:
    """Whether two citations are about the same thing; a change of a regulation is another one than the regulation."""
    shorter = min(len(one.about), len(other.about))
    changed = "perubahan" in one.about, "perubahan" in other.about
    years = [{word for word in which.about if word.isdigit()} for which in (one, other)]
    return changed[0] == changed[1] and years[0] == years[1] and len(one.about & other.about) >= shorter * _ALIKE


def _years(book: Book, root: str, found: Sequence[Citation], years: Counter[str]) -> Iterator[Finding]:
    (most, count), *rest = years.most_common()
    odd = [one for one in found if one.when in {year for year, _ in rest}]
    first = next(one for one in found if one.when == most)
    clear = count > sum(number for _, number in rest)
    yield _finding(book, "law_year", [*odd, first], f"{first.number} Tahun {most}" if clear else None, root)


def _finding(book: Book, rule: str, found: Sequence[Citation], expected: str | None, root: str = "") -> Finding:
    return rules.finding(
        rule,
        book.id,
        [one.sentence.spot(one.printed, "nomor") for one in found],
        subject=found[0].printed,
        expected=expected,
        root=root or rule,
        printed="; ".join(dict.fromkeys(one.printed for one in found)),
    )
