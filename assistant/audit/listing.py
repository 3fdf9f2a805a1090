"""The findings as a table on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from assistant.audit.finding import Finding
from assistant.audit.rows import Row, rows, summary

_WIDTH = 110
_COLUMNS = (("place", 13), ("severity", 8), ("printed", 24), ("expected", 24))
_HEADERS = ("tempat", "tingkat", "tercetak", "hitung ulang")


def listing(findings: Sequence[Finding]) -> str:
    """One block a finding, report by report: the figures side by side, the explanation below."""
    lines: list[str] = []
    report = ""
    for row in rows(findings):
        if row.report != report:
            report = row.report
            lines += ["", report, _cells(_HEADERS), "-" * _WIDTH]
        lines += _block(row)
    return "\n".join([*lines, "", summary(findings)]).strip() + "\n"


def _block(row: Row) -> list[str]:
    cells = _cells([getattr(row, name) or "-" for name, _ in _COLUMNS])
    if not row.explanation:
        return [f"{cells}  {_cut(row.subject, 40)}".rstrip()]
    text = [row.explanation, *([f"Bacaan yang wajar: {row.benign}"] if row.benign else [])]
    return [cells.rstrip(), *(f"    {line}" for part in text for line in wrap(part, _WIDTH - 4))]


def _cells(texts: Sequence[str]) -> str:
    return "  ".join(_cut(text, width).ljust(width) for text, (_, width) in zip(texts, _COLUMNS, strict=True))


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
