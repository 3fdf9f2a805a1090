"""How many of a thing a report says it has: a number right before the noun in its own text."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answer import Figure, Passage
from assistant.linking import Scope
from assistant.passages import Finder
from assistant.render import escape
from assistant.replies.draft import Context, Draft

# How many passages are looked through for a count.
_DEPTH = 80
_NOUNS = ("responden", "sub kegiatan", "program", "kegiatan", "indikator", "sasaran", "desa", "kelurahan", "inovasi",
          "pegawai", "orang", "rt", "rw")  # fmt: skip


def reply(context: Context, finder: Finder) -> Draft | None:
    """The printed counts of the nouns asked for, each office; None when no sentence gives one."""
    draft = Draft()
    parts = []
    nouns = _asked(context)
    for scope in context.scopes:
        for found in _counts(finder, nouns, scope):
            office = f" ({escape(scope.organisation)})" if len(context.scopes) > 1 else ""
            parts.append(f"**{escape(found.as_printed)}** {draft.mark(found)}{office}")
    if not parts:
        return None
    draft.lead = "; ".join(parts) + "."
    return draft


def _asked(context: Context) -> list[str]:
    """The nouns that follow a "berapa", in the order asked."""
    said = context.slots.plain_text
    found = [
        (match.start(), noun)
        for noun in _NOUNS
        for match in re.finditer(rf"\b(?:berapa|jumlah|banyak)(?: jumlah)? {noun}\b", said)
    ]
    nouns = [noun for _, noun in sorted(found)]
    if "jumlah_pegawai" in context.slots.measures:
        nouns.append("pegawai")
    return list(dict.fromkeys(nouns)) or [context.slots.count_of or ""]


def _pattern(noun: str) -> re.Pattern[str]:
    """A count as running text prints it: "5 program", "5 (lima) program", "17 orang pegawai"."""
    blanks = noun.replace(" ", r"\s+")
    words = r"(?:\([^()]{2,40}\)\s*)?(?:orang\s+|buah\s+)?"
    return re.compile(rf"(?<![\d.,])(\d{{1,5}})\s*{words}{blanks}\b", re.IGNORECASE)


def _counts(finder: Finder, nouns: list[str], scope: Scope) -> list[Figure]:
    """The counts of one office, from the passage that prints the most of them."""
    best: list[Figure] = []
    reports = [office.id for office in scope.offices]
    for passage in finder.find(f"{' '.join(nouns)} sebanyak jumlah", reports, _DEPTH, lexical=True):
        found = [
            _figure(passage, match, noun, scope.organisation)
            for noun in nouns
            if (match := _pattern(noun).search(passage.text))
        ]
        if len(found) > len(best):
            best = found
    return best


def _figure(passage: Passage, match: re.Match[str], noun: str, organisation: str) -> Figure:
    return Figure(
        label=f"jumlah {noun} {organisation}",
        value=Decimal(match.group(1)),
        as_printed=" ".join(match.group(0).split()),
        unit=noun,
        indicator=f"jumlah {noun}",
        code=None,
        measure="jumlah",
        period_year=None,
        organisation=organisation,
        report=passage.report,
        source=passage.source,
    )
