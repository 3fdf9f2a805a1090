"""The library's table, its uploads and data sheets, whole reports, the comparison, the glossary."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.service import AddResult
from assistant.ui import compare, glossary, library, whole
from assistant.ui.shelf import Shelf
from assistant.ui.spot import Opening, Spot
from assistant.ui.suggest import Known
from assistant.ui.words import Words
from corpus.errors import UnknownReport
from tests.builders import Sheet, fact
from tests.ui.desks import HOSTILE, FakeDesk, answered, printed, row, two_reports
from tests.ui.markup import assert_harmless

SAY = Words("id")
MAWAR, MELATI = two_reports()


def hostile_desk() -> FakeDesk:
    sheet = Sheet().heading(HOSTILE).text(HOSTILE)
    sheet.table(HOSTILE, [("No",), (HOSTILE,)], [["1", HOSTILE], ["2", "5,5"]])
    report = sheet.report()
    return FakeDesk([replace(report, file=HOSTILE, identity=replace(report.identity, organisation=HOSTILE))])


# The table of reports


def test_the_list_shows_office_region_year_figures_passages_and_doubts() -> None:
    facts = [fact(MAWAR, "1", flags=("shifted",)), fact(MAWAR, "2"), fact(MAWAR, "3", flags=("narrative",))]
    text = library.table(Shelf.of([replace(row(MAWAR), facts=1234)]), FakeDesk([MAWAR], facts), SAY)
    for part in ("Kecamatan Mawar", "Kabupaten Melati", "2024", MAWAR.file, "1.234", "(1)"):
        assert part in text
    assert re.findall(r'data-label="Diragukan">(\d+)<', text) == ["1"]


def test_the_list_tells_length_and_findings_as_far_as_they_are_known() -> None:
    desk = FakeDesk([MAWAR, MELATI])
    desk.lengths, desk.faults = {MAWAR.identity.id: 31}, {MAWAR.identity.id: ()}
    text = library.table(Shelf.of(desk.reports()), desk, SAY)
    assert re.findall(r'data-label="Panjang">(.*?)<', text) == ["31 hal.", f"{len(MELATI.lines)} baris"]
    assert re.findall(r'data-label="Temuan"><a [^>]*>(.*?)<', text) == ["0", "periksa"]
    assert_harmless(text)


def test_only_an_open_library_offers_to_remove() -> None:
    desk = FakeDesk([MAWAR])
    link = library.action("remove", MAWAR.identity.id)
    assert link in library.table(Shelf.of(desk.reports()), desk, SAY)
    desk.editable = False
    assert link not in library.table(Shelf.of(desk.reports()), desk, SAY)
    assert library.report_of(link) == MAWAR.identity.id
    assert library.report_of({"r": "x"}) == library.report_of("#hapus") == ""


def test_an_empty_library_says_what_to_do() -> None:
    assert "tanya add" in library.table(Shelf(), FakeDesk(), SAY)


def test_each_file_says_what_became_of_it() -> None:
    results = [
        AddResult("uploads/x/a.txt", "added", "a", 12),
        AddResult("uploads/x/b.txt", "failed", error="uploads/x/b.txt: file kosong; periksa"),
        AddResult("uploads/x/c.txt", "added", "c", 0),
    ]
    text = library.added(results, [["uploads/x/d.txt"], ["uploads/x/e.txt"]], SAY)
    assert "uploads" not in text
    assert "3 dari 5" in text
    kinds = re.findall(r'<li class="([\w-]+)"><b>(\w)', text)
    assert kinds == [
        ("tl-ok", "a"),
        ("tl-failed", "b"),
        ("tl-failed", "c"),
        ("tl-file_reading", "d"),
        ("tl-file_waiting", "e"),
    ]
    assert "<progress" not in library.added(results, [], SAY, done=2)


def test_what_is_to_be_known_of_a_file_stands_beside_it_as_text() -> None:
    noted = AddResult("uploads/x/a.txt", "added", "a", 12, notes=("halaman 3 <b>tidak</b> terbaca",))
    assert "halaman 3 &lt;b&gt;tidak&lt;/b&gt; terbaca" in library.added([noted], [], SAY, done=1)


def test_the_data_sheet_leads_to_each_table() -> None:
    text = library.sheet(MAWAR.identity.id, FakeDesk([MAWAR], [fact(MAWAR, "1")]), SAY)
    spots = [Spot.parse(link.replace("&amp;", "&")) for link in re.findall(r'href="(#bukti[^"]*)"', text)]
    assert [spot.line_start for spot in spots if spot] == [table.place.line_start for table in MAWAR.tables]
    with pytest.raises(UnknownReport):
        library.sheet("gone", FakeDesk([MAWAR]), SAY)


# Whole reports


def test_sections_hold_every_block_once_and_are_linked_in_order() -> None:
    found = whole.parts(MAWAR)
    blocks = [block for part in found for block in ([part.heading] if part.heading else []) + list(part.blocks)]
    assert blocks == list(MAWAR.blocks)
    desk = FakeDesk([MAWAR])
    for index, part in enumerate(found):
        text = whole.opened(Opening(MAWAR.identity.id, index), desk, SAY)
        links = {Opening.parse(link.replace("&amp;", "&")) for link in re.findall(r'href="(#laporan[^"]*)"', text)}
        assert links == {Opening(MAWAR.identity.id, number) for number in range(len(found))}
        if part.heading:
            assert f"<h3>{part.heading.text}</h3>" in text


def test_a_report_opens_at_the_section_of_a_line() -> None:
    table = MAWAR.tables[0]
    line = table.rows[0].place.line_start
    text = whole.opened(Opening(MAWAR.identity.id, line=line), FakeDesk([MAWAR]), SAY)
    assert '<tr class="tl-on">' in text
    assert table.caption in text


@pytest.mark.parametrize(
    "link", [None, "#laporan?", "#laporan?r=x&s=-1", "#laporan?r=x&a=1e9", "#bukti?r=x", "#laporan?r=" + "x" * 5000]
)
def test_links_that_open_nothing(link: object) -> None:
    assert Opening.parse(link) is None


def test_hostile_reports_stay_text() -> None:
    desk = hostile_desk()
    [listed] = desk.reports()
    shelf = Shelf.of([replace(listed, region=HOSTILE)])
    assert_harmless(library.table(shelf, desk, SAY))
    assert_harmless(library.sheet(listed.id, desk, SAY))
    assert_harmless(library.added([AddResult(f"/x/{HOSTILE}", "failed", error=HOSTILE)], [[HOSTILE]], SAY))
    for index in range(3):
        assert_harmless(whole.opened(Opening(listed.id, index), desk, SAY))


# The comparison


def known(*years: tuple[str, str, int]) -> Known:
    return Known({}, frozenset(), frozenset(), ((MAWAR.identity.organisation, 2024),), frozenset(years))


def test_a_cell_is_the_answer_about_exactly_its_office_measure_and_year() -> None:
    office = MAWAR.identity.organisation
    now = printed(MAWAR)
    answers = {
        compare.question("IKM", "realisasi", office, year): answered("q", figures=[figure])
        for year, figure in (
            (2024, now),
            (2023, replace(now, period_year=2022)),
            (2022, replace(now, period_year=2022, measure="target")),
            (2021, replace(now, period_year=2021, organisation="Kecamatan Lain")),
            (2020, replace(now, period_year=2020, computed=True, source=None)),
        )
    }
    desk = FakeDesk([MAWAR], answers=answers)  # type: ignore[arg-type]
    table = compare.grid("IKM", "realisasi", desk, known(*((office, "IKM", year) for year in range(2020, 2025))))
    assert table.years == (2020, 2021, 2022, 2023, 2024)
    assert list(table.cells) == [(office, 2024)]
    shown = compare.shown(table, SAY)
    assert shown.count("<td") == 5
    assert shown.count('title="tidak tercetak"') == 4
    assert len(re.findall(r'<a href="#bukti[^"]*">93,53</a>', shown)) == 1


def test_a_selection_limits_the_comparison() -> None:
    office = MAWAR.identity.organisation
    desk = FakeDesk([MAWAR])
    assert compare.grid("IKM", "realisasi", desk, known((office, "IKM", 2024)), ("-",)).offices == ()
    assert desk.asked == []


def test_nothing_to_compare_is_said() -> None:
    table = compare.Grid("IKM", "realisasi", (), (), {})
    assert "Tidak ada angka" in compare.shown(table, SAY)


def test_a_hostile_comparison_stays_text() -> None:
    figure = replace(printed(MAWAR), as_printed=HOSTILE, value=Decimal(1))
    cells = {(HOSTILE, year): compare.Cell(figure, 1) for year in (2023, 2024)}
    assert_harmless(compare.shown(compare.Grid(HOSTILE, "realisasi", (HOSTILE,), (2023, 2024), cells), SAY))


# The glossary


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_term_has_its_meaning(language: str) -> None:
    text = glossary.shown(Words(language))
    assert_harmless(text)
    assert text.count('<div class="tl-term">') == len(glossary.entries())
    key = "meaning" if language == "id" else "meaning_en"
    assert all(entry[key].split("'")[0] in text for entry in glossary.entries())
