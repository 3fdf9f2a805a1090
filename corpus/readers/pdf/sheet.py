"""From a page of an open PDF (pypdfium2) to its words, rules and pictures."""

from __future__ import annotations

import ctypes

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from corpus.readers.pdf import drawn, glyphs, lettering
from corpus.readers.pdf.garbled import is_garbled
from corpus.readers.pdf.matrix import Matrix
from corpus.readers.pdf.page import Page

_COVERING = 0.5
_SAMPLE = 7
"""Every so many glyphs tell which way the text of a page runs."""


def read(page: pdfium.PdfPage, number: int) -> Page:
    """The content of a page; `number` is 1-based.

    A page whose text runs up or down is turned first: its places are those of the page as it is read. Text in fonts
    that tell no letters is left out.
    """
    width, height = page.get_size()
    shown = _shown(page, width, height)
    turn = _turn(page, shown)
    if turn is not None:
        shown = Matrix(*((0, 1, -1, 0, height, 0) if turn == "up" else (0, -1, 1, 0, 0, width))).after(shown)
        width, height = height, width
    found = drawn.find(page, shown, width, height)
    notes: set[str] = set()
    if found.picture >= _COVERING * width * height:
        notes.add("image")
    words = tuple(lettering.words(glyphs.read(page, shown, (width, height), found.fills, notes)))
    if is_garbled(words):
        words = ()
        notes.add("garbled")
    return Page(number, width, height, words, tuple(found.rules), tuple(found.fills), frozenset(notes))


def turn(page: pdfium.PdfPage) -> str | None:
    """Which way a page is turned before it is read: "up" (its text runs up, so clockwise), "down", or None."""
    return _turn(page, _shown(page, *page.get_size()))


def _turn(page: pdfium.PdfPage, shown: Matrix) -> str | None:
    """Which way most of the text of a page runs where it does not run across: "up" or "down", else None."""
    textpage = page.get_textpage()
    counts = {"across": 0, "up": 0, "down": 0}
    matrix = raw.FS_MATRIX()
    for index in range(0, min(textpage.count_chars(), glyphs.MOST_GLYPHS), _SAMPLE):
        if raw.FPDFText_GetMatrix(textpage.raw, index, matrix):
            right, down = shown.along(matrix.a, matrix.b)
            counts["across" if abs(right) >= abs(down) else "down" if down > 0 else "up"] += 1
    textpage.close()
    most = max(counts, key=lambda way: counts[way])
    return None if most == "across" else most


def _shown(page: pdfium.PdfPage, width: float, height: float) -> Matrix:
    """The map from the page's own space to points from the top left corner, its rotation applied."""
    scale = 1000
    size_x, size_y = round(width * scale), round(height * scale)
    x, y = ctypes.c_int(), ctypes.c_int()

    def device(px: float, py: float) -> tuple[float, float]:
        raw.FPDF_PageToDevice(page.raw, 0, 0, size_x, size_y, 0, px, py, x, y)
        return x.value / scale, y.value / scale

    (e, f), (right, down), (up, side) = device(0, 0), device(100, 0), device(0, 100)
    return Matrix((right - e) / 100, (down - f) / 100, (up - e) / 100, (side - f) / 100, e, f)
