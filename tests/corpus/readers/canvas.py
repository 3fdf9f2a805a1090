"""Pages of PDF written by hand: words at places and lines between them, so that what must be read is known."""

from __future__ import annotations

from collections.abc import Sequence

from tests.corpus.damage import pdf

HEIGHT = 842


class Canvas:
    """One page: y counts from the top, in points."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def text(
        self, x: float, y: float, said: str, *, size: float = 10, bold: bool = False, colour: str = "0 g"
    ) -> Canvas:
        escaped = said.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.parts.append(f"BT {colour} /{'F2' if bold else 'F1'} {size} Tf {x} {HEIGHT - y} Td ({escaped}) Tj ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Canvas:
        self.parts.append(f"0 G 0.5 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")
        return self

    def fill(self, x0: float, y0: float, x1: float, y1: float, colour: str) -> Canvas:
        self.parts.append(f"{colour} rg {x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re f")
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> Canvas:
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        return self

    def rows(self, xs: Sequence[float], top: float, rows: Sequence[Sequence[str]], *, ruled: bool = True) -> Canvas:
        """A table whose rows are 20 points high."""
        if ruled:
            self.grid(xs, [top + 20 * at for at in range(len(rows) + 1)])
        for number, row in enumerate(rows):
            for at, said in enumerate(row):
                if said:
                    self.text(xs[at] + 4, top + 20 * number + 13, said, size=9)
        return self

    def bytes(self) -> bytes:
        content = "\n".join(self.parts).encode("latin-1")
        return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


def document(*pages: Canvas) -> bytes:
    """A PDF of these pages."""
    return pdf([page.bytes() for page in pages])
