"""How many of a thing a report says it has: a number right before the noun in its own text."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answer import Figure, Passage
from assistant.linking import Scope
from assistant.offices import Office
from assistant.passages import Finder
from assistant.render import escape
from assistant.replies.draft import Context, Draft, computed
from assistant.rulebook import StaffList
from corpus.fact import Source

# How many passages are looked through for a count.
_DEPTH = 80
_NOUNS = ("responden", "sub kegiatan", "program", "kegiatan", "indikator", "sasaran", "desa", "kelurahan", "inovasi",
          "pegawai", "orang", "rt", "rw")  # fmt: skip

_BRACKETED = re.compile(r"^\((\d+)\)")
"""A number whose word stands before it: "sembilan (9) program" is told as "9 program"."""


def reply(context: Context, finder: Finder) -> Draft | None:
    """The printed counts of the nouns asked for, each office; None when no sentence gives one."""
    draft = Draft()
    parts = []
    nouns = asked(context)
    for scope in context.scopes:
        counts = _counts(finder, nouns, scope)
        if not counts and "pegawai" in nouns and (listed := _listed(context, draft, scope)) is not None:
            parts.append(listed)
        for found in counts:
            office = f" ({escape(scope.organisation)})" if len(context.scopes) > 1 else ""
            told = _BRACKETED.sub(r"\1", found.as_printed)
            parts.append(f"**{escape(told)}** {draft.mark(found)}{office}")
    if not parts:
        return None
    draft.lead = "; ".join(parts) + "."
    return draft


def _listed(context: Context, draft: Draft, scope: Scope) -> str | None:
    """The employees that an office's report of the year lists by name, counted; None where it lists none."""
    years = context.slots.years.resolve(scope.year) or (scope.year,)
    office = next((office for office in scope.offices if office.year in years), None)
    lists = context.rules.staff(office.id) if office is not None else ()
    total = sum(one.count for one in lists)
    if office is None or not total:
        return None
    draft.know(total, office.year, *(one.count for one in lists))
    counted = [_counted(one, scope, office) for one in lists]
    formula = " + ".join(str(one.count) for one in lists)
    label = context.say("pegawai dalam daftar", "employees listed")
    result = computed(label, Decimal(total), "orang", formula, counted, measure="jumlah_pegawai")
    places = []
    for one in lists:
        source = Source(office.file, one.place.line_start, one.place.line_end, page=one.place.page, table=one.caption)
        places.append(
            f"{escape(one.caption)} {one.count} {draft.quote(Passage(one.caption, '', office.id, 1.0, source))}"
        )
    return context.say(
        f"**{total} orang** {draft.mark(result)} (hitung ulang dari daftar nama {escape(scope.organisation)} "
        f"{office.year}: {'; '.join(places)})",
        f"**{total} people** {draft.mark(result)} (counted in the lists of names of {escape(scope.organisation)} "
        f"{office.year}: {'; '.join(places)})",
    )


def _counted(one: StaffList, scope: Scope, office: Office) -> Figure:
    return Figure(
        label=one.caption,
        value=Decimal(one.count),
        as_printed="",
        unit="orang",
        indicator=one.caption,
        code=None,
        measure="jumlah_pegawai",
        period_year=office.year,
        organisation=scope.organisation,
        report=office.id,
        source=None,
        computed=True,
        formula=f"{one.count} NIP",
    )


def asked(context: Context) -> list[str]:
    """The nouns that follow a "berapa", in the order asked."""
    said = context.slots.plain_text
    found = [
        (match.start(), noun)
        for noun in _NOUNS
        for match in re.finditer(rf"\b(?:berapa|jumlah|banyak)(?: jumlah)? (?:\w+ (?:dan|serta) )?{noun}\b", said)
    ]
    nouns = [noun for _, noun in sorted(found)]
    if "jumlah_pegawai" in context.slots.measures:
        nouns.append("pegawai")
    return list(dict.fromkeys(nouns)) or [context.slots.count_of or ""]


def _pattern(noun: str) -> re.Pattern[str]:
    """A count as running text prints it: "5 program", "5 (lima) program", "lima (5) program", "17 orang pegawai".

    A year before the noun is none: "Tahun 2018 Indikator" is the header of a table.
    """
    blanks = noun.replace(" ", r"\s+")
    words = r"(?:\([^()]{2,40}\)\s*)?(?:orang\s+|buah\s+)?"
    return re.compile(rf"(?<![\d.,])\(?(?!(?:19|20)\d\d\b)(\d{{1,5}})\)?\s*{words}{blanks}\b", re.IGNORECASE)


def _counts(finder: Finder, nouns: list[str], scope: Scope) -> list[Figure]:
    """The counts of one office, from the passage that prints the most of them."""
    best: list[Figure] = []
    reports = [office.id for office in scope.offices]
    found_in = finder.find(f"{' '.join(nouns)} sebanyak jumlah", reports, _DEPTH, lexical=True)
    for passage in (passage for passage in found_in if not passage.source.table):
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
