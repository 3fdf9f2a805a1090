"""The program tesseract, where it is installed: words with their boxes and confidence from a picture of text."""

from __future__ import annotations

import csv
import functools
import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]

SECONDS = 60.0
"""Longest time for one reading of a page; a bad picture takes up to half a minute, more on a busy machine."""
TURN_SECONDS = 30.0
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
    height, width = picture.shape
    graymap = b"P5 %d %d 255\n%s" % (width, height, picture.tobytes())
    languages = "+".join(one for one in wanted if one in _installed()) or "eng"
    command = [_PROGRAM, "-", "-", "-l", languages, "--psm", layout, "--dpi", str(dpi), "tsv"]
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
        return []
    return list(_seen(done.stdout.decode("utf-8", "replace")))


def turns(picture: Picture, dpi: int) -> int:
    """By how many quarters the picture must be turned clockwise to stand upright; 0 where that cannot be told."""
    height, width = picture.shape
    graymap = b"P5 %d %d 255\n%s" % (width, height, picture.tobytes())
    command = [_PROGRAM, "-", "-", "-l", "osd", "--psm", "0", "--dpi", str(dpi)]
    try:
        done = subprocess.run(  # noqa: S603 - fixed program and arguments
            command, input=graymap, capture_output=True, timeout=TURN_SECONDS, check=True
        )
    except (subprocess.SubprocessError, OSError):
        return 0
    found = re.search(rb"Rotate: (\d+)", done.stdout)
    return int(found[1]) // 90 % 4 if found else 0


def _seen(table: str) -> Iterator[Seen]:
    """The rows of words (level 5) in tesseract's table."""
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") == "5" and text:
            left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
            line = (row["block_num"], row["par_num"], row["line_num"])
            yield Seen(text, left, top, left + width, top + height, float(row["conf"]), line)


@functools.cache
def _installed() -> frozenset[str]:
    try:
        done = subprocess.run([_PROGRAM, "--list-langs"], capture_output=True, timeout=20, check=True)  # noqa: S603
    except (subprocess.SubprocessError, OSError):
        return frozenset()
    return frozenset(done.stdout.decode("utf-8", "replace").split())
