from __future__ import annotations

from decimal import Decimal

from corpus.facts import extract
from corpus.readers.text import parse

COVER = "LAPORAN KINERJA\nKECAMATAN MAWAR\nKABUPATEN MELATI\nTAHUN 2024\n\nRenstra Kecamatan Mawar Tahun 2022-2026\n\n"


def facts(body, *, narrative=False):
    report = parse((COVER + body).encode(), "mawar.txt")
    return [fact for fact in extract(report) if ("narrative" in fact.flags) == narrative]


def one(found, **wanted):
    hits = [fact for fact in found if all(getattr(fact, name) == value for name, value in wanted.items())]
    assert len(hits) == 1, hits
    return hits[0]


def test_a_fact_carries_its_whole_context():
    found = facts(
        "BAB III AKUNTABILITAS KINERJA\n\nTabel 3.4 Perbandingan\n\n"
        "Sasaran Strategis\tIndikator Kinerja\tSatuan\tTahun 2023\t\t% Capaian\n\t\t\tTarget\tRealisasi\t\n"
        "Meningkatnya pelayanan\tIKM Kecamatan Mawar\tNilai\t89,95\t94,39\t104,9 %\n"
    )
    fact = one(found, measure="realisasi")
    assert (fact.report, fact.organisation, fact.region, fact.report_year) == (
        "kecamatan-mawar-2024",
        "Kecamatan Mawar",
        "Kabupaten Melati",
        2024,
    )
    assert (fact.indicator, fact.item, fact.code, fact.level) == (
        "IKM Kecamatan Mawar",
        "Meningkatnya pelayanan",
        "IKM",
        "sasaran",
    )
    assert (fact.period_year, fact.value, fact.as_printed, fact.unit) == (2023, Decimal("94.39"), "94,39", "indeks")
    assert fact.source.line_start == 14
    assert fact.source.header == ("Tahun 2023", "Realisasi")
    assert fact.source.table == "Tabel 3.4 Perbandingan"
    assert one(found, measure="capaian").period_year == 2023


def test_absent_and_range_values_are_no_zero():
    found = facts("No\tIndikator\tTarget\tRealisasi\n1\tNilai SAKIP\t60-70\tN/A\n2\tNilai PATEN\t86\t78,25\n")
    target = one(found, measure="target", indicator="Nilai SAKIP")
    assert (target.value, target.note) == (None, "range: 60..70")
    assert one(found, measure="realisasi", indicator="Nilai SAKIP").value is None


def test_money_belongs_to_the_programme_and_performance_to_its_indicator():
    found = facts(
        "Program/Kegiatan\tIndikator Kinerja\tKinerja\t\tAnggaran\t\t\n\t\tTarget\tRealisasi\tAlokasi\tRealisasi\tCapaian\n"
        "Program Pelayanan\tNilai PATEN\t86\t78,25\t6.163.750\t6.000.000\t97,34%\n"
    )
    assert one(found, measure="target").indicator == "Nilai PATEN"
    pagu = one(found, measure="pagu")
    assert (pagu.indicator, pagu.item, pagu.level, pagu.unit) == (
        "Program Pelayanan",
        "Nilai PATEN",
        "program",
        "rupiah",
    )
    assert one(found, measure="serapan").value == Decimal("97.34")


def test_levels_come_from_codes_words_and_other_tables():
    found = facts(
        "NO\tPROGRAM/KEGIATAN/SUB KEGIATAN\tINDIKATOR\tTARGET\n1\tProgram Penunjang\tNilai A\t5\n1.1\tAdministrasi Umum\tNilai B\t6\n"
        "1.1.1\tPenyediaan Logistik\tNilai C\t7\n\nTeks antara.\n\n"
        "Program/Kegiatan\tAnggaran (Rp)\tRealisasi (Rp)\nProgram Penunjang\t9.000.000\t8.000.000\n"
        "Administrasi Umum\t5.000.000\t4.000.000\nPenyediaan Logistik\t1.000.000\t900.000\nJumlah\t9.000.000\t8.000.000\n"
    )
    assert {fact.indicator: fact.level for fact in found if fact.measure == "pagu"} == {
        "Program Penunjang": "program",
        "Administrasi Umum": "kegiatan",
        "Penyediaan Logistik": "sub_kegiatan",
        "Jumlah": "total",
    }


def test_the_first_agreement_is_told_from_the_revised_one():
    head = "No\tSasaran\tIndikator Kinerja\tTarget\n"
    found = facts(
        f"Tabel 2.5 Perjanjian Kinerja Tahun 2024\n\n{head}1\tMeningkatnya kinerja\tNilai EKK\t72\n\nTeks.\n\n"
        f"Tabel 2.7 Perjanjian Kinerja Perubahan Tahun 2024\n\n{head}1\tMeningkatnya kinerja\tNilai EKK\t80,50\n\nTeks.\n\n"
        f"Tabel 3.1 Capaian Tahun 2024\n\nIndikator Kinerja\tTarget\tRealisasi\nNilai EKK\t80,50\t87,17\n"
    )
    assert [(fact.version, fact.value) for fact in found if fact.measure == "target"] == [
        ("murni", Decimal(72)),
        ("perubahan", Decimal("80.50")),
        (None, Decimal("80.50")),
    ]


def test_an_end_of_plan_target_has_the_plans_last_year():
    found = facts(
        "Indikator Kinerja\tRealisasi 2024\tTarget Akhir Renstra\tTingkat Kemajuan\nNilai IKM\t97,53\t86\t113,41\n"
    )
    target = one(found, measure="target_akhir_renstra")
    assert (target.period_year, target.version) == (2026, "renstra_akhir")


def test_a_benchmark_is_never_the_offices_own_realisasi():
    found = facts(
        "Indikator Kinerja\tRealisasi Kecamatan Mawar 2024\tRealisasi Kecamatan Dahlia 2024\tRealisasi Nasional\nNilai IKM\t97\t90\t88\n"
    )
    assert [fact.value for fact in found if fact.measure == "realisasi"] == [Decimal(97)]
    assert {(fact.item, fact.value) for fact in found if fact.measure == "pembanding"} == {
        ("Kecamatan Dahlia", Decimal(90)),
        ("Nasional", Decimal(88)),
    }


def test_an_unlabelled_last_row_is_a_total_only_if_it_sums_up():
    body = "NO\tJENIS\tANGGARAN\tREALISASI\n1\tBelanja Operasi\t7.000.000\t6.000.000\n2\tBelanja Modal\t3.000.000\t2.000.000\n"
    total = [fact for fact in facts(body + "\t\t10.000.000\t8.000.000\n") if fact.level == "total"]
    assert {fact.value for fact in total} == {Decimal(10_000_000), Decimal(8_000_000)}
    assert all("unlabelled_total" in fact.flags for fact in total)
    other = facts(body + "\t\t10.000.001\t8.000.002\n")
    assert Decimal(10_000_001) not in {fact.value for fact in other}


def test_a_cell_with_a_list_of_programmes_and_amounts_is_split():
    found = facts(
        "No\tSasaran\tTarget (Rp.)\tRealisasi\t\n\t\t\tRp.\t%\n"
        "1\tAdministrasi Keuangan 1. Penyediaan Gaji 2. Koordinasi Laporan\t9.000.000,- 1.000.000,-\t8.000.000,- 900.000,-\t88,89 90\n"
        "2\tAdministrasi Umum\t2.000.000\t1.000.000\t50\n"
    )
    assert one(found, measure="pagu", indicator="Penyediaan Gaji").value == Decimal(9_000_000)
    assert one(found, measure="realisasi_anggaran", indicator="Koordinasi Laporan").as_printed == "900.000,-"


def test_rows_of_a_sub_unit_say_so():
    found = facts(
        "Program/Kegiatan\tAnggaran (Rp)\nKECAMATAN MAWAR\t\nProgram A\t9.000.000\nKELURAHAN MELUR\t\nProgram A\t1.000.000\n"
    )
    assert [fact.note for fact in found] == [None, "scope: Kelurahan Melur"]


def test_broken_words_of_names_are_rejoined():
    found = facts(
        "Penyelenggaraan Pemerintahan dan Penyelenggaraan Umum\n\nProgram/Kegiatan\tAnggaran (Rp)\nProgram Penyelenggara an Umum\t9.000.000\n"
    )
    assert found[0].indicator == "Program Penyelenggaraan Umum"


TABLE = "Sasaran\tIndikator Kinerja\tSatuan\tTarget\tRealisasi\nMeningkatnya pelayanan publik\tIKM Kecamatan Mawar\tNilai\t94\t93,53\n\n"


def test_a_sentence_with_cues_gives_flagged_facts():
    found = facts(
        TABLE
        + "IKM Kecamatan Mawar ditargetkan 94 telah tercapai 93,53 dengan tingkat capaian 99,5% sesuai SK Nomor 188/2024.\n",
        narrative=True,
    )
    assert [(fact.measure, fact.as_printed, fact.indicator) for fact in found] == [
        ("target", "94", "IKM Kecamatan Mawar"),
        ("realisasi", "93,53", "IKM Kecamatan Mawar"),
        ("capaian", "99,5%", "IKM Kecamatan Mawar"),
    ]


def test_the_offices_budget_in_a_sentence():
    found = facts(
        "Kecamatan Mawar mendapatkan anggaran sebesar Rp. 3.180.247.616 dengan realisasi anggaran mencapai "
        "Rp. 2.995.404.515 atau serapan dana APBD mencapai 94,19%.\n",
        narrative=True,
    )
    assert [(fact.measure, fact.value, fact.level) for fact in found] == [
        ("pagu", Decimal(3180247616), "total"),
        ("realisasi_anggaran", Decimal(2995404515), "total"),
        ("serapan", Decimal("94.19"), "total"),
    ]


def test_numbers_of_laws_dates_tables_and_years_are_no_facts():
    found = facts(
        TABLE + "IKM Kecamatan Mawar menurut Peraturan Nomor 14 Tahun 2017, pasal 67, Tabel 3.4, tanggal 16 Agustus, "
        "didukung 6 program dan 11 kegiatan.\n",
        narrative=True,
    )
    assert found == []


def test_an_amount_of_something_else_is_not_the_offices_budget():
    found = facts(
        "Anggaran Kecamatan Mawar sebesar Rp. 1.677.707.236,- dikurangi belanja pegawai sebesar Rp. 1.277.707.236,- untuk kinerja "
        "sebesar Rp. 400.000.000,- yang direalisasikan sebesar Rp. 394.462.435,- tahun ini.\n",
        narrative=True,
    )
    assert [(fact.measure, fact.value) for fact in found] == [("pagu", Decimal(1677707236))]


def test_a_small_count_in_a_column_of_amounts_is_no_amount():
    rows = "".join(f"Program {name}\t{n}.000.000\n" for n, name in enumerate("ABCD", 1))
    found = facts(f"Program/Kegiatan\tAnggaran (Rp)\n{rows}Program E\t13\n")
    assert "Program E" not in {fact.indicator for fact in found}
    in_thousands = facts("Program/Kegiatan\tAnggaran (Rp ribu)\nProgram A\t950\nProgram B\t1.200\n")
    assert {fact.indicator for fact in in_thousands} == {"Program A", "Program B"}


def test_a_table_given_as_an_example_is_flagged():
    table = "Keluaran\tPagu (Rp)\tRealisasi (Rp)\nKeluaran 1\t4.000.000.000\t3.800.000.000\n"
    assert all(
        "example" in fact.flags for fact in facts("Contoh:\n\nPagu dan realisasi adalah sebagai berikut:\n\n" + table)
    )
    assert not any("example" in fact.flags for fact in facts("Pagu dan realisasi adalah sebagai berikut:\n\n" + table))


def test_causes_and_solutions_of_an_indicator_are_facts_without_a_value():
    found = facts(
        "Indikator Kinerja\tTarget\tRealisasi\tPenyebab\tSolusi\nNilai IKM\t94\t93,53\tLoket rusak 3 bulan\tPerbaikan loket\n"
    )
    assert {
        (fact.measure, fact.as_printed, fact.value) for fact in found if fact.measure in ("penyebab", "solusi")
    } == {("penyebab", "Loket rusak 3 bulan", None), ("solusi", "Perbaikan loket", None)}


def test_a_percentage_in_words_is_a_percentage():
    (found,) = facts(
        TABLE
        + "Sampai tahun 2024 realisasi IKM Kecamatan Mawar telah mencapai 97,69 persen dari target akhir Renstra.\n",
        narrative=True,
    )
    assert (found.measure, found.unit, found.value) == ("tingkat_kemajuan", "persen", Decimal("97.69"))


def test_codes_of_the_national_nomenclature_tell_the_level():
    rows = ["7.01.01\tProgram Penunjang", "7.01.01.2.06\tAdministrasi Umum", "7.01.01.2.06.0001\tPenyediaan Logistik"]
    found = facts(
        "Kode\tProgram/Kegiatan\tAnggaran (Rp)\n" + "".join(f"{row}\t{n}.000.000\n" for n, row in enumerate(rows, 1))
    )
    assert [fact.level for fact in found] == ["program", "kegiatan", "sub_kegiatan"]


def test_a_unit_column_tells_the_part_of_the_office():
    found = facts(
        "Program/Kegiatan\tAnggaran (Rp)\tUnit Kerja Penanggung Jawab\nProgram A\t9.000.000\tKecamatan Mawar\n"
        "Program A\t1.000.000\tKelurahan Melur\n"
    )
    assert [fact.note for fact in found] == [None, "scope: Kelurahan Melur"]


def test_a_slipped_code_is_no_name_and_a_count_no_amount():
    found = facts("Program/Kegiatan\tAnggaran (Rp)\n00 6\t9.000.000\nProgram A\t12 Paket\nProgram B\t1.000.000\n")
    assert [fact.indicator for fact in found] == ["Program B"]


def test_end_of_plan_money_and_baselines_are_not_of_the_report_year():
    found = facts(
        "Program\tIndikator\tData Capaian pada Tahun Awal Perencanaan\tKondisi Kinerja pada akhir Renstra\t\n\t\t\tTarget\tRp.\n"
        "Program A\tNilai IKM\t80\t90\t9.000.000\n"
    )
    assert {fact.measure: fact.period_year for fact in found} == {
        "kondisi_awal": None,
        "target_akhir_renstra": 2026,
        "pagu_akhir_renstra": 2026,
    }


def test_units_from_headers_and_from_the_tail_of_a_name():
    (staff,) = facts("No\tJabatan\tJumlah (orang)\n1\tKepala Seksi\t4\n")
    assert staff.unit == "orang"
    (target,) = facts("Indikator Kinerja\tTarget\nJumlah laporan yang disusun//laporan\t12\n")
    assert (target.indicator, target.unit) == ("Jumlah laporan yang disusun", "laporan")


def test_last_years_value_in_a_sentence_has_last_years_year():
    found = facts(TABLE + "IKM Kecamatan Mawar naik dari tahun sebelumnya yang mencapai 92,10.\n", narrative=True)
    assert [(fact.as_printed, fact.period_year) for fact in found if fact.measure == "realisasi"] == [("92,10", 2023)]


def test_a_wished_percentage_is_no_achievement():
    assert facts(TABLE + "IKM Kecamatan Mawar diupayakan agar tercapai 100%.\n", narrative=True) == []


def test_a_row_that_calls_itself_a_programme_is_one_under_any_header():
    found = facts(
        "Tabel 3.9 Realisasi Anggaran\n\nNo\tUraian\tAnggaran\t\t\n\t\tPagu (Rp)\tRealisasi (Rp)\t%\n"
        "1\tProgram Pelayanan Publik\t6.000.000\t3.000.000\t50,00\n"
        "\tPenyediaan Makanan\t6.000.000\t3.000.000\t50,00\n"
    )
    assert one(found, measure="pagu", indicator="Program Pelayanan Publik").level == "program"
    assert one(found, measure="pagu", indicator="Penyediaan Makanan").level == "other"


def test_the_money_of_a_quarter_is_no_money_of_the_year():
    found = facts(
        "Program\tPagu (Rp)\tRealisasi Triwulan II (Rp)\tRealisasi Anggaran (Rp)\n"
        "Program Pelayanan\t6.000.000\t2.000.000\t5.000.000\n"
    )
    assert one(found, measure="realisasi_anggaran").value == Decimal("5000000")
    quarter = one(found, measure="realisasi_anggaran_triwulan_II")
    assert (quarter.value, quarter.unit) == (Decimal("2000000"), "rupiah")


def test_columns_headed_by_places_set_the_own_result_beside_others():
    found = facts(
        "BAB III AKUNTABILITAS KINERJA\n\nTabel 3.8. Pembanding Realisasi Kinerja Tahun 2024\n\n"
        "No\tIndikator Kinerja\tKABUPATEN MELATI\tKABUPATEN DAHLIA\tPROVINSI KENANGA\tNASIONAL\n"
        "1\tPersentase sampah terkelola\t65,90 %\t65,75 %\t69,10 %\t71,35 %\n2\tIKM Kecamatan Mawar\t84,5\t83,1\t-\t-\n"
    )
    row = {(fact.measure, fact.item): fact.value for fact in found if "sampah" in fact.indicator}
    assert row == {
        ("realisasi", None): Decimal("65.90"),
        ("pembanding", "Kabupaten Dahlia"): Decimal("65.75"),
        ("pembanding", "Provinsi Kenanga"): Decimal("69.10"),
        ("pembanding", "Nasional"): Decimal("71.35"),
    }


def test_rows_between_programmes_that_say_so_are_their_activities():
    found = facts(
        "Tabel 3.9 Realisasi Keuangan\n\nPROGRAM/ KEGIATAN\tANGGARAN\tREALISASI ANGGARAN\tREALISASI %\n"
        "Program Promosi Mawar\t5.000.000\t4.000.000\t80,00\nPenyebarluasan Kabar\t5.000.000\t4.000.000\t80,00\n"
        "Program Sarana Melati\t9.000.000\t9.000.000\t100,00\nPengadaan Meja\t9.000.000\t9.000.000\t100,00\n"
    )
    levels = {fact.indicator: fact.level for fact in found}
    assert levels["Program Sarana Melati"] == "program"
    assert levels["Pengadaan Meja"] == "kegiatan"
    assert one(found, as_printed="100,00", level="program").measure == "serapan"


GOALS = (
    "Tabel 3.1 Capaian\n\nSasaran\tIndikator\tTarget\tRealisasi\tCapaian (%)\n"
    "Meningkatnya mutu layanan mawar merah\tJumlah rapat koordinasi mawar\t4\t5\t125,00\n"
    "\tJumlah surat mawar yang dijawab\t8\t8\t100,00\nMeningkatnya tertib arsip melati\tJumlah arsip melati rapi\t2\t2\t100,00\n\n"
)


def told(sentence):
    found = facts(GOALS + sentence + "\n", narrative=True)
    return {(fact.indicator, fact.measure, fact.period_year, fact.as_printed) for fact in found}


def test_a_sentence_on_a_goal_with_several_indicators_is_of_none_of_them():
    name = "Meningkatnya mutu layanan mawar merah"
    assert told("Capaian kinerja sasaran ‘meningkatnya mutu layanan mawar merah’ adalah 112,50%.") == {
        (name, "capaian", 2024, "112,50%")
    }
    assert told(
        "Pada sasaran kedua (SS2): „meningkatnya mutu layanan mawar merah‟ anggaran terealisasi sebesar 79,72%."
    ) == {(name, "serapan", 2024, "79,72%")}
    assert told("Sasaran „meningkatnya mutu layanan mawar merah‟ penting. Realisasinya mencapai 7.") == set()


def test_a_quoted_name_that_is_spelt_a_little_otherwise_is_meant():
    assert told("Indikator „jumlah surat mawar yang telah dijawab‟ dari target 8 terealisasi 8 surat.") == {
        ("Jumlah surat mawar yang dijawab", "target", 2024, "8"),
        ("Jumlah surat mawar yang dijawab", "realisasi", 2024, "8"),
    }
    own = {name for name, *_ in told("Indikator „luas taman kenanga yang dirawat‟ dari target 8 terealisasi 9.")}
    assert own == {"luas taman kenanga yang dirawat"}


def test_a_figure_belongs_to_the_name_and_the_year_right_behind_it():
    said = "Indikator Jumlah rapat koordinasi mawar penting. Capaian 125,00% terjadi pada indikator jumlah arsip melati rapi."
    assert {name for name, *_ in told(said)} == {"Jumlah arsip melati rapi"}
    assert ("Jumlah arsip melati rapi", "realisasi", 2023, "1") in told(
        "Jumlah arsip melati rapi dengan target 2 di tahun 2024, realisasi 1 dokumen pada tahun 2023."
    )


def test_what_is_reached_as_set_is_a_realisasi():
    assert {measure for _, measure, *_ in told("Jumlah arsip melati rapi terealisasi sesuai target yaitu 2.")} == {
        "realisasi"
    }


def test_an_achievement_said_of_the_whole_is_of_no_indicator():
    ((name, *_),) = told(
        "Jumlah arsip melati rapi penting. Secara keseluruhan tingkat capaian kinerja sebesar 104,00%."
    )
    assert name == "Pencapaian kinerja Kecamatan Mawar secara keseluruhan"


def test_low_figures_of_an_earlier_year_without_a_percent_sign_are_results():
    found = facts(
        "Tabel 3.2 Pencapaian\n\nIndikator\tCapaian Tahun 2023\tTahun 2024\t\t\n\t\tTarget\tRealisasi\t% Realisasi\n"
        "Jumlah rapat\t17\t14\t18\t128,57\nJumlah surat\t5\t4\t1\t25,00\nNilai SAKIP\t70,06\t81\t80,10\t98,89\n"
    )
    assert {fact.measure for fact in found if fact.period_year == 2023} == {"realisasi"}
