"""Numbers that cannot be: more was spent than the budget while the rate says otherwise; the arithmetic tells the digit."""

from __future__ import annotations

from decimal import Decimal

from assistant.audit import rules
from assistant.audit.amount import Span, agrees, shown
from assistant.audit.book import Book, subject
from assistant.audit.finding import Finding, spot_of
from assistant.numerals import plain_number
from corpus.fact import Fact


def of_ratio(book: Book, rate: Fact, spent: Fact, budget: Fact) -> Finding | None:
    """The damaged amount of a row whose spending exceeds its budget against the printed rate; None for other rows."""
    if rate.measure != "serapan" or rate.value is None or not budget.value or spent.value is None:
        return None
    if spent.value <= budget.value or rate.value > 100:
        return None
    right = _printed_elsewhere(book, spent, budget.value, rate.value) or _one_digit(
        spent.value, budget.value, rate.value
    )
    broken, other = spent, budget
    if right is None and (right := _one_digit_of_budget(spent.value, budget.value, rate.value)):
        broken, other = budget, spent
    return rules.finding(
        "impossible",
        book.id,
        [spot_of(broken), spot_of(other), spot_of(rate)],
        subject=spent.indicator,
        expected=None if right is None else plain_number(right),
        formula=f"{rate.as_printed} x {budget.as_printed}",
        spent=spent.as_printed,
        budget=budget.as_printed,
        rate=rate.as_printed,
        value=shown(spent.value / budget.value * 100),
    )


def _fits(spent: Decimal, budget: Decimal, rate: Decimal) -> bool:
    return bool(budget) and agrees(rate, Span.exact(spent / budget * 100), cut=True)


def _printed_elsewhere(book: Book, spent: Fact, budget: Decimal, rate: Decimal) -> Decimal | None:
    """The amount that another table prints for the same thing, where it fits the rate."""
    about = subject(spent)
    found = {
        fact.value
        for fact in book.printed
        if fact.measure == spent.measure
        and fact.value is not None
        and fact.period_year == spent.period_year
        and subject(fact) & about
        and _fits(fact.value, budget, rate)
    }
    return found.pop() if len(found) == 1 else None


def _one_digit(spent: Decimal, budget: Decimal, rate: Decimal) -> Decimal | None:
    """The spending with one digit replaced so that the rate fits; None where no or several digits would do."""
    found = {value for value in _changed(spent) if _fits(value, budget, rate)}
    return found.pop() if len(found) == 1 else None


def _one_digit_of_budget(spent: Decimal, budget: Decimal, rate: Decimal) -> Decimal | None:
    found = {value for value in _changed(budget) if _fits(spent, value, rate)}
    return found.pop() if len(found) == 1 else None


def _changed(value: Decimal) -> set[Decimal]:
    """A whole amount with one digit replaced by another."""
    digits = f"{value:f}"
    return {
        Decimal(digits[:at] + other + digits[at + 1 :])
        for at, digit in enumerate(digits)
        if digit.isdigit()
        for other in "0123456789"
        if other != digit and not (at == 0 and other == "0")
    }
