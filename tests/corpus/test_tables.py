from __future__ import annotations

import pytest

from corpus import structure
from corpus.facts.roles import role_of
from corpus.tables import align, header


def tables(text):
    return [block.table for block in structure.blocks(text.strip("\n").split("\n")) if block.table]


def test_a_table_goes_on_after_a_page_break_without_header():
    found = tables("No\tIndikator\tTarget\n1\tIKM\t84\n\n12\n\n2\tIPP\t3,5\n")
    assert len(found) == 1
    assert [row.cells[1] for row in found[0].rows] == ["IKM", "IPP"]
    assert "continued" in found[0].flags


def test_a_repeated_header_and_its_index_row_are_dropped():
    head = "No\tIndikator\tTarg et\n(1)\t(2)\t(3)\n"
    found = tables(f"{head}1\tIKM\t84\n\n{head.replace('Targ et', 'Target')}2\tIPP\t3,5\n")
    assert [list(row.cells) for row in found[0].rows] == [["1", "IKM", "84"], ["2", "IPP", "3,5"]]


def test_another_header_begins_another_table_that_shares_the_caption():
    found = tables(
        "Tabel 2.1 Perjanjian\n\nNo\tSasaran\tTarget\n1\tA\t84\n\nNo\tProgram\tAnggaran\tKet\n1\tProgram B\t5.000.000\tAPBD\n"
    )
    assert [table.columns[-1] for table in found] == [("Target",), ("Ket",)]
    assert [table.caption for table in found] == ["Tabel 2.1 Perjanjian"] * 2
    assert [table.caption_printed for table in found] == [True, False]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1\tJumlah gaji lingkup Kec.\t20\t20", "\tMawar yang difasilitasi\t\t"),
        ("1\tJumlah gaji lingkup\t20\t20", "\tkecamatan yang dibayar\t\t"),
    ],
)
def test_a_row_cut_by_a_page_break_is_one_row_over_both_lines(first, second):
    found = tables(f"No\tIndikator\tTarget\tRealisasi\n{first}\n\n{second}\n2\tIKM\t84\t85\n")
    row = found[0].rows[0]
    assert row.cells[1].startswith("Jumlah gaji lingkup")
    assert row.cells[1].endswith(second.split("\t")[1])
    assert (row.place.line_start, row.place.line_end) == (2, 4)
    assert len(found[0].rows) == 2


def test_a_second_indicator_after_a_page_break_stays_a_row_of_its_own():
    found = tables("No\tSasaran\tIndikator\tTarget\n1\tA\tIKM\t84\n\n\t\tIPP\t3,5\n")
    assert len(found[0].rows) == 2


def test_year_spans_are_filled_to_the_right():
    text = (
        "Sasaran\tIndikator\tTahun 2023\t\t% Capaian\tTahun 2024\t\t% Capaian\n"
        "\t\tTarget\tRealisasi\t\tTarget\tRealisasi\t\nA\tIKM\t84\t85\t101\t86\t87\t102\n"
    )
    assert tables(text)[0].columns[2:] == (
        ("Tahun 2023", "Target"),
        ("Tahun 2023", "Realisasi"),
        ("% Capaian",),
        ("Tahun 2024", "Target"),
        ("Tahun 2024", "Realisasi"),
        ("% Capaian",),
    )


def test_a_key_value_list_has_no_header():
    found = tables("Indikator Kinerja\t:\tIKM\nSumber data\t:\tSurvei\n")
    assert found[0].columns == ((), (), ())
    assert "no_header" in found[0].flags


def test_a_row_that_lost_its_first_cells_is_moved_back_and_flagged():
    text = (
        "Sasaran\tIndikator\tSatuan\tTarget\tRealisasi\n"
        "Meningkatnya pelayanan kecamatan\tNilai IKM kantor\tNilai\t84\t85\n"
        "Meningkatnya kinerja kecamatan\tNilai SAKIP kantor\tNilai\t70\t71\n"
        "Persentase laporan yang tepat waktu\tPersen\t100%\t90%\n"
    )
    row = tables(text)[0].rows[-1]
    assert row.cells == ("", "Persentase laporan yang tepat waktu", "Persen", "100%", "90%")
    assert row.flags == ("shifted",)


def test_amounts_in_a_percent_column_are_moved_back():
    full = "\n".join(
        f"Program {name}\t{n}.000.000\t{n}.500.000\t9{n},5" for n, name in enumerate(["A", "B", "C", "D", "E"], 1)
    )
    text = f"Program\tAnggaran\tRealisasi\t%\n{full}\nProgram F\t\t6.000.000\t5.900.000\n"
    rows = tables(text)[0].rows
    assert rows[-1].cells[1:3] == ("6.000.000", "5.900.000")


def test_fit_never_loses_a_cell():
    columns = align.profile([("Nama panjang sekali", "84", "85")] * 3, 3)
    assert align.fit(("84", "85"), columns) == ("", "84", "85")
    assert align.fit(("Nama panjang sekali",), columns) == ("Nama panjang sekali", "", "")


@pytest.mark.parametrize(
    ("path", "role"),
    [
        (("Target",), "target"),
        (("Targ et",), "target"),
        (("Tahun 2024", "Realis asi"), "realisasi"),
        (("Kinerja", "Target"), "target"),
        (("Anggaran", "Realisasi"), "realisasi_anggaran"),
        (("Anggaran", "Capaian"), "serapan"),
        (("Anggaran", "Alokasi"), "pagu"),
        (("Anggaran", "Realisasi", "(Rp.)"), "realisasi_anggaran"),
        (("% Anggaran",), "persen_anggaran"),
        (("% Penyerapan Anggaran",), "serapan"),
        (("Pagu Indikatif",), "pagu"),
        (("Target (Rp.)",), "pagu"),
        (("Target Akhir renstra",), "target_akhir_renstra"),
        (("Target Akhir RPJMD/ Renstra",), "target_akhir_renstra"),
        (("Target Kinerja Tujuan/Sasaran Pada Tahun ke", "2022"), "target"),
        (("Tingkat Kemajuan",), "tingkat_kemajuan"),
        (("Tingkat Efisiensi (%)",), "efisiensi"),
        (("Realisasi Nasional",), "pembanding"),
        (("Nilai Hasil Evaluasi", "2024"), "nilai"),
        (("Persen tase (%) capaian",), "capaian"),
        (("Indikator Kinerja", "% Capaian"), "capaian"),
        (("Indikator Kinerja",), "indikator"),
        (("SASARAN PROGRAM/KEGIATAN/ SUB KEGIATAN",), "sasaran_program"),
        (("SASARAN/ PROGRAM/KEGIT AN/SUB KEGIATAN",), "program_kegiatan"),
        (("Program / Kegiatan / Sub Kegiatan",), "program_kegiatan"),
        (("Tujuan/ Sasaran Strategis",), "tujuan_sasaran"),
        (("Kategori",), "kategori"),
        (("Penanggung Jawab",), "text"),
        (("Penyebab Keberhasilan/Kegagalan",), "penyebab"),
        (("Permasalahan dalam pencapaian Indikator",), "hambatan"),
        (("Alternatif Solusi",), "solusi"),
        (("Rencana Aksi Tindak Lanjut",), "text"),
        (("Data Capaian pada Tahun Awal Perencanaan",), "kondisi_awal"),
        (("Target dan realisasi kinerja pada Renja 2022", "Target Renja 2022", "Rp."), "pagu"),
    ],
)
def test_the_role_comes_from_the_whole_header_path(path, role):
    assert role_of(path) == role


def continued(*runs: str) -> list[object]:
    """The tables of runs of which each but the first stands in the same columns as the one before."""
    lines: list[str] = []
    starts: set[int] = set()
    for run in runs:
        if lines:
            lines.append("")
            starts.add(len(lines))
        lines += run.splitlines()
    return [block.table for block in structure.blocks(lines, frozenset(starts)) if block.table]


HEAD = "Program\tIndikator Kinerja\tTarget Kinerja\t\tPagu\n\t\tVolume\tSatuan\t\n"


def test_the_rest_of_a_row_is_no_header_where_the_columns_go_on():
    rest = "Pelaksana Kantor\tUnit Kerja Pelayanan\t\t\t\nProgram B\tJumlah surat\t3\tsurat\t2.000.000\n"
    (table,) = continued(f"{HEAD}Program A\tJumlah rapat\t12\trapat\t1.000.000\n", rest)
    assert [row.cells[0] for row in table.rows] == ["Program A Pelaksana Kantor", "Program B"]
    assert (
        len(continued(f"{HEAD}Program A\tJumlah rapat\t12\trapat\t1.000.000\n", f"{HEAD}B\tC\t1\tD\t2.000.000\n")) == 1
    )


def test_a_header_that_is_repeated_by_its_first_row_only_is_dropped():
    first = f"{HEAD}Program A\tJumlah rapat\t12\trapat\t1.000.000\n"
    (table,) = continued(
        first, HEAD.splitlines()[0] + "\n\tyang selesai\t\t\t\nProgram B\tJumlah surat\t3\tsurat\t5.000.000"
    )
    assert [row.cells[1] for row in table.rows] == ["Jumlah rapat yang selesai", "Jumlah surat"]


def test_a_header_that_the_page_break_cut_is_one():
    top, below = "No\tKomponen\tNilai Hasil Evaluasi\t\n", "\t\t2023\t2024\n1\tPerencanaan\t29,50\t28,68\n"
    (table,) = continued(top, below)
    assert table.columns[2:] == (("Nilai Hasil Evaluasi", "2023"), ("Nilai Hasil Evaluasi", "2024"))
    assert len(table.rows) == 1


def test_another_whole_header_over_the_same_columns_begins_another_table():
    found = continued("No\tIndikator\tTarget\n1\tIKM\t84\n", "No\tProgram\tAnggaran\n1\tProgram A\t5.000.000\n")
    assert [table.columns[-1] for table in found] == [("Target",), ("Anggaran",)]


def test_names_that_begin_with_a_letter_of_a_short_header_are_no_header():
    assert not header.is_word("Listrik dan Penerangan Kantor")
    assert header.is_word("L") and header.is_word("P")


@pytest.mark.parametrize(
    ("top", "below", "paths"),
    [
        ("Indikator\tTahun\t\n", "\t2023\t\n\tTarget\tRealisasi\nIKM\t84\t85\n", [("Tahun 2023", "Target"), ("Tahun 2023", "Realisasi")]),
        ("PROGRAM/KEGIAT\tKINERJA\t\n", "AN\t\t\n\tTARGET\tREALISASI\nA\t84\t85\n", [("KINERJA", "TARGET"), ("KINERJA", "REALISASI")]),
    ],
)  # fmt: skip
def test_a_header_row_that_the_page_break_cut_is_joined(top, below, paths):
    (table,) = continued(top, below)
    assert list(table.columns[1:]) == paths
    assert [row.cells[1:] for row in table.rows] == [("84", "85")]


def test_a_first_row_on_the_next_page_is_no_rest_of_the_header():
    (table,) = continued("Sasaran\tIndikator\tRumus\n", "Program A\tPersentase B\tJumlah C\nProgram D\tE\tF\n")
    assert [row.cells[0] for row in table.rows] == ["Program A", "Program D"]


def test_rests_of_merged_cells_go_back_to_their_texts():
    first = "Sasaran\tIndikator\tKegiatan\tPagu\nMeningkatnya Mutu\tJumlah saran yang\t1. Rapat\t5.000.000\n"
    rest = "Layanan Kantor\tditindaklanjuti\t2. Kunjungan\t6.000.000\n\t\t3. Surat\t7.000.000\n"
    (table,) = continued(first, rest)
    assert table.rows[0].cells[:2] == ("Meningkatnya Mutu Layanan Kantor", "Jumlah saran yang ditindaklanjuti")
    assert [row.cells[2] for row in table.rows] == ["1. Rapat", "2. Kunjungan", "3. Surat"]
    assert table.rows[1].cells[:2] == ("", "")


def test_a_new_row_at_the_top_of_a_page_gives_nothing_to_the_row_before():
    first = "Sasaran\tIndikator\tKegiatan\tPagu\nMeningkatnya Mutu\tJumlah saran\t1. Rapat\t5.000.000\n"
    (table,) = continued(first, "Terwujudnya Tertib\tJumlah surat\tKunjungan\t6.000.000\n")
    assert [row.cells[1] for row in table.rows] == ["Jumlah saran", "Jumlah surat"]
