"""Which names mean the same thing, and which do not."""

import pytest

from assistant.audit.naming import Names
from corpus.report import Identity

NAMES = Names(Identity("mawar-2024", "Kecamatan Mawar", "Kabupaten Melati", 2024))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Peningkatan Efektifitas Kegiatan Pemerintahan", "Peningkatan Efektivitas Kegiatan Pemerintahan"),
        ("Penyediaan Barang Cetak dan Penggandaan", "Penyediaan Barang Cetakan dan Penggandaan"),
        ("Program Koordinasi Ketentraman dan Ketertiban Umum", "Koordinasi Ketenteraman dan Ketertiban Umum"),
        ("Jumlah dokumen peren canaan yang tersusun", "Jumlah dokumen perencanaan yang tersusun"),
        ("Nilai PATEN Kecamatan Mawar", "Nilai Paten Kec. Mawar"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    names = Names(Identity("mawar-2024", "Kecamatan Mawar", "Kabupaten Melati", 2024))
    assert names.head(one) == names.head(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jumlah dokumen evaluasi kinerja perangkat daerah", "Jumlah laporan evaluasi kinerja perangkat daerah"),
        ("Penyelenggaraan Urusan Pemerintahan Umum", "Penyelenggaraan Urusan Pemerintahan Umum sesuai Penugasan"),
        ("Jumlah kendaraan yang dipelihara", "Jumlah kendaraan yang dibayarkan pajaknya"),
        ("Jumlah desa tahap 1", "Jumlah desa tahap 2"),
    ],
)
def test_names_of_different_things(one: str, other: str) -> None:
    names = Names(Identity("mawar-2024", "Kecamatan Mawar", "Kabupaten Melati", 2024))
    assert names.head(one) != names.head(other)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Nilai evaluasi AKIP Kec. Mawar", "SAKIP"),
        ("Nilai SAKIP OPD", "SAKIP"),
        ("AKIPKec. Mawar", "SAKIP"),
        ("Jumlah desa dengan IKM baik", None),
        ("Jumlah kegiatan penyediaan jasa", None),
    ],
)
def test_a_code_is_all_of_a_name_or_none_of_it(name: str, code: str | None) -> None:
    assert NAMES.code(name) == code
