"""PDF whose fonts have codes of their own: letters told by the names of glyphs, and text that no name tells."""

from __future__ import annotations

import pytest

from corpus.errors import EmptyFile
from corpus.facts.extract import extract
from corpus.readers.pdf import reader
from corpus.readers.pdf.garbled import is_garbled
from corpus.readers.pdf.page import Word
from tests.corpus.damage import pdf
from tests.corpus.readers.canvas import Canvas

XS = (60, 90, 280, 360, 440, 520)
ROWS = (
    ("No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"),
    ("1", "Indeks Kepuasan Masyarakat", "84,00", "83,50", "99,40"),
    ("2", "Nilai Akuntabilitas Kinerja", "72,00", "73,42", "101,97"),
    ("3", "Persentase pengaduan yang diselesaikan tepat waktu", "100", "95", "95,00"),
)
SOUND = b"/F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def coded(said: str, codes: dict[str, int]) -> str:
    """A text in the codes of a font that numbers its glyphs in the order of their use."""
    return "".join(" " if char == " " else chr(codes.setdefault(char, 36 + len(codes))) for char in said)


def written(name: str) -> bytes:
    """A report of one page in such a font; `name` makes a glyph's name of the number of its letter and its own."""
    codes: dict[str, int] = {}
    page = Canvas()
    titles = ("LAPORAN KINERJA", "DINAS PERTANIAN", "TAHUN 2024", "Tabel 3.1 Capaian Kinerja Tahun 2024")
    for at, said in enumerate(titles):
        page.text(60, 80 + 20 * at, coded(said, codes))
    page.rows(XS, 200, [[coded(cell, codes) for cell in row] for row in ROWS])
    names = "".join("/" + name.format(letter=ord(char), number=at) for at, char in enumerate(codes, 1))
    font = f"/F1<</Type/Font/Subtype/Type1/BaseFont/AAAAAA+Odd/Encoding<</Differences[36{names}]>>>>"
    return pdf([page.bytes()]).replace(SOUND, font.encode())


def test_letters_are_told_by_the_names_of_glyphs():
    report = reader.parse(written("uni{letter:04X}"), "laporan.pdf", processes=1)
    assert report.identity.organisation == "Dinas Pertanian"
    facts = {(fact.indicator, fact.measure): fact.as_printed for fact in extract(report)}
    assert facts["Indeks Kepuasan Masyarakat", "realisasi"] == "83,50"


def test_text_whose_glyphs_tell_no_letter_is_no_text(monkeypatch):
    monkeypatch.setenv("PATH", "")  # no OCR, which would read the picture of the page
    with pytest.raises(EmptyFile, match="tidak bersandi"):
        reader.parse(written("g{number}"), "laporan.pdf", processes=1)


def words(said: str) -> list[Word]:
    return [Word(text, (0, 0, 1, 1), 1, 10, bold=False, order=at) for at, text in enumerate(said.split())]


def test_tables_of_figures_and_codes_are_no_garbled_text():
    assert not is_garbled(words("7.01.01.2.06 12 Dok 5 Unit Rp 12.500.000 100% N/A - 2024 " * 20))
    assert not is_garbled(words("IKM SAKIP IPP LKjIP RKPD PATEN DPA RKA OPD SKPD BMD PHBN UMKM"))
    assert not is_garbled(words("Persentase pengaduan masyarakat yang ditindaklanjuti tepat waktu " * 3))


@pytest.mark.parametrize("shift", [-29, 3, 7])
def test_shifted_letters_are_garbled(shift):
    said = "Persentase pengaduan masyarakat yang ditindaklanjuti tepat waktu oleh dinas " * 4
    assert is_garbled(words(" ".join("".join(chr(ord(char) + shift) for char in word) for word in said.split())))
