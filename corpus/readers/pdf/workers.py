"""The pages of a PDF read by worker processes, each page within a time limit."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from corpus.errors import Damaged, Encrypted
from corpus.readers.pdf.parts import PageParts

PAGE_SECONDS, OPEN_SECONDS = 20.0, 30.0
MEMORY = 1024 * 1024 * 1024
"""Bytes of address space that a worker may add: a page that needs more is a bomb."""
_MOST_PROCESSES = 4
_PAGES_EACH = 6
"""A process more is started for every so many pages."""
_PASSWORD = 4
_FORM_ERRORS = {_PASSWORD: "password"}


def count(data: bytes, file: str) -> int:
    """The number of pages of a PDF.

    Raises:
        Encrypted: it needs a password.
        Damaged: it cannot be opened, or opening it takes too long.
    """
    with _on_disk(data) as path, _Worker(path, []) as worker:
        answer = worker.receive(OPEN_SECONDS)
    if isinstance(answer, int):
        return answer
    if answer == "password":
        raise Encrypted("terkunci dengan kata sandi", where=file, remedy="simpan salinan tanpa kata sandi")
    raise Damaged("PDF rusak atau tidak lengkap", where=file, remedy="unduh atau simpan ulang file itu")


def read(data: bytes, file: str, pages: int, processes: int | None = None) -> tuple[list[PageParts], dict[int, str]]:
    """The parts of all pages in order, and for pages that could not be read the reason in words."""
    del file
    number = processes or max(1, min(_MOST_PROCESSES, os.cpu_count() or 1, -(-pages // _PAGES_EACH)))
    found: dict[int, PageParts] = {}
    failed: dict[int, str] = {}
    with _on_disk(data) as path:
        shares = [list(range(first, pages + 1, number)) for first in range(1, number + 1)]
        _run(path, [share for share in shares if share], found, failed)
    return [found[page] for page in sorted(found)], failed


def _run(path: str, shares: list[list[int]], found: dict[int, PageParts], failed: dict[int, str]) -> None:
    """Let one worker read each share; a worker that dies or hangs is replaced by one for the pages after."""
    with contextlib.ExitStack() as stack:
        running = {worker.connection: worker for share in shares for worker in [_started(stack, path, share)]}
        while running:
            now = time.monotonic()
            due = min(worker.due for worker in running.values())
            ready = wait(list(running), timeout=max(0.0, due - now))
            for connection in list(running):
                worker = running[connection]
                if connection in ready:
                    worker.take(found, failed)
                elif time.monotonic() >= worker.due:
                    worker.give_up(failed, f"melewati {PAGE_SECONDS:.0f} detik")
                if worker.ended:
                    del running[connection]
                    if worker.left:
                        again = _started(stack, path, worker.left)
                        running[again.connection] = again


def _started(stack: contextlib.ExitStack, path: str, pages: list[int]) -> _Worker:
    return stack.enter_context(_Worker(path, pages))


@dataclass
class _Worker:
    """A process that reads pages, seen from outside; `left` are the pages it still has to read."""

    path: str
    left: list[int]
    due: float = 0.0
    ended: bool = False
    process: BaseProcess = field(init=False)
    connection: Connection = field(init=False)
    opened: bool = False

    def __enter__(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        self.connection, inside = context.Pipe(duplex=False)
        self.process = context.Process(target=_work, args=(self.path, self.left, inside), daemon=True)
        self.process.start()
        inside.close()
        self.due = time.monotonic() + OPEN_SECONDS
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        self.connection.close()

    def receive(self, seconds: float) -> object:
        """The next answer, or None when there is none in time or the process died."""
        try:
            return self.connection.recv() if self.connection.poll(seconds) else None
        except (EOFError, OSError):
            return None

    def take(self, found: dict[int, PageParts], failed: dict[int, str]) -> None:
        """Take one answer of the process."""
        answer = self.receive(0)
        if answer is None:
            self.give_up(failed, "pembaca PDF berhenti")
        elif not self.opened:
            self.opened = isinstance(answer, int)
            if not self.opened:
                self.give_up(failed, "file tidak dapat dibuka")
        else:
            page = self.left.pop(0)
            if isinstance(answer, PageParts):
                found[page] = answer
            else:
                failed[page] = str(answer)
            self.ended = not self.left
        self.due = time.monotonic() + PAGE_SECONDS

    def give_up(self, failed: dict[int, str], reason: str) -> None:
        """Note that the page at hand cannot be read, and stop the process."""
        if self.left:
            failed[self.left.pop(0)] = reason
        self.process.kill()
        self.ended = True


@contextlib.contextmanager
def _on_disk(data: bytes) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="tanya-") as folder:
        path = Path(folder) / "laporan.pdf"
        path.write_bytes(data)
        yield str(path)


# Inside the process


def _work(path: str, pages: list[int], out: Connection) -> None:
    """Send the number of pages, then the parts of each wanted page (or the reason why not, in words)."""
    import pypdfium2 as pdfium

    _limit_memory()
    try:
        pdf = pdfium.PdfDocument(path)
        out.send(len(pdf))
    except pdfium.PdfiumError as error:
        out.send("password" if "password" in str(error).lower() else "damaged")
        return
    for number in pages:
        out.send(_page(pdf, number))


def _page(pdf: object, number: int) -> PageParts | str:
    import pypdfium2 as pdfium

    from corpus.readers.pdf import glyphs, parts

    try:
        page = pdf[number - 1]  # type: ignore[index]
        try:
            return parts.take_apart(glyphs.read(page, number))
        finally:
            page.close()
    except pdfium.PdfiumError:
        return "halaman rusak"
    except MemoryError:
        return "memerlukan terlalu banyak memori"


def _limit_memory() -> None:
    """Bound the memory of this process where the system can."""
    try:
        import resource
    except ImportError:
        return
    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize() \
        if Path("/proc/self/statm").exists() else 0
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
