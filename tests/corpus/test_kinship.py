"""Rows that print only a programme, and tables that count."""

from __future__ import annotations

from decimal import Decimal

from corpus.facts import extract
from corpus.readers.text import parse

HEAD = "LAPORAN KINERJA\nKECAMATAN MAWAR\nKABUPATEN MELATI\nTAHUN 2024\n\nBAB III AKUNTABILITAS KINERJA\n\n"
PLAN = (
    "Tabel 3.1 Capaian Program\n\nProgram\tIndikator Kinerja\tSatuan\tTarget\tRealisasi\n"
    "Program Pelayanan\tJumlah surat yang terlayani\tDokumen\t40\t42\n"
    "Program Pembinaan\tPersentase desa yang dibina\tPersen\t90\t91\n"
    "Program Pembinaan\tJumlah desa yang dibina\tDesa\t12\t11\n\n"
)
BUDGET = (
    "Tabel 3.2 Kinerja dan Anggaran\n\nProgram\tTarget\tRealisasi\tAnggaran (Rp)\tRealisasi (Rp)\n"
    "Program Pelayanan\t40\t42\t5.000.000\t4.500.000\nProgram Pembinaan\t12\t11\t6.000.000\t5.500.000\n\n"
)


def facts(text):
    return extract(parse((HEAD + text).encode(), "mawar.txt"))


def of(found, table, **wanted):
    return [
        fact
        for fact in found
        if table in (fact.source.table or "") and all(getattr(fact, name) == value for name, value in wanted.items())
    ]


def test_a_row_takes_the_indicator_that_another_table_prints_beside_its_programme():
    rows = of(facts(PLAN + BUDGET), "Tabel 3.2", indicator="Program Pelayanan")
    assert {fact.item for fact in rows} == {"Jumlah surat yang terlayani"}
    assert {fact.unit for fact in rows if fact.measure in ("target", "realisasi")} == {"dokumen"}
    assert all("indicator named on line" in (fact.note or "") for fact in rows)


def test_of_several_indicators_the_one_with_the_rows_own_figures_is_meant():
    rows = of(facts(PLAN + BUDGET), "Tabel 3.2", indicator="Program Pembinaan")
    assert {fact.item for fact in rows} == {"Jumlah desa yang dibina"}


def test_without_such_figures_none_is_chosen():
    text = PLAN + BUDGET.replace("\t12\t11\t", "\t70\t71\t")
    assert {fact.item for fact in of(facts(text), "Tabel 3.2", indicator="Program Pembinaan")} == {None}


def test_a_mere_budget_table_stays_as_it_is():
    text = (
        PLAN + "Tabel 3.3 Anggaran\n\nProgram\tAnggaran (Rp)\nProgram Pelayanan\t5.000.000\nProgram Lain\t1.000.000\n\n"
    )
    assert {fact.item for fact in of(facts(text), "Tabel 3.3")} == {None}


def test_bare_counts_get_their_unit_and_measure_from_the_table():
    text = (
        "Tabel 1.1 Jumlah Pegawai menurut Jabatan\n\nNo\tJabatan\tLk\tPr\tJumlah\n1\tCamat\t1\t\t1\n2\tPelaksana\t4\t6\t10\n\n"
        "Tabel 1.2 Sarana dan Prasarana\n\nNo\tJenis Aset\tJumlah\tPer 31 Desember 2024 (Rp)\n"
        "1\tKursi\t12\t4.500.000\n2\tAC\t3\t9.000.000\n\n"
    )
    found = facts(text)
    assert {(fact.measure, fact.unit) for fact in of(found, "Tabel 1.1")} == {
        ("laki_laki", "orang"),
        ("perempuan", "orang"),
        ("jumlah_pegawai", "orang"),
    }
    assert {(fact.indicator, fact.measure, fact.value, fact.unit) for fact in of(found, "Tabel 1.2")} == {
        ("Kursi", "jumlah_barang", Decimal(12), "unit"),
        ("Kursi", "nilai_aset", Decimal(4500000), "rupiah"),
        ("AC", "jumlah_barang", Decimal(3), "unit"),
        ("AC", "nilai_aset", Decimal(9000000), "rupiah"),
    }


def test_an_efficiency_near_one_is_a_ratio_and_a_large_one_a_percentage():
    text = (
        "Tabel 3.5 Efisiensi\n\nProgram\tTarget\tRealisasi\tTingkat Efisiensi\nProgram Pelayanan\t40\t42\t1,05\n"
        "Program Pembinaan\t12\t11\t0,92\n\nTabel 3.6 Efisiensi\n\nProgram\tTarget\tRealisasi\tTingkat Efisiensi (%)\n"
        "Program Pelayanan\t40\t42\t99,05\nProgram Pembinaan\t12\t11\t90,10\n"
    )
    found = facts(text)
    assert {fact.unit for fact in of(found, "Tabel 3.5", measure="efisiensi")} == {"rasio"}
    assert {fact.unit for fact in of(found, "Tabel 3.6", measure="efisiensi")} == {"persen"}


def test_an_index_counted_in_nilai_is_an_index():
    text = "Tabel 3.4 Capaian\n\nIndikator\tSatuan\tTarget\nIKM Kecamatan Mawar\tNilai\t84\nNilai SAKIP\tNilai\t70\n"
    assert [(fact.indicator, fact.unit) for fact in facts(text)] == [
        ("IKM Kecamatan Mawar", "indeks"),
        ("Nilai SAKIP", "nilai"),
    ]


def test_names_much_alike_on_rows_of_one_table_stay_apart():
    plan = (
        "Tabel 3.1 Capaian\n\nSasaran Strategis\tIndikator Kinerja\tTarget\tRealisasi\n"
        "Meningkatnya pengelolaan sampah\tPersentase pengurangan sampah\t22\t23\n"
        "\tPersentase penanganan sampah\t74\t73\n\n"
    )
    goal = "Tabel 3.9 Efisiensi\n\nSasaran Strategis\tCapaian (%)\tAnggaran (Rp)\nMeningkatnya pengelolaan sampah\t101,3\t5.000.000\n"
    assert {fact.item for fact in of(facts(plan + goal), "Tabel 3.9")} == {None}
