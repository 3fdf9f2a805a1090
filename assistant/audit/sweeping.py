"""Sentences about all targets ("semua kegiatan mencapai target", "belum mencapai ...") against the rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.audit import rules
from assistant.audit.amount import same
from assistant.audit.book import LEVELS, Book
from assistant.audit.finding import Finding, spot_of
from assistant.audit.naming import Names
from assistant.audit.prose import Sentence, value_of
from assistant.audit.quantity import GOALS, Subject, subject_of
from corpus.fact import Fact
from corpus.vocabulary import codes_in
from corpus.words import plain, squash

_NOUNS = (
    ("sub_kegiatan", re.compile(r"sub[ -]?kegiatan", re.IGNORECASE)),
    ("kegiatan", re.compile(r"(?<!sub )(?<!sub-)(?<!sub)kegiatan", re.IGNORECASE)),
    ("program", re.compile(r"program", re.IGNORECASE)),
)
_GOALS = re.compile(r"indikator|sasaran|tujuan|target", re.IGNORECASE)
_NEAR = 45
"""Letters between "semua" and what there is of it."""
_REACH = 90
"""Letters between "semua" and what is said of it."""


def check(book: Book) -> Iterator[Finding]:
    """Sweeping sentences that rows of the year reported on contradict."""
    names = book.names
    reached = _reached(book, names)
    for sentence in book.sentences:
        if not sentence.years <= {book.report.identity.year}:
            continue
        yield from _all(book, sentence, reached, names)
        yield from _none(book, sentence, reached, names)
        yield from _equal(book, sentence)
        yield from _one(book, sentence, reached)


def _reached(book: Book, names: Names) -> dict[Subject, list[Fact]]:
    """The achievements of the year by what they are of."""
    held: dict[Subject, list[Fact]] = {}
    for page in book.pages:
        if any(fact.measure == "pembanding" for fact in page.facts):
            continue
        for fact in page.facts:
            plain_year = fact.measure == "capaian" and fact.period_year == book.report.identity.year
            if plain_year and fact.value is not None and fact.level in (*LEVELS, *GOALS):
                held.setdefault(subject_of(fact, names), []).append(fact)
    return held


def _levels(text: str) -> tuple[str, ...]:
    found = tuple(level for level, noun in _NOUNS if noun.search(text))
    return found or (GOALS if _GOALS.search(text) else ())


def _all(book: Book, sentence: Sentence, reached: dict[Subject, list[Fact]], names: Names) -> Iterator[Finding]:
    for every in rules.cue("every").finditer(sentence.text):
        near = sentence.text[max(0, every.start() - _REACH // 2) : every.end() + _REACH]
        after = sentence.text[every.end() : every.end() + _REACH]
        levels = _levels(after[:_NEAR])
        if not levels or not rules.cue("met").search(near) or _is_other(sentence, near):
            continue
        about = [facts for facts in reached.values() if facts[0].level in levels]
        if sentence.scope and levels == GOALS:
            about = [facts for facts in about if names.head(facts[0].item) == names.head(sentence.scope)]
        missed = [facts for facts in about if all(fact.value is not None and fact.value < 100 for fact in facts)]
        if not missed or (every["nearly"] and len(missed) < len(about) * rules.number("nearly")):
            continue
        yield rules.finding(
            "all_met",
            book.id,
            [sentence.spot(every[0] + after[:60], "capaian"), *(spot_of(facts[0]) for facts in missed)],
            subject=sentence.text[:80],
            root=f"sweeping {sentence.source.line_start}",
            count=len(missed),
            whole=len(about),
            missed="; ".join(f"{plain(f[0].indicator)[:60]} {plain(f[0].as_printed)}" for f in missed[:3]),
        )
        return


def _is_other(sentence: Sentence, near: str) -> bool:
    """Whether the sentence says something else than that all were met: it admits one, or speaks of efficiency."""
    text = rules.cue("without").sub("", sentence.text)
    return bool(rules.cue("unmet").search(text) or rules.cue("other_claim").search(near))


def _none(book: Book, sentence: Sentence, reached: dict[Subject, list[Fact]], names: Names) -> Iterator[Finding]:
    unmet = rules.cue("unmet").search(sentence.text)
    if unmet is None or not rules.cue("goal").search(sentence.text[unmet.end() : unmet.end() + _REACH * 2]):
        return
    if re.search(r"\b(?:jika|apabila|agar|bila|faktor|penyebab)\b", sentence.text[: unmet.start()], re.IGNORECASE):
        return
    goals = _pledged(book, reached, names)
    if len(goals) < 1 or not all(fact.value is not None and fact.value >= 100 for facts in goals for fact in facts):
        return
    facts = [fact for group in goals for fact in group]
    yield rules.finding(
        "none_met",
        book.id,
        [sentence.spot(unmet[0], "capaian"), *map(spot_of, facts)],
        subject=sentence.text[:80],
        root=f"sweeping {sentence.source.line_start}",
        printed="; ".join(f"{plain(group[0].indicator)[:60]} {plain(group[0].as_printed)}" for group in goals),
    )


def _pledged(book: Book, reached: dict[Subject, list[Fact]], names: Names) -> Sequence[list[Fact]]:
    """The achievements of the goals that a Perjanjian Kinerja names, else of all goals."""
    pledged = {
        subject_of(fact, names)
        for page in book.pages
        if rules.cue("pledge").search(squash(page.table.caption)) or rules.cue("pledge").search(page.table.caption)
        for fact in page.facts
        if fact.measure == "target" and fact.level in GOALS
    }
    goals = {subject: facts for subject, facts in reached.items() if any(f.level in GOALS for f in facts)}
    return [facts for subject, facts in goals.items() if subject in pledged] or list(goals.values())


def _one(book: Book, sentence: Sentence, reached: dict[Subject, list[Fact]]) -> Iterator[Finding]:
    """One indicator that is said to have met its target and did not, or the other way round."""
    codes = {match.code for match in codes_in(sentence.text)}
    met, missed = rules.cue("one_met").search(sentence.text), rules.cue("one_missed").search(sentence.text)
    if len(codes) != 1 or bool(met) == bool(missed) or rules.cue("every").search(sentence.text):
        return
    facts = reached.get(Subject(codes.pop(), frozenset(), ""), [])
    values = [fact.value for fact in facts if fact.value is not None]
    if not values or (max(values) >= 100 if met else min(values) < 100):
        return
    said = met or missed
    yield rules.finding(
        "one_met" if met else "one_missed",
        book.id,
        [sentence.spot(said[0] if said else "", "capaian"), *map(spot_of, facts)],
        subject=facts[0].indicator,
        root=f"one {facts[0].indicator}",
        printed=", ".join(dict.fromkeys(plain(fact.as_printed) for fact in facts)),
    )


def _equal(book: Book, sentence: Sentence) -> Iterator[Finding]:
    every, said = rules.cue("every").search(sentence.text), rules.cue("efficient").search(sentence.text)
    if every is None or said is None or said.start() < every.start() or (value := value_of(said["number"])) is None:
        return
    levels = _levels(sentence.text[every.end() : said.start()])
    rows = [f for f in book.printed if f.measure == "efisiensi" and f.value is not None and f.level in levels]
    other = [fact for fact in rows if fact.value is not None and not same(fact.value, value)]
    if not other:
        return
    yield rules.finding(
        "all_equal",
        book.id,
        [sentence.spot(said[0], "efisiensi", value), *map(spot_of, other)],
        subject=sentence.text[:80],
        root=f"sweeping {sentence.source.line_start}",
        measure=rules.name("efisiensi"),
        measure_en=rules.name("efisiensi", "en"),
        said=f"{said['number']}%",
        printed="; ".join(f"{plain(f.indicator)[:60]} {plain(f.as_printed)}" for f in other[:3]),
    )
