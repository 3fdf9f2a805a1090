"""The program tesseract, where it is installed: words with their boxes and confidence from a picture of text."""

from __future__ import annotations

import csv
import functools
import io
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]

DPI = 300
"""Dots per inch of the pictures that are read."""
SECONDS = 60.0
"""Longest time for one reading of a page; a bad picture takes up to half a minute, more on a busy machine."""
TURN_SECONDS, CELL_SECONDS = 30.0, 30.0
"""Longest time for telling which way a page lies, and for one reading of all cells of a page."""
WORDS, FIGURES = ("ind", "eng"), ("eng",)
"""Languages of a reading: Indonesian spells words right, English alone tells figures and percent signs better."""
_PROGRAM = "tesseract"


@dataclass(frozen=True, slots=True)
class Seen:
    """A word as it was seen: its text, its box in dots, its confidence in percent, the line it stands in."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    sure: float
    line: tuple[str, ...]


def available() -> bool:
    """Whether tesseract is installed."""
    return shutil.which(_PROGRAM) is not None


def read(picture: Picture, wanted: tuple[str, ...], layout: str, dpi: int) -> list[Seen]:
    """The words in a picture (dark letters on white), in reading order; none where the program fails or takes too long.

    `wanted` are the languages, of which those that are installed are used; `layout` is tesseract's page segmentation
    mode ("3" finds columns of text, "6" takes the page as one block of lines).
    """
    return list(_seen(_table("-", _options(wanted, layout, dpi), _graymap(picture))).get(1, []))


def read_each(pictures: Sequence[Picture], wanted: tuple[str, ...], layout: str, dpi: int) -> list[list[Seen]]:
    """The words in each of many small pictures, as `read` sees them, in one run of the program.

    All are empty where the program fails or takes too long, or where the pictures cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="tanya-") as folder:
        paths = [Path(folder) / f"{number}.pgm" for number in range(len(pictures))]
        names = Path(folder) / "all.txt"
        try:
            for path, picture in zip(paths, pictures, strict=True):
                path.write_bytes(_graymap(picture))
            names.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
        except OSError:
            return [[] for _ in pictures]
        found = _seen(_table(str(names), _options(wanted, layout, dpi), seconds=CELL_SECONDS))
    return [found.get(number, []) for number in range(1, len(pictures) + 1)]


def _options(wanted: tuple[str, ...], layout: str, dpi: int) -> list[str]:
    languages = "+".join(one for one in wanted if one in _installed()) or "eng"
    return ["-l", languages, "--psm", layout, "--dpi", str(dpi), "tsv"]


def _graymap(picture: Picture) -> bytes:
    height, width = picture.shape
    return b"P5 %d %d 255\n%s" % (width, height, picture.tobytes())


def _table(source: str, options: Sequence[str], given: bytes = b"", seconds: float = SECONDS) -> str:
    """What the program writes; nothing where it fails or takes too long."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed program and arguments
            [_PROGRAM, source, "-", *options],
            input=given,
            capture_output=True,
            timeout=seconds,
            check=True,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.SubprocessError, OSError):
        return ""
    return done.stdout.decode("utf-8", "replace")


def turns(picture: Picture, dpi: int) -> int:
    """By how many quarters the picture must be turned clockwise to stand upright; 0 where that cannot be told."""
    command = [_PROGRAM, "-", "-", "-l", "osd", "--psm", "0", "--dpi", str(dpi)]
    try:
        done = subprocess.run(  # noqa: S603 - fixed program and arguments
            command, input=_graymap(picture), capture_output=True, timeout=TURN_SECONDS, check=True
        )
    except (subprocess.SubprocessError, OSError):
        return 0
    found = re.search(rb"Rotate: (\d+)", done.stdout)
    return int(found[1]) // 90 % 4 if found else 0


def _seen(table: str) -> dict[int, list[Seen]]:
    """The rows of words (level 5) in tesseract's table, by picture (from 1)."""
    found: dict[int, list[Seen]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") == "5" and text:
            left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
            line = (row["block_num"], row["par_num"], row["line_num"])
            seen = Seen(text, left, top, left + width, top + height, float(row["conf"]), line)
            found.setdefault(int(row["page_num"]), []).append(seen)
    return found


@functools.cache
def _installed() -> frozenset[str]:
    try:
        done = subprocess.run([_PROGRAM, "--list-langs"], capture_output=True, timeout=20, check=True)  # noqa: S603
    except (subprocess.SubprocessError, OSError):
        return frozenset()
    return frozenset(done.stdout.decode("utf-8", "replace").split())
