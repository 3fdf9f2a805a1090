"""Targets that sentences state of one indicator, of the year or of the end of the plan, against those of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.audit import rules
from assistant.audit.amount import same
from assistant.audit.book import Book
from assistant.audit.finding import Finding, spot_of
from assistant.audit.prose import Sentence, value_of
from assistant.audit.quantity import FINAL
from corpus.fact import Fact
from corpus.vocabulary import codes_in
from corpus.words import plain


def check(book: Book) -> Iterator[Finding]:
    """Every target of a sentence about one indicator that no table prints for it, in no version."""
    for sentence in book.sentences:
        end, annual = rules.cue("end_target").search(sentence.text), rules.cue("set_target").search(sentence.text)
        codes = {match.code for match in codes_in(sentence.text)} if end or annual else set()
        if len(codes) != 1:
            continue
        facts = _of(book, codes.pop())
        final = [fact for fact in facts if fact.measure == "target_akhir_renstra"]
        if end:
            yield from _judged(book, sentence, end, final, final, "final_target")
        elif annual:  # a target at the end of the plan is none of the year
            yield from _annual(book, sentence, annual, facts, final)


def _of(book: Book, code: str) -> list[Fact]:
    """The figures that tables print of an indicator, not of a part of it."""
    found = [fact for fact in book.printed if fact.code == code and fact.value is not None]
    return [fact for fact in found if book.names.code(fact.indicator) == code]


def _annual(
    book: Book, sentence: Sentence, match: re.Match[str], facts: Sequence[Fact], final: Sequence[Fact]
) -> Iterator[Finding]:
    year = book.report.identity.year
    if int(match["year"] or year or 0) != year:
        return
    targets = [fact for fact in facts if fact.measure == "target" and fact.period_year == year]
    held = [fact for fact in targets if fact.version in FINAL]
    yield from _judged(book, sentence, match, [*targets, *final], held, "stated_target")


def _judged(
    book: Book, sentence: Sentence, match: re.Match[str], known: Sequence[Fact], held: Sequence[Fact], rule: str
) -> Iterator[Finding]:
    """The finding of a stated number that none of the known figures has; `held` are those that count in the end."""
    value = value_of(re.sub(r"\s", "", match["number"]))
    if value is None or not held or any(same(fact.value or value, value) for fact in known):
        return
    place = (sentence.source.line_start, sentence.source.page, "target")
    if rule == "stated_target" and any((f.source.line_start, f.source.page, f.measure) == place for f in book.stated):
        return  # read as a figure, and checked as one
    printed = list({fact.value: plain(fact.as_printed) for fact in reversed(held)}.values())[::-1]
    yield rules.finding(
        rule,
        book.id,
        [sentence.spot(match["number"], held[0].measure, value), *map(spot_of, held)],
        subject=held[0].indicator,
        expected=printed[0] if len(printed) == 1 else None,
        root=f"stated {held[0].measure} {held[0].indicator}",
        said=match["number"],
        printed=", ".join(printed),
    )
