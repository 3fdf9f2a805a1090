from __future__ import annotations

import json

from corpus.facts import extract
from corpus.readers.text import parse
from corpus.sheet import markdown, sheet

TEXT = """LAPORAN KINERJA
KECAMATAN MAWAR
KABUPATEN MELATI
TAHUN 2024

BAB III AKUNTABILITAS KINERJA

Tabel 3.1 Capaian <b>Kinerja</b> | Tahun 2024

No\tIndikator Kinerja\tTarget\tRealisasi
1\tIKM Kecamatan Mawar\t84\t85,5

Teks antara.

Tabel 3.2 Kategori

Kategori\tNilai
Baik\t> 80 s/d 100
Cukup\t> 60 s/d 80
Kurang\t0 s/d 60

Teks antara.

Tabel 3.3 Strategi

Tujuan\tStrategi
Pelayanan prima\tMenambah loket
"""


def made():
    report = parse(TEXT.encode(), "mawar.txt")
    return sheet(report, extract(report))


def test_every_table_is_listed_and_one_without_facts_has_its_reason():
    data = made()
    assert [table.facts for table in data.tables] == [2, 0, 0]
    assert [table.reason for table in data.unread] == [
        "skala penilaian, disimpan sebagai skala",
        "hanya teks, tidak ada kolom angka",
    ]


def test_columns_show_what_was_understood():
    columns = made().tables[0].columns
    assert [column.role for column in columns] == ["no", "indikator", "target", "realisasi"]


def test_json_has_no_float_and_reads_back():
    data = made().to_json()
    assert json.loads(json.dumps(data)) == data
    assert data["scales"][0]["bands"][0]["low"] == "80"


def test_markdown_escapes_text_of_the_report():
    text = markdown(made())
    assert "Kecamatan Mawar 2024" in text
    assert "<b>" not in text
    assert "Kinerja \\| Tahun" in text
