from __future__ import annotations

from corpus import contents, structure


def read(text):
    return structure.blocks(text.strip("\n").split("\n"))


def headings(text):
    return [(block.level, block.text) for block in read(text) if block.kind == "heading"]


REPORT = """
DAFTAR ISI

KATA PENGANTAR\t1
BAB I PENDAHULUAN......4
A. LATAR BELAKANG\t4
1. Kepegawaian\t20
BAB III AKUNTABILITAS KINERJA\t54
3.1 Capaian Kinerja .......... 55

DAFTAR TABEL

Tabel 3.1 Capaian ........ 57

BAB I

PENDAHULUAN

A. LATAR BELAKANG

Paragraf pembuka laporan yang cukup panjang untuk disebut paragraf dan bukan judul bagian.

1. Kepegawaian

Jumlah pegawai adalah sepuluh orang menurut data terakhir kantor ini, dan akan ditambah bila ada formasi.

BAB III AKUNTABILITAS KINERJA

3.1 Capaian Kinerja

## **3.1.2 Perbandingan Tahun Sebelumnya**

Isi bagian ini menjelaskan perbandingan.
"""


def test_chapters_numbers_letters_and_listed_titles_are_headings():
    assert headings(REPORT) == [
        (1, "BAB I PENDAHULUAN"),
        (2, "A. LATAR BELAKANG"),
        (6, "1. Kepegawaian"),
        (1, "BAB III AKUNTABILITAS KINERJA"),
        (2, "3.1 Capaian Kinerja"),
        (3, "3.1.2 Perbandingan Tahun Sebelumnya"),
    ]


def test_a_table_of_contents_gives_no_headings_and_no_tables():
    blocks = read(REPORT)
    assert not any(block.kind == "table" for block in blocks)
    assert contents.spans(REPORT.strip("\n").split("\n"))[0][0] == 0


def test_the_section_path_is_that_of_the_headings_above():
    paragraph = next(block for block in read(REPORT) if block.text.startswith("Isi bagian"))
    assert paragraph.section == (
        "BAB III AKUNTABILITAS KINERJA",
        "3.1 Capaian Kinerja",
        "3.1.2 Perbandingan Tahun Sebelumnya",
    )


def test_chapters_named_in_the_outline_of_the_report_open_no_chapter():
    text = """
BAB I PENDAHULUAN

1.2 Sistematika

BAB I PENDAHULUAN
Memuat latar belakang.
BAB II PERENCANAAN KINERJA
Memuat rencana.
BAB III AKUNTABILITAS KINERJA
Memuat capaian.
BAB IV PENUTUP
Memuat simpulan.

BAB II

PERENCANAAN KINERJA

Isi bab kedua.
"""
    assert [title for _, title in headings(text)] == [
        "BAB I PENDAHULUAN",
        "1.2 Sistematika",
        "BAB II PERENCANAAN KINERJA",
    ]


def test_numbered_sentences_and_signatures_are_no_headings():
    text = """
BAB II PERENCANAAN

1. Meningkatkan pelayanan kepada masyarakat di wilayah kecamatan;
2. Menata administrasi.

BUPATI MELATI

H. BUDI SANTOSO, S.E.

3.3 bukan judul karena bab ini bab dua
"""
    assert headings(text) == [(1, "BAB II PERENCANAAN")]


def test_a_paragraph_cut_by_a_page_break_is_one_again():
    blocks = read("BAB I PENDAHULUAN\n\nKinerja tahun ini meningkat karena\n\n12\n\npelayanan lebih cepat.\n")
    paragraph = blocks[-1]
    assert paragraph.text == "Kinerja tahun ini meningkat karena pelayanan lebih cepat."
    assert (paragraph.place.line_start, paragraph.place.line_end) == (3, 7)


def test_list_items_stand_alone():
    blocks = read("Upaya:\n- a. menambah loket\n- b. melatih petugas\n1) menata arsip\n")
    assert [block.kind for block in blocks] == ["paragraph", "list_item", "list_item", "list_item"]


def test_markup_is_removed_but_never_interpreted():
    blocks = read("Isi <b>tebal</b> dan <script>alert(1)</script> **kuat** di sini.\n")
    assert blocks[0].text == "Isi tebal dan alert(1) kuat di sini."


def test_a_caption_on_two_lines_belongs_to_its_table():
    blocks = read("**Tabel 2.1**  \n**Perjanjian Kinerja**  \n**Tahun 2024**\n\nNo\tIndikator\tTarget\n1\tIKM\t84\n")
    assert [block.kind for block in blocks] == ["table"]
    table = blocks[0].table
    assert table.caption == "Tabel 2.1 Perjanjian Kinerja Tahun 2024"
    assert table.caption_printed


def test_without_a_caption_the_sentence_before_stands_in():
    blocks = read("Kinerja baik. Berikut IKM per layanan :\n\nNo\tJenis Layanan\tIKM 2024\n1\tKTP\t84\n")
    assert [block.kind for block in blocks] == ["paragraph", "table"]
    assert blocks[1].table.caption == "Berikut IKM per layanan :"
    assert not blocks[1].table.caption_printed
