"""PDF reading speed: pages a second, peak memory of all processes, and the time of adding a report, stage by stage.

Usage: python benchmarks/pages.py [--pages 150] [--processes 2] [--add] REPORT.pdf [...]

The files' pages are joined, and repeated, to a report of that many pages. Memory is the sum over the program and its
workers, looked at every 20 ms (Linux). On a busy machine the seconds of the processors tell more than the clock.
"""

from __future__ import annotations

import argparse
import io
import itertools
import os
import resource
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium

from corpus.fact import Fact
from corpus.facts import extract
from corpus.library import Library
from corpus.readers import laid
from corpus.readers.pdf import layout, margins, workers
from corpus.report import Report


def joined(paths: list[Path], pages: int) -> bytes:
    """A PDF of so many pages, taken from these files in turn."""
    target = pdfium.PdfDocument.new()
    for path in itertools.cycle(paths):
        source = pdfium.PdfDocument(path)
        target.import_pages(source, list(range(min(len(source), pages - len(target)))))
        if len(target) >= pages:
            break
    data = io.BytesIO()
    target.save(data)
    return data.getvalue()


class Memory(threading.Thread):
    """Watches the memory of this process and of its children, in bytes."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most, self.going = 0, True

    def run(self) -> None:
        while self.going:
            self.most = max(self.most, sum(map(_resident, [os.getpid(), *_children()])))
            time.sleep(0.02)


def _children() -> list[int]:
    listed = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return [int(number) for number in listed.read_text(encoding="ascii").split()] if listed.exists() else []


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


class Clock:
    """Seconds on the clock and of the processors, those of ended children included, since the last look."""

    def __init__(self) -> None:
        self.last = self._now()

    def look(self) -> str:
        """What passed since the last look."""
        now = self._now()
        wall, used = now[0] - self.last[0], now[1] - self.last[1]
        self.last = now
        return f"{wall:7.2f} s on the clock, {used:7.2f} s of the processors"

    @staticmethod
    def _now() -> tuple[float, float]:
        own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.perf_counter(), own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def main() -> None:
    """Print times and memory, stage by stage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="REPORT.pdf")
    parser.add_argument("--pages", type=int, default=150)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument(
        "--add", action="store_true", help="also store and index the report (loads the embedding model)"
    )
    args = parser.parse_args()
    data = joined(args.files, args.pages)
    memory, clock = Memory(), Clock()
    memory.start()
    pages, failed = workers.read(data, "laporan.pdf", args.pages, args.processes)
    print(f"pages to parts    {clock.look()} ({args.pages} pages, {len(failed)} failed, {args.processes} processes)")
    lines = list(layout.laid(margins.without(pages)))
    print(f"parts to lines    {clock.look()} ({len(lines)} lines)")
    report = laid.report(data, "laporan.pdf", "pdf", lines)
    print(f"lines to a report {clock.look()} ({len(report.blocks)} blocks)")
    facts = extract(report)
    print(f"report to facts   {clock.look()} ({len(facts)} facts)")
    memory.going = False
    print(f"most memory of all processes {memory.most / 1e6:.0f} MB")
    if args.add:
        _add(report, facts, clock)


def _add(report: Report, facts: Sequence[Fact], clock: Clock) -> None:
    from index import build
    from index.models import default_embedder

    embedder = default_embedder()
    embedder.encode_passages(["pemanasan"])
    print(f"loading the model {clock.look()}")
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        _, result = build.add(library, [(report, facts)], embedder)
        print(f"storing, indexing {clock.look()} ({result.new} passages embedded)")


if __name__ == "__main__":
    main()
