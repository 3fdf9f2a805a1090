"""Damaged files made from sound ones: cut short, bits flipped, wrongly named, swollen; each with the same seed alike."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path


def damaged(sound: Path, count: int, seed: int = 7) -> Iterator[tuple[str, bytes]]:
    """`count` damaged versions of a file, as (file name, bytes)."""
    rng = random.Random(seed)
    data = sound.read_bytes()
    kinds = (_cut, _flipped, _holed, _swapped, _headless, _doubled)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        yield f"{kind.__name__[1:]}-{number}{sound.suffix}", kind(data, rng)


def _cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))]


def _flipped(data: bytes, rng: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(rng.choice((1, 10, 200))):
        found[rng.randrange(len(found))] ^= 1 << rng.randrange(8)
    return bytes(found)


def _holed(data: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + bytes(min(len(data) - start, rng.randrange(1, 5000))) + data[start + 5000 :]


def _swapped(data: bytes, rng: random.Random) -> bytes:
    half = rng.randrange(1, len(data))
    return data[half:] + data[:half]


def _headless(data: bytes, rng: random.Random) -> bytes:
    return data[rng.randrange(1, min(len(data), 4000)) :]


def _doubled(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))] + data


def zip_bomb(suffix: str) -> tuple[str, bytes]:
    """An office file whose one large member unpacks to hundreds of megabytes."""
    member = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}[suffix]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open(member, "w") as inside:
            for _ in range(300):
                inside.write(b" " * 1_000_000)
    return f"bomb{suffix}", out.getvalue()


def pdf_bomb() -> tuple[str, bytes]:
    """A PDF of one page whose content unpacks to a hundred megabytes of drawing commands."""
    content = zlib.compress(b"0 0 m 1 1 l S\n" * 8_000_000, 9)
    return "bomb.pdf", pdf([b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(content), content)])


def pdf(contents: list[bytes]) -> bytes:
    """A PDF with one page for each of these content streams (dictionary and stream)."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    for content in contents:
        objects.append(content)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1<</Type/Font"
            b"/Subtype/Type1/BaseFont/Helvetica>>/F2<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>>>>>>>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)
