"""Numbers of programmes, activities and indicators that sentences state, against the rows and against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.audit import rules
from assistant.audit.book import LEVELS, Book, key
from assistant.audit.finding import Finding, Spot, spot_of, where
from assistant.audit.prose import Sentence, value_of


def check(book: Book) -> Iterator[Finding]:
    """Counts that no table has, counts and efficiencies stated differently, a preface dated too early."""
    said = [sentence for sentence in book.sentences if sentence.years <= {book.report.identity.year}]
    tables = _tables(book)
    for sentence in said:
        yield from _rows(book, sentence, tables)
    set_all = [s for s in said if rules.cue("set").search(s.text) and not rules.cue("one_part").search(s.text)]
    yield from _twice(book, [s for s in set_all if not s.scope], "indicators", "counts")
    stated = {fact.source.line_start for fact in book.stated if fact.measure == "efisiensi"}
    rows = {fact.value for fact in book.printed if fact.measure == "efisiensi"}
    whole = [
        sentence
        for sentence in said
        if sentence.source.line_start not in stated
        and not any(value_of(match["number"]) in rows for match in rules.cue("efficient").finditer(sentence.text))
    ]
    yield from _twice(book, [s for s in whole if not rules.cue("every").search(s.text)], "efficient", "efficiencies")
    yield from _far(book, whole)
    yield from _dates(book)


def _tables(book: Book) -> list[tuple[dict[str, int], Spot]]:
    """How many programmes, activities and sub-activities each table lists that lists all three, with its first row."""
    found = []
    for page in book.pages:
        names: dict[str, set[str]] = {level: set() for level in LEVELS}
        for line in page.lines:
            if line.level in names:
                first = line.facts[0]
                names[line.level].add(key(first.item if first.unit != "rupiah" and first.item else first.indicator))
        counts = {level: len(held) for level, held in names.items()}
        if all(counts.values()):
            found.append((counts, spot_of(page.lines[0].facts[0])))
    return found


def _rows(book: Book, sentence: Sentence, tables: Sequence[tuple[dict[str, int], Spot]]) -> Iterator[Finding]:
    counts: dict[str, int] = {}
    for match in rules.cue("counted").finditer(sentence.text):
        level = re.sub(r"sub[ -]?kegiatan", "sub_kegiatan", match["noun"].lower())
        counts[level] = counts.get(level, 0) + int(match["number"])
    if len(counts) < 3 or not tables:
        return
    for level, number in counts.items():
        others = [other for other in counts if other != level]
        # Tables that list as many of the rest show that they are read rightly.
        alike = [(held, spot) for held, spot in tables if all(held[o] == counts[o] for o in others)]
        if not alike or any(held[level] == number for held, _ in tables):
            continue
        word = level.replace("_", " ")
        listed = [held[level] for held, _ in alike]
        often = [count for count in listed if listed.count(count) > 1] or listed  # one table alone may be misread
        yield rules.finding(
            "count",
            book.id,
            [sentence.spot(f"{number}", "jumlah"), *(spot for _, spot in alike)],
            subject=word,
            root=f"count {level}",
            said=f"{number} {word}",
            listed=", ".join(f"{count}" for count in dict.fromkeys(often)),
        )


def _twice(book: Book, said: Sequence[Sentence], cue: str, rule: str) -> Iterator[Finding]:
    found = [
        (match, sentence) for sentence in said for match in rules.cue(cue).finditer(sentence.text) if match["number"]
    ]
    numbers = dict.fromkeys(match["number"] for match, _ in found)
    if len({value_of(number) for number in numbers}) < 2:
        return
    noun = next((match.groupdict().get("noun") for match, _ in found), None)
    yield rules.finding(
        rule,
        book.id,
        [sentence.spot(match["number"], "jumlah", value_of(match["number"])) for match, sentence in found],
        subject=noun or "efisiensi",
        root=rule,
        printed="; ".join(f"{match[0].strip()} ({where([s.source])})" for match, s in found[:6]),
    )


def _far(book: Book, said: Sequence[Sentence]) -> Iterator[Finding]:
    """An overall efficiency far above that of every row."""
    rows = [fact for fact in book.printed if fact.measure == "efisiensi" and fact.unit != "rasio" and fact.value]
    if not rows:
        return
    highest = max(rows, key=lambda fact: fact.value or 0)
    for sentence in said:
        match = rules.cue("efficient").search(sentence.text)
        value = value_of(match["number"]) if match else None
        if match and value is not None and value > (highest.value or 0) + rules.number("far_efficiency"):
            yield rules.finding(
                "far",
                book.id,
                [sentence.spot(f"{match['number']}%", "efisiensi", value), spot_of(highest)],
                subject=sentence.text[:80],
                root="far",
                said=f"{match['number']}%",
                printed=highest.as_printed,
            )


def _dates(book: Book) -> Iterator[Finding]:
    """A preface signed before the year reported on was over."""
    year = book.report.identity.year
    dated = [(match, s) for s in book.sentences if (match := rules.cue("dated").match(s.text))]
    early = [
        (match, sentence)
        for match, sentence in dated
        if year and int(match["year"]) <= year and any(rules.cue("preface").search(part) for part in sentence.section)
    ]
    later = [(match, sentence) for match, sentence in dated if year and int(match["year"]) > year]
    if not early:
        return
    match, sentence = early[0]
    other = later[-1] if later else None
    yield rules.finding(
        "early",
        book.id,
        [sentence.spot(match[0], "tanggal"), *([other[1].spot(other[0][0], "tanggal")] if other else [])],
        subject="Kata pengantar",
        said=_date(match),
        year=year,
        other=f"; bagian lain bertanggal {_date(other[0])}" if other else "",
        other_en=f"; another part is dated {_date(other[0])}" if other else "",
    )


def _date(match: re.Match[str]) -> str:
    return f"{match['day'] or ''}{match['month']} {match['year']}"
