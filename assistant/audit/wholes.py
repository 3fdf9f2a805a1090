"""Wholes that sentences state: sums of two amounts, the share of the budget spent, averages of a rate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from assistant.audit import rules
from assistant.audit.amount import Span, agrees, same
from assistant.audit.book import Book, key
from assistant.audit.finding import Finding, spot_of
from assistant.audit.prose import Sentence, value_of
from assistant.numerals import plain_number
from corpus.fact import Fact
from corpus.numbers import decide
from corpus.words import plain

_MEASURES = {"efisiensi": "efisiensi", "penyerapan": "serapan", "serapan": "serapan"}


def check(book: Book) -> Iterator[Finding]:
    """Stated sums that do not add up, and stated rates of the whole that no total row prints."""
    for _, found in groupby(book.sentences, key=lambda sentence: sentence.source):
        yield from _sums(book, list(found))
    for sentence in book.sentences:
        if sentence.years <= {book.report.identity.year} and not sentence.scope:
            yield from _spent(book, sentence)
            yield from _means(book, sentence)


def _sums(book: Book, paragraph: Sequence[Sentence]) -> Iterator[Finding]:
    text = " ".join(sentence.text for sentence in paragraph)
    for match in rules.cue("added_up").finditer(text):
        one, two, whole = (decide(match[name], "money").value for name in ("one", "two", "whole"))
        if one is None or two is None or whole is None or whole in (one + two, abs(one - two)):
            continue
        amounts = {"whole": whole, "one": one, "two": two}
        yield rules.finding(
            "prose_sum",
            book.id,
            [paragraph[0].spot(match[name], "pagu", value) for name, value in amounts.items()],
            subject=text[:80],
            expected=plain_number(one + two),
            formula=f"{match['one']} + {match['two']}",
            root=f"sum {paragraph[0].source.line_start} {match['whole']}",
            printed=match["whole"],
            one=match["one"],
            two=match["two"],
        )


def _spent(book: Book, sentence: Sentence) -> Iterator[Finding]:
    """A share of the whole budget ("87,14% dari total anggaran") against the absorption in the year's total rows."""
    match = rules.cue("of_the_budget").search(sentence.text)
    if match is None or rules.cue("part_of_budget").search(sentence.text[: match.end()]):
        return
    yield from _against(book, sentence, match, "serapan", _totals(book, "serapan"))


def _means(book: Book, sentence: Sentence) -> Iterator[Finding]:
    """An average rate ("rata-rata efisiensi sebesar 39,23%") against the averages of that rate in the tables."""
    match = rules.cue("mean_rate").search(sentence.text)
    if match is not None:
        measure = _MEASURES[match["measure"].lower()]
        facts = [fact for fact in _totals(book, measure) if "rata" in key(fact.indicator)]
        yield from _against(book, sentence, match, measure, facts)


def _totals(book: Book, measure: str) -> list[Fact]:
    year = book.report.identity.year
    return [
        fact
        for fact in book.printed
        if fact.level == "total" and fact.measure == measure and fact.period_year == year and fact.value is not None
    ]


def _against(
    book: Book, sentence: Sentence, match: re.Match[str], measure: str, facts: Sequence[Fact]
) -> Iterator[Finding]:
    value = value_of(re.sub(r"\s", "", match["number"]))
    if value is None or not facts or any(_is_same(value, fact.value or Decimal(0)) for fact in facts):
        return
    yield rules.finding(
        "whole_rate",
        book.id,
        [sentence.spot(f"{match['number']}%", measure, value), *map(spot_of, facts)],
        subject=sentence.text[:80],
        expected=plain(facts[0].as_printed) if len({fact.value for fact in facts}) == 1 else None,
        root=f"whole {measure} {value}",
        measure=rules.name(measure),
        measure_en=rules.name(measure, "en"),
        said=f"{match['number']}%",
        printed=", ".join(dict.fromkeys(plain(fact.as_printed) for fact in facts)),
    )


def _is_same(said: Decimal, printed: Decimal) -> bool:
    return same(said, printed) or agrees(said, Span.exact(printed), cut=True)
