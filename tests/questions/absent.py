"""Cases that have no answer in the reports: an office, a year or an indicator that none of them knows."""

from __future__ import annotations

from collections.abc import Iterator

from tests.questions.question import Case, Expected
from tests.questions.several import absent_from
from tests.questions.truth import Truth
from tests.questions.wording import data

_NOTHING = Expected(status="not_found")


def cases(truth: Truth) -> Iterator[Case]:
    """All unanswerable cases."""
    known = " ".join(str(n).lower() for n in truth.data["indicator"].dropna().unique())
    for subject in truth.subjects:
        slots = {"name": subject, "office": subject.office, "year": subject.office.latest, "measure": "realisasi"}
        printed = set(truth.data[truth.data["organisation"] == subject.office.organisation]["period_year"].dropna())
        for year in (2009, 2014, 2035):
            if year not in printed:
                yield Case("unanswerable_year", "lookup", {**slots, "year": year}, _NOTHING)
        for office in data("names")["absent_offices"]:
            yield Case("unanswerable_office", "lookup", {**slots, "office": office}, _NOTHING)
    for office in truth.offices:
        slots = {"office": office, "year": office.latest}
        for thing in data("names")["absent_indicators"]:
            if thing["id"] not in known:
                yield Case("unanswerable_indicator", "lookup_absent", {**slots, "absent": thing}, _NOTHING)
        for subject in truth.subjects:
            if subject.office != office and subject.code and absent_from(truth, office, subject):
                named = {**slots, "name": subject, "measure": "realisasi"}
                yield Case("unanswerable_indicator", "lookup", named, _NOTHING)
