"""The real app on a real library, and a real browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

from corpus import originals, readers
from corpus.facts import extract
from corpus.library import Library
from index import build
from tests.corpus.readers.canvas import document
from tests.corpus.readers.test_pdf import cover, table_page
from tests.shared_data import ROOT

START = 300  # seconds; a loaded machine may be slow to import and to embed
HOSTILE = '<script>window.pwned=1</script><img src="x" onerror="window.pwned=1">'
HOSTILE_REPORT = f"""CONTOH FIKTIF
LAPORAN KINERJA INSTANSI PEMERINTAH
KECAMATAN BAHAYA
KABUPATEN UJI
TAHUN 2024

BAB III
AKUNTABILITAS KINERJA

3.1 Capaian Kinerja

Kepuasan masyarakat {HOSTILE} diukur dengan survei jempol {HOSTILE}.

Tabel 3.1 Capaian {HOSTILE}
No\tSasaran\tIndikator\tTarget\tRealisasi\tCapaian
1\tMeningkatnya mutu {HOSTILE}\tIndeks Kepuasan Masyarakat (IKM) {HOSTILE}\t80,00\t81,25\t101,56

3.2 Analisis Penyebab Keberhasilan atau Kegagalan

Target tercapai karena {HOSTILE} loket ditambah; hambatan {HOSTILE} adalah petugas yang kurang.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder start the real app."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@dataclass(frozen=True)
class App:
    """A running app: its address and what it has printed so far."""

    address: str
    log: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(
    folder: Path, log: IO[str], *flags: str, port: int | None = None, path: str = str(ROOT)
) -> subprocess.Popen[str]:
    """`python app.py` on the library in a folder; `path` is its PYTHONPATH."""
    command = [sys.executable, str(ROOT / "app.py"), "--library", str(folder)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GRADIO_")}
    return subprocess.Popen(
        [*command, *(["--port", str(port)] if port else []), *flags],
        cwd=folder.parent,
        env=environment | {"PYTHONPATH": path, "PYTHONUNBUFFERED": "1"},
        stdout=log,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_for_start(process: subprocess.Popen[str], port: int, log: Path) -> None:
    deadline = time.monotonic() + START
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0 and "siap" in log.read_text(encoding="utf-8"):
                return
        time.sleep(0.2)
    process.kill()
    pytest.fail(f"the app did not start:\n{log.read_text(encoding='utf-8')}", pytrace=False)


def fill(folder: Path, paths: Sequence[Path]) -> Path:
    """A library of these files in a folder; its index holds words alone, so no model is needed."""
    reports = [readers.read(path) for path in paths]
    with Library.open(folder) as library:
        build.add(library, [(report, list(extract(report))) for report in reports], None)
        for path, report in zip(paths, reports, strict=True):
            originals.keep(library.folder, path, report.sha256)
    return folder


@pytest.fixture(scope="session")
def library_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the samples, of one hostile report and of one in PDF."""
    folder = tmp_path_factory.mktemp("e2e")
    hostile, printed = folder / "lkjip-kecamatan-bahaya-2024.txt", folder / "lkjip-dinas-pertanian-2024.pdf"
    hostile.write_text(HOSTILE_REPORT, encoding="utf-8")
    printed.write_bytes(document(cover(), table_page()))
    return fill(folder / "data", [*sorted((ROOT / "samples").glob("*.txt")), hostile, printed])


@contextmanager
def running(folder: Path, log: Path, *flags: str) -> Iterator[App]:
    """The app on the library in a folder, until it is left."""
    port = free_port()
    with log.open("w", encoding="utf-8") as out:
        process = start(folder, out, *flags, port=port)
        try:
            wait_for_start(process, port, log)
            yield App(f"http://127.0.0.1:{port}", log)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture(scope="session")
def app(library_folder: Path, tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app, running for the whole session, with a tiny model: what is asked in words waits for no large one."""
    os.environ["TANYA_MODEL"] = str(tiny_model)
    with running(library_folder, tmp_path_factory.mktemp("log") / "app.log") as found:
        os.environ.pop("TANYA_MODEL")
        yield found


@dataclass
class Watched:
    """A page, and all that went wrong on it: errors on the console, failed answers, requests that left."""

    page: Page
    problems: list[str] = field(default_factory=list)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text}")

    def on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.hostname != "127.0.0.1":
            self.problems.append(f"request to {request.url}")

    def on_response(self, response: Response) -> None:
        if response.status >= 400:
            self.problems.append(f"{response.status} {response.url}")

    def ask(self, question: str) -> None:
        """Type a question, press Enter, wait for its answer."""
        before = self.page.locator("#tl-chat [data-testid=bot]").count()
        box = self.page.get_by_placeholder("…")
        box.fill(question)
        box.press("Enter")
        self.answered(before)

    def settled(self) -> None:
        """Wait until nothing is awaited on the tab that is open."""
        self.page.wait_for_timeout(150)
        self.page.wait_for_function("![...document.querySelectorAll('.tl-wait')].some(part => part.offsetParent)")

    def answered(self, before: int) -> None:
        """Wait until there are more answers than before and none is awaited."""
        self.page.wait_for_function(
            "before => document.querySelectorAll('#tl-chat [data-testid=bot]').length > before"
            " && !document.querySelector('.tl-wait') && document.querySelector('#tl-question .submit-button')",
            arg=before,
        )
        # Nobody types within the frame in which an answer appears: Gradio would lose it.
        self.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def watched(browser: Browser, width: int, height: int, scheme: str = "light") -> Watched:
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    context.set_default_timeout(30_000)
    found = Watched(context.new_page())
    found.page.on("console", found.on_console)
    found.page.on("pageerror", lambda error: found.problems.append(f"page: {error}"))
    found.page.on("request", found.on_request)
    found.page.on("response", found.on_response)
    return found


@contextmanager
def opened(browser: Browser, app: App, width: int, height: int) -> Iterator[Watched]:
    """The chat of an app, closed at the end: whatever went wrong on the page fails the test."""
    found = watched(browser, width, height)
    found.page.goto(app.address)
    found.page.wait_for_selector("#tl-chat .tl-loaded")
    yield found
    found.page.context.close()
    assert found.problems == []


@pytest.fixture(params=[(1366, 768), (360, 740)], ids=["laptop", "phone"])
def chat(request: pytest.FixtureRequest, browser: Browser, app: App) -> Iterator[Watched]:
    """The chat, opened at laptop and phone width; whatever went wrong on the page fails the test."""
    with opened(browser, app, *request.param) as found:
        yield found
