"""A report as pieces: paragraphs cut by a page break whole again, telling cells with the names of their row."""

from pathlib import Path

import pytest

from assistant.checklist.reading import Reading
from assistant.narrative.pieces import Piece, body, pieces
from corpus import readers

REPORT = """CONTOH FIKTIF
LAPORAN KINERJA INSTANSI PEMERINTAH KECAMATAN MELATI TAHUN 2024

BAB I PENDAHULUAN

Kecamatan ini berdiri lama.

BAB III AKUNTABILITAS KINERJA

3.1 Capaian

Nilai layanan pada tahun ini turun cukup jauh karena loket

Utama rusak sejak bulan Maret.

Tabel 3.1 Analisis
No\tIndikator\tPenyebab
1\tIndeks Kepuasan Masyarakat (IKM)\tLoket utama rusak sejak bulan Maret tahun ini
\t\tdan petugas yang baru belum dilatih sama sekali
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[Reading, tuple[Piece, ...]]:
    path = Path(tmp_path_factory.mktemp("laporan")) / "melati.txt"
    path.write_text(REPORT, encoding="utf-8")
    reading = Reading(readers.read(path), ())
    return reading, pieces(reading)


def test_a_paragraph_cut_by_a_page_break_is_whole(found: tuple[Reading, tuple[Piece, ...]]):
    cut = next(piece for piece in found[1] if piece.text.startswith("Nilai layanan"))
    assert cut.text.endswith("bulan Maret.")
    assert (cut.source.line_start, cut.source.line_end) == (12, 14)
    assert len(cut.sentences) == 1


def test_telling_cells_carry_the_names_of_their_row(found: tuple[Reading, tuple[Piece, ...]]):
    cells = [piece for piece in found[1] if piece.kind == "cell"]
    assert cells
    assert all(any("IKM" in name for name in piece.row) for piece in cells)


def test_the_body_begins_with_the_chapter_on_results(found: tuple[Reading, tuple[Piece, ...]]):
    texts = [piece.text for piece in body(*found)]
    assert not any("berdiri lama" in text for text in texts)
    assert any(text.startswith("Nilai layanan") for text in texts)
