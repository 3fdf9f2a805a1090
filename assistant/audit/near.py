"""Amounts of one name that are nearly the same in two tables: a digit or two was copied wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.audit import rules
from assistant.audit.book import LEVELS, Book
from assistant.audit.finding import Finding, spot_of, where
from assistant.audit.quantity import FINAL
from corpus.fact import Fact
from corpus.words import plain

_STEM = 6
"""Letters that two forms of a word have in common at least."""


def check(book: Book) -> Iterator[Finding]:
    """Totals and other amounts outside the programmes whose values differ by less than a thousandth."""
    held: dict[tuple[object, ...], list[Fact]] = {}
    spellings: list[str] = []
    for fact in (*book.printed, *book.stated):
        if fact.unit != "rupiah" or not fact.value or fact.version not in FINAL or fact.level in LEVELS:
            continue
        if fact.measure not in rules.rules()["amounts"] or {"damaged", "ambiguous_separator"} & set(fact.flags):
            continue
        name = "total" if fact.level == "total" else _spelt(book.names.head(fact.indicator), spellings)
        held.setdefault((name, fact.measure, fact.period_year), []).append(fact)
    for facts in held.values():
        most = _most(facts)
        near = [fact for fact in facts if _is_near(fact.value or Decimal(0), most)]
        if near:
            yield _finding(book, near, [fact for fact in facts if fact.value == most])


def _spelt(name: str, known: list[str]) -> str:
    """The first known spelling of a name whose words only end differently ("operasi", "operasional")."""
    words = name.split()
    for other in known:
        pairs = list(zip(words, other.split(), strict=False))
        if len(words) == len(other.split()) and all(
            one == two or (min(len(one), len(two)) >= _STEM and (one.startswith(two) or two.startswith(one)))
            for one, two in pairs
        ):
            return other
    known.append(name)
    return name


def _most(facts: list[Fact]) -> Decimal:
    """The value that is printed most often, the first printed one of several."""
    values = [fact.value for fact in facts if fact.value is not None]
    return max(dict.fromkeys(values), key=values.count)


def _is_near(value: Decimal, other: Decimal) -> bool:
    return value != other and abs(value - other) < other * rules.number("near")


def _finding(book: Book, near: list[Fact], most: list[Fact]) -> Finding:
    gap = max(abs((fact.value or Decimal(0)) - (most[0].value or Decimal(0))) for fact in near)
    return rules.finding(
        "near",
        book.id,
        [*map(spot_of, near), *map(spot_of, most)],
        subject=near[0].indicator,
        severity="low" if gap < rules.number("petty") else None,
        root=f"near {near[0].source.table}",
        measure=rules.name(near[0].measure),
        measure_en=rules.name(near[0].measure, "en"),
        printed="; ".join(f"{plain(f.as_printed)} ({where([f.source])})" for f in (*near, most[0])),
    )
