"""From a page of an open PDF (pypdfium2) to its words, rules and pictures."""

from __future__ import annotations

import ctypes
import itertools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from corpus.readers.pdf.page import Box, Page, Rule, Word, union

MOST_GLYPHS, MOST_OBJECTS, MOST_RULES = 60_000, 60_000, 30_000
"""No page of a report comes near these; a page above them is read up to there."""
_THIN = 4.0
_SHORTEST_RULE = 3.0
_TINY = 2.0
_INVISIBLE = 3
_GAP, _BACK, _RISE = 0.22, 0.6, 0.3
"""Of the font size: a wider gap ends a word, so does a step back or up."""
_COVERING = 0.5
_SPREAD, _EVEN, _LEAST_SPREAD = 1.2, 1.8, 4
"""Of the font size, the widest gap of spread letters; how uneven gaps may be; so many letters are no initials."""
_SAMPLE = 7
"""Every so many glyphs tell which way the text of a page runs."""
_WHITE = 245
_LIGATURES = {"\u0002": "-", "\ufffe": "-", "\u00ad": "", "\u200b": "", "\ufeff": "", "\u2010": "-", "\u2011": "-"}


@dataclass(slots=True)
class _Glyph:
    char: str
    box: Box
    x: float
    base: float
    size: float
    bold: bool
    upright: bool


@dataclass(slots=True)
class _Style:
    """What all glyphs of one text object share."""

    size: float
    bold: bool
    upright: bool
    invisible: bool
    white: bool


class _Matrix:
    """An affine map of points (a, b, c, d, e, f as in PDF)."""

    __slots__ = ("a", "b", "c", "d", "e", "f")

    def __init__(self, a: float, b: float, c: float, d: float, e: float, f: float) -> None:
        self.a, self.b, self.c, self.d, self.e, self.f = a, b, c, d, e, f

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def along(self, x: float, y: float) -> tuple[float, float]:
        """A direction mapped, without the shift."""
        return self.a * x + self.c * y, self.b * x + self.d * y

    def after(self, first: _Matrix) -> _Matrix:
        """The map that applies `first`, then this one."""
        a, b = self.a * first.a + self.c * first.b, self.b * first.a + self.d * first.b
        c, d = self.a * first.c + self.c * first.d, self.b * first.c + self.d * first.d
        e, f = self(first.e, first.f)
        return _Matrix(a, b, c, d, e, f)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box that a rectangle becomes."""
        (x0, y0), (x1, y1) = self(left, bottom), self(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def read(page: pdfium.PdfPage, number: int) -> Page:
    """The content of a page; `number` is 1-based.

    A page whose text runs up or down is turned first: its places are those of the page as it is read.
    """
    width, height = page.get_size()
    shown = _shown(page, width, height)
    turn = _turn(page, shown)
    if turn is not None:
        shown = _Matrix(*((0, 1, -1, 0, height, 0) if turn == "up" else (0, -1, 1, 0, 0, width))).after(shown)
        width, height = height, width
    drawn = _drawn(page, shown, width, height)
    notes: set[str] = set()
    if drawn.picture >= _COVERING * width * height:
        notes.add("image")
    words = tuple(_unspaced(_words(_glyphs(page, shown, (width, height), drawn.fills, notes))))
    return Page(number, width, height, words, tuple(drawn.rules), tuple(drawn.fills), frozenset(notes))


def turn(page: pdfium.PdfPage) -> str | None:
    """Which way a page is turned before it is read: "up" (its text runs up, so clockwise), "down", or None."""
    return _turn(page, _shown(page, *page.get_size()))


def _turn(page: pdfium.PdfPage, shown: _Matrix) -> str | None:
    """Which way most of the text of a page runs where it does not run across: "up" or "down", else None."""
    textpage = page.get_textpage()
    counts = {"across": 0, "up": 0, "down": 0}
    matrix = raw.FS_MATRIX()
    for index in range(0, min(textpage.count_chars(), MOST_GLYPHS), _SAMPLE):
        if raw.FPDFText_GetMatrix(textpage.raw, index, matrix):
            right, down = shown.along(matrix.a, matrix.b)
            counts["across" if abs(right) >= abs(down) else "down" if down > 0 else "up"] += 1
    textpage.close()
    most = max(counts, key=lambda way: counts[way])
    return None if most == "across" else most


def _shown(page: pdfium.PdfPage, width: float, height: float) -> _Matrix:
    """The map from the page's own space to points from the top left corner, its rotation applied."""
    scale = 1000
    size_x, size_y = round(width * scale), round(height * scale)
    x, y = ctypes.c_int(), ctypes.c_int()

    def device(px: float, py: float) -> tuple[float, float]:
        raw.FPDF_PageToDevice(page.raw, 0, 0, size_x, size_y, 0, px, py, x, y)
        return x.value / scale, y.value / scale

    (e, f), (right, down), (up, side) = device(0, 0), device(100, 0), device(0, 100)
    return _Matrix((right - e) / 100, (down - f) / 100, (up - e) / 100, (side - f) / 100, e, f)


def _glyphs(
    page: pdfium.PdfPage, shown: _Matrix, size: tuple[float, float], fills: list[Box], notes: set[str]
) -> Iterator[_Glyph | None]:
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
        yield _Glyph(char, box, x, base, height, style.bold, style.upright)
    textpage.close()


def _style(handle: object, obj: object, index: int, shown: _Matrix) -> _Style:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(handle, index, matrix)
    size = raw.FPDFText_GetFontSize(handle, index)
    across, along = map(abs, shown.along(matrix.a, matrix.b))
    scale = max((matrix.c**2 + matrix.d**2) ** 0.5, 1e-6)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(handle, index, red, green, blue, alpha)
    white = min(red.value, green.value, blue.value) >= _WHITE
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


def _words(glyphs: Iterator[_Glyph | None]) -> Iterator[Word]:
    held: list[_Glyph] = []
    count = 0
    for glyph in glyphs:
        if held and (glyph is None or not _goes_on(held[-1], glyph)):
            yield _word(held, count)
            count += 1
            held = []
        if glyph is not None:
            held.append(glyph)
    if held:
        yield _word(held, count)


def _unspaced(words: Iterator[Word]) -> Iterator[Word]:
    """Letters that are spread out ("K E C A M A T A N") as the words that they spell."""
    held: list[Word] = []
    for word in words:
        if held and not _is_spread(held, word):
            yield from _spelled(held)
            held = []
        held.append(word)
    yield from _spelled(held)


def _is_spread(held: list[Word], word: Word) -> bool:
    """Whether a letter stands behind spread letters at the gap that they have."""
    last = held[-1]
    if not (len(word.text) == len(last.text) == 1 and word.text.isalpha() and last.text.isalpha()):
        return False
    gap = word.x0 - last.x1
    if abs(word.base - last.base) > 0.5 or not 0 < gap <= _SPREAD * word.size:
        return False
    if len(held) < 2:
        return True
    pitch, usual = word.x0 - last.x0, held[1].x0 - held[0].x0
    return gap <= _EVEN * max(held[1].x0 - held[0].x1, 0.5) or abs(pitch - usual) < 0.1 * usual


def _spelled(held: list[Word]) -> list[Word]:
    if len(held) < _LEAST_SPREAD:
        return held
    first = held[0]
    box = union(word.box for word in held)
    return [Word("".join(word.text for word in held), box, first.base, first.size, first.bold, first.order)]


def _goes_on(before: _Glyph, glyph: _Glyph) -> bool:
    if before.upright != glyph.upright:
        return False
    size = max(before.size, glyph.size)
    if not glyph.upright:
        return abs(glyph.x - before.x) < _RISE * size and abs(glyph.box[1] - before.box[1]) < 2 * size
    if abs(glyph.base - before.base) > _RISE * size:
        return False
    if glyph.box == before.box:
        return True  # the letters of one ligature
    return -_BACK * size <= glyph.box[0] - before.box[2] <= _GAP * size


def _word(glyphs: list[_Glyph], order: int) -> Word:
    first = glyphs[0]
    text = unicodedata.normalize("NFC", "".join(glyph.char for glyph in glyphs))
    box = union(glyph.box for glyph in glyphs)
    base = first.base if first.upright else box[3]
    return Word(text, box, base, first.size, all(glyph.bold for glyph in glyphs), order, first.upright)


# Lines and pictures


@dataclass(slots=True)
class _Drawn:
    rules: list[Rule]
    fills: list[Box]
    picture: float = 0.0


def _drawn(page: pdfium.PdfPage, shown: _Matrix, width: float, height: float) -> _Drawn:
    """Rules (also thin filled boxes and the edges of boxes), filled areas, and the area that pictures cover."""
    found = _Drawn([], [])
    for obj, kind, matrix in _objects(page.raw, shown):
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(obj, matrix)
            if box is not None:
                found.picture += max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
        elif kind == raw.FPDF_PAGEOBJ_PATH and len(found.rules) < MOST_RULES:
            _add_path(obj, matrix, found, width, height)
    return found


def _objects(page: object, shown: _Matrix) -> Iterator[tuple[object, int, _Matrix]]:
    """All objects of a page, those inside forms too, with the map that shows them."""
    count = 0
    stack = [(raw.FPDFPage_GetObject(page, index), shown) for index in range(raw.FPDFPage_CountObjects(page))][::-1]
    while stack and count < MOST_OBJECTS:
        obj, matrix = stack.pop()
        count += 1
        kind = raw.FPDFPageObj_GetType(obj)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            inner = matrix.after(_matrix(obj))
            inside = range(min(raw.FPDFFormObj_CountObjects(obj), MOST_OBJECTS))
            stack += [(raw.FPDFFormObj_GetObject(obj, index), inner) for index in inside][::-1]
        else:
            yield obj, kind, matrix


def _matrix(obj: object) -> _Matrix:
    own = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(obj, own)
    return _Matrix(own.a, own.b, own.c, own.d, own.e, own.f)


def _bounds(obj: object, matrix: _Matrix) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(obj, left, bottom, right, top):
        return None
    return matrix.box(left.value, bottom.value, right.value, top.value)


def _add_path(obj: object, matrix: _Matrix, found: _Drawn, width: float, height: float) -> None:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(obj, filled, stroked)
    if not filled.value and not stroked.value:
        return
    white = bool(filled.value) and not stroked.value and _is_white(obj)
    for points in _figures(obj, matrix.after(_matrix(obj))):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        wide, high = box[2] - box[0], box[3] - box[1]
        if min(wide, high) <= _THIN:
            if not white:
                found.rules += _thin(box)
        elif _is_rectangle(points):
            if filled.value and not white:
                found.fills.append(box)
            if stroked.value and wide * high < 0.9 * width * height:
                found.rules += _edges(box)
        elif stroked.value:
            found.rules += _strokes(points)


def _is_white(obj: object) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(obj, red, green, blue, alpha)
    return min(red.value, green.value, blue.value) >= _WHITE or alpha.value == 0


def _figures(obj: object, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
    """The corner points of each closed or open figure of a path; figures with curves are left out."""
    points: list[tuple[float, float]] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(obj), MOST_RULES)):
        segment = raw.FPDFPath_GetPathSegment(obj, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        points.append(matrix(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _is_rectangle(points: list[tuple[float, float]]) -> bool:
    xs = {round(x) for x, _ in points}
    ys = {round(y) for _, y in points}
    return len(points) in (4, 5, 6) and len(xs) == 2 and len(ys) == 2


def _thin(box: Box) -> list[Rule]:
    x0, top, x1, bottom = box
    if max(x1 - x0, bottom - top) < _SHORTEST_RULE:
        # A dot of a dotted line: which way the line runs is told by the dots beside it.
        at, level = (x0 + x1) / 2, (top + bottom) / 2
        return [Rule(x0, level, x1, level), Rule(at, top, at, bottom)] if x1 > x0 and bottom > top else []
    if x1 - x0 >= max(bottom - top, _SHORTEST_RULE):
        middle = (top + bottom) / 2
        return [Rule(x0, middle, x1, middle)]
    if bottom - top >= _SHORTEST_RULE:
        middle = (x0 + x1) / 2
        return [Rule(middle, top, middle, bottom)]
    return []


def _edges(box: Box) -> list[Rule]:
    x0, top, x1, bottom = box
    return [Rule(x0, top, x1, top), Rule(x0, bottom, x1, bottom), Rule(x0, top, x0, bottom), Rule(x1, top, x1, bottom)]


def _strokes(points: list[tuple[float, float]]) -> list[Rule]:
    found: list[Rule] = []
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if min(abs(x1 - x0), abs(y1 - y0)) <= 0.5:
            found += _thin((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return found
