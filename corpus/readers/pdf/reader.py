"""PDF reports: bytes to pages to laid out lines to a Report.

The pages are read by worker processes: it is faster, and a file that makes the PDF library crash or hang stops a
worker and not the program. What could not be read is said page by page in the report's notes, never left out silently.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.errors import Damaged, EmptyFile, TooLarge
from corpus.readers import laid, opening
from corpus.readers.pdf import layout, margins, workers
from corpus.readers.pdf.parts import PageParts
from corpus.report import Report

MAX_BYTES = 200 * 1024 * 1024
MAX_PAGES = 1500
_HEAD = 1024


def read(path: Path) -> Report:
    """Read a PDF file.

    Raises:
        MissingFile: it cannot be opened.
        TooLarge, EmptyFile, Damaged, Encrypted: as for `parse`.
    """
    return parse(opening.bytes_of(path, MAX_BYTES, "pecah file menurut bab"), path.name)


def parse(data: bytes, file: str, *, processes: int | None = None) -> Report:
    """Make a Report of the bytes of a PDF; `file` is its bare name, `processes` how many read it (None: as fits).

    Raises:
        EmptyFile: no bytes, or no page that could be read.
        Damaged, Encrypted: the PDF library cannot open it.
        TooLarge: more pages than any report has.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise EmptyFile("file kosong", where=file, remedy="unduh atau simpan ulang file itu")
    if b"%PDF-" not in data[:_HEAD]:
        raise Damaged("bukan file PDF (isinya lain dari akhirannya)", where=file, remedy="periksa jenis file")
    count = workers.count(data, file)
    if count > MAX_PAGES:
        raise TooLarge(f"{count} halaman melebihi batas {MAX_PAGES}", where=file, remedy="pecah file menurut bab")
    pages, failed = workers.read(data, file, count, processes)
    if not any(page.lines or page.tables for page in pages):
        raise EmptyFile(_nothing(pages, count), where=file, remedy=_REMEDY)
    lines = list(layout.laid(margins.without(pages)))
    return laid.report(data, file, "pdf", lines, _notes(pages, failed))


_REMEDY = "hasil pindai (scan) memerlukan OCR: lihat docs/dependencies.md, atau simpan ulang dari aplikasi asalnya"

_GARBLED = "hurufnya (font) tidak bersandi yang dikenal"


def _nothing(pages: Sequence[PageParts], count: int) -> str:
    if any("image" in page.notes for page in pages):
        return f"tidak ada teks pada {count} halaman: hasil pindai (gambar)"
    if any("garbled" in page.notes for page in pages):
        return f"tidak ada teks yang dapat dibaca pada {count} halaman: {_GARBLED}"
    return f"tidak ada teks yang dapat dibaca pada {count} halaman"


def _notes(pages: Sequence[PageParts], failed: dict[int, str]) -> list[str]:
    """What was not read, in words: pages that failed, pages that are pictures, text that no reader sees."""
    notes = [f"halaman {number} tidak terbaca: {reason}" for number, reason in sorted(failed.items())]
    bare = [page for page in pages if not page.lines and not page.tables]
    told = [
        (
            [page.number for page in bare if "image" in page.notes and "garbled" not in page.notes],
            "tidak terbaca: hasil pindai (gambar tanpa teks)",
        ),
        ([page.number for page in bare if "garbled" in page.notes], f"tidak terbaca: {_GARBLED}"),
        (
            [page.number for page in pages if "ocr" in page.notes and "read_by_ocr" not in page.notes],
            "dibaca dari lapisan teks OCR: angka perlu dicek",
        ),
        (
            [page.number for page in pages if "read_by_ocr" in page.notes],
            "hasil pindai, dibaca dengan OCR: angka perlu dicek",
        ),
        ([page.number for page in pages if "hidden" in page.notes], "memuat teks tersembunyi, tidak dipakai"),
        ([page.number for page in pages if "unmapped" in page.notes], "memuat huruf yang tidak dikenal"),
    ]
    return notes + [f"halaman {_listed(numbers)} {text}" for numbers, text in told if numbers]


def _listed(numbers: Sequence[int]) -> str:
    """Page numbers in words, runs shortened: "1-3, 7"."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
