"""The pages of a PDF read by worker processes, each page within a time limit."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path

from corpus.errors import Damaged, Encrypted
from corpus.readers.pdf import journal, scan, wire
from corpus.readers.pdf.parts import PageParts

PAGE_SECONDS, OPEN_SECONDS = 20.0, 30.0
SCAN_SECONDS = scan.SECONDS + PAGE_SECONDS
"""A page may be a scan, which takes longer, where OCR is installed."""
_MOST_PROCESSES = 4
_PAGES_EACH = 4
"""A process more is started for every so many pages."""


def count(data: bytes, file: str) -> int:
    """The number of pages of a PDF.

    Raises:
        Encrypted: it needs a password.
        Damaged: it cannot be opened, or opening it takes too long.
    """
    with _on_disk(data) as path, _Worker(_Source(path), []) as worker:
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
    shares = [list(range(first, pages + 1, number)) for first in range(1, number + 1)]
    with _on_disk(data) as path, _journal(data) as folder:
        source = _Source(path, str(folder or ""))
        _run(source, [share for share in shares if share], found, failed)
    return [found[page] for page in sorted(found)], failed


def _run(source: _Source, shares: list[list[int]], found: dict[int, PageParts], failed: dict[int, str]) -> None:
    """Let one worker read each share; a worker that dies or hangs is replaced by one for the pages after."""
    with contextlib.ExitStack() as stack:
        running = {worker.connection: worker for share in shares for worker in [_started(stack, source, share)]}
        while running:
            now = time.monotonic()
            due = min(worker.due for worker in running.values())
            ready = wait(list(running), timeout=max(0.0, due - now))
            for connection in list(running):
                worker = running[connection]
                if connection in ready:
                    worker.take(found, failed)
                elif time.monotonic() >= worker.due:
                    worker.give_up(failed, f"melewati {_limit():.0f} detik")
                if worker.ended:
                    del running[connection]
                    if worker.left:
                        again = _started(stack, source, worker.left)
                        running[again.connection] = again


def _started(stack: contextlib.ExitStack, source: _Source, pages: list[int]) -> _Worker:
    return stack.enter_context(_Worker(source, pages))


@dataclass(frozen=True, slots=True)
class _Source:
    """The file to read, and the folder that keeps what OCR has seen of it ("" for none)."""

    path: str
    journal: str = ""


@dataclass
class _Worker:
    """A process that reads pages, seen from outside; `left` are the pages it still has to read."""

    source: _Source
    left: list[int]
    due: float = 0.0
    ended: bool = False
    process: subprocess.Popen[bytes] = field(init=False)
    connection: Connection = field(init=False)
    opened: bool = False

    def __enter__(self) -> _Worker:
        self.connection, inside = Pipe(duplex=False)
        descriptor = inside.fileno()
        command = [sys.executable, "-m", "corpus.readers.pdf.work"]
        command += [self.source.path, self.source.journal, str(descriptor), *map(str, self.left)]
        # A process of its own and no fork: the program may hold threads and a model.
        self.process = subprocess.Popen(  # noqa: S603 - our own module and arguments
            command,
            pass_fds=(descriptor,),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        inside.close()
        self.due = time.monotonic() + OPEN_SECONDS
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.connection.close()

    def receive(self, seconds: float) -> wire.Answer | None:
        """The next answer, or None when there is none in time, the process died or it sent something else."""
        try:
            return wire.decode(self.connection.recv_bytes(wire.LONGEST)) if self.connection.poll(seconds) else None
        except (EOFError, OSError, ValueError):
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
            if isinstance(answer, PageParts) and answer.number == page:
                found[page] = answer
            else:
                failed[page] = answer if isinstance(answer, str) else "pembaca PDF berhenti"
            self.ended = not self.left
        self.due = time.monotonic() + _limit()

    def give_up(self, failed: dict[int, str], reason: str) -> None:
        """Note that the page at hand cannot be read, and stop the process."""
        if self.left:
            failed[self.left.pop(0)] = reason
        self.process.kill()
        self.ended = True


def _limit() -> float:
    return SCAN_SECONDS if scan.available() else PAGE_SECONDS


def _journal(data: bytes) -> contextlib.AbstractContextManager[Path | None]:
    return journal.opened(data) if scan.available() else contextlib.nullcontext()


@contextlib.contextmanager
def _on_disk(data: bytes) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="tanya-") as folder:
        path = Path(folder) / "laporan.pdf"
        path.write_bytes(data)
        yield str(path)
