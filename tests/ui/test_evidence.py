"""The evidence panel opens a report at a place."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ui import evidence
from assistant.ui.spot import Spot
from assistant.ui.words import Words
from corpus.errors import LibraryBusy
from corpus.fact import Source
from corpus.report import Report
from tests.builders import Sheet, performance, small_report
from tests.ui.desks import HOSTILE, FakeDesk, line_of
from tests.ui.markup import assert_harmless

SAY = Words("id")
REPORT = small_report()


def shown(text: str, report: Report = REPORT, printed: str = "", header: tuple[str, ...] = ()) -> str:
    line = line_of(report, text)
    return evidence.panel(Spot(report.identity.id, line, line, None, printed, header), FakeDesk([report]), SAY)


def numbers(panel: str) -> list[int]:
    return [int(number) for number in re.findall(r'class="tl-no">(\d+)<', panel)]


def test_the_cell_of_the_figure_is_lit_with_its_header_and_row() -> None:
    panel = shown("93,53", printed="93,53")
    assert re.findall(r'<td class="tl-on">(.*?)</td>', panel) == ["<mark>93,53</mark>"]
    assert re.findall(r'<th scope="col" class="tl-on">(.*?)</th>', panel) == ["Tahun 2024 › Realisasi"]
    assert '<td class="tl-label">Indeks Kepuasan Masyarakat (IKM)</td>' in panel
    assert "Tabel 3.1 Capaian Kinerja Tahun 2024" in panel


def test_of_two_cells_that_print_the_same_the_header_decides() -> None:
    report = performance(Sheet(), ikm="90,00").report()
    for header in (("Tahun 2024", "Target"), ("Tahun 2024", "Realisasi")):
        panel = shown("90,00", report, "90,00", header)
        assert re.findall(r'<th scope="col" class="tl-on">(.*?)</th>', panel) == [" › ".join(header)]


def test_text_is_shown_with_its_neighbours_and_its_line_marked() -> None:
    panel = shown("penambahan loket")
    line = line_of(REPORT, "penambahan loket")
    assert numbers(panel) == list(range(line - 5, min(line + 5, len(REPORT.lines)) + 1))
    assert re.findall(r'<li class="tl-on"><span class="tl-no">(\d+)', panel) == [str(line)]
    assert "BAB III AKUNTABILITAS KINERJA › 3.1 Capaian Kinerja" in panel
    assert "tl-table" not in panel


def test_only_the_whole_figure_is_marked() -> None:
    report = Sheet().text("Nilai 193,53 dan 93,53 dan 93,535").report()
    panel = shown("193,53", report, "93,53")
    assert "193,53 dan <mark>93,53</mark> dan 93,535" in panel


@given(st.integers(1, 10_000), st.integers(0, 200))
def test_any_place_gives_lines_of_the_report_or_says_that_it_is_gone(start: int, length: int) -> None:
    panel = evidence.panel(Spot(REPORT.identity.id, start, start + length), FakeDesk([REPORT]), SAY)
    assert set(numbers(panel)) <= set(range(1, len(REPORT.lines) + 1))
    assert (start in numbers(panel)) == (start <= len(REPORT.lines))


def test_a_very_long_place_is_cut_and_says_so() -> None:
    sheet = Sheet()
    for number in range(60):
        sheet.text(f"alinea {number}")
    report = sheet.report()
    panel = evidence.panel(Spot(report.identity.id, 1, len(report.lines)), FakeDesk([report]), SAY)
    assert numbers(panel) == list(range(1, 61))
    assert f"{len(report.lines) - 60} baris berikutnya" in panel


def test_a_report_that_is_gone_is_one_calm_sentence() -> None:
    panel = evidence.opened(Spot("tidak-ada", 1, 1).link, FakeDesk([REPORT]), SAY)
    assert "sudah tidak ada dalam pustaka" in panel


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (LibraryBusy("pustaka sedang ditulis"), "pustaka sedang ditulis"),
        (ValueError("rahasia"), "kesalahan di dalam program"),
    ],
)
def test_a_place_that_cannot_be_read_is_one_calm_sentence(error: Exception, shown: str) -> None:
    desk = FakeDesk([REPORT])
    desk.broken = error
    panel = evidence.opened(Spot(REPORT.identity.id, 1, 1).link, desk, SAY)
    assert shown in panel
    assert "rahasia" not in panel


def test_a_link_that_is_none_is_one_calm_sentence() -> None:
    for link in (None, "#bukti?a=1", {"x": 1}, "javascript:alert(1)"):
        assert "tidak lengkap" in evidence.opened(link, FakeDesk([REPORT]), SAY)


def test_a_page_of_a_pdf_is_named() -> None:
    panel = evidence.panel(Spot.of(REPORT.identity.id, Source("x.pdf", None, None, page=4)), FakeDesk([REPORT]), SAY)
    assert "halaman 4" in panel


def test_hostile_report_text_stays_text() -> None:
    sheet = Sheet().heading(HOSTILE).text(HOSTILE)
    sheet.table(HOSTILE, [("No",), (HOSTILE,)], [["1", HOSTILE], ["2", "5,5"]])
    report = sheet.report()
    report = replace(report, identity=replace(report.identity, organisation=HOSTILE))
    for line in range(1, len(report.lines) + 1):
        panel = evidence.panel(Spot(report.identity.id, line, line, None, HOSTILE), FakeDesk([report]), SAY)
        assert_harmless(panel)


def test_ragged_rows_are_shown_whole() -> None:
    report = Sheet().table("Tabel 1", [("A",), ("B",)], [["x", "1", "lebih"], ["y"]]).report()
    panel = shown("lebih", report, "lebih")
    assert panel.count("<th ") == 3
    assert re.findall(r'<td class="tl-on">(.*?)</td>', panel) == ["<mark>lebih</mark>"]
