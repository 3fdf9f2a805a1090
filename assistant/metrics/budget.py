"""Budget arithmetic: absorption, what is left, shares. Amounts in rupiah, rates in per cent."""

from __future__ import annotations

from decimal import Decimal


def absorption(pagu: Decimal, realisasi: Decimal) -> Decimal | None:
    """Realisasi / pagu x 100 (per cent); None when pagu is zero."""
    return realisasi / pagu * 100 if pagu else None


def remaining(pagu: Decimal, realisasi: Decimal) -> Decimal:
    """Pagu - realisasi (rupiah); negative when more was spent than allowed."""
    return pagu - realisasi


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """Part / whole x 100 (per cent); None when the whole is zero."""
    return part / whole * 100 if whole else None
