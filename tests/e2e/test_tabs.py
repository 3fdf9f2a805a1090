"""The tabs in a browser: library, comparison, glossary; what can be done with an answer; the address of the page."""

from __future__ import annotations

import io
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import App, Watched, running, watched
from tests.shared_data import ROOT

IKM = "Berapa IKM Kecamatan Wanasembra tahun 2024?"
LAST = "#tl-chat [data-testid=bot] >> nth=-1"


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


# Under an answer


def test_another_year_is_one_click_away(chat: Watched) -> None:
    chat.ask(IKM)
    chip = chat.page.locator(f"{LAST} >> details.tl-chip", has_text="Tahun")
    chip.locator("summary").click()
    chip.get_by_text("2023", exact=True).click()
    chat.answered(1)
    expect(chat.page.locator("#tl-chat [data-testid=user]").last).to_have_text(IKM.replace("2024", "2023"))
    expect(chat.page.locator(LAST)).to_contain_text("88,72")


def test_a_question_that_names_nothing_is_settled_by_a_click(chat: Watched) -> None:
    chat.ask("berapa indeks?")
    expect(chat.page.locator(f"{LAST} >> .tl-clarify")).to_be_visible()
    chat.page.locator("#tl-chat .option", has_text="IKM").first.click()
    chat.answered(1)
    expect(chat.page.locator(f"{LAST} >> .tl-sources")).to_be_visible()


def test_sources_are_gone_through_one_by_one(chat: Watched) -> None:
    chat.ask(IKM)
    chat.page.locator(f"{LAST} >> a.tl-cite >> nth=0").click()
    lit, count = chat.page.locator("#tl-panel td.tl-on"), chat.page.locator("#tl-panel .tl-count")
    expect(lit).to_have_text("86,94")
    first = count.inner_text()
    chat.page.locator("#tl-panel .tl-next").click()
    expect(count).not_to_have_text(first)
    expect(lit).not_to_have_text("86,94")
    chat.page.locator("#tl-panel .tl-back").click()
    expect(lit).to_have_text("86,94")


def test_the_whole_report_opens_at_the_place(chat: Watched) -> None:
    chat.ask(IKM)
    chat.page.locator(f"{LAST} >> a.tl-cite >> nth=0").click()
    chat.page.get_by_role("link", name="Buka laporan").click()
    expect(chat.page.locator("#tl-panel .tl-read tr.tl-on")).to_contain_text("86,94")
    heading = chat.page.locator("#tl-panel .tl-read h3")
    before = heading.inner_text()
    chat.page.get_by_role("link", name="Bagian berikutnya").first.click()
    expect(heading).not_to_have_text(before)


def test_the_last_question_can_be_edited_and_asked_again(chat: Watched) -> None:
    chat.ask(IKM)
    chat.page.locator(f"{LAST} >> .tl-act-edit").click()
    box = chat.page.locator("#tl-question textarea")
    expect(box).to_have_value(IKM)
    expect(chat.page.locator("#tl-chat [data-testid=bot]")).to_have_count(0)
    box.fill(IKM.replace("2024", "2023"))
    box.press("Enter")
    chat.answered(0)
    chat.page.locator(f"{LAST} >> .tl-act-retry").click()
    expect(chat.page.locator(LAST)).to_contain_text("88,72")
    expect(chat.page.locator("#tl-chat [data-testid=user]")).to_have_count(1)


def test_an_answer_is_copied_with_its_sources(browser: Browser, app: App) -> None:
    chat = watched(browser, 1366, 768)
    chat.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chat.page.goto(app.address)
    chat.page.wait_for_selector("#tl-chat .tl-loaded")
    chat.ask(IKM)
    chat.page.locator(f"{LAST} >> .tl-act-copy").click()
    expect(chat.page.locator(f"{LAST} >> .tl-act-copy.tl-done")).to_be_visible()
    text = chat.page.evaluate("navigator.clipboard.readText()")
    assert text.startswith(IKM)
    assert "86,94 [1]" in text
    assert re.search(r"\[1\] 86,94.*\n?.*Tabel 3\.\d.*baris \d+", text)
    assert "Salin" not in text
    chat.page.locator(f"{LAST} >> .tl-act-link").click()
    expect(chat.page.locator(f"{LAST} >> .tl-act-link.tl-done")).to_be_visible()
    address = chat.page.evaluate("navigator.clipboard.readText()")
    other = watched(browser, 1366, 768)
    other.page.goto(address)
    other.answered(0)
    expect(other.page.locator(LAST)).to_contain_text("86,94")
    for found in (chat, other):
        found.page.context.close()
        assert found.problems == []


def test_a_conversation_is_saved_as_markdown_and_word(chat: Watched, tmp_path: Path) -> None:
    chat.ask(IKM)
    for button, name in (("Simpan .md", "x.md"), ("Simpan Word", "x.docx")):
        with chat.page.expect_download() as download:
            chat.page.get_by_role("button", name=button).click()
        download.value.save_as(tmp_path / name)
    text = (tmp_path / "x.md").read_text(encoding="utf-8")
    assert "86,94" in text
    assert "lkjip-kecamatan-wanasembra-2024.txt" in text
    word = docx.Document(io.BytesIO((tmp_path / "x.docx").read_bytes()))
    assert IKM in [paragraph.text for paragraph in word.paragraphs]


def test_a_verdict_is_kept_beside_the_library(chat: Watched, library_folder: Path) -> None:
    chat.ask(IKM)
    chat.page.locator(f"{LAST} >> .tl-rate summary").click()
    chat.page.get_by_role("button", name="Sumbernya salah").click()
    expect(chat.page.locator(f"{LAST} >> .tl-rated")).to_be_visible()
    with sqlite3.connect(library_folder / "ratings.sqlite") as connection:
        row = connection.execute("SELECT verdict, reason, question, facts FROM ratings ORDER BY id DESC").fetchone()
    assert row[:3] == ("down", "source", IKM)
    assert json.loads(row[3])[0].endswith(":realisasi:2024:86,94")


# The address


def test_an_address_opens_an_answer_of_chosen_reports(browser: Browser, app: App) -> None:
    chat = watched(browser, 1366, 768)
    chat.page.goto(f"{app.address}/?q=Berapa IKM?&kantor=Kecamatan Lembayur&tahun=2023&lang=id")
    chat.answered(0)
    expect(chat.page.locator(LAST)).to_contain_text("Dijawab hanya dari: Kecamatan Lembayur 2023")
    expect(chat.page.locator(LAST)).to_contain_text("81,75")
    expect(chat.page.locator("#tl-selected")).to_contain_text("Tahun 2023")
    chat.page.context.close()
    assert chat.problems == []


def test_a_choice_that_fits_no_report_finds_nothing(browser: Browser, app: App) -> None:
    chat = watched(browser, 1366, 768)
    chat.page.goto(f"{app.address}/?q=Berapa IKM?&kantor=Kecamatan Bahaya&tahun=2023")
    chat.answered(0)
    expect(chat.page.locator("#tl-selected")).to_contain_text("Tidak ada laporan yang cocok")
    expect(chat.page.locator(f"{LAST} >> .tl-not_found")).to_be_visible()
    chat.page.context.close()


def test_an_address_opens_a_tab(browser: Browser, app: App) -> None:
    chat = watched(browser, 1366, 768)
    chat.page.goto(f"{app.address}/?tab=compare&lang=en")
    expect(chat.page.get_by_role("tab", name="Compare")).to_have_attribute("aria-selected", "true")
    expect(chat.page.locator(".tl-grid")).to_be_visible()
    chat.page.context.close()
    assert chat.problems == []


# Library


def test_loaded_reports_are_listed(chat: Watched) -> None:
    tab(chat.page, "Pustaka")
    listing = chat.page.locator("#tl-listing")
    expect(listing).to_contain_text("Laporan yang dimuat (8)")
    row = listing.locator("tr", has_text="Kecamatan Wanasembra").last
    expect(row).to_contain_text("Kabupaten Arunggala")
    expect(row.locator("td.tl-num").first).to_have_text(re.compile(r"^\d+ baris$"))
    expect(row.locator("td.tl-num").nth(1)).to_have_text(re.compile(r"^\d+$"))
    row.get_by_role("button", name="Lembar data").click()
    expect(chat.page.locator("#tl-panel h2")).to_contain_text("Lembar data: Kecamatan Wanasembra 2024")
    chat.page.locator("#tl-panel .tl-sheet a").first.click()
    expect(chat.page.locator("#tl-panel h2")).to_have_text("Kecamatan Wanasembra 2024")


def test_a_report_is_chosen_from_the_list(chat: Watched) -> None:
    tab(chat.page, "Pustaka")
    chat.page.locator("#tl-listing tr", has_text="lembayur-2023").get_by_role("button", name="Tanya").click()
    expect(chat.page.locator("#tl-selected")).to_contain_text("Hanya dari 1 laporan")
    assert "pilih=kecamatan-lembayur-2023" in chat.page.url
    chat.ask("Berapa IKM?")
    expect(chat.page.locator(LAST)).to_contain_text("81,75")


@pytest.fixture
def own(tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The app on an empty library of its own, with a tiny model."""
    monkeypatch.setenv("TANYA_MODEL", str(tiny_model))
    with running(tmp_path / "data", tmp_path / "app.log") as found:
        yield found.address


def test_files_are_added_and_a_report_removed_after_confirmation(browser: Browser, own: str, tmp_path: Path) -> None:
    empty, broken = tmp_path / "kosong.txt", tmp_path / "rusak.txt"
    empty.write_bytes(b"")
    broken.write_bytes(bytes(range(256)) * 40)
    good = ROOT / "samples" / "lkjip-kecamatan-wanasembra-2024.txt"
    chat = watched(browser, 1366, 768)
    chat.page.goto(own)
    expect(chat.page.locator("#tl-chat h2")).to_have_text("Belum ada laporan")
    tab(chat.page, "Pustaka")
    chat.page.set_input_files("#tl-files input[type=file]", [good, empty, broken])
    # The first report of a session waits for the model.
    expect(chat.page.locator("#tl-added li.tl-ok")).to_contain_text(good.name, timeout=90_000)
    expect(chat.page.locator("#tl-added li.tl-failed")).to_have_count(2)
    expect(chat.page.locator("#tl-added")).not_to_contain_text(str(tmp_path))
    expect(chat.page.locator("#tl-listing")).to_contain_text("Laporan yang dimuat (1)")
    tab(chat.page, "Tanya")
    chat.ask(IKM)
    expect(chat.page.locator(LAST)).to_contain_text("86,94")
    tab(chat.page, "Pustaka")
    for button, left in (("Batal", 1), ("Ya, hapus", 0)):
        chat.page.locator("#tl-listing").get_by_role("button", name="Hapus").click()
        expect(chat.page.locator("#tl-confirm")).to_contain_text("Kecamatan Wanasembra 2024")
        chat.page.get_by_role("button", name=button).click()
        expect(chat.page.locator("#tl-confirm")).to_be_hidden()
        if left:
            expect(chat.page.locator("#tl-listing")).to_contain_text("(1)")
    expect(chat.page.locator("#tl-listing")).to_contain_text("Belum ada laporan")
    chat.page.context.close()
    assert chat.problems == []


# Comparison and glossary


def test_each_cell_of_the_comparison_leads_to_its_place(chat: Watched) -> None:
    tab(chat.page, "Bandingkan")
    cell = chat.page.locator(".tl-grid tr", has_text="Kecamatan Wanasembra").get_by_role("link", name="86,94")
    cell.click()
    expect(chat.page.locator("#tl-panel td.tl-on")).to_have_text("86,94")
    expect(chat.page.locator("#tl-panel h2")).to_contain_text("Wanasembra 2024")


def test_another_measure_is_compared(chat: Watched) -> None:
    tab(chat.page, "Bandingkan")
    row = chat.page.locator(".tl-grid tr", has_text="Kecamatan Wanasembra")
    expect(row).to_contain_text("86,94")
    chat.page.locator("#tl-compare-measure input").click()
    chat.page.get_by_role("option", name="target", exact=True).click()
    expect(row).not_to_contain_text("86,94")
    expect(row).to_contain_text("87")


def test_the_glossary_is_narrowed_and_asked(chat: Watched) -> None:
    tab(chat.page, "Istilah")
    chat.page.get_by_placeholder("Cari istilah").fill("kepuasan")
    terms = chat.page.locator(".tl-term:visible")
    expect(terms.first).to_contain_text("IKM")
    shown = terms.count()
    chat.page.get_by_placeholder("Cari istilah").fill("xyzzy")
    expect(chat.page.get_by_text("Tidak ada istilah yang cocok.")).to_be_visible()
    assert 0 < shown < chat.page.locator(".tl-term").count()


# For every reader


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1366, 768), (360, 740)], ids=["laptop", "phone"])
def test_axe_finds_nothing_serious_and_nothing_is_wider_than_the_window(
    browser: Browser, app: App, size: tuple[int, int], scheme: str
) -> None:
    chat = watched(browser, *size, scheme)
    chat.page.goto(app.address)
    chat.page.wait_for_selector("#tl-chat .tl-loaded")
    found = []

    def check(where: str) -> None:
        chat.page.wait_for_timeout(700)  # until nothing fades in any more
        found.extend(
            (where, violation["id"], [node["html"][:120] for node in violation["nodes"][:3]])
            for violation in Axe().run(chat.page).response["violations"]
            if violation["impact"] in ("serious", "critical")
        )
        wide = chat.page.evaluate(
            "[...document.querySelectorAll('#tl-main, #tl-tabs, [role=tabpanel], #tl-chat .message')].filter("
            "part => part.offsetParent && part.getBoundingClientRect().right > window.innerWidth + 1).length"
        )
        if wide:
            found.append((where, "wider than the window", [str(wide)]))

    check("first screen")
    chat.ask("realisasi IKM tiap kantor")
    chat.ask("Kenapa IKM turun?")
    check("answer")
    for name in ("Pustaka", "Bandingkan", "Periksa", "Contoh", "Istilah"):
        tab(chat.page, name)
        chat.settled()
        check(name)
    tab(chat.page, "Periksa")
    chat.page.get_by_text("Kelengkapan isi").click()
    chat.settled()
    check("completeness")
    chat.page.locator("#tl-review-body a[href^='#bukti']").first.click()
    expect(chat.page.locator("#tl-panel h2")).to_be_visible()
    check("evidence")
    chat.page.context.close()
    assert found == []
    assert chat.problems == []


def test_the_theme_is_switched_and_kept_off_paper(browser: Browser, app: App) -> None:
    chat = watched(browser, 1366, 768)
    chat.page.goto(app.address)
    chat.page.wait_for_selector("#tl-chat .tl-loaded")
    ground = "getComputedStyle(document.querySelector('.gradio-container')).backgroundColor"
    light = chat.page.evaluate(ground)
    chat.page.get_by_role("button", name="Terang atau gelap").click()
    assert chat.page.evaluate(ground) != light
    chat.ask(IKM)
    chat.page.emulate_media(media="print")
    for hidden in ("#tl-ask", "#tl-side", "#tl-head", ".tl-actions"):
        expect(chat.page.locator(hidden).first).to_be_hidden()
    expect(chat.page.locator(f"{LAST} >> .tl-sources")).to_be_visible()
    chat.page.context.close()


def printed(chat: Watched) -> list[str]:
    """The pages that printing gives, as text."""
    document = pdfium.PdfDocument(chat.page.pdf(format="A4"))
    return [document[number].get_textpage().get_text_bounded() for number in range(len(document))]


def test_paper_holds_the_answer_with_all_its_sources_and_nothing_else(browser: Browser, app: App) -> None:
    chat = watched(browser, 1366, 768)
    chat.page.goto(app.address)
    chat.page.wait_for_selector("#tl-chat .tl-loaded")
    chat.ask("Kenapa IKM Kecamatan Wanasembra turun pada 2024?")
    text = "\n".join(printed(chat))
    computed = re.compile(r"= 88.72 - 86.94")  # folded on the screen; fonts may lose the commas
    assert computed.search(text)
    for other in ("Laporan yang dimuat", "Salin dengan sumber", "Tanyakan isi laporan"):
        assert other not in text
    expect(chat.page.locator("#tl-chat .tl-sources details[open]")).to_have_count(0)
    tab(chat.page, "Periksa")
    chat.page.wait_for_selector("#tl-review-body .tl-review")
    text = "\n".join(printed(chat))
    assert "Periksa laporan" in text
    assert not computed.search(text)
    chat.page.context.close()
    assert chat.problems == []


def test_the_tabs_are_reached_by_keyboard(browser: Browser, app: App) -> None:
    chat = watched(browser, 1366, 768)
    chat.page.goto(app.address)
    chat.page.wait_for_selector("#tl-chat .tl-loaded")
    chat.ask(IKM)
    chat.page.locator(f"{LAST} >> a.tl-cite >> nth=0").focus()
    chat.page.keyboard.press("Enter")
    expect(chat.page.locator("#tl-panel td.tl-on")).to_have_text("86,94")
    chip = chat.page.locator(f"{LAST} >> details.tl-chip summary").last
    chip.focus()
    chat.page.keyboard.press("Enter")
    expect(chat.page.locator(f"{LAST} >> details.tl-chip[open]")).to_have_count(1)
    chat.page.keyboard.press("Escape")
    expect(chat.page.locator(f"{LAST} >> details.tl-chip[open]")).to_have_count(0)
    expect(chip).to_be_focused()
    retry = chat.page.locator(f"{LAST} >> .tl-act-retry")
    retry.focus()
    chat.page.keyboard.press(" ")
    chat.answered(0)
    expect(chat.page.locator(LAST)).to_contain_text("86,94")
    chat.page.context.close()
    assert chat.problems == []
