"""The glyphs of a page: the letters that a reader sees, with their places."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from corpus.readers.pdf.drawn import WHITE
from corpus.readers.pdf.lettering import Glyph
from corpus.readers.pdf.matrix import Matrix
from corpus.readers.pdf.page import Box

MOST_GLYPHS = 60_000
"""No page of a report comes near this; a page above it is read up to there."""
_TINY = 2.0
_INVISIBLE = 3
_LIGATURES = {"\u0002": "-", "\ufffe": "-", "\u00ad": "", "\u200b": "", "\ufeff": "", "\u2010": "-", "\u2011": "-"}


@dataclass(slots=True)
class _Style:
    """What all glyphs of one text object share."""

    size: float
    bold: bool
    upright: bool
    invisible: bool
    white: bool


def read(
    page: pdfium.PdfPage, shown: Matrix, size: tuple[float, float], fills: list[Box], notes: set[str]
) -> Iterator[Glyph | None]:
    """The visible glyphs in the order of writing; None where a blank or a line's end stands."""
    textpage = page.get_textpage()
    handle = textpage.raw
    styles: dict[int, _Style] = {}
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    loose, at_x, at_y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(min(textpage.count_chars(), MOST_GLYPHS)):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in (9, 10, 13, 32, 160) or raw.FPDFText_IsGenerated(handle, index) == 1:
            yield None
            continue
        if code == 0 or 0xE000 <= code <= 0xF8FF or code == 0xFFFD:
            char = _private(code)
            if char is None:
                notes.add("unmapped")
                char = "\ufffd"
        else:
            char = _char(code)
        if not char:
            continue
        obj = raw.FPDFText_GetTextObject(handle, index)
        key = ctypes.cast(obj, ctypes.c_void_p).value or 0
        style = styles.get(key)
        if style is None:
            style = styles[key] = _style(handle, obj, index, shown)
        raw.FPDFText_GetLooseCharBox(handle, index, loose)
        if not raw.FPDFText_GetCharOrigin(handle, index, at_x, at_y):
            continue
        box = shown.box(loose.left, loose.bottom, loose.right, loose.top)
        x, base = shown(at_x.value, at_y.value)
        height = style.size
        if style.upright and box[3] - box[1] > 3 * height > 0:
            raw.FPDFText_GetCharBox(handle, index, left, right, bottom, top)
            box = shown.box(left.value, bottom.value, right.value, top.value)
        if _is_hidden(style, box, size, fills, notes):
            notes.add("hidden")
            yield None
            continue
        yield Glyph(char, box, x, base, height, style.bold, style.upright)
    textpage.close()


def _style(handle: object, obj: object, index: int, shown: Matrix) -> _Style:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(handle, index, matrix)
    size = raw.FPDFText_GetFontSize(handle, index)
    across, along = map(abs, shown.along(matrix.a, matrix.b))
    scale = max((matrix.c**2 + matrix.d**2) ** 0.5, 1e-6)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(handle, index, red, green, blue, alpha)
    white = min(red.value, green.value, blue.value) >= WHITE
    mode = raw.FPDFTextObj_GetTextRenderMode(obj) if obj else 0
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(handle, index, name, 128, flags)
    font = name.value.decode("utf-8", "replace").lower()
    weight = raw.FPDFText_GetFontWeight(handle, index)
    bold = "bold" in font or "black" in font or weight >= 600 or mode == 2
    return _Style(abs(size) * scale, bold, across >= along, mode == _INVISIBLE, white or alpha.value == 0)


def _is_hidden(style: _Style, box: Box, size: tuple[float, float], fills: list[Box], notes: set[str]) -> bool:
    """Whether no reader sees a glyph: off the page, tiny, white on white, or drawn invisibly with no picture there."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    if not (-1 <= x <= size[0] + 1 and -1 <= y <= size[1] + 1) or style.size < _TINY:
        return True
    if style.invisible:
        if "image" in notes:
            notes.add("ocr")
            return False
        return True
    return style.white and not any(f[0] <= x <= f[2] and f[1] <= y <= f[3] for f in fills) and "image" not in notes


def _char(code: int) -> str:
    char = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    if char in _LIGATURES:
        return _LIGATURES[char]
    if code < 32 or 0x7F <= code < 0xA0:
        return ""
    return unicodedata.normalize("NFKC", char) if 0xFB00 <= code <= 0xFB06 else char


def _private(code: int) -> str | None:
    """Symbol fonts put their bullets at F0xx; anything else there has no letter that could be known."""
    if 0xF0A0 <= code <= 0xF0FF or code in (0xF06C, 0xF06E, 0xF076, 0xF075, 0xF071):
        return "•"
    if code in (0xF02D, 0xF0B0):
        return "-"
    return None
