"""Review and gallery in a browser, pages of PDF reports, and what is edited of an answer's assumptions."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import App, Watched, watched
from tests.e2e.test_tabs import IKM, LAST, tab


def review(chat: Watched, report: str) -> None:
    """Open the review of a report by choosing it."""
    tab(chat.page, "Periksa")
    expect(chat.page.locator("#tl-review-body .tl-review")).to_be_visible(timeout=20_000)
    box = chat.page.locator("#tl-review-report input")
    box.click()
    chat.page.get_by_role("option", name=report, exact=True).click()
    expect(box).to_have_value(report)
    chat.settled()


def test_findings_are_narrowed_down_and_lead_to_their_places(chat: Watched) -> None:
    review(chat, "Kecamatan Lembayur 2024")
    findings = chat.page.locator("#tl-review-body .tl-finding")
    expect(findings.first).to_be_visible()
    every = findings.count()
    level = chat.page.locator("#tl-review-levels label").first
    named, count = re.fullmatch(r"(\w+) \((\d+)\)", level.inner_text().strip()).groups()  # type: ignore[union-attr]
    level.click()
    expect(chat.page.locator("#tl-review-body .tl-tally")).to_have_text(f"{count} dari {every} temuan ditampilkan")
    expect(findings).to_have_count(int(count))
    expect(findings.first.locator(".tl-sev")).to_have_text(named)
    findings.first.locator("a").first.click()
    expect(chat.page.locator("#tl-panel h2")).to_have_text("Kecamatan Lembayur 2024")
    expect(chat.page.locator("#tl-panel .tl-on").first).to_be_visible()


def test_the_review_is_saved_as_excel_and_word(chat: Watched, tmp_path: Path) -> None:
    review(chat, "Kecamatan Lembayur 2024")
    first = chat.page.locator("#tl-review-body .tl-finding").first
    subject = first.locator(".tl-fsubject").inner_text()
    shown = chat.page.locator("#tl-review-body .tl-finding").count()
    for button, name in (("Simpan Excel", "x.xlsx"), ("Simpan Word", "x.docx")):
        with chat.page.expect_download() as download:
            chat.page.get_by_role("tabpanel").get_by_role("button", name=button).click()
        assert download.value.suggested_filename.startswith("temuan-kecamatan-lembayur-2024.")
        download.value.save_as(tmp_path / name)
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert rows[0][5] == subject
    assert len([row for row in rows if row[9]]) == shown
    word = docx.Document(io.BytesIO((tmp_path / "x.docx").read_bytes()))
    assert word.paragraphs[0].text == "Temuan pemeriksaan angka laporan kinerja"
    assert len(word.tables) == 1


def test_completeness_is_shown_and_saved_as_the_form(chat: Watched, tmp_path: Path) -> None:
    review(chat, "Kecamatan Wanasembra 2024")
    chat.page.get_by_text("Kelengkapan isi").click()
    items = chat.page.locator("#tl-review-body .tl-finding")
    expect(items.first).to_contain_text("Penjelasan umum organisasi")
    every = items.count()
    chat.page.locator("#tl-review-levels label", has_text="Tidak ditemukan").click()
    expect(items.first.locator(".tl-sev")).to_have_text("Tidak ditemukan")
    assert 0 < items.count() < every
    with chat.page.expect_download() as download:
        chat.page.get_by_role("tabpanel").get_by_role("button", name="Simpan Excel").click()
    download.value.save_as(tmp_path / "x.xlsx")
    assert openpyxl.load_workbook(tmp_path / "x.xlsx").active.max_row == every + 1


def test_the_report_talked_about_is_reviewed_with_one_click(chat: Watched) -> None:
    chat.ask(IKM)
    tab(chat.page, "Periksa")
    chat.settled()
    expect(chat.page.locator("#tl-review-report input")).to_have_value("Kecamatan Wanasembra 2024")
    tab(chat.page, "Pustaka")
    chat.page.locator("#tl-listing tr", has_text="lembayur-2023").locator("a[href^='#periksa']").click()
    expect(chat.page.locator("#tl-review-report input")).to_have_value("Kecamatan Lembayur 2023")
    expect(chat.page.locator("#tl-review-body .tl-review")).to_be_visible()
    # What was chosen stays chosen, whatever is asked later.
    tab(chat.page, "Tanya")
    chat.ask(IKM)
    tab(chat.page, "Periksa")
    chat.settled()
    expect(chat.page.locator("#tl-review-report input")).to_have_value("Kecamatan Lembayur 2023")


def test_the_gallery_shows_the_best_of_a_part_and_its_place(chat: Watched) -> None:
    tab(chat.page, "Contoh")
    chat.settled()
    card = chat.page.locator("#tl-gallery-body .tl-example").first
    expect(card).to_contain_text("Terbaik dari")
    expect(card).to_contain_text("Mengapa baik")
    expect(card).to_contain_text("Yang masih kurang")
    card.locator(".tl-quote a").first.click()
    expect(chat.page.locator("#tl-panel .tl-on").first).to_be_visible()
    chat.page.keyboard.press("Escape")
    before = card.inner_text()
    chat.page.locator("#tl-gallery-part label", has_text="Realisasi anggaran").click()
    expect(card).not_to_have_text(before)
    chat.settled()
    other = chat.page.locator("#tl-gallery-body details.tl-other").first
    other.locator("summary").click()
    expect(other.locator(".tl-example")).to_be_visible()


def test_the_gallery_keeps_to_the_reports_chosen(browser: Browser, app: App) -> None:
    chat = watched(browser, 1366, 768)
    chat.page.goto(f"{app.address}/?tab=gallery&kantor=Kecamatan Lembayur&tahun=2024")
    expect(chat.page.locator("#tl-gallery-body .tl-example")).to_have_count(1)
    expect(chat.page.locator("#tl-gallery-body .tl-example b")).to_have_text("Kecamatan Lembayur 2024")
    chat.page.context.close()
    assert chat.problems == []


# Pages of PDF reports


def test_the_page_of_a_pdf_is_shown_with_the_place_boxed_in(chat: Watched) -> None:
    chat.ask("Berapa IKM Dinas Pertanian tahun 2024?")
    chat.page.locator(f"{LAST} >> a.tl-cite >> nth=0").click()
    picture = chat.page.locator("#tl-panel .tl-picture > img")
    loaded = "image => image.complete && image.naturalWidth > 0"
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate(loaded)
    expect(chat.page.locator("#tl-panel .tl-place")).to_have_text("halaman 2")
    expect(chat.page.locator("#tl-panel td.tl-on")).to_have_text("83,50")
    chat.page.get_by_text("Halaman penuh").click()
    whole = chat.page.locator("#tl-panel .tl-picture details img")
    whole.scroll_into_view_if_needed()
    chat.page.wait_for_function("document.querySelector('#tl-panel details img').naturalWidth > 0")
    assert "<rect" in chat.page.evaluate(
        "fetch(document.querySelector('#tl-panel details img').src).then(a => a.text())"
    )


# What was understood


def test_a_follow_up_is_shown_in_full_and_edited(chat: Watched) -> None:
    chat.ask(IKM)
    chat.ask("targetnya?")
    chat.page.locator(f"{LAST} >> a.tl-chip-edit").click()
    box = chat.page.locator("#tl-question textarea")
    expect(box).to_be_focused()
    expect(box).to_have_value(re.compile("targetnya IKM Kecamatan Wanasembra 2024"))
    box.fill(box.input_value().replace("2024", "2023"))
    box.press("Enter")
    chat.answered(2)
    expect(chat.page.locator("#tl-chat [data-testid=user]").last).to_contain_text("2023")
    expect(chat.page.locator(LAST)).to_contain_text("target")


def test_another_measure_is_one_click_away(chat: Watched) -> None:
    chat.ask(IKM)
    chip = chat.page.locator(f"{LAST} >> details.tl-chip", has_text="Yang ditanyakan")
    chip.locator("summary").click()
    chip.get_by_text("target", exact=True).click()
    chat.answered(1)
    expect(chat.page.locator(f"{LAST} >> p >> nth=0")).to_contain_text("adalah target")


# A hostile report does nothing here either


@pytest.mark.parametrize("view", ["Temuan angka", "Kelengkapan isi"])
def test_a_hostile_report_is_reviewed_as_text(chat: Watched, view: str) -> None:
    review(chat, "Kecamatan Bahaya 2024")
    chat.page.get_by_text(view).click()
    chat.settled()
    place = chat.page.locator("#tl-review-body a[href^='#bukti']")
    if place.count():
        place.first.click()
        chat.page.locator("#tl-panel h2").wait_for()
        chat.page.get_by_role("link", name="Buka laporan").click()
        expect(chat.page.locator("#tl-panel .tl-read")).to_be_visible()
    chat.page.wait_for_timeout(300)
    assert chat.page.evaluate("window.pwned") is None
    assert chat.page.locator("#tl-review-body img, #tl-panel img").count() == 0


def test_a_hostile_report_is_an_example_as_text(browser: Browser, app: App) -> None:
    chat = watched(browser, 1366, 768)
    chat.page.goto(f"{app.address}/?tab=gallery&kantor=Kecamatan Bahaya")
    chat.settled()
    expect(chat.page.locator("#tl-gallery-body")).to_contain_text("Kecamatan Bahaya")
    expect(chat.page.locator("#tl-gallery-body")).to_contain_text("Target tercapai karena window.pwned=1")
    assert chat.page.evaluate("window.pwned") is None
    assert chat.page.locator("#tl-gallery-body img").count() == 0
    chat.page.context.close()
    assert chat.problems == []
