"""Numbers as text: Indonesian style in Indonesian answers, English style in English ones."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*")
_SWAP = str.maketrans({",": ".", ".": ","})


def plain_number(value: Decimal, language: str = "id") -> str:
    """A number with its own digits, thousands grouped above 9999 and no trailing zeros beyond the printed ones."""
    grouped = f"{value:,f}" if abs(value) >= 10_000 else f"{value:f}"
    return grouped if language == "en" else grouped.translate(_SWAP)


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """Half-up to a number of decimals, trailing zeros dropped (12.50 -> 12.5, 4.00 -> 4)."""
    kept = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    kept = kept.normalize()
    return kept.quantize(Decimal(1)) if kept == kept.to_integral_value() else kept


def with_unit(value: Decimal, unit: str | None, language: str = "id") -> str:
    """A number with its unit: Rp in front for money, % behind for per cent, other units as words where they tell."""
    text = plain_number(value, language)
    if unit == "rupiah":
        return f"-Rp{text[1:]}" if text.startswith("-") else f"Rp{text}"
    if unit == "persen":
        return f"{text}%"
    if unit in (None, "", "nilai", "indeks", "skor", "rasio", "angka"):
        return text
    if unit == "poin":
        return f"{text} {'points' if language == 'en' else 'poin'}"
    return f"{text} {unit}"


def numeric_tokens(text: str) -> list[str]:
    """The numbers of a text as written, without signs and units."""
    return _TOKEN.findall(text)


def readings(token: str) -> set[Decimal]:
    """Every number that a token may stand for, whichever of comma and point is the decimal mark."""
    found: set[Decimal] = set()
    for decimal_mark, group_mark in ((",", "."), (".", ",")):
        cleaned = token.replace(group_mark, "").replace(decimal_mark, ".")
        if cleaned.count(".") > 1:
            continue
        try:
            found.add(Decimal(cleaned))
        except InvalidOperation:
            continue
    return found
