"""Numbers that cannot be: broken separators, or more spent than the budget; the arithmetic often tells the digit."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.audit import rules
from assistant.audit.amount import Span, agrees, shown
from assistant.audit.book import Book, subject
from assistant.audit.column import columns
from assistant.audit.finding import Finding, spot_of
from assistant.audit.tree import families
from assistant.numerals import plain_number
from corpus.fact import Fact

_DOUBTFUL = frozenset({"damaged", "ambiguous_separator"})


def of_ratio(book: Book, rate: Fact, spent: Fact, budget: Fact) -> Finding | None:
    """The damaged amount of a row: broken in its digits, or spending above its budget against the printed rate.

    None for other rows.
    """
    if broken := _broken(book, rate, spent, budget):
        return broken
    if rate.measure != "serapan" or rate.value is None or not budget.value or spent.value is None:
        return None
    if spent.value <= budget.value or rate.value > 100:
        return None
    right = (
        _printed_elsewhere(book, spent, budget.value, rate.value)
        or _left_over(book, spent, budget.value, rate.value)
        or _one_digit(spent.value, budget.value, rate.value)
    )
    wrong, other = spent, budget
    if right is None and (right := _one_digit_of_budget(spent.value, budget.value, rate.value)):
        wrong, other = budget, spent
    return rules.finding(
        "impossible",
        book.id,
        [spot_of(wrong), spot_of(other), spot_of(rate)],
        subject=spent.indicator,
        expected=None if right is None else plain_number(right),
        formula=f"{rate.as_printed} x {budget.as_printed}",
        spent=spent.as_printed,
        budget=budget.as_printed,
        rate=rate.as_printed,
        value=shown(spent.value / budget.value * 100),
    )


def _broken(book: Book, rate: Fact, spent: Fact, budget: Fact) -> Finding | None:
    """The finding of an amount whose separators are broken, where one repair makes the rate right."""
    if rate.measure != "serapan" or rate.value is None or spent.value is None or budget.value is None:
        return None
    for fact, other in ((spent, budget), (budget, spent)):
        if not _DOUBTFUL & set(fact.flags):
            continue
        repaired = {
            value
            for value in _repairs(fact.as_printed)
            if (_fits(value, budget.value, rate.value) if fact is spent else _fits(spent.value, value, rate.value))
        }
        if len(repaired) == 1:
            return rules.finding(
                "broken",
                book.id,
                [spot_of(fact), spot_of(other), spot_of(rate)],
                subject=fact.indicator,
                expected=plain_number(repaired.pop()),
                formula=f"{rate.as_printed} x {budget.as_printed}" if fact is spent else None,
                printed=fact.as_printed,
                rate=rate.as_printed,
            )
    return None


def _repairs(printed: str) -> set[Decimal]:
    """What a broken amount may have been: digits lost at its end, or one digit too many."""
    digits = re.sub(r"\D", "", re.sub(r"[,.]-\s*$|[,.]00$", "", printed.strip()) or printed)
    whole = (
        {Decimal(re.sub(r"\D", "", printed.strip(" -,")) + "0" * more) for more in (0, 1, 2, 3)} if digits else set()
    )
    fewer = {Decimal(digits[:at] + digits[at + 1 :]) for at in range(len(digits)) if len(digits) > 1}
    return whole | fewer


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


def _left_over(book: Book, spent: Fact, budget: Decimal, rate: Decimal) -> Decimal | None:
    """What the parent's amount leaves for this child beside its siblings, where that fits the rate."""
    for page in book.pages:
        for column in columns(page):
            for family in families(column):
                if any(cell.fact is spent for cell in family.children):
                    value = (spent.value or Decimal(0)) + family.gap
                    return value if value > 0 and _fits(value, budget, rate) else None
    return None


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
