"""Words that a line's end has broken: which halves belong together is told by the words of the whole report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from corpus.readers.pdf.cells import BREAK
from corpus.readers.pdf.parts import PageParts

_LETTERS = re.compile(r"[^\W\d_]+")
_LAST = re.compile(r"[^\W\d_]+$")
_FIRST = re.compile(r"^[^\W\d_]+")
_SHORT = 2


def counted(pages: Iterable[PageParts]) -> Counter[str]:
    """How often each word stands inside a line, in lower case: words at a line's end may be halves."""
    counts: Counter[str] = Counter()
    for page in pages:
        for line in page.lines:
            counts.update(_inner(line.text, edges=False))
        for table in page.tables:
            for row in table.rows:
                for cell in row.cells:
                    for text in cell.split(BREAK):
                        counts.update(_inner(text, edges=BREAK in cell))
    return counts


def _inner(text: str, *, edges: bool) -> list[str]:
    words = [match.lower() for match in _LETTERS.findall(text)]
    return words[1:-1] if edges else words


def whole(text: str, counts: Mapping[str, int]) -> str:
    """The lines of a cell as one text."""
    found = ""
    for part in text.split(BREAK):
        found = join(found, part, counts)
    return found


def join(before: str, after: str, counts: Mapping[str, int]) -> str:
    """Two lines as one.

    A hyphen between the halves of a word goes, that of a doubled word ("masing-masing") stays; halves without a hyphen
    are joined where together they are a commoner word of the report than the rarer of them alone.
    """
    if not before or not after:
        return before or after
    if before.endswith("-") and len(before) > 1 and before[-2].isalpha() and after[0].isalpha():
        half = re.split(r"\W+", before[:-1])[-1].lower()
        doubled = after.lower().startswith(half[-3:]) or after.lower()[:3] == half[:3]
        return before + after if doubled or after[0].isupper() != before[-2].isupper() else before[:-1] + after
    return f"{before}{after}" if _is_broken(before, after, counts) else f"{before} {after}"


def _is_broken(before: str, after: str, counts: Mapping[str, int]) -> bool:
    last, first = _LAST.search(before), _FIRST.match(after)
    if last is None or first is None or (first[0][0].isupper() and not last[0].isupper()):
        return False
    one, two = last[0].lower(), first[0].lower()
    if counts.get(one + two, 0) > min(counts.get(one, 0), counts.get(two, 0)):
        return True
    return bool(counts) and len(two) <= _SHORT and not counts.get(two, 0) and not counts.get(one, 0)
