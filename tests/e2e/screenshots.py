"""Make the screenshots of the documentation from the sample reports: `python -m tests.e2e.screenshots docs`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from corpus import readers
from corpus.facts import extract
from corpus.library import Library
from index import build
from tests.e2e.conftest import free_port, start, wait_for_start, watched
from tests.shared_data import ROOT

QUESTION = "Berapa IKM Kecamatan Wanasembra tahun 2024?"
SIZES = {"chat.png": (1366, 768), "chat-phone.png": (360, 740)}


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


def main(arguments: Sequence[str]) -> None:
    target = Path(arguments[0]) if arguments else ROOT / "docs"
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, (width, height) in SIZES.items():
            chat = watched(browser, width, height)
            chat.page.goto(address)
            chat.page.wait_for_selector("#tl-chat .tl-loaded")
            chat.ask(QUESTION)
            chat.page.mouse.move(0, 0)
            chat.page.wait_for_timeout(1000)  # until nothing moves any more
            chat.page.screenshot(path=target / name)
            chat.page.context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
