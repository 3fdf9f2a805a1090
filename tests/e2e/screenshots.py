"""Make the screenshots of the documentation from fictional reports: `python -m tests.e2e.screenshots docs`.

`test_screenshots` makes them as well, into a folder of its own, or into docs where TANYA_SCREENSHOTS is set.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.corpus.readers.canvas import document
from tests.corpus.readers.test_pdf import cover, table_page
from tests.e2e.conftest import Watched, fill, running, watched
from tests.shared_data import ROOT

QUESTION = "Kenapa IKM Kecamatan Wanasembra turun pada 2024?"
PRINTED = "Berapa IKM Dinas Pertanian tahun 2024?"
SIZES = {"": (1366, 768), "-phone": (360, 740)}
TABS = {
    "library": "Pustaka",
    "compare": "Bandingkan",
    "review": "Periksa",
    "gallery": "Contoh",
    "glossary": "Istilah",
}
NAMES = ("start", "chat", "evidence", "page", *TABS, "completeness", "dark")


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The app on the samples and a small PDF, whose index holds words alone; gives its address."""
    printed = folder / "lkjip-dinas-pertanian-2024.pdf"
    printed.write_bytes(document(cover(), table_page()))
    fill(folder / "data", [*sorted((ROOT / "samples").glob("*.txt")), printed])
    with running(folder / "data", folder / "app.log") as app:
        yield app.address


def still(chat: Watched, path: Path) -> None:
    """The page as a picture, once nothing is awaited and nothing moves any more."""
    chat.settled()
    page: Page = chat.page
    page.mouse.move(0, 0)
    page.wait_for_timeout(1200)
    page.screenshot(path=path)


def make(target: Path, address: str, browser: Browser) -> list[Path]:
    """The pictures of every tab at laptop and phone width, in a folder."""
    made = []
    for ending, (width, height) in SIZES.items():

        def shot(name: str, ending: str = ending) -> None:
            made.append(target / f"{name}{ending}.png")
            still(chat, made[-1])  # noqa: B023 - called within this turn

        chat = watched(browser, width, height)
        chat.page.goto(address)
        chat.page.wait_for_selector("#tl-chat .tl-loaded")
        shot("start")
        _talk(chat, shot)
        _tabs(chat, shot)
        chat.page.context.close()
        chat = watched(browser, width, height, "dark")
        chat.page.goto(f"{address}/?q={QUESTION}")
        chat.answered(0)
        shot("dark")
        chat.page.context.close()
    return made


def _talk(chat: Watched, shot: Callable[[str], None]) -> None:
    cited = '#tl-chat [data-testid=bot] >> nth=-1 >> a.tl-cite[href^="#bukti"] >> nth=0'
    chat.ask(PRINTED)
    chat.page.locator(cited).click()
    chat.page.wait_for_function("(document.querySelector('#tl-panel .tl-picture > img') || {}).naturalWidth > 0")
    shot("page")
    chat.page.keyboard.press("Escape")
    chat.page.get_by_role("button", name="Percakapan baru").click()
    chat.page.wait_for_selector("#tl-chat .tl-loaded")
    chat.ask(QUESTION)
    shot("chat")
    chat.page.locator(cited).click()
    shot("evidence")
    chat.page.keyboard.press("Escape")


def _tabs(chat: Watched, shot: Callable[[str], None]) -> None:
    for name, label in TABS.items():
        chat.page.get_by_role("tab", name=label, exact=True).click()
        chat.page.wait_for_timeout(400)
        shot(name)
        if name == "review":
            chat.page.get_by_text("Kelengkapan isi").click()
            chat.page.wait_for_timeout(400)
            shot("completeness")


def main(arguments: Sequence[str]) -> None:
    target = Path(arguments[0]) if arguments else ROOT / "docs"
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        make(target, address, browser)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
