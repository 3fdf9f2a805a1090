"""What is drawn on a page: rules, coloured areas and the room that pictures take."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from corpus.readers.pdf.matrix import Matrix
from corpus.readers.pdf.page import Box, Rule

MOST_OBJECTS, MOST_RULES = 60_000, 30_000
"""No page of a report comes near these; a page above them is read up to there."""
WHITE = 245
"""Of 255: what is at least as bright in every colour is white."""
_THIN = 4.0
_SHORTEST_RULE = 3.0


@dataclass(slots=True)
class Drawn:
    """Rules and coloured areas of a page, and the area in square points that pictures cover."""

    rules: list[Rule]
    fills: list[Box]
    picture: float = 0.0


def find(page: pdfium.PdfPage, shown: Matrix, width: float, height: float) -> Drawn:
    """Rules (also thin filled boxes and the edges of boxes), filled areas, and the area that pictures cover."""
    found = Drawn([], [])
    for obj, kind, matrix in _objects(page.raw, shown):
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(obj, matrix)
            if box is not None:
                found.picture += max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
        elif kind == raw.FPDF_PAGEOBJ_PATH and len(found.rules) < MOST_RULES:
            _add_path(obj, matrix, found, width, height)
    return found


def _objects(page: object, shown: Matrix) -> Iterator[tuple[object, int, Matrix]]:
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


def _matrix(obj: object) -> Matrix:
    own = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(obj, own)
    return Matrix(own.a, own.b, own.c, own.d, own.e, own.f)


def _bounds(obj: object, matrix: Matrix) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(obj, left, bottom, right, top):
        return None
    return matrix.box(left.value, bottom.value, right.value, top.value)


def _add_path(obj: object, matrix: Matrix, found: Drawn, width: float, height: float) -> None:
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
    return min(red.value, green.value, blue.value) >= WHITE or alpha.value == 0


def _figures(obj: object, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
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
