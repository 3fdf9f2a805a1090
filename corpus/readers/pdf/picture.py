"""The picture of one page of a PDF, turned the way it is read, drawn in a process of its own."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_log = logging.getLogger(__name__)
SECONDS = 20.0
"""Longest time for one page; a page that takes longer has no picture."""
_WIDE = 1400
"""Dots from left to right: enough to read small tables, few enough to be sent at once."""
_MOST = 4.0
_QUALITY = 70


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as WebP, with its width and height in points: the scale of the boxes of its places."""

    data: bytes
    width: float
    height: float


def draw(path: Path, page: int) -> Picture | None:
    """The picture of a page (1-based); None where the file, the page or the time does not suffice."""
    command = [sys.executable, "-m", "corpus.readers.pdf.picture", str(path), str(page)]
    try:
        # A damaged file must not take the program with it.
        done = subprocess.run(  # noqa: S603 - our own module and arguments
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
    except (subprocess.SubprocessError, OSError) as error:
        _log.warning("page %d not drawn: %s", page, error)
        return None
    head, _, data = done.stdout.partition(b"\n")
    width, height = map(float, head.split())
    return Picture(data, width, height)


def main(arguments: list[str]) -> int:
    """Draw the page named and write its size in points and its bytes; status 1 where there is no such page."""
    import pypdfium2 as pdfium

    from corpus.readers.pdf import glyphs, work

    path, number = arguments[0], int(arguments[1])
    work.limit_memory()
    pdf = pdfium.PdfDocument(path)
    if not 1 <= number <= len(pdf):
        return 1
    page = pdf[number - 1]
    turn = glyphs.turn(page)
    width, height = page.get_size()
    if turn is not None:
        width, height = height, width
    rotation = {"up": 90, "down": 270}.get(turn or "", 0)
    image = page.render(scale=min(_MOST, _WIDE / width), rotation=rotation).to_pil()
    out = io.BytesIO()
    image.convert("RGB").save(out, "WEBP", quality=_QUALITY, method=2)
    sys.stdout.buffer.write(f"{width} {height}\n".encode() + out.getvalue())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
