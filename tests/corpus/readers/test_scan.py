"""Scanned pages: ruling lines told from letters, and pictures of text read where tesseract is installed."""

from __future__ import annotations

import numpy as np
import pypdfium2 as pdfium
import pytest

from corpus.errors import EmptyFile
from corpus.facts.extract import extract
from corpus.readers.pdf import reader, ruling, scan
from tests.corpus.damage import pdf
from tests.corpus.readers.canvas import Canvas, document

XS = (60, 90, 280, 360, 440)
ROWS = (
    ("No", "Indikator Kinerja", "Target", "Realisasi"),
    ("1", "Indeks Kepuasan Masyarakat", "84,00", "83,50"),
    ("2", "Nilai SAKIP", "72,00", "73,42"),
)


def scanned(page: Canvas, quarters: int = 0) -> bytes:
    """A PDF whose only content is a picture of this page, laid on its side by so many quarters."""
    bitmap = pdfium.PdfDocument(document(page))[0].render(scale=200 / 72, grayscale=True)
    picture = bitmap.to_numpy().reshape(bitmap.height, bitmap.width)
    picture = np.rot90(picture, quarters)
    below = max(0, picture.shape[1] * 842 // 595 - picture.shape[0])
    picture = np.pad(picture, ((0, below), (0, 0)), constant_values=255)
    head = b"q 595 0 0 842 0 0 cm BI /W %d /H %d /CS /G /BPC 8 ID " % picture.shape[::-1]
    content = head + picture.tobytes() + b" EI Q"
    return pdf([b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)])


def page() -> Canvas:
    made = Canvas().text(200, 80, "LAPORAN KINERJA", size=14).text(200, 100, "DINAS PERTANIAN", size=14)
    made.text(200, 120, "TAHUN 2024", size=14).text(60, 180, "Tabel 3.1 Capaian Kinerja Tahun 2024", size=11)
    made.grid(XS, [200 + 26 * at for at in range(len(ROWS) + 1)])
    for number, row in enumerate(ROWS):
        for at, said in enumerate(row):
            made.text(XS[at] + 5, 217 + 26 * number, said, size=11)
    return made


def test_long_thin_dark_runs_are_lines_and_letters_and_pictures_are_not():
    dark = np.zeros((400, 600), dtype=bool)
    dark[100:103, 50:550] = True
    dark[150:160, 50:90] = True
    dark[200:300, 100:500] = True
    found = ruling.lines(dark)
    assert found[101, 60:540].all()
    assert not found[150:160].any()
    assert not found[240:260].any()
    (rule, *rest) = list(ruling.rules(found[90:110], flat=True))
    assert rule.horizontal
    assert rule.x1 - rule.x0 == pytest.approx(500 * 72 / scan.DPI + 2 * ruling.WORN, abs=1)
    assert len(rest) == 2


@pytest.mark.skipif(not scan.available(), reason="tesseract is not installed")
def test_a_picture_of_a_table_is_read_and_its_figures_are_flagged():
    report = reader.parse(scanned(page()), "pindai.pdf")
    facts = {(fact.indicator, fact.measure): fact for fact in extract(report)}
    fact = facts["Nilai SAKIP", "realisasi"]
    assert str(fact.value) == "73.42"
    assert "ocr" in fact.flags
    assert any("OCR" in note for note in report.notes)
    assert all(spot.sure is not None for spot in report.printed if spot is not None)


@pytest.mark.skipif(not scan.available(), reason="tesseract is not installed")
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lies_on_its_side_or_head_is_turned(quarters):
    made = page()
    for number in range(12):
        made.text(60, 320 + 20 * number, "Pelayanan kepada masyarakat berjalan baik menurut laporan tahunan.", size=11)
    report = reader.parse(scanned(made, quarters), "pindai.pdf")
    facts = {(fact.indicator, fact.measure): fact for fact in extract(report)}
    assert str(facts["Nilai SAKIP", "realisasi"].value) == "73.42"


def test_without_ocr_a_scan_is_named_and_never_silently_empty(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EmptyFile, match="pindai"):
        reader.parse(scanned(page()), "pindai.pdf")


def test_without_ocr_the_scanned_pages_of_a_report_are_listed(monkeypatch):
    monkeypatch.setenv("PATH", "")
    mixed = scanned(page())
    text = Canvas().text(60, 80, "Halaman dengan teks.")
    content = mixed[mixed.index(b"stream\n") + 7 : mixed.index(b"\nendstream")]
    report = reader.parse(
        pdf([text.bytes(), b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)]), "c.pdf"
    )
    assert report.notes == ("halaman 2 tidak terbaca: hasil pindai (gambar tanpa teks)",)
