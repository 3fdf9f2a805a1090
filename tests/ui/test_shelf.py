"""How loaded reports are named and listed."""

from __future__ import annotations

from dataclasses import replace

from assistant.ui.shelf import Shelf
from assistant.ui.words import Words
from tests.builders import small_report
from tests.ui.desks import row

SAY = Words("id")
ROW = row(small_report())


def test_reports_that_would_be_called_alike_carry_their_region() -> None:
    other = replace(ROW, id="lain", region="Kota Dahlia")
    assert Shelf.of([ROW, other]).titles == {
        ROW.id: "Kecamatan Mawar 2024 (Kabupaten Melati)",
        "lain": "Kecamatan Mawar 2024 (Kota Dahlia)",
    }
    assert Shelf.of([ROW]).title(ROW.id) == "Kecamatan Mawar 2024"


def test_a_report_without_office_or_year_goes_by_its_file() -> None:
    bare = replace(ROW, organisation="", year=None, region="")
    assert Shelf.of([bare]).title(bare.id) == "mawar-2024.txt"


def test_many_selected_reports_are_counted() -> None:
    shelf = Shelf.of([replace(ROW, id=str(year), year=year) for year in range(2018, 2024)])
    assert shelf.joined(list(shelf.titles), SAY) == (
        "Kecamatan Mawar 2018, Kecamatan Mawar 2019, Kecamatan Mawar 2020, dan 3 laporan lain"
    )
