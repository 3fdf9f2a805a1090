"""Report text, questions and names shown in Chromium: as text, never as script; and neutral in saved files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest
from playwright.sync_api import Browser

from assistant.export import write
from corpus.library import Library
from tests.attacks.client import PASSWORD, Caller
from tests.attacks.hostile import LINK, SCRIPT
from tests.e2e.conftest import App, Watched, watched

ATTACKS = [
    SCRIPT, LINK, "<iframe srcdoc='<script>parent.pwned=1</script>'>", "<a href=javascript:pwned=1>x</a>", "{{7*7}}${7*7}",
    "<style>*{display:none}</style>", "$\\href{javascript:window.pwned=1}{x}$ \\(x\\)", "<math><mtext></p><img src=x onerror=pwned=1>",
    "<details open ontoggle=window.pwned=1>", "`</code><script>window.pwned=1</script>`", "\u202e<b>x</b>\u200b", "</textarea><script>pwned=1</script>",
    "[x](data:text/html;base64,PHNjcmlwdD5wd25lZD0xPC9zY3JpcHQ+)", "<object data=javascript:pwned=1>", "<form action=//evil.example><button>",
]  # fmt: skip


@pytest.fixture
def page(browser: Browser, target: App) -> Iterator[Watched]:
    """The page, signed in through its form; nothing may run, load, or be asked of elsewhere."""
    found = watched(browser, 1366, 900)
    found.page.on("dialog", lambda dialog: found.problems.append(f"dialog: {dialog.message}"))
    found.page.goto(target.address)
    found.page.fill("input[name=name]", "budi")
    found.page.fill("input[name=password]", PASSWORD)
    found.page.click("button")
    found.page.wait_for_selector("#tl-chat .tl-loaded")
    yield found
    assert_nothing_ran(found)
    found.page.context.close()
    assert found.problems == []


def assert_nothing_ran(found: Watched) -> None:
    assert found.page.evaluate("window.pwned") is None
    foreign = """() => [...document.querySelectorAll('#tl-chat, #tl-panel, #tl-listing, #tl-added, #tl-confirm, #tl-foot')]
      .flatMap((part) => [...part.querySelectorAll('script, iframe, object, embed, form, style, img, [onerror], [onload]')])
      .filter((node) => !node.closest('.tl-picture') && !(node.localName === 'style' && node.closest('svg.icon, button svg, svg')
        && node.textContent.trim().startsWith('.cls-1 {'))).map((node) => node.outerHTML.slice(0, 200))"""
    assert found.page.evaluate(foreign) == []
    links = "() => [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))"
    assert not [link for link in found.page.evaluate(links) if not link.startswith(("#", "/akun"))]


def test_a_question_is_shown_as_it_was_typed(page: Watched) -> None:
    for attack in ATTACKS:
        page.ask(f"Berapa IKM {attack}?")
    shown = page.page.locator("#tl-chat").inner_text()
    assert "<script>window.pwned=1</script>" in shown
    assert "{{7*7}}${7*7}" in shown


def test_a_question_of_the_address_is_shown_as_text(page: Watched, target: App) -> None:
    page.page.goto(
        f"{target.address}/?q={quote('Berapa IKM ' + SCRIPT)}&lang=%22%3E%3Cscript%3E&instansi={quote(SCRIPT)}"
    )
    page.answered(0)


@pytest.mark.parametrize(
    "question",
    ["Berapa IKM Kecamatan Bahaya tahun 2024?", "Bagaimana kepuasan masyarakat diukur di Kecamatan Bahaya?",
     "Berapa nilai SAKIP Kecamatan Bahaya?", "Apa sasaran Kecamatan Bahaya?", "Apa yang salah dalam laporan Kecamatan Bahaya?",
     "Ringkas laporan Kecamatan Bahaya", "Apa yang belum lengkap dalam laporan Kecamatan Bahaya?",
     "Bandingkan IKM Kecamatan Bahaya dan Kecamatan Wanasembra"],
)  # fmt: skip
def test_text_of_a_report_is_shown_as_text(page: Watched, question: str) -> None:
    page.ask(question)
    for link in page.page.locator("#tl-chat a.tl-source").all()[:4]:
        if link.is_visible():
            link.click()
            page.page.wait_for_timeout(300)
            assert_nothing_ran(page)


def test_reports_sheets_and_lists_show_text(page: Watched) -> None:
    page.page.get_by_role("tab", name="Pustaka").click()
    row = page.page.locator("#tl-listing tr", has_text="Bahaya")
    for action in ("sheet", "open", "remove"):
        row.locator(f".tl-do-{action}").click()
        page.page.wait_for_timeout(500)
        assert_nothing_ran(page)
    for tab in ("Bandingkan", "Istilah"):
        page.page.get_by_role("tab", name=tab).click()
        page.page.wait_for_timeout(500)
        assert_nothing_ran(page)


def test_a_files_name_is_shown_as_text(page: Watched, tmp_path: Path) -> None:
    file = tmp_path / "<img src=x onerror=window.pwned=1>.txt"
    file.write_bytes(b"\x7fELF" + bytes(range(256)))
    page.page.get_by_role("tab", name="Pustaka").click()
    page.page.locator("#tl-files input[type=file]").set_input_files(str(file))
    page.page.wait_for_selector("#tl-added .tl-failed")
    assert_nothing_ran(page)


@pytest.mark.parametrize("name", ["x.csv", "x.xlsx"])
def test_no_cell_of_an_export_is_a_formula(target_folder: Path, tmp_path: Path, name: str) -> None:
    with Library.open(target_folder, create=False) as library:
        write(library.facts(), tmp_path / name)
    if name.endswith("csv"):
        rows = list(csv.reader(io.StringIO((tmp_path / name).read_text(encoding="utf-8-sig"))))
    else:
        book = openpyxl.load_workbook(tmp_path / name)
        cells = [cell for row in book.active.iter_rows() for cell in row]
        assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
        rows = [[str(cell.value) for cell in row if cell.value is not None] for row in book.active.iter_rows()]
    texts = [cell for row in rows for cell in row]
    assert [text for text in texts if text.startswith("'=HYPERLINK")], [text for text in texts if "SAKIP" in text]
    assert [text for text in texts if text.startswith("'@SUM")]
    assert not [text for text in texts if text.startswith(("=", "@", "\t", "\r"))]


def test_a_saved_conversation_holds_text_only(budi: Caller) -> None:
    budi.event(budi.named("chat"), [f"Berapa IKM Kecamatan Bahaya? {SCRIPT} {LINK}", None, [], "id"])
    for button in ("tl-save-md", "tl-save-docx"):
        status, messages = budi.event(budi.function(button, "click"), [None, "id"])
        assert status == 200
        told = json.dumps(messages)
        assert "process_completed" in told
        assert "<script" not in told
