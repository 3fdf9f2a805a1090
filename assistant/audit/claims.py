"""Numbers that sentences state of what a table scores, and of the achievement as a whole, against the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from assistant.audit import rules
from assistant.audit.amount import same
from assistant.audit.book import Book, key
from assistant.audit.finding import Finding, spot_of
from assistant.audit.prose import Sentence, value_of
from assistant.audit.quantity import GOALS
from corpus.fact import Fact
from corpus.vocabulary import codes_in
from corpus.words import plain, tokens

_ALIKE = 85.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A thing that tables score in the year reported on: its telling words (or its code), its figures, earlier ones."""

    name: str
    code: str | None
    words: tuple[str, ...]
    facts: tuple[Fact, ...]
    earlier: tuple[Fact, ...]


def check(book: Book) -> Iterator[Finding]:
    """Sentences whose number no table prints."""
    things = _scored(book)
    known = {(fact.source.line_start, fact.value) for fact in book.stated}
    for sentence in book.sentences:
        if not sentence.years <= {book.report.identity.year}:
            continue
        yield from _claim(book, sentence, things, known)
        yield from _overall(book, sentence)
        yield from _final_target(book, sentence)
        yield from _below(book, sentence)


def _scored(book: Book) -> list[Scored]:
    """The scores of the tables; a name that stands for several values in one table scores nothing."""
    held: dict[str, list[Fact]] = {}
    for fact in book.printed:
        scored = fact.measure == "nilai" or (fact.measure == "realisasi" and fact.level in GOALS)
        if scored and fact.value is not None and fact.level not in ("total", "unsur"):
            held.setdefault(book.names.code(fact.indicator) or book.names.head(fact.indicator), []).append(fact)
    year = book.report.identity.year
    found = []
    for head, facts in held.items():
        now = tuple(fact for fact in facts if fact.period_year == year)
        code = book.names.code(facts[0].indicator)
        idle = rules.rules()["idle_with_code"]
        words = tuple(word for word in head.split() if word not in idle) if not code else ()
        if now and (code or len(words) >= 2):
            found.append(Scored(facts[0].indicator, code, words, now, tuple(f for f in facts if f.period_year != year)))
    return found


def _claim(
    book: Book, sentence: Sentence, things: Sequence[Scored], known: set[tuple[int | None, Decimal | None]]
) -> Iterator[Finding]:
    match = rules.cue("stated").search(sentence.text)
    if match is None or rules.cue("not_stated").search(sentence.text) or (value := value_of(match["number"])) is None:
        return
    before = sentence.text[: match.start()]
    named = [thing for thing in things if _names(before, thing)]
    best = max((len(thing.words) or 9 for thing in named), default=0)
    meant = [thing for thing in named if (len(thing.words) or 9) == best]
    if len(meant) != 1 or (sentence.source.line_start, value) in known:
        return
    thing = meant[0]
    if any(fact.value is not None and same(fact.value, value) for fact in thing.facts):
        return
    last = next((fact for fact in thing.earlier if fact.value is not None and same(fact.value, value)), None)
    year = last.period_year if last else None
    yield rules.finding(
        "claim",
        book.id,
        [sentence.spot(match["number"], thing.facts[0].measure, value, thing.name), *map(spot_of, thing.facts)],
        subject=thing.name,
        expected=plain(thing.facts[0].as_printed),
        severity="high" if thing.code else None,
        root=f"claim {thing.name}",
        said=match["number"],
        printed="; ".join(dict.fromkeys(plain(fact.as_printed) for fact in thing.facts)),
        last=f" ({match['number']} adalah angka {year})" if year else "",
        last_en=f" ({match['number']} is the figure of {year})" if year else "",
    )


def _names(text: str, thing: Scored) -> bool:
    if thing.code:
        return thing.code in {found.code for found in codes_in(text)}
    spoken = tokens(text)
    return all(any(fuzz.ratio(word, other) >= _ALIKE for other in spoken) for word in thing.words)


def _final_target(book: Book, sentence: Sentence) -> Iterator[Finding]:
    """The target at the end of the Renstra that a sentence states of one indicator."""
    match = rules.cue("final_target").search(sentence.text)
    value = value_of(match["number"]) if match else None
    if match is None or value is None:
        return
    facts = [fact for fact in book.printed if fact.measure == "target_akhir_renstra" and fact.value is not None]
    meant = [fact for fact in facts if _is_called(match["name"], fact.indicator)]
    if not meant or len({fact.indicator for fact in meant}) > 1 or any(same(f.value or value, value) for f in meant):
        return
    yield rules.finding(
        "final_target",
        book.id,
        [sentence.spot(match["number"], "target_akhir_renstra", value), *map(spot_of, meant)],
        subject=meant[0].indicator,
        expected=plain(meant[0].as_printed) if len({fact.value for fact in meant}) == 1 else None,
        root=f"stated target_akhir_renstra {meant[0].indicator}",
        said=match["number"],
        printed=", ".join(dict.fromkeys(plain(fact.as_printed) for fact in meant)),
    )


def _is_called(name: str, indicator: str) -> bool:
    """Whether a sentence's name is that of an indicator: its code, its abbreviation in brackets, or all its words."""
    codes = {match.code for match in codes_in(name)}
    if codes:
        return codes == {match.code for match in codes_in(indicator)}
    short = re.search(r"\(([A-Z]{2,})\)", indicator)
    if short:
        return short[1] in name.split()
    return set(tokens(name)) >= set(tokens(indicator))


def _overall(book: Book, sentence: Sentence) -> Iterator[Finding]:
    match = rules.cue("overall").search(sentence.text)
    if match is None or codes_in(match[0]) or (value := value_of(match["number"])) is None:
        return
    if sentence.scope or rules.cue("lower_levels").search(sentence.text[: match.start()]):
        return  # the achievement of a part
    year = book.report.identity.year
    reached = [
        fact
        for page in book.pages
        if not any(fact.measure == "pembanding" for fact in page.facts)
        for fact in page.facts
        if fact.measure in ("capaian", "tingkat_kemajuan") and fact.value is not None and fact.period_year == year
    ]
    if any(fact.value is not None and same(fact.value, value) for fact in reached):
        return
    means = [fact for fact in reached if fact.level == "total" and "rata" in key(fact.indicator)]
    goals = means or [fact for fact in reached if fact.level in GOALS and fact.measure == "capaian"]
    numbers = [fact.value for fact in goals if fact.value is not None]
    if not numbers or (not means and min(numbers) <= value <= max(numbers)):
        return
    if rules.cue("every").search(sentence.text) or len({fact.indicator for fact in goals}) > rules.number("many"):
        return
    yield rules.finding(
        "overall",
        book.id,
        [sentence.spot(f"{match['number']}%", "capaian", value), *map(spot_of, goals)],
        subject=sentence.text[:80],
        expected=plain(goals[0].as_printed) if means else None,
        root="overall",
        said=f"{match['number']}%",
        printed=", ".join(dict.fromkeys(plain(fact.as_printed) for fact in goals)),
    )


def _below(book: Book, sentence: Sentence) -> Iterator[Finding]:
    match = rules.cue("below").search(sentence.text)
    if match is None or (value := value_of(match["number"])) is None or value >= 100:
        return
    yield rules.finding(
        "below",
        book.id,
        [sentence.spot(f"{match['number']}%", "capaian", value)],
        subject=sentence.text[:80],
        said=f"{match['number']}%",
    )
