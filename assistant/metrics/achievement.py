"""Achievement of a target: rumus 1 and 2 of Keputusan Kepala LAN 239/IX/6/8/2003, ranges and undefined cases."""

from __future__ import annotations

import re
from decimal import Decimal

_RANGE = re.compile(r"^\s*(\d+(?:[.,]\d+)?)\s*(?:-|–|—|s\.?d\.?|sampai)\s*(\d+(?:[.,]\d+)?)")


def achieved_percent(target: Decimal, realisasi: Decimal, *, lower_is_better: bool = False) -> Decimal | None:
    """Capaian in per cent; None when the target is zero.

    Rumus 1 (higher is better): realisasi / target x 100.
    Rumus 2 (lower is better): (2 x target - realisasi) / target x 100.
    """
    if not target:
        return None
    if lower_is_better:
        return (2 * target - realisasi) / target * 100
    return realisasi / target * 100


def range_of(as_printed: str) -> tuple[Decimal, Decimal] | None:
    """Low and high of a target printed as a range ("60-70"); None for anything else."""
    match = _RANGE.match(as_printed)
    if not match:
        return None
    low, high = (Decimal(part.replace(",", ".")) for part in match.groups())
    return (low, high) if low < high else None


_LOWER = re.compile(
    r"\b(?:waktu|lama(?:nya)?|durasi|keluhan|pengaduan masyarakat|temuan|kemiskinan|pengangguran|stunting|pelanggaran|"
    r"konflik|kerugian|kematian|prevalensi|keterlambatan|emisi)\b",
    re.IGNORECASE,
)
_HANDLED = re.compile(r"\b(?:ditangani|diselesaikan|ditindaklanjuti|tepat waktu|sesuai)\b", re.IGNORECASE)


def lower_is_better(name: str, target: Decimal, realisasi: Decimal, capaian: Decimal | None = None) -> bool:
    """Whether less is better: told by the printed capaian where it can tell, else by the indicator's name."""
    if capaian is not None and target and realisasi != target and capaian != 100:
        return (capaian > 100) == (realisasi < target)
    return bool(_LOWER.search(name)) and not _HANDLED.search(name)


def is_met(target: Decimal | tuple[Decimal, Decimal], realisasi: Decimal, *, lower_is_better: bool = False) -> bool:
    """Whether a target was met; a range is met from its lower bound on (its upper bound when lower is better)."""
    if isinstance(target, tuple):
        return realisasi <= target[1] if lower_is_better else realisasi >= target[0]
    return realisasi <= target if lower_is_better else realisasi >= target
