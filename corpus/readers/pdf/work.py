"""The worker process that sends the parts of pages through a pipe.

`python -m corpus.readers.pdf.work FILE JOURNAL DESCRIPTOR PAGE ...` (JOURNAL: a folder or "") sends first the number of
pages ("password" or "damaged" where the file cannot be opened), then for each wanted page its parts, or in words why it
cannot be read, as bytes of `wire`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from corpus.readers.pdf import parts, scan, sheet, wire
from corpus.readers.pdf.journal import Journal
from corpus.readers.pdf.parts import PageParts

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space that reading may add: a page that needs more is a bomb."""


def main(arguments: Sequence[str]) -> int:
    """Read the pages named and send them."""
    path, folder, descriptor, *pages = arguments
    journal = Journal(Path(folder) if folder else None)
    out = Connection(int(descriptor), readable=False)
    limit_memory()
    try:
        pdf = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        out.send_bytes(wire.encode("password" if "password" in str(error).lower() else "damaged"))
        return 0
    out.send_bytes(wire.encode(len(pdf)))
    for number in map(int, pages):
        out.send_bytes(wire.encode(_page(pdf, number, journal)))
    return 0


def _page(pdf: Any, number: int, journal: Journal) -> PageParts | str:  # noqa: ANN401 - pypdfium2 is untyped
    try:
        page = pdf[number - 1]
        try:
            read = sheet.read(page, number)
            if not read.words and read.notes & {"image", "garbled"} and scan.available():
                read = scan.read(page, read, journal)
            return parts.take_apart(read)
        finally:
            page.close()
    except pdfium.PdfiumError:
        return "halaman rusak"
    except MemoryError:
        return "memerlukan terlalu banyak memori"


def limit_memory() -> None:
    """Bound the memory of this process where the system can."""
    used = Path("/proc/self/statm")
    if not used.exists():
        return
    import resource

    most = int(used.read_text(encoding="ascii").split()[0]) * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
