"""Scanned pages by optical character recognition: the program tesseract, where it is installed.

Drawn lines are found in the picture and taken out before the letters are read: with the lines of a table in it
tesseract reads 9 of 120 figures, without them all but one or two. The lines then make the grid of the table.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.readers.pdf.page import Page, Rule, Word

DPI = 300
SECONDS = 90.0
"""Longest time for one page; a bad picture of a page takes up to a minute."""
_PROGRAM = "tesseract"
_LANGUAGES = ("ind", "eng")
_DARK = 150
_SHORTEST = 110
"""Dots of an unbroken dark run that is a drawn line, not part of a letter: a little more than a third of an inch."""
_THICKEST = 14
_MOST_RULES = 20_000
_LEAST_SURE = 25.0

Picture = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]


def available() -> bool:
    """Whether tesseract is installed."""
    return shutil.which(_PROGRAM) is not None


def read(page: Any, plain: Page) -> Page:  # noqa: ANN401 - a page of pypdfium2, which is untyped
    """The page with the words that its picture shows; `plain` is what could be read without OCR.

    A page that takes too long, or on which nothing can be read, is returned as it was.
    """
    picture: Picture = page.render(scale=DPI / 72, grayscale=True).to_numpy().copy()
    picture = picture.reshape(picture.shape[:2])
    dark = picture < _DARK
    flat, upright = _lines(dark), _lines(dark.T).T
    rules = [*_rules(flat, flat=True), *_rules(upright.T, flat=False)]
    picture[_grown(flat | upright)] = 255
    words = tuple(_words(picture, ruled=len(rules) > 8))
    if not words:
        return plain
    return Page(plain.number, plain.width, plain.height, words, tuple(rules), (), plain.notes | {"ocr"})


def _lines(dark: Mask) -> Mask:
    """The dots of long dark runs from left to right, thick areas (pictures, stamps) left out."""
    counts = np.cumsum(np.pad(dark, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    if counts.shape[1] <= _SHORTEST:
        return np.zeros_like(dark)
    full = counts[:, _SHORTEST:] - counts[:, :-_SHORTEST] >= _SHORTEST
    starts = np.cumsum(np.pad(full, ((0, 0), (1, _SHORTEST - 1))), axis=1, dtype=np.int32)
    behind = np.pad(starts, ((0, 0), (_SHORTEST, 0)))[:, : starts.shape[1]]
    found: Mask = (starts - behind)[:, 1:] > 0
    height = found.shape[0]
    if height > _THICKEST:
        sums = np.cumsum(np.pad(found, ((1, 0), (0, 0))), axis=0, dtype=np.int32)
        thick = sums[_THICKEST:] - sums[:-_THICKEST] >= _THICKEST
        for shift in range(_THICKEST):
            found[shift : shift + thick.shape[0]][thick] = False
    return found


def _rules(mask: Mask, *, flat: bool) -> Iterator[Rule]:
    """The runs of a mask of lines as rules in points."""
    scale = 72 / DPI
    count = 0
    for position in np.flatnonzero(mask.any(axis=1)):
        edges = np.flatnonzero(np.diff(np.pad(mask[position].astype(np.int8), 1)))
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            count += 1
            if count > _MOST_RULES:
                return
            at, a, b = float(position) * scale, float(start) * scale, float(end) * scale
            yield Rule(a, at, b, at) if flat else Rule(at, a, at, b)


def _grown(mask: Mask) -> Mask:
    """A mask with one more dot on each side."""
    found = mask.copy()
    found[1:] |= mask[:-1]
    found[:-1] |= mask[1:]
    found[:, 1:] |= mask[:, :-1]
    found[:, :-1] |= mask[:, 1:]
    return found


def _words(picture: Picture, *, ruled: bool) -> Iterator[Word]:
    """The words that tesseract reads in a picture."""
    height, width = picture.shape
    graymap = b"P5 %d %d 255\n%s" % (width, height, picture.tobytes())
    languages = [language for language in _LANGUAGES if language in _installed()]
    layout = "6" if ruled else "3"
    command = [_PROGRAM, "-", "-", "-l", "+".join(languages) or "eng", "--psm", layout, "--dpi", str(DPI), "tsv"]
    try:
        done = subprocess.run(  # noqa: S603 - fixed program and arguments
            command,
            input=graymap,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.SubprocessError, OSError):
        return
    rows = csv.DictReader(io.StringIO(done.stdout.decode("utf-8", "replace")), delimiter="\t", quoting=csv.QUOTE_NONE)
    heights: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in rows:
        if row.get("level") == "5" and (row.get("text") or "").strip() and float(row["conf"]) >= _LEAST_SURE:
            heights.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(row)
    order = 0
    for line in heights.values():
        yield from _line(line, order)
        order += len(line)


def _line(rows: list[dict[str, str]], order: int) -> Iterator[Word]:
    """The words of one line on a common foot line, in the size of its letters."""
    scale = 72 / DPI
    boxes = [tuple(int(row[name]) for name in ("left", "top", "width", "height")) for row in rows]
    high = sorted(box[3] for box in boxes)[len(boxes) // 2] * scale
    # Words with and without descenders stand on one foot line.
    foot = sorted(box[1] + box[3] for box in boxes)[len(boxes) // 2] * scale
    for number, (row, (left, top, width, height)) in enumerate(zip(rows, boxes, strict=True)):
        box = (left * scale, top * scale, (left + width) * scale, (top + height) * scale)
        text = row["text"].strip()
        yield Word(text, box, foot, max(high, 6.0), bold=False, order=order + number, sure=float(row["conf"]))


def _installed() -> set[str]:
    try:
        done = subprocess.run([_PROGRAM, "--list-langs"], capture_output=True, timeout=20, check=True)  # noqa: S603
    except (subprocess.SubprocessError, OSError):
        return set()
    return set(done.stdout.decode("utf-8", "replace").split())
