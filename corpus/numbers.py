"""Numbers as reports print them: both separator habits in one table, units and notes in the cell.

No locale can be right (of the numbers in five real reports half follow each habit), so the form of the number
decides, then the kind of its column (`Hint`), and what stays open is flagged. Decimal only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from corpus.vocabulary import load
from corpus.words import plain

Hint = Literal["money", "decimal", "count", "unknown"]
"""What a column holds: rupiah (a group of three digits is thousands), scores and percentages (it is decimals),
counts (thousands), or not known."""

Kind = Literal["number", "range", "absent", "text"]


@dataclass(frozen=True, slots=True)
class Number:
    """What a cell says.

    `kind`: "number" (value set), "range" (low and high set), "absent" (N/A, "-", NIHIL, empty) or "text".
    `unit` as printed behind the number ("%" , "dokumen"); `remark` a word in parentheses or before ("BB");
    `flags` name what was decided without proof; `other` is then the second reading.
    """

    kind: Kind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    remark: str | None = None
    flags: tuple[str, ...] = ()
    other: Decimal | None = None


_DIGITS = r"\d+(?:[.,]\d+)*"
_ABSENT = re.compile(r"^(n\s*/?\s*a|na|nihil|tad|tidak ada( data)?|belum ada|[-–—.:_*\s]*)$", re.IGNORECASE)
_SPACED = re.compile(r"(?<=\d)\s*([.,])\s*(?=\d)|(?<=\d)\s+(?=[.,]-)")
_BROKEN = re.compile(r"(?<=\d[.,]\d{3}[.,])(?:(\d{2})\s(\d)|(\d)\s(\d{2}))(?!\d)")
"""A last group of three digits that the layout broke ("2,204,963,49 2")."""
_TRAIL = re.compile(r"(?<=\d)[.,]?\s*[-–]+\s*$|(?<=\d)[.,]\s*$|(?<=\d),\s*-+(?=\s|$)")
_CURRENCY = re.compile(r"^(rp|idr)\.?\s*(?=[\d(+-])", re.IGNORECASE)
_NUMBER = re.compile(rf"^(?P<sign>[-–+]\s?)?(?P<digits>{_DIGITS})\s*(?P<unit>[^\d()]*?)\s*(?:\((?P<note>[^()]*)\))?$")
_RANGE = re.compile(
    rf"^[>≥]?\s*(?P<low>{_DIGITS})\s*%?\s*(?:-|–|—|s\s*/?\s*d\.?|sampai(?: dengan)?|≤)\s*[<≤]?\s*(?P<high>{_DIGITS})\s*"
    r"(?P<unit>[^\d()]*)$",
    re.IGNORECASE,
)
_BOUND = re.compile(rf"^(?P<bound>[<>≤≥]=?)\s*(?P<digits>{_DIGITS})\s*(?P<unit>[^\d()]*)$")
_LABELLED = re.compile(
    rf"^(?P<note>[A-Za-z][A-Za-z .]{{0,24}}?)\s*(?:\((?P<in>{_DIGITS})\)|[:/=]\s*(?P<out>{_DIGITS}))$"
)
_BRACKETED = re.compile(rf"^\(\s*(?:rp\.?\s*)?({_DIGITS})(?:,-)?\s*\)$", re.IGNORECASE)
_LONGEST_UNIT = 32
_MOST_DIGITS = 24
"""A run of more digits is no figure, and could not be reckoned with exactly: Decimal keeps 28."""


@lru_cache(maxsize=65536)
def parse(cell: str, hint: Hint = "unknown") -> Number:
    """Read one cell. Never raises; what is no number has kind "text" or "absent"."""
    text = plain(cell)
    if _ABSENT.match(text):
        return Number("absent")
    if len(text) > 120 or not any(char.isdigit() for char in text):
        return Number("text")
    body = _BROKEN.sub(lambda match: "".join(match.groups("")), _SPACED.sub(lambda match: match[1] or "", text))
    money = bool(_CURRENCY.match(body))
    if money:
        body, hint = _CURRENCY.sub("", body), "money"
    body = _TRAIL.sub("", body).strip()
    if hint == "money" and (bracketed := _BRACKETED.match(body)):
        body = f"-{bracketed[1]}"  # the accountants' minus
    return (
        _range(body, hint)
        or _single(body, hint, money)
        or _bound(body, hint)
        or _labelled(body, hint)
        or Number("text")
    )


def _single(body: str, hint: Hint, money: bool) -> Number | None:
    match = _NUMBER.match(body)
    if not match:
        return None
    unit = match["unit"].strip(" ,.;:/-–*") or None
    if unit and len(unit) > _LONGEST_UNIT:
        return None
    if unit and unit.startswith("%"):
        unit, hint = "%", "decimal"
    elif unit and not money and _is_counted(unit):
        hint = "count"
    number = decide(match["digits"], hint)
    if number.value is None:
        return number
    negative = (match["sign"] or "").strip() in ("-", "–")
    return replace(
        number,
        value=-number.value if negative else number.value,
        unit="rupiah" if money and not unit else unit,
        remark=(match["note"] or "").strip() or None,
    )


def _is_counted(unit: str) -> bool:
    """Whether a unit counts things ("lembar"), so that three digits behind one separator are thousands."""
    return len(unit) > 2 and unit.lower().split()[0].strip(".") not in _scaled()


@cache
def _scaled() -> frozenset[str]:
    return frozenset(load("units")["scaled"])


def _range(body: str, hint: Hint) -> Number | None:
    match = _RANGE.match(body)
    if not match:
        return None
    low, high = decide(match["low"], hint), decide(match["high"], hint)
    if low.value is None or high.value is None or low.value >= high.value:
        return None
    return Number("range", low=low.value, high=high.value, unit=match["unit"].strip(" .;") or None)


def _bound(body: str, hint: Hint) -> Number | None:
    match = _BOUND.match(body)
    if not match:
        return None
    number = decide(match["digits"], hint)
    if number.value is None:
        return number
    if match["bound"][0] in "<≤":
        return Number("range", high=number.value, unit=match["unit"].strip() or None)
    return Number("range", low=number.value, unit=match["unit"].strip() or None)


def _labelled(body: str, hint: Hint) -> Number | None:
    """A word and its score: "Sangat baik (72)", "BB : 74,61"."""
    match = _LABELLED.match(body)
    if not match:
        return None
    number = decide(match["in"] or match["out"], hint)
    return number if number.value is None else replace(number, remark=match["note"].strip())


def decide(digits: str, hint: Hint = "unknown") -> Number:
    """The value of digits with separators.

    Rules (domain.md E): a last separator that differs from the others is decimal if one or two digits follow;
    equal separators that group by three are thousands; one separator before three digits is decided by the hint;
    a leading zero makes it a decimal. What breaks the form is flagged `ambiguous_separator` or `damaged`; small groups
    throughout ("1.1.2", "16.08.24") are a code or a date, no number, and so are more digits than any figure has.
    """
    if sum(map(str.isdigit, digits)) > _MOST_DIGITS:
        return Number("text")
    marks = [char for char in digits if char in ".,"]
    parts = re.split(r"[.,]", digits)
    if not marks:
        return Number("number", Decimal(digits))
    if len(marks) == 1:
        return _one_mark(parts[0], parts[1], hint)
    return _many_marks(parts, marks, hint)


def _one_mark(whole: str, rest: str, hint: Hint) -> Number:
    as_decimal = Decimal(f"{whole}.{rest}")
    if len(rest) != 3 or len(whole) > 3 or whole.startswith("0"):
        return Number("number", as_decimal)
    as_thousands = Decimal(whole + rest)
    if hint in ("money", "count"):
        return Number("number", as_thousands)
    if hint == "decimal":
        return Number("number", as_decimal)
    return Number("number", as_thousands, flags=("ambiguous_separator",), other=as_decimal)


def _many_marks(parts: list[str], marks: list[str], hint: Hint) -> Number:
    if len(set(marks)) == 1 and all(len(part) <= 2 for part in parts):
        return Number("text")
    grouped = len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])
    joined = Decimal("".join(parts))
    last_decimal = Decimal("".join(parts[:-1]) + "." + parts[-1])
    if len(set(marks)) == 1:
        if grouped:
            return Number("number", joined)
        if all(len(part) == 3 for part in parts[1:-1]) and len(parts[-1]) <= 2:
            return Number("number", last_decimal, flags=("ambiguous_separator",), other=joined)
        return Number("number", joined, flags=("damaged",), other=last_decimal)
    inner = all(len(part) == 3 for part in parts[1:-1]) and len(parts[0]) <= 3
    if len(set(marks[:-1])) == 1 and marks[-1] != marks[0] and inner and len(parts[-1]) != 3:
        return Number("number", last_decimal)
    if grouped and hint != "decimal":
        return Number("number", joined, flags=("ambiguous_separator",), other=last_decimal)
    if grouped:
        return Number("number", last_decimal, flags=("ambiguous_separator",), other=joined)
    return Number("number", last_decimal if len(parts[-1]) <= 2 else joined, flags=("damaged",))


def render(value: Decimal, *, comma: bool = True, places: int | None = None) -> str:
    """`value` in Indonesian (1.234,5) or English (1,234.5) style; `places` fixes the decimals, else as given."""
    text = f"{value:,.{places}f}" if places is not None else f"{value:,f}"
    return text.translate(str.maketrans(",.", ".,")) if comma else text
