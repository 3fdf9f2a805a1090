"""How much of a PDF is read back when its pages are only pictures.

    python -m benchmarks.scans FILE.pdf ... [--pages 1-8] [--dpi 200] [--skew 0.6] [--gray]

Each page is drawn, turned a little, strewn with dots and (unless `--gray`) reduced to black and white, as a copier
does it; that picture is read by OCR. Characters and the figures in tables are compared with those of the text layer.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter
from rapidfuzz.distance import Levenshtein

from corpus.readers.pdf import reader
from corpus.report import Report

_FIGURE = re.compile(r"\d[\d.,]*\d%?|\d%?")
_BLANK = re.compile(r"(?<=\d) +(?=%)")
_DOTS = 0.0004


@dataclass(frozen=True, slots=True)
class Read:
    """What was read back: characters and figures of tables, right and printed."""

    letters: int
    wrong: int
    figures: int
    right: int


def scanned(data: bytes, pages: list[int], dpi: int, skew: float, *, gray: bool) -> bytes:
    """A PDF of pictures of these pages."""
    chance = np.random.default_rng(7)
    source = pdfium.PdfDocument(data)
    pictures = []
    for number in pages:
        drawn = source[number - 1].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        turned = np.array(drawn.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255))
        strewn = chance.random(turned.shape)
        turned[strewn < _DOTS] = 0
        turned[strewn > 1 - _DOTS] = 255
        picture = Image.fromarray(turned)
        pictures.append(picture if gray else _copied(picture))
    out = io.BytesIO()
    pictures[0].save(out, "PDF", resolution=dpi, save_all=True, append_images=pictures[1:])
    return out.getvalue()


def _copied(picture: Image.Image) -> Image.Image:
    """Black and white as scanners for text do it: dark is what is darker than the paper around it."""
    around = np.array(picture.filter(ImageFilter.BoxBlur(25)), dtype=np.float32)
    return Image.fromarray(np.array(picture) > 0.8 * around)


def compare(printed: Report, read: Report, page: int, position: int) -> Read:
    """One page of a report against what was read from its picture."""
    want, got = _text(printed, page), _text(read, position)
    figures, found = _figures(printed, page), _figures(read, position)
    wrong = min(Levenshtein.distance(want, got), len(want))
    return Read(len(want), wrong, figures.total(), (figures & found).total())


def _lines(report: Report, page: int) -> list[str]:
    spots = zip(report.lines, report.printed, strict=True)
    return [line for line, spot in spots if spot is not None and spot.page == page]


def _text(report: Report, page: int) -> str:
    return " ".join(" ".join(_lines(report, page)).replace("*", "").replace("#", "").split())


def _figures(report: Report, page: int) -> Counter[str]:
    return Counter(
        figure for line in _lines(report, page) if "\t" in line for figure in _FIGURE.findall(_BLANK.sub("", line))
    )


def main() -> int:
    """Print one line for each page and the shares of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--pages", default="1-400")
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--skew", type=float, default=0.6)
    parser.add_argument("--gray", action="store_true")
    parser.add_argument("--show", action="store_true", help="print the figures that are missing")
    args = parser.parse_args()
    first, _, last = args.pages.partition("-")
    done: list[Read] = []
    for path in args.files:
        data = path.read_bytes()
        printed = reader.parse(data, path.name)
        pages = list(range(int(first), min(int(last or first), len(pdfium.PdfDocument(data))) + 1))
        picture = scanned(data, pages, args.dpi, args.skew, gray=args.gray)
        start = time.monotonic()
        read = reader.parse(picture, path.name)
        sys.stdout.write(f"{path.name}: {len(pages)} pages in {time.monotonic() - start:.0f} s\n")
        for position, page in enumerate(pages, 1):
            done.append(compare(printed, read, page, position))
            one = done[-1]
            sys.stdout.write(f"  {page:3} characters {_share(one.letters - one.wrong, one.letters)}")
            sys.stdout.write(f"  figures of tables {one.right}/{one.figures}\n")
            if args.show:
                sys.stdout.write(f"      {dict(_figures(printed, page) - _figures(read, position))}\n")
                sys.stdout.write(f"      {dict(_figures(read, position) - _figures(printed, page))}\n")
    letters, wrong = sum(one.letters for one in done), sum(one.wrong for one in done)
    figures, right = sum(one.figures for one in done), sum(one.right for one in done)
    sys.stdout.write(f"all: characters {_share(letters - wrong, letters)}")
    sys.stdout.write(f", figures of tables {_share(right, figures)}\n")
    return 0


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} of {whole}" if whole else "none"


if __name__ == "__main__":
    sys.exit(main())
