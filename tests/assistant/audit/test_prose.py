"""What sentences, captions and headers say, against each other and against the tables."""

from __future__ import annotations

import pytest

from assistant.audit.finding import Finding
from tests.assistant.audit.test_rules import CAPAIAN, found, goal

TABLE = CAPAIAN + goal("Indeks Kepuasan Masyarakat (IKM)", "88,50", "90,27", "102")
END = (
    "\nTabel 3.4 Tingkat Kemajuan\n\nNo\tSasaran\tIndikator Kinerja\tRealisasi 2024\tTarget Akhir Renstra\tTingkat Kemajuan\n"
    "1\tMeningkatnya kualitas pelayanan\tIndeks Kepuasan Masyarakat (IKM)\t90,27\t89,00\t101,43\n"
)


def of(rule: str, body: str) -> list[Finding]:
    return [finding for finding in found(body) if finding.rule == rule]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Target IKM yang telah ditetapkan pada tahun 2024 sebesar 87,50 nilai.", ["88,50"]),
        ("Target IKM yang telah ditetapkan pada tahun 2024 sebesar 88 , 50 nilai.", []),
        ("Target IKM yang ditetapkan pada tahun 2023 sebesar 87,50 nilai.", []),
        ("Target SAKIP yang ditetapkan pada tahun 2024 sebesar 87,50 nilai.", []),
    ],
)
def test_a_target_that_a_sentence_states_is_one_of_the_tables(sentence: str, expected: list[str]) -> None:
    findings = found(f"{TABLE}\n{sentence}\n")
    assert [f.expected for f in findings] == expected
    assert all(f.kind == "narrative_vs_table" for f in findings)


def test_a_target_that_was_not_read_as_a_figure_is_checked_too() -> None:
    """Several figures in one sentence, of which the reader takes the achievement only."""
    sentence = (
        "Pada IKM, dimana pada tahun 2024 diperoleh capaian 90,27 nilai dari target yang ditetapkan pada PK Perubahan "
        "tahun 2024 sebesar 87,50 dengan persentase capaian sebesar 102 % ."
    )
    (finding,) = found(f"{TABLE}\n{sentence}\n")
    assert (finding.rule, finding.expected, finding.severity) == ("stated_target", "88,50", "high")


@pytest.mark.parametrize(("said", "expected"), [("89,50", ["89,00"]), ("89,00", []), ("89", [])])
def test_a_final_target_that_a_sentence_states_is_that_of_the_table(said: str, expected: list[str]) -> None:
    sentence = f"Capaian IKM telah melampaui target yang ditetapkan sebesar {said} pada akhir tahun Renstra."
    assert not of("stated_target", f"{TABLE}{END}\n{sentence}\n")
    assert [f.expected for f in of("final_target", f"{TABLE}{END}\n{sentence}\n")] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nilainya turun dari 94,39 menjadi 93,53 atau turun sebesar 0,86 poin.", []),
        ("Nilainya turun dari 94,39 menjadi 93,53 atau turun sebesar 0,91%.", []),
        ("Nilainya turun dari 94,39 menjadi 93,53 atau turun sebesar 1,86 poin.", ["0,86"]),
        ("Nilainya berubah dari target 94,39 menjadi 93,53 atau turun sebesar 1,86 poin.", []),
        (
            "Pada tahun 2023 mencapai 114, 36 sedangkan tahun 2024 sebesar 104,13 sehingga turun sebesar 10,73.",
            ["10,23"],
        ),
        ("Pada tahun 2023 mencapai 114,86 sedangkan tahun 2024 sebesar 104,13 sehingga turun sebesar 10,73.", []),
    ],
)
def test_a_stated_change_is_the_one_between_its_figures(sentence: str, expected: list[str]) -> None:
    assert [finding.expected for finding in of("step", f"{sentence}\n")] == expected


def test_a_sentence_over_a_page_break_is_one() -> None:
    one, other = "Pada tahun 2023 mencapai 80,00 sedangkan tahun", "2024 sebesar 85,00 sehingga naik sebesar 6,00 poin."
    (finding,) = of("step", f"{one}\n\n{other}\n")
    assert (finding.expected, finding.source.line_start, finding.source.line_end) == ("5,00", 8, 10)


@pytest.mark.parametrize(("span", "count"), [("2024-2024", 1), ("2024 - 2026", 0), ("12/2024-2024/7", 0)])
def test_a_period_does_not_end_where_it_begins(span: str, count: int) -> None:
    assert len(of("span", f"Strategi dan arah kebijakan tahun {span} disusun.\n")) == count


@pytest.mark.parametrize(("last", "count"), [("2024", 1), ("2026", 0)])
def test_one_year_has_one_target_in_a_sentence(last: str, count: int) -> None:
    assert len(of("same_year", f"IKM ditargetkan 78 nilai pada tahun 2024 menjadi 80 pada tahun {last}.\n")) == count


@pytest.mark.parametrize(("year", "expected"), [("2022", ["2023"]), ("2023", [])])
def test_last_years_column_is_of_last_year(year: str, expected: list[str]) -> None:
    head = f"Tabel 3.2 Perbandingan Realisasi Kinerja\n\nNo\tSasaran\tIndikator Kinerja\tTarget\tTahun {year} (n-1)\tTahun 2024 (n)\n"
    row = "1\tMeningkatnya kualitas pelayanan\tIndeks Kepuasan Masyarakat (IKM)\t88,50\t87,11\t90,27\n"
    assert [finding.expected for finding in of("other_year", head + row)] == expected


@pytest.mark.parametrize(("year", "expected"), [("2023", ["2024"]), ("2024", [])])
def test_a_caption_of_another_year_over_this_years_scores(year: str, expected: list[str]) -> None:
    score = f"Tabel 1.4 Hasil Evaluasi Tahun {year}\n\nNo\tIndikator Kinerja\tNilai\n1\tIndeks Kepuasan Masyarakat (IKM)\t90,27\n"
    findings = of("caption_year", f"{score}\nDemikian tabel tersebut.\n\n{TABLE}")
    assert [finding.expected for finding in findings] == expected
    assert all((finding.kind, finding.spots[0].as_printed) == ("wrong_year", year) for finding in findings)
    assert all(finding.source.line_start == 8 for finding in findings)


GOALS = (
    "Tabel 2.1 Perjanjian Kinerja Tahun 2024\n\nNo\tSasaran\tIndikator Kinerja\tTarget\n"
    "1\tMeningkatnya kualitas pelayanan\tIndeks Kepuasan Masyarakat (IKM)\t88,50\n\nDemikian tabel tersebut.\n\n"
    + TABLE
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Untuk itu ditetapkan sebanyak 2 (dua) indikator kinerja sasaran.", ["1"]),
        ("Untuk itu ditetapkan sebanyak 1 (satu) indikator kinerja sasaran.", []),
        ("Kecamatan memiliki 3 (tiga) sasaran strategis.", ["1"]),
        ("Kecamatan memiliki 3 (tiga) sasaran program.", []),
    ],
)
def test_the_number_of_goals_is_that_of_every_table_of_targets(sentence: str, expected: list[str]) -> None:
    assert [finding.expected for finding in of("goals", f"{GOALS}\n{sentence}\n")] == expected
    assert not of("goals", f"{TABLE}\n{sentence}\n"), "one table alone may list a part"


SCALE = (
    "Tabel 3.1 Kategori Capaian Kinerja\n\nNo\tKategori\tRata-rata % Capaian\n1\tSangat Berhasil\t85 s/d 100\n"
    "2\tBerhasil\t70 s/d 84\n3\tCukup Berhasil\t55 s/d 69\n4\tTidak Berhasil\t0 s/d 54\n\nDemikian skala tersebut.\n\n"
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Capaian kinerja sebesar 79,99 % (kategori Berhasil).", []),
        ("Capaian kinerja sebesar 79,99 % (kategori Sangat Berhasil).", [("category", "Berhasil")]),
        ("Capaian kinerja 107,14 %. Capaian itu termasuk kategori Sangat Baik.", [("label", "Sangat Berhasil")]),
        ("Capaian 107,14 % melampaui target indikator Nilai Predikat Kinerja Kecamatan.", []),
        ("Serapan 79,99 % dari anggaran termasuk kategori Sangat Berhasil.", []),
    ],
)
def test_a_category_in_words_is_that_of_the_scale(sentence: str, expected: list[tuple[str, str]]) -> None:
    findings = [f for f in found(f"{SCALE}{sentence}\n") if f.kind == "wrong_category"]
    assert [(f.rule, f.expected) for f in findings] == expected


@pytest.mark.parametrize(
    ("whole", "expected"), [("430.000.000,00", []), ("370.000.000,00", []), ("511.000.000,00", ["430.000.000,00"])]
)
def test_amounts_that_a_sentence_adds_up_make_its_total(whole: str, expected: list[str]) -> None:
    sentence = (
        "Tiga program itu didukung anggaran sebesar Rp. 400.000.000,00. Selain itu terdapat satu program dengan anggaran "
        f"Rp. 30.000.000,00 sehingga total anggaran adalah Rp. {whole} dengan rincian berikut."
    )
    assert [finding.expected for finding in of("prose_sum", f"{sentence}\n")] == expected


def test_what_is_left_over_is_no_sum() -> None:
    sentence = "Anggaran Rp. 400.000.000 terserap Rp. 390.000.000 sehingga jumlah sisa anggaran adalah Rp. 11.000.000."
    assert of("prose_sum", f"{sentence}\n") == []


BUDGET = (
    "Tabel 3.6 Realisasi Anggaran Tahun 2024\n\nNo\tProgram\tPagu (Rp)\tRealisasi (Rp)\t% Penyerapan\n"
    "1\tProgram Pelayanan\t10.000.000\t9.000.000\t90\n2\tProgram Pembinaan\t20.000.000\t18.000.000\t90\n"
    "\tJUMLAH\t30.000.000\t27.000.000\t90\n\nDemikian tabel.\n\n"
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Realisasi anggaran Kecamatan Mawar tahun 2024 sebesar 90% dari total anggaran.", []),
        ("Realisasi anggaran Kecamatan Mawar tahun 2024 sebesar 87,14% dari total anggaran.", ["90"]),
        ("Realisasi belanja pegawai sebesar 87,14% dari total anggaran.", []),
        ("Realisasi anggaran tahun 2023 sebesar 87,14% dari total anggaran.", []),
    ],
)
def test_the_share_of_the_budget_that_was_spent_is_that_of_the_total_row(sentence: str, expected: list[str]) -> None:
    assert [finding.expected for finding in of("whole_rate", f"{BUDGET}{sentence}\n")] == expected


def test_an_indicators_absorption_follows_from_its_amounts_elsewhere() -> None:
    head = "Tabel 3.14 Anggaran Sasaran\n\nSasaran\tIndikator Kinerja\tAnggaran\tRealisasi\t% Penyerapan\n"
    rows = (
        "Meningkatnya kualitas pelayanan\tIndeks Kepuasan Masyarakat (IKM)\t10.000.000\t9.000.000\t90\n\nDemikian.\n\n"
    )
    alone = "Tabel 3.15 Efisiensi\n\nSasaran\tIndikator Kinerja\t% Capaian Kinerja\t% Penyerapan Anggaran\tTingkat Efisiensi\n"
    for rate, expected in (("90", []), ("84,88", ["90"])):
        row = f"Meningkatnya kualitas pelayanan\tIndeks Kepuasan Masyarakat (IKM)\t102\t{rate}\t1,13\n"
        assert [f.expected for f in of("borrowed", head + rows + alone + row)] == expected


LAW = "Peraturan Presiden Nomor 29 Tahun {} tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah"
LETTER = "Berdasarkan Surat Sekretaris Daerah Nomor: {} tanggal 1{} Desember 2024 perihal hasil evaluasi pelaksanaan reformasi {}"


@pytest.mark.parametrize(("year", "expected"), [("2015", ["29 Tahun 2014"]), ("2014", [])])
def test_a_regulation_has_one_year(year: str, expected: list[str]) -> None:
    body = "\n\n".join(
        (f"1. {LAW.format(2014)};", f"2. {LAW.format(2014)};", f"Sesuai {LAW.format(year)} disusun laporan ini.")
    )
    findings = of("law_year", f"{body}\n")
    assert [finding.expected for finding in findings] == expected
    assert all(finding.source.line_start == 12 for finding in findings)


def test_another_regulation_of_the_same_number_has_its_own_year() -> None:
    one, other = "Peraturan Pemerintah Nomor 8 Tahun {} tentang {};", "1. {}\n\n2. {}\n"
    laws = (
        one.format(2006, "Pelaporan Keuangan dan Kinerja Instansi"),
        one.format(2008, "Tahapan Penyusunan Rencana Daerah"),
    )
    assert of("law_year", other.format(*laws)) == []
    changed = one.format(2019, "Perubahan atas Pelaporan Keuangan dan Kinerja Instansi")
    assert of("law_year", other.format(laws[0], changed)) == []


@pytest.mark.parametrize(
    ("second", "count"),
    [
        (("060/11598/415", 1, "tahun 2024"), 1),
        (("000.8/10012/415", 2, "tahun 2024"), 0),
        (("060/9/415", 1, "tahun 2023"), 0),
    ],
)
def test_a_letter_on_one_subject_has_one_number(second: tuple[str, int, str], count: int) -> None:
    body = f"{LETTER.format('000.8/10012/415', 2, 'tahun 2024')}.\n\n{LETTER.format(*second)}.\n"
    assert len(of("letter_number", body)) == count
