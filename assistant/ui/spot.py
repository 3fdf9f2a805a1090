"""The place of a citation as part of a link, and back: links carry all that the evidence panel needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from corpus.fact import Source

PREFIX = "#bukti?"
WHOLE = "#laporan?"
_SEPARATOR = "\x1f"
_LONGEST = 4000
_LAST_LINE = 10_000_000
_EDGE = r"(\d{1,5}\.\d)"
_BOX = re.compile(",".join([_EDGE] * 4))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a figure or passage stands: report, lines or page, the text printed there and its column header.

    `box` is where on the page, in points from its top left corner (left, top, right, bottom).
    """

    report: str
    line_start: int | None = None
    line_end: int | None = None
    page: int | None = None
    printed: str = ""
    header: tuple[str, ...] = ()
    box: tuple[float, float, float, float] | None = None

    @classmethod
    def of(cls, report: str, source: Source, printed: str = "") -> Spot:
        """The spot of a source in a report."""
        return cls(report, source.line_start, source.line_end, source.page, printed, source.header, source.bbox)

    @property
    def link(self) -> str:
        """The spot as the address of a link within the page, to be escaped like any attribute."""
        fields = {"r": self.report, "a": self.line_start, "b": self.line_end, "p": self.page, "v": self.printed,
                  "h": _SEPARATOR.join(self.header),
                  "x": edges(self.box)}  # fmt: skip
        return PREFIX + urlencode({key: value for key, value in fields.items() if value not in (None, "")})

    @classmethod
    def parse(cls, link: object) -> Spot | None:
        """The spot of a link; None for anything else (a link comes from the browser: it may hold anything)."""
        if not isinstance(link, str) or not link.startswith(PREFIX) or len(link) > _LONGEST:
            return None
        fields = dict(parse_qsl(link.removeprefix(PREFIX)))
        numbers = [_number(fields.get(key)) for key in ("a", "b", "p")]
        if not fields.get("r") or -1 in numbers:
            return None
        start, end, page = numbers
        if start is not None and end is not None and end < start:
            return None
        header = fields.get("h", "")
        names = tuple(header.split(_SEPARATOR) if header else ())
        return cls(fields["r"], start, end, page, fields.get("v", ""), names, box_of(fields.get("x", "")))


@dataclass(frozen=True, slots=True)
class Opening:
    """A whole report to be opened: at one of its sections (from 0), or at a line or page."""

    report: str
    section: int | None = None
    line: int | None = None
    page: int | None = None

    @property
    def link(self) -> str:
        """The opening as the address of a link within the page, to be escaped like any attribute."""
        section = None if self.section is None else self.section + 1
        fields = {"r": self.report, "s": section, "a": self.line, "p": self.page}
        return WHOLE + urlencode({key: value for key, value in fields.items() if value is not None})

    @classmethod
    def parse(cls, link: object) -> Opening | None:
        """The opening of a link; None for anything else."""
        if not isinstance(link, str) or not link.startswith(WHOLE) or len(link) > _LONGEST:
            return None
        fields = dict(parse_qsl(link.removeprefix(WHOLE)))
        section, line, page = (_number(fields.get(key)) for key in ("s", "a", "p"))
        if not fields.get("r") or -1 in (section, line, page):
            return None
        return cls(fields["r"], None if section is None else section - 1, line, page)


def edges(box: tuple[float, float, float, float] | None) -> str:
    """A box as text for an address; "" for none."""
    return ",".join(f"{edge:.1f}" for edge in box or ())


def box_of(text: str) -> tuple[float, float, float, float] | None:
    """The box of such a text; None where none is given and for nonsense."""
    match = _BOX.fullmatch(text)
    if match is None:
        return None
    left, top, right, bottom = map(float, match.groups())
    return (left, top, right, bottom) if left < right and top < bottom else None


def _number(text: str | None) -> int | None:
    """A line or page number; None where none is given, -1 for nonsense."""
    if text is None:
        return None
    if text.isascii() and text.isdigit() and len(text) < 9 and 0 < int(text) < _LAST_LINE:
        return int(text)
    return -1
