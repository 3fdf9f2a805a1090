from __future__ import annotations

import pytest

from corpus.readers.text import parse


def identity(text, file="dokumen.txt"):
    return parse(text.encode(), file).identity


def test_the_cover_names_office_region_and_year():
    found = identity("**LAPORAN KINERJA\nKECAMATAN MAWAR\nKABUPATEN MELATI\nTAHUN 2024**\n\nMawar, Januari 2025\n")
    assert (found.organisation, found.region, found.year) == ("Kecamatan Mawar", "Kabupaten Melati", 2024)
    assert found.id == "kecamatan-mawar-2024"


def test_the_year_of_printing_is_not_the_report_year():
    text = "LAPORAN KINERJA\nKECAMATAN MAWAR\nTAHUN 2022\n\nKECAMATAN MAWAR\nTAHUN 2023\n\n" + (
        "Laporan Kinerja Instansi Pemerintah (LKjIP) Kecamatan Mawar Tahun 2022 disusun dengan cermat.\n" * 3
    )
    assert identity(text).year == 2022


@pytest.mark.parametrize(
    ("cover", "organisation"),
    [
        ("DINAS LINGKUNGAN HIDUP\nKOTA ANGGREK", "Dinas Lingkungan Hidup"),
        ("INSPEKTORAT DAERAH\nKABUPATEN MELATI", "Inspektorat Daerah"),
        ("BADAN KEPEGAWAIAN DAERAH\nPROVINSI KENANGA", "Badan Kepegawaian Daerah"),
    ],
)
def test_other_kinds_of_office(cover, organisation):
    assert identity(f"LAPORAN KINERJA\n{cover}\nTAHUN 2024\n").organisation == organisation


def test_the_file_name_never_tells_the_year():
    found = identity("Catatan rapat tanpa judul apa pun.\n", file="lkjip-2019.txt")
    assert found.year is None
    assert found.organisation == "lkjip-2019"
