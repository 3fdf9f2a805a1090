from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


MADE_UP = ("Mawar", "Melati", "Seruni", "Cempaka", "Kenanga", "Anggrek", "Teratai", "Flamboyan")
FIELDS = ("Pendidikan", "Kesehatan", "Pertanian", "Perhubungan", "Kebudayaan", "Perdagangan", "Tenaga Kerja", "Sosial")
SERVICES = ("Pelayanan Terpadu Satu Pintu", "Perlindungan Anak", "Keluarga Berencana", "Kawasan Permukiman")
joined = st.one_of(
    st.sampled_from(FIELDS),
    st.tuples(st.sampled_from(FIELDS), st.sampled_from(SERVICES)).map(" dan ".join),
    st.tuples(*(st.sampled_from(FIELDS[at::3]) for at in range(3))).map("{0[0]}, {0[1]} dan {0[2]}".format),
)
place = st.sampled_from(MADE_UP)
offices = st.one_of(
    st.builds("Dinas {}".format, joined),
    st.builds("Badan {} Daerah".format, st.sampled_from(("Kepegawaian", "Pendapatan", "Penanggulangan Bencana"))),
    st.builds("Biro {}".format, st.sampled_from(("Hukum", "Organisasi", "Umum dan Perlengkapan"))),
    st.builds("Rumah Sakit Umum Daerah {}".format, place),
    st.builds("RSUD {}".format, place),
    st.builds("Kecamatan {}".format, place),
    st.builds("Puskesmas {}".format, place),
    st.sampled_from(("Inspektorat", "Inspektorat Daerah", "Sekretariat Daerah", "Sekretariat DPRD")),
    st.sampled_from(("Satuan Polisi Pamong Praja", "Bappeda", "Diskominfo", "BKPSDM")),
    st.builds("Kementerian {}".format, joined),
)
regions = st.builds("{} {}".format, st.sampled_from(("Kabupaten", "Kota", "Provinsi")), place)
COVERS = (
    "LAPORAN KINERJA\n{O}\n{R}\nTAHUN {y}",
    "LAPORAN KINERJA INSTANSI PEMERINTAH (LKjIP)\nTAHUN {y}\n\n{O}\n{R}",
    "PEMERINTAH {R}\n{O}\n\nLAPORAN AKUNTABILITAS KINERJA\nTAHUN ANGGARAN {y}\n\nJl. Merdeka No. 1 Telp. (021) 555",
    "LKjIP {y}\n{O} {R}",
    "**LAPORAN KINERJA {O} {R} TAHUN {y}**",
    "# LKIP\n## {O}\n{R}\n\n{y}",
    "Laporan Kinerja {o}\n{r} Tahun {y}",
)
BODIES = (
    "",
    "KATA PENGANTAR\n\nPuji syukur, Laporan Kinerja {o} {r} Tahun {y} selesai disusun oleh tim.\n\n{p}, Januari {n}\n",
    "DAFTAR ISI\n\nBAB I PENDAHULUAN\n\n{o} bertanggung jawab kepada kepala daerah melalui Sekretaris Daerah dan bekerja"
    " sama dengan Dinas Kominfo, Badan Statistik dan Kecamatan Lain sesuai Peraturan Nomor 5 Tahun 2004.\n",
)


@settings(deadline=None, max_examples=300)
@given(offices, regions, st.integers(2015, 2030), st.sampled_from(COVERS), st.sampled_from(BODIES))
def test_first_pages_of_all_kinds_of_office_tell_who_where_and_when(office, region, year, cover, body):
    words = {"o": office, "r": region, "O": office.upper(), "R": region.upper(), "y": year, "n": year + 1}
    text = f"{cover}\n\n{body}".format(**words, p=region.split()[1])
    found = identity(text)
    assert (found.organisation.lower(), found.region, found.year) == (office.lower(), region, year), text


@pytest.mark.parametrize(
    ("cover", "organisation"),
    [
        ("BAGIAN ORGANISASI\nSEKRETARIAT DAERAH\nKABUPATEN MELATI", "Bagian Organisasi"),
        ("KELURAHAN MAWAR KECAMATAN SERUNI\nKOTA KENANGA", "Kelurahan Mawar"),
        ("UPT PUSKESMAS SERUNI\nDINAS KESEHATAN KABUPATEN MELATI", "UPT Puskesmas Seruni"),
        ("DIREKTORAT JENDERAL PERIKANAN BUDIDAYA\nKEMENTERIAN KELAUTAN DAN PERIKANAN", "Direktorat Jenderal Perikanan Budidaya"),
        ("PEMERINTAH KABUPATEN MELATI", "Pemerintah Kabupaten Melati"),
        ("PEMERINTAH PROVINSI ANGGREK", "Pemerintah Provinsi Anggrek"),
        ("DINAS PEKERJAAN UMUM,\nPENATAAN RUANG DAN PERUMAHAN\nKOTA KENANGA", "Dinas Pekerjaan Umum, Penataan Ruang dan Perumahan"),
        ("RSUD dr. SOEDIRO\nKABUPATEN MELATI", "RSUD dr. Soediro"),
        ("DINAS PSDA\nPROVINSI ANGGREK\n\nKATA PENGANTAR\n\nLaporan dari Dinas PSDA yang disusun oleh tim ini.", "Dinas PSDA"),
        ("DINAS TENAGA KERJA DAN\nTRANSMIGRASI\nKOTA KENANGA", "Dinas Tenaga Kerja dan Transmigrasi"),
    ],
)  # fmt: skip
def test_the_deepest_unit_of_a_cover_reports(cover, organisation):
    assert identity(f"LAPORAN KINERJA\nTAHUN 2024\n{cover}\n").organisation == organisation


def test_the_region_behind_the_name_of_the_office_is_its_own():
    text = "LAPORAN KINERJA\nDINAS AIR\nTAHUN 2024\n\nPemenang: Kab. Seruni, Kab. Seruni dan Kab. Seruni\n"
    body = "Dinas Air Provinsi Anggrek melayani Kabupaten Seruni. Sasaran Dinas Air Provinsi Anggrek ada tiga.\n"
    assert identity(f"{text}\n{body}").region == "Provinsi Anggrek"


def test_an_address_or_a_sentence_on_the_first_pages_is_no_office():
    text = "LAPORAN KINERJA\nDINAS SOSIAL\nKABUPATEN MELATI\nTAHUN 2024\nJl. Mawar Kelurahan Seruni Kecamatan Teratai\n"
    assert identity(text).organisation == "Dinas Sosial"
    assert identity(f"{text}\nDisusun bersama Puskesmas Cempaka dan Biro Hukum\n").organisation == "Dinas Sosial"


def test_a_name_that_goes_on_in_the_next_line_is_joined_where_a_sentence_says_it():
    body = "Laporan Kinerja Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu ini disusun oleh tim."
    cover = "LAPORAN KINERJA\nDINAS PENANAMAN MODAL DAN PELAYANAN\nTERPADU SATU PINTU\nKABUPATEN MELATI\nTAHUN 2024"
    assert identity(f"{cover}\n\nKATA PENGANTAR\n\n{body}\n").organisation == (
        "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"
    )
