"""Affine maps of points, as PDF turns and shifts what it draws."""

from __future__ import annotations

from corpus.readers.pdf.page import Box


class Matrix:
    """An affine map of points (a, b, c, d, e, f as in PDF)."""

    __slots__ = ("a", "b", "c", "d", "e", "f")

    def __init__(self, a: float, b: float, c: float, d: float, e: float, f: float) -> None:
        self.a, self.b, self.c, self.d, self.e, self.f = a, b, c, d, e, f

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        """A point mapped."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def along(self, x: float, y: float) -> tuple[float, float]:
        """A direction mapped, without the shift."""
        return self.a * x + self.c * y, self.b * x + self.d * y

    def after(self, first: Matrix) -> Matrix:
        """The map that applies `first`, then this one."""
        a, b = self.a * first.a + self.c * first.b, self.b * first.a + self.d * first.b
        c, d = self.a * first.c + self.c * first.d, self.b * first.c + self.d * first.d
        e, f = self(first.e, first.f)
        return Matrix(a, b, c, d, e, f)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box that a rectangle becomes."""
        (x0, y0), (x1, y1) = self(left, bottom), self(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
