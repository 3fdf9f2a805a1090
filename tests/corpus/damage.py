"""Damaged files made from sound ones: cut short, bits flipped, wrongly named, swollen; each with the same seed alike."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Iterable, Iterator
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


ROWS = (("No", "Indikator Kinerja", "Target", "Realisasi"), ("1", "Nilai SAKIP", "72,00", "73,42"))


def sound_files(folder: Path) -> list[Path]:
    """A small sound report in every format, written into a folder."""
    import docx
    import openpyxl

    from tests.corpus.readers.canvas import Canvas, document

    text = "LAPORAN KINERJA\nDINAS PERTANIAN\nTAHUN 2024\n\nTabel 3.1 Capaian Kinerja Tahun 2024\n\n"
    tabs = "\n".join("\t".join(row) for row in ROWS)
    (folder / "sehat.txt").write_text(f"{text}{tabs}\n", encoding="utf-8")
    pipes = "\n".join("|" + "|".join(row) + "|" for row in (ROWS[0], ("---",) * 4, ROWS[1]))
    (folder / "sehat.md").write_text(f"# {text}{pipes}\n", encoding="utf-8")
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    (folder / "sehat.html").write_text(f"<html><body><p>{text}</p><table>{cells}</table></body></html>", "utf-8")
    word = docx.Document()
    for line in text.split("\n"):
        word.add_paragraph(line)
    table = word.add_table(rows=2, cols=4)
    for row, said in zip(table.rows, ROWS, strict=True):
        for cell, content in zip(row.cells, said, strict=True):
            cell.text = content
    word.save(str(folder / "sehat.docx"))
    book = openpyxl.Workbook()
    for row_ in ROWS:
        book.active.append(row_)
    book.save(folder / "sehat.xlsx")
    page = Canvas().text(60, 80, "LAPORAN KINERJA DINAS PERTANIAN TAHUN 2024").rows((60, 90, 250, 330, 420), 120, ROWS)
    (folder / "sehat.pdf").write_bytes(document(page, Canvas().text(60, 80, "Penutup")))
    return sorted(folder.glob("sehat.*"))


def all_damaged(sound: Iterable[Path], count: int, seed: int = 7) -> Iterator[tuple[str, bytes]]:
    """`count` damaged files over these sound ones: each broken in all ways, under wrong endings, and the bombs."""
    files = list(sound)
    bombs = list(_bombs())
    suffixes = sorted({path.suffix for path in files})
    wrong = [
        (f"salah-{path.stem}-{path.suffix[1:]}{suffix}", path.read_bytes())
        for path in files
        for suffix in suffixes
        if suffix != path.suffix
    ]
    yield from (bombs + wrong)[:count]
    left = max(0, count - len(bombs) - len(wrong))
    for position, path in enumerate(files):
        share = left // len(files) + (position < left % len(files))
        for name, data in damaged(path, share, seed + position):
            yield f"{path.stem}-{name}", data


def _bombs() -> Iterator[tuple[str, bytes]]:
    yield zip_bomb(".docx")
    yield zip_bomb(".xlsx")
    yield pdf_bomb()
    yield "dalam.html", b"<div>" * 200_000 + b"x" + b"</div>" * 200_000
    yield "rentang.html", b"<table>" + b"<tr><td rowspan=9999 colspan=9999>1</td></tr>" * 3000 + b"</table>"
    yield "baris.md", b"|" * 3_000_000
    yield "dalam.md", b"<table><tr><td>" * 30_000
    yield "tab.txt", b"\t" * 5_000_000
    yield "lebar.txt", b"1\t2\t" * 500_000
    yield "panjang.txt", b"Nilai 1,5 " * 1_500_000
    yield _entities()


def _entities() -> tuple[str, bytes]:
    """A Word file whose XML defines entities that swell when they are put in."""
    inner = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    body = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "sepuluh">{inner}]><d>&a11;</d>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", body)
    return "entitas.docx", out.getvalue()
