"""The chat over real reports, which are not part of the project: only figures and places of them are named here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import App, Watched, fill, opened, running
from tests.e2e.test_review import review
from tests.e2e.test_tabs import LAST, tab
from tests.shared_data import shared


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app over the five text reports and one PDF."""
    folder = tmp_path_factory.mktemp("real")
    paths = [*sorted(shared("reports").glob("*.txt")), shared("reports", "pdf", "rs-jiwa-jabar-2016.pdf")]
    with running(fill(folder / "data", paths), folder / "app.log", "--no-ratings") as found:
        yield found


@pytest.fixture(params=[(1366, 768), (360, 740)], ids=["laptop", "phone"])
def chat(request: pytest.FixtureRequest, browser: Browser, real: App) -> Iterator[Watched]:
    with opened(browser, real, *request.param) as found:
        yield found


def test_a_figure_of_a_text_report_is_lit_in_its_table(chat: Watched) -> None:
    chat.ask("Berapa IKM Kecamatan Kragan tahun 2024?")
    expect(chat.page.locator(f"{LAST} >> p >> nth=0")).to_contain_text("97,53")
    chat.page.locator(f"{LAST} >> a.tl-cite >> nth=0").click()
    expect(chat.page.locator("#tl-panel td.tl-on")).to_have_text("97,53")
    expect(chat.page.locator("#tl-panel th.tl-on")).to_contain_text("Realisasi")


def test_a_figure_of_a_pdf_is_boxed_in_on_its_page(chat: Watched) -> None:
    chat.ask("Berapa BOR Rumah Sakit Jiwa tahun 2016?")
    expect(chat.page.locator(f"{LAST} >> p >> nth=0")).to_contain_text("70,89")
    chat.page.locator(f"{LAST} >> a.tl-cite >> nth=0").click()
    expect(chat.page.locator("#tl-panel .tl-place")).to_have_text("halaman 20")
    picture = chat.page.locator("#tl-panel .tl-picture > img")
    expect(picture).to_have_js_property("complete", True, timeout=20_000)
    assert picture.evaluate("image => image.naturalWidth") > 0
    chat.page.get_by_role("link", name="Buka laporan").click()
    expect(chat.page.locator("#tl-panel .tl-read h3")).not_to_be_empty()


def test_every_example_question_is_answered(browser: Browser, real: App) -> None:
    with opened(browser, real, 1366, 768) as chat:
        questions = chat.page.locator("#tl-chat .example").all_inner_texts()
        assert len(questions) == 8
        for question in questions:
            chat.ask(question)
            assert chat.page.locator(f"{LAST} >> .tl-sources").count() == 1, question


def test_offices_are_compared_and_each_figure_leads_to_its_place(chat: Watched) -> None:
    tab(chat.page, "Bandingkan")
    cell = chat.page.locator(".tl-grid tr", has_text="Kecamatan Kragan").get_by_role("link", name="97,53")
    cell.click()
    expect(chat.page.locator("#tl-panel td.tl-on")).to_have_text("97,53")


def test_the_findings_of_a_report_are_saved_as_shown(chat: Watched, tmp_path: Path) -> None:
    review(chat, "Kecamatan Parang 2024")
    first = chat.page.locator("#tl-review-body .tl-finding", has=chat.page.locator(".tl-fvalues")).first
    printed = first.locator(".tl-fvalues dd").first.inner_text()
    expected = re.split(r"\s=", first.locator(".tl-fvalues dd").nth(1).inner_text())[0]
    with chat.page.expect_download() as download:
        chat.page.get_by_role("tabpanel").get_by_role("button", name="Simpan Excel").click()
    download.value.save_as(tmp_path / "x.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "x.xlsx").active.iter_rows(min_row=2, values_only=True))
    assert any((row[6], row[7]) == (printed, expected) for row in rows)


def test_a_good_analysis_of_causes_is_shown(chat: Watched) -> None:
    tab(chat.page, "Contoh")
    chat.settled()
    expect(chat.page.locator("#tl-gallery-body .tl-example b").first).to_have_text(
        "Kecamatan Parang 2024", timeout=30_000
    )
