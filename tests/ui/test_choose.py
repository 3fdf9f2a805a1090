"""The choice of reports: a filter narrows, and never falls back to all."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assistant.ui import choose
from assistant.ui.shelf import Shelf
from assistant.ui.words import Words
from tests.builders import small_report
from tests.ui.desks import row

SAY = Words("id")
ROW = row(small_report())
SHELF = Shelf.of(
    [
        replace(ROW, id="mawar-2023", year=2023),
        replace(ROW, id="mawar-2024", year=2024),
        replace(ROW, id="melati-2024", year=2024, organisation="Kecamatan Melati"),
    ]
)
VALUES = [value for _, value in choose.choices(SHELF, SAY)]


def test_offices_and_years_narrow_each_other_and_reports_add() -> None:
    assert choose.reports(["tahun:2024"], SHELF) == ("mawar-2024", "melati-2024")
    assert choose.reports(["kantor:Kecamatan Mawar"], SHELF) == ("mawar-2023", "mawar-2024")
    assert choose.reports(["kantor:Kecamatan Mawar", "tahun:2024"], SHELF) == ("mawar-2024",)
    assert choose.reports(["kantor:Kecamatan Melati", "tahun:2023"], SHELF) == (choose.NOTHING,)
    assert choose.reports(["melati-2024", "kantor:Kecamatan Mawar", "tahun:2023"], SHELF) == (
        "mawar-2023", "melati-2024",
    )  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(VALUES), st.text(max_size=12)), max_size=5))
def test_a_choice_is_never_taken_for_no_choice(values: list[str]) -> None:
    found = choose.reports(values, SHELF)
    assert bool(found) == bool(values)
    assert set(found) <= {*SHELF.titles, choose.NOTHING}
    assert set(choose.known(values, SHELF)) <= set(VALUES)


def test_the_scope_is_said() -> None:
    assert "semua" in choose.scope([], SHELF, SAY)
    assert "2 laporan" in choose.scope(["tahun:2024"], SHELF, SAY)
    assert choose.scope(["kantor:Kecamatan Melati", "tahun:2023"], SHELF, SAY) == SAY("reports_none")


def test_an_address_chooses_what_is_there() -> None:
    query = {"pilih": "mawar-2023,gone,<b>", "kantor": "Kecamatan Melati", "tahun": "2024,x"}
    assert choose.from_address(query, SHELF) == ["mawar-2023", "kantor:Kecamatan Melati", "tahun:2024"]
    assert choose.from_address({}, SHELF) == []
