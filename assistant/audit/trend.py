"""Rises and falls that sentences claim of an indicator over several years, against its figures of those years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.audit import rules
from assistant.audit.book import Book
from assistant.audit.finding import Finding, spot_of
from assistant.audit.prose import Sentence
from corpus.fact import Fact
from corpus.vocabulary import codes_in
from corpus.words import plain

_CLAUSE = re.compile(r"\s(?:dan|sedangkan|namun|tetapi)\s(?=(?:pada )?(?:tahun )?20\d\d)|[.;]\s")


def check(book: Book) -> Iterator[Finding]:
    """Clauses that say of one indicator and a span of years what its figures deny."""
    results = series(book)
    for sentence in book.sentences:
        if not rules.cue("years").search(sentence.text):
            continue
        codes = {found.code for found in codes_in(sentence.text)}
        if len(codes) != 1:
            continue
        facts = results.get(codes.pop(), {})
        for clause in _CLAUSE.split(sentence.text):
            yield from _clause(book, sentence, clause, facts)


def series(book: Book) -> dict[str, dict[int, Fact]]:
    """The results of each indicator by year, where the tables print one value a year."""
    held: dict[str, dict[int, list[Fact]]] = {}
    for fact in book.printed:
        code = book.names.code(fact.indicator) if fact.measure == "realisasi" and fact.value is not None else None
        if code is not None and fact.period_year is not None:
            held.setdefault(code, {}).setdefault(fact.period_year, []).append(fact)
    return {
        code: {year: facts[0] for year, facts in years.items() if len({fact.value for fact in facts}) == 1}
        for code, years in held.items()
    }


def _clause(book: Book, sentence: Sentence, clause: str, facts: dict[int, Fact]) -> Iterator[Finding]:
    span = rules.cue("years").search(clause)
    rise, fall = rules.cue("rise").search(clause), rules.cue("fall").search(clause)
    if span is None or bool(rise) == bool(fall):
        return
    first, last = int(span["first"]), int(span["last"])
    years = [year for year in sorted(facts) if first <= year <= last]
    if first >= last or not years or years[0] != first or years[-1] != last:
        return
    sign = 1 if rise else -1
    steps = [sign * ((facts[b].value or 0) - (facts[a].value or 0)) for a, b in pairwise(years)]
    whole = sign * ((facts[last].value or 0) - (facts[first].value or 0))
    if all(step >= 0 for step in steps) and whole > 0:
        return
    word = rise or fall
    yield rules.finding(
        "trend",
        book.id,
        [sentence.spot(word[0] if word else "", "perubahan"), *(spot_of(facts[year]) for year in years)],
        subject=facts[last].indicator,
        benign="from_ends" if whole > 0 else None,
        claim="naik" if rise else "turun",
        claim_en="rose" if rise else "fell",
        span=f"{first}-{last}",
        years=", ".join(map(str, years)),
        printed=", ".join(f"{plain(facts[year].as_printed)} ({year})" for year in years),
    )
