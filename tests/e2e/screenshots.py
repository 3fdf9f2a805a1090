"""Make the screenshots of the documentation from the sample reports: `python -m tests.e2e.screenshots docs`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from corpus import readers
from corpus.facts import extract
from corpus.library import Library
from index import build
from tests.e2e.conftest import free_port, start, wait_for_start, watched
from tests.shared_data import ROOT

QUESTION = "Kenapa IKM Kecamatan Wanasembra turun pada 2024?"
SIZES = {"": (1366, 768), "-phone": (360, 740)}
TABS = {"library": "Pustaka", "compare": "Bandingkan", "glossary": "Istilah"}


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The app on the samples, whose index holds words alone; gives its address."""
    with Library.open(folder / "data") as library:
        reports = [readers.read(path) for path in sorted((ROOT / "samples").glob("*.txt"))]
        build.add(library, [(report, list(extract(report))) for report in reports], None)
    port, log = free_port(), folder / "app.log"
    with log.open("w", encoding="utf-8") as out:
        process = start(folder / "data", out, port=port)
        try:
            wait_for_start(process, port, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(30)


def still(page: Page, path: Path) -> None:
    """The page as a picture, once nothing moves any more."""
    page.mouse.move(0, 0)
    page.wait_for_timeout(1200)
    page.screenshot(path=path)


def main(arguments: Sequence[str]) -> None:
    target = Path(arguments[0]) if arguments else ROOT / "docs"
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for ending, (width, height) in SIZES.items():
            chat = watched(browser, width, height)
            chat.page.goto(address)
            chat.page.wait_for_selector("#tl-chat .tl-loaded")
            still(chat.page, target / f"start{ending}.png")
            chat.ask(QUESTION)
            still(chat.page, target / f"chat{ending}.png")
            if ending:
                chat.page.locator('#tl-chat a.tl-cite[href^="#bukti"]').first.click()
                still(chat.page, target / f"evidence{ending}.png")
                chat.page.keyboard.press("Escape")
            for name, label in TABS.items():
                chat.page.get_by_role("tab", name=label, exact=True).click()
                still(chat.page, target / f"{name}{ending}.png")
            chat.page.context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
