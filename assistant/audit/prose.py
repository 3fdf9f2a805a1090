"""The sentences of a report, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.audit.finding import Spot
from assistant.audit.rules import cue
from corpus.fact import Source
from corpus.numbers import decide
from corpus.report import Report
from corpus.words import plain

_END = re.compile(r"(?<=[.;])\s+(?=[A-Z(])")
_SHORT = re.compile(r"\b(?:kec|kab|no|rp|drs|ir|st|sh|tgl|dr|prof|nomor|dll|dsb|s\.d)\.$", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d.,])20\d\d(?![\d.,]*\d)")
_LAW = re.compile(r"(?:nomor|no\.?)\s*[^\s,;]+\s*(?:/\S+\s*)?tahun\s*\d{4}", re.IGNORECASE)
"""Years that only name a regulation."""
_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a paragraph or list item; `section` is the path of headings above it."""

    text: str
    source: Source
    section: tuple[str, ...]
    scope: str = ""
    """The one objective that the sentence stands under ("Sasaran 2: ..."), "" where it is about all."""

    @property
    def years(self) -> frozenset[int]:
        """The years that it names, those of regulations left out."""
        return frozenset(int(year) for year in _YEAR.findall(_LAW.sub("", self.text)))

    def spot(self, printed: str, measure: str, value: Decimal | None = None, label: str = "") -> Spot:
        """A figure (or phrase) of the sentence as a spot; a per cent sign stands as far from it as in print."""
        if printed.endswith("%") and (match := re.search(rf"{re.escape(printed[:-1])}\s*%", self.text)):
            printed = match[0]
        return Spot(label or self.text[:_SHOWN], measure, printed, value, None, self.source)


def sentences(report: Report) -> Iterator[Sentence]:
    """The sentences of all paragraphs and list items in reading order."""
    scope = ""
    section: tuple[str, ...] = ()
    for block in report.blocks:
        if block.kind == "table":
            continue
        if block.section != section:
            scope, section = "", block.section
        body = plain(block.text)
        if named := cue("scope").match(body):
            scope = named["name"]
        if block.kind == "heading":
            continue
        place = block.place
        source = Source.at(place, report.file)
        for text in split(body):
            yield Sentence(text, source, block.section, scope)


def split(text: str) -> Iterator[str]:
    """The sentences of a text; full stops of abbreviations end none."""
    kept = ""
    for part in _END.split(text):
        kept = f"{kept} {part}".strip()
        if not _SHORT.search(kept):
            yield kept
            kept = ""
    if kept:
        yield kept


def value_of(digits: str) -> Decimal | None:
    """The number that digits of a sentence stand for; None where they are no number."""
    return decide(digits, "decimal").value
