"""Years that cannot be: spans that end where they begin, columns and captions of another year than their figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.audit import rules
from assistant.audit.amount import places, same
from assistant.audit.book import Book, Page
from assistant.audit.finding import Finding, Spot, spot_of
from assistant.audit.prose import value_of
from corpus.fact import Fact, Source
from corpus.words import plain

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_SCORES = ("nilai", "realisasi")
_ABOVE = 8
"""Lines above a table in which its caption stands."""


def check(book: Book) -> Iterator[Finding]:
    """Every year in a heading, caption, header or sentence that the report itself denies."""
    yield from _spans(book)
    yield from _twice(book)
    for page in book.pages:
        yield from _before(book, page)
        yield from _caption(book, page)


def _spans(book: Book) -> Iterator[Finding]:
    """A period of several years that ends in the year it begins ("Tahun 2024-2024")."""
    for block in book.report.blocks:
        if block.kind == "table":
            continue
        place = block.place
        source = Source.at(place, book.report.file)
        text = plain(block.text)
        for match in rules.cue("same_span").finditer(text):
            spot = Spot(text[:160], "tahun", match[0], None, None, source)
            yield rules.finding("span", book.id, [spot], subject=text[:80], root="span", printed=match[0])


def _twice(book: Book) -> Iterator[Finding]:
    """Two figures of one thing for one year in one breath ("78 pada tahun 2023 menjadi 80 pada tahun 2023")."""
    for sentence in book.sentences:
        for match in rules.cue("same_year").finditer(sentence.text):
            one, two = value_of(match["one"]), value_of(match["two"])
            if match["first"] != match["last"] or one is None or two is None or one == two:
                continue
            yield rules.finding(
                "same_year",
                book.id,
                [sentence.spot(match["one"], "target", one), sentence.spot(match["two"], "target", two)],
                subject=sentence.text[:80],
                root=f"same year {sentence.source.line_start} {match['one']}",
                year=match["first"],
                printed=f"{match['one']} / {match['two']}",
            )


def _before(book: Book, page: Page) -> Iterator[Finding]:
    """A column headed n-1 (or n-2) whose year is not that many years before the one headed n."""
    headed = {part: match for fact in page.facts for part in fact.source.header if (match := _relative(part))}
    bases = list({year for year, back in headed.values() if back == 0})
    base = bases[0] if len(bases) == 1 else None if bases else book.report.identity.year
    for part, (year, back) in headed.items():
        if base is None or year == base - back:
            continue
        facts = [fact for fact in page.facts if part in fact.source.header]
        yield rules.finding(
            "other_year",
            book.id,
            [_header_spot(part, page, facts[0]), *(spot_of(fact) for fact in facts)],
            subject=plain(part),
            expected=str(base - back),
            formula=f"{base} - {back}",
            root=f"header {page.table.ordinal} {part}",
            printed=plain(part),
        )


def _header_spot(header: str, page: Page, fact: Fact) -> Spot:
    """A header as a spot, somewhere from the table's first line to the first figure below it."""
    start = page.table.place.line_start
    source = replace(fact.source, line_start=start, line_end=fact.source.line_start) if start else fact.source
    return Spot(plain(header), "tahun", plain(header), None, None, source)


def _relative(header: str) -> tuple[int, int] | None:
    """The year of a header and how many years before n it is said to be."""
    match = rules.cue("relative").search(header)
    return (int(match["year"]), int(match["back"] or 0)) if match else None


def _caption(book: Book, page: Page) -> Iterator[Finding]:
    """A caption of another year over scores that the report prints, everywhere else, for the year reported on."""
    year = book.report.identity.year
    named = {int(found) for found in _YEAR.findall(page.table.caption)}
    headed = {found for fact in page.facts for part in fact.source.header for found in _YEAR.findall(part)}
    if year is None or len(named) != 1 or headed or year in named:
        return
    other = named.pop()
    codes = {fact.code for fact in page.facts if fact.level == "komponen"}
    for fact in page.facts:
        # What components add up to is their indicator, whatever the row is called.
        code = codes.copy().pop() if fact.level == "total" and len(codes) == 1 else fact.code
        parted = fact.level == "komponen" or code is None
        if parted or fact.period_year != other or fact.measure not in _SCORES or not _is_telling(fact):
            continue
        others = [found for found in _alike(book, fact, code) if found.source.table != fact.source.table]
        elsewhere = [found for found in others if found.period_year == year]
        if elsewhere and not any(found.period_year == other for found in others):
            yield rules.finding(
                "caption_year",
                book.id,
                [_caption_spot(book, page, other, fact), spot_of(fact), *map(spot_of, elsewhere)],
                subject=fact.indicator,
                expected=str(year),
                root=f"caption {page.table.ordinal}",
                table=plain(page.table.caption)[:120],
                printed=fact.as_printed,
                year=year,
                other=other,
            )
            return


def _caption_spot(book: Book, page: Page, year: int, fact: Fact) -> Spot:
    """The year of a caption as a spot; at the table's first figure where the caption's own line is not known."""
    caption, start = plain(page.table.caption), page.table.place.line_start or 0
    for number in range(start - 1, max(0, start - _ABOVE), -1):
        text = plain(book.report.lines[number - 1]) if number <= len(book.report.lines) else ""
        if str(year) in text and text in caption:
            source = replace(fact.source, line_start=number, line_end=number)
            return Spot(caption, "tahun", str(year), None, None, source)
    return spot_of(fact)


def _is_telling(fact: Fact) -> bool:
    """Whether a score is too particular to be reached twice."""
    return fact.value is not None and places(fact.value) >= 2 and fact.value % 1 != 0


def _alike(book: Book, fact: Fact, code: str | None) -> Sequence[Fact]:
    """The scores of an indicator that print the value of a figure."""
    return [
        found
        for found in (*book.printed, *book.stated)
        if found.code == code
        and found.measure in _SCORES
        and found.value is not None
        and fact.value is not None
        and same(found.value, fact.value)
    ]
