"""The picture of one page of a PDF, turned the way it is read, drawn in a process of its own."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_log = logging.getLogger(__name__)
SECONDS = 20.0
"""Longest time for one page; a page that takes longer has no picture."""
_WIDE = 1400
"""Dots from left to right: enough to read small tables, few enough to be sent at once."""
_MOST = 4.0
_QUALITY = 70
_GREY = (190, 190, 190)
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as WebP, with its width and height in points: the scale of the boxes of its places."""

    data: bytes
    width: float
    height: float


def draw(path: Path, page: int, hide: Sequence[Box] = ()) -> Picture | None:
    """The picture of a page (1-based) with some boxes of it painted over, in points as its places have them.

    None where the file, the page or the time does not suffice.
    """
    command = [sys.executable, "-m", "corpus.readers.pdf.picture", str(path), str(page), json.dumps(hide)]
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
        head, _, data = done.stdout.partition(b"\n")
        width, height = map(float, head.split())
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        _log.warning("page %d not drawn: %s", page, error)
        return None
    return Picture(data, width, height)


def main(arguments: list[str]) -> int:
    """Draw the page named and write its size in points and its bytes; status 1 where there is no such page."""
    import pypdfium2 as pdfium

    from corpus.readers.pdf import sheet, work

    path, number = arguments[0], int(arguments[1])
    work.limit_memory()
    pdf = pdfium.PdfDocument(path)
    if not 1 <= number <= len(pdf):
        return 1
    page = pdf[number - 1]
    turn = sheet.turn(page)
    width, height = page.get_size()
    if turn is not None:
        width, height = height, width
    rotation = {"up": 90, "down": 270}.get(turn or "", 0)
    image = page.render(scale=min(_MOST, _WIDE / width), rotation=rotation).to_pil()
    image = image.convert("RGB")
    _paint_over(image, json.loads(arguments[2]), image.width / width)
    out = io.BytesIO()
    image.save(out, "WEBP", quality=_QUALITY, method=2)
    sys.stdout.buffer.write(f"{width} {height}\n".encode() + out.getvalue())
    return 0


def _paint_over(image: Image, boxes: Sequence[Box], scale: float) -> None:
    from PIL import ImageDraw

    pen = ImageDraw.Draw(image)
    for left, top, right, bottom in boxes:
        pen.rectangle([scale * (left - 1), scale * (top - 1), scale * (right + 1), scale * (bottom + 1)], fill=_GREY)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
