"""Claims: a question that states a figure ("apakah benar serapan 95%?") is held against what the report prints."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.numerals import numeric_tokens, readings
from assistant.replies.draft import Context, Draft, measure_name, shown, warn_two_values
from assistant.replies.figures import read_scope
from assistant.replies.reading import Reading
from assistant.replies.single import subject_name

_REFERENCE = re.compile(
    r"\b(?:tabel|table|gambar|bab|lampiran|halaman|hal|page|baris|line|nomor|no|pasal|triwulan|tw)\b\.?\s*\d[\d.]*",
    re.IGNORECASE,
)
"""A number that names a place of the report, not a figure."""


_SCALED = re.compile(r"(?<=\d)\s*(ribu|juta|miliar|milyar|triliun|million|billion)\b", re.IGNORECASE)
_SCALES = {
    "ribu": Decimal(10) ** 3,
    "juta": Decimal(10) ** 6,
    "million": Decimal(10) ** 6,
    "miliar": Decimal(10) ** 9,
    "milyar": Decimal(10) ** 9,
    "billion": Decimal(10) ** 9,
    "triliun": Decimal(10) ** 12,
}


def reply(context: Context) -> Draft | None:
    """Whether the one figure that a question claims is printed; None where none is claimed or none is found.

    A claim that the report does not bear out gets the status premise_false and the printed figure. A claim of a bound
    ("di atas 90%") holds where the printed figure keeps it.
    """
    claimed = _claimed(context)
    found = [reading for scope in context.scopes for reading in read_scope(context, scope)] if claimed else []
    if len(found) != 1 or found[0].value is None:
        return None
    return _verdict(context, found[0], claimed)


def without_places(question: str) -> str:
    """The question without the numbers of tables, pages and chapters that it names."""
    return _REFERENCE.sub(" ", question)


def _claimed(context: Context) -> set[Decimal]:
    """What the claimed number may be read as; empty where a question states no number besides years, or several."""
    years = {str(year) for year in context.slots.years.named}
    tokens = [token for token in numeric_tokens(without_places(context.question)) if token not in years]
    if len(tokens) != 1:
        return set()
    return {value * _scale(context) for value in readings(tokens[0])}


def _scale(context: Context) -> Decimal:
    """What a claimed number is counted in: "3,2 miliar" is so many thousand million; 1 where no word says so."""
    match = _SCALED.search(context.question)
    return _SCALES[match.group(1).lower()] if match else Decimal(1)


def _verdict(context: Context, reading: Reading, claimed: set[Decimal]) -> Draft:
    draft = Draft()
    figure = reading.figure(context.language)
    holds = _holds(context, figure.value, claimed)
    printed_elsewhere = not holds and any(_holds(context, fact.value, claimed) for fact in reading.choice.differ)
    if not holds and not printed_elsewhere:
        draft.status = "premise_false"
    verdict = context.say("Ya, benar", "Yes, that is right") if holds else context.say("Tidak", "No")
    if printed_elsewhere:
        verdict = context.say("Dua angka tercetak", "Two figures are printed")
    draft.know(reading.year)
    name = measure_name(reading.measure, context.language)
    what = subject_name(context, reading)
    year = "" if reading.year is None else str(reading.year)
    value = f"{shown(figure, context.language)} {draft.mark(figure)}"
    draft.lead = context.say(
        f"**{verdict}:** {name} {what} {f'tahun {year} ' if year else ''}adalah {value}.",
        f"**{verdict}:** the {name} of {what} {f'in {year} ' if year else ''}is {value}.",
    )
    warn_two_values(draft, context, reading.choice)
    return draft


def _holds(context: Context, value: Decimal | None, claimed: set[Decimal]) -> bool:
    """Whether a value bears out the claim: by its bound, else by being the claimed number."""
    if value is None:
        return False
    if context.slots.threshold:
        operator, bound = context.slots.threshold
        return value < bound if operator == "<" else value > bound
    if _scale(context) > 1:  # "3,2 miliar" is said of 3.180.247.616
        return any(abs(value - one) <= _half(context) for one in claimed)
    return value in claimed


def _half(context: Context) -> Decimal:
    """Half of the last digit that a claimed number in words ("3,2 miliar") was said with."""
    match = _SCALED.search(context.question)
    digits = re.search(r"[.,](\d+)\s*$", context.question[: match.start(1)]) if match else None
    return _scale(context) / 2 / 10 ** len(digits.group(1)) if digits else _scale(context) / 2
