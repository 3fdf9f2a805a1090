"""Changes that a sentence states together with what they are between: "dari 94,39 menjadi 93,53, turun 0,86"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from assistant.audit import rules
from assistant.audit.amount import Span, agrees, half, shown
from assistant.audit.book import Book
from assistant.audit.finding import Finding
from assistant.audit.prose import Sentence, value_of
from assistant.numerals import plain_number

_OPEN = re.compile(r"[\w,]$")
_GOES_ON = re.compile(r"^(?:[a-z(]|\d{2,})")


def check(book: Book) -> Iterator[Finding]:
    """Every stated change that is neither the difference of its two figures nor their change in per cent."""
    for sentence in (*book.sentences, *_over_pages(book)):
        for name in ("from_to", "year_to_year"):
            for match in rules.cue(name).finditer(sentence.text):
                yield from _judged(book, sentence, match)


def _over_pages(book: Book) -> Iterator[Sentence]:
    """Sentences that a page break cuts in two paragraphs."""
    for one, other in pairwise(book.sentences):
        first, last = one.source, other.source
        if first == last or not _OPEN.search(one.text) or not _GOES_ON.match(other.text):
            continue
        if first.line_end is None or last.line_start is None or one.section != other.section:
            continue
        yield replace(one, text=f"{one.text} {other.text}", source=replace(first, line_end=last.line_end))


def _judged(book: Book, sentence: Sentence, match: re.Match[str]) -> Iterator[Finding]:
    before, after, by = (value_of(re.sub(r"\s", "", match[name])) for name in ("before", "after", "by"))
    if before is None or after is None or by is None or not before or not after:
        return
    change = abs(after - before)
    slack = half(before) + half(after)
    spans = [Span(change, change - slack, change + slack)]
    spans += [Span.exact(change / one * 100) for one in (before, after)]
    if any(agrees(by, span, cut=True) for span in spans) or abs(by - change) <= Decimal("0.01"):
        return
    yield rules.finding(
        "step",
        book.id,
        [
            sentence.spot(match["by"], "perubahan", by),
            sentence.spot(match["before"], "realisasi", before),
            sentence.spot(match["after"], "realisasi", after),
        ],
        subject=sentence.text[:80],
        expected=plain_number(change),
        formula=f"{match['after']} - {match['before']}",
        root=f"step {sentence.source.line_start} {match['by']}",
        said=match["by"],
        before=match["before"],
        after=match["after"],
        percent=shown(change / before * 100),
    )
