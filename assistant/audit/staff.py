"""The number of staff by education, by grade, by sex: tables that part the same people have the same total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.audit import rules
from assistant.audit.book import Book, Page
from assistant.audit.finding import Finding, spot_of
from assistant.audit.prose import value_of
from assistant.numerals import plain_number
from corpus.fact import Fact


def check(book: Book) -> Iterator[Finding]:
    """Tables of all staff whose totals differ."""
    found = [(total, fact) for page in book.pages if (total := _total(page)) is not None for fact in [_last(page)]]
    totals = {total for total, _ in found}
    if len(totals) == 1:
        yield from _stated(book, totals.pop(), found[0][1])
    if len(totals) < 2:
        return
    yield rules.finding(
        "staff",
        book.id,
        [spot_of(fact) for _, fact in found],
        subject="Jumlah pegawai",
        root="staff",
        printed="; ".join(f"{plain_number(total)} ({fact.source.table or '-'})" for total, fact in found),
    )


def _stated(book: Book, total: Decimal, fact: Fact) -> Iterator[Finding]:
    """A sentence that states another number of all staff than every table."""
    for sentence in book.sentences:
        match = rules.cue("staff_stated").search(sentence.text)
        value = value_of(match["number"]) if match else None
        if match is None or value is None or value == total:
            continue
        yield rules.finding(
            "staff_stated",
            book.id,
            [sentence.spot(match["number"], "jumlah_pegawai", value), spot_of(fact)],
            subject="Jumlah pegawai",
            expected=plain_number(total),
            root="staff",
            said=match["number"],
            printed=plain_number(total),
        )
        return


def _total(page: Page) -> Decimal | None:
    if page.unread or not rules.cue("all_staff").search(page.table.caption):
        return None
    facts = [fact for fact in page.facts if fact.measure == "jumlah_pegawai" and fact.value is not None]
    totals = [fact.value for fact in facts if fact.level == "total" and fact.value is not None]
    if totals:
        return totals[-1]
    return sum((fact.value or Decimal(0) for fact in facts), Decimal(0)) if len(facts) >= 2 else None


def _last(page: Page) -> Fact:
    return [fact for fact in page.facts if fact.measure == "jumlah_pegawai"][-1]
