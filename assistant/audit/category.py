"""Categories against the scale that the report prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from assistant.audit import rules
from assistant.audit.amount import places, shown
from assistant.audit.book import Book, Line
from assistant.audit.finding import Finding, spot_of
from assistant.audit.percent import ratios
from assistant.audit.prose import Sentence, value_of
from corpus.fact import Fact
from corpus.scales import Band, Scale, scales
from corpus.words import squash

_LETTERS = 2
"""Letters of the longest label that is a grade ("BB"), not a word."""


def check(book: Book) -> Iterator[Finding]:
    """Every printed category that is not that of its achievement, by the report's own scale."""
    known = scales(book.report)
    for page in book.pages:
        rows = [row for line in page.lines if (row := _row(line)) is not None]
        scale = _meant(known, [category for category, _ in rows])
        for category, reached in rows:
            if scale is not None:
                yield from _judged(book, scale, category, reached)
    worded = [scale for scale in known if all(len(squash(band.label)) > _LETTERS for band in scale.bands)]
    if len(worded) == 1:
        for paragraph in _paragraphs(book):
            yield from _stated(book, worded[0], paragraph)


def _row(line: Line) -> tuple[Fact, Fact] | None:
    for category in line.of("kategori"):
        for reached in line.of("capaian", category):
            if reached.value is not None:
                return category, reached
    return None


def _meant(known: tuple[Scale, ...], categories: list[Fact]) -> Scale | None:
    """The scale whose labels a table uses, where one only has them all."""
    words = {squash(fact.as_printed) for fact in categories}
    found = [scale for scale in known if words and words <= {squash(band.label) for band in scale.bands}]
    return found[0] if len(found) == 1 else None


def _judged(book: Book, scale: Scale, category: Fact, reached: Fact) -> Iterator[Finding]:
    value = reached.value or Decimal(0)
    band = scale.band(value)
    if band is None:
        return
    if squash(band.label) != squash(category.as_printed):
        yield _finding(book, "category", category, reached, band)
    elif (real := _real(book, reached)) is not None and value > 0 and not any(band.holds(real) for band in scale.bands):
        yield _finding(book, "gap", category, reached, band, shown(real))


def _paragraphs(book: Book) -> Iterator[Sentence]:
    """The sentences of one place together: a category often follows its achievement in the next one."""
    for _, found in groupby(book.sentences, key=lambda sentence: sentence.source):
        first, *rest = found
        yield replace(first, text=" ".join(one.text for one in (first, *rest)))


def _stated(book: Book, scale: Scale, sentence: Sentence) -> Iterator[Finding]:
    """The category that a sentence gives an achievement, where the report prints one scale of words."""
    for match in rules.cue("called").finditer(sentence.text):
        value = value_of(re.sub(r"\s", "", match["number"]))
        band = scale.band(value) if value is not None else None
        said = match["label"]
        if band is None or squash(said).startswith(squash(band.label)):
            continue
        known = any(squash(said).startswith(squash(other.label)) for other in scale.bands)
        if not known and said.split()[0].lower() not in {other.label.split()[0].lower() for other in scale.bands}:
            continue  # no word for a category
        yield rules.finding(
            "category" if known else "label",
            book.id,
            [sentence.spot(said, "kategori"), sentence.spot(f"{match['number']}%", "capaian", value)],
            subject=sentence.text[:80],
            expected=band.label,
            formula=f"{band.label}: {band.as_printed}",
            root=f"called {sentence.source.line_start}",
            printed=said,
            reached=f"{match['number']}%",
        )


def _real(book: Book, reached: Fact) -> Decimal | None:
    """The achievement before it was rounded to a whole number, below 100, by the figures of its own row."""
    if reached.value is None or places(reached.value):
        return None
    for line in book.lines:
        if reached in line.facts:
            value = next((ratio.best for ratio in ratios(line) if ratio.fact is reached), None)
            return value if value is not None and value < 100 and value != reached.value else None
    return None


def _finding(book: Book, rule: str, category: Fact, reached: Fact, band: Band, real: str | None = None) -> Finding:
    return rules.finding(
        rule,
        book.id,
        [spot_of(category), spot_of(reached)],
        subject=category.indicator,
        expected=None if real else band.label,
        formula=f"{band.label}: {band.as_printed}",
        printed=category.as_printed,
        reached=real or reached.as_printed,
    )
