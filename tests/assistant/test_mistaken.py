"""What a figure is not: an amount no count, income no budget, one level no other, a misprint no target."""

from __future__ import annotations

from assistant.frame import Frame
from assistant.offices import Office
from corpus.fact import Fact
from tests.assistant.world import BUDGET, DAHLIA, MELATI, OFFICES, Quotes, ask, fact, first, passage

INCOME = "Tabel 3.12 Realisasi Pendapatan Tahun 2024"


def frame(*rows: tuple[str, str, str, str, str]) -> Frame:
    facts = [
        fact(MELATI, name, measure, printed, line=at, level=level, table=table, unit="rupiah")
        for at, (name, measure, printed, level, table) in enumerate(rows, start=1)
    ]
    return Frame(facts, OFFICES)


TOOLS = frame(("Pemeliharaan Alat Kedokteran", "pagu", "406.400.000", "kegiatan", BUDGET))
TAKEN = frame(
    ("Pendapatan Asli Daerah", "pagu", "16.000.000", "other", INCOME),
    ("Pendapatan Asli Daerah", "realisasi_anggaran", "17.996.000", "other", INCOME),
)
SPENT = frame(
    ("Fasilitasi Desa", "pagu", "10.000.000", "kegiatan", BUDGET),
    ("Fasilitasi Desa", "realisasi_anggaran", "4.000.000", "kegiatan", BUDGET),
    ("Pelayanan Umum", "pagu", "20.000.000", "kegiatan", BUDGET),
    ("Pelayanan Umum", "realisasi_anggaran", "19.000.000", "kegiatan", BUDGET),
    ("Jumlah", "pagu", "30.000.000", "total", BUDGET),
    ("Jumlah", "realisasi_anggaran", "23.000.000", "total", BUDGET),
)


def test_a_number_of_people_is_no_budget_of_a_like_name():
    assert ask("berapa jumlah dokter di Kecamatan Melati?", frame=TOOLS).status == "not_found"


def test_an_amount_asked_by_its_name_is_one():
    assert first(ask("berapa jumlah pagu alat kedokteran Kecamatan Melati?", frame=TOOLS)) == "406400000"


def test_a_number_of_things_in_english_is_no_amount():
    assert ask("How many maintenance alat kedokteran in Kecamatan Melati?", frame=TOOLS).status == "not_found"


def test_income_is_told_by_its_target_and_result():
    answer = ask("berapa realisasi pendapatan Kecamatan Melati 2024?", frame=TAKEN)
    assert first(answer) == "17996000"
    assert "pagu" not in answer.text
    assert "target" in answer.text


def test_the_least_spent_programme_is_not_the_whole_budget():
    answer = ask("program dengan realisasi anggaran terendah di Kecamatan Melati?", frame=SPENT)
    assert first(answer) == "4000000"
    assert "per program tidak tercetak; ini per kegiatan" in answer.text


def test_a_target_that_another_table_misprints_is_not_held_against_the_result():
    rows = (
        fact(MELATI, "Persentase SPM", "target", "75", line=1, unit="persen", table="Tabel 3.1 Pengukuran"),
        fact(MELATI, "Persentase SPM", "target", "80", line=2, unit="persen", table="Tabel 3.2 Evaluasi"),
        fact(MELATI, "Persentase SPM", "realisasi", "79,30", line=2, unit="persen", table="Tabel 3.2 Evaluasi"),
        fact(MELATI, "Persentase SPM", "capaian", "99,13", line=2, unit="persen", table="Tabel 3.2 Evaluasi"),
    )
    answer = ask("indikator mana yang tidak mencapai target di Kecamatan Melati 2024?", frame=Frame(rows, OFFICES))
    assert [figure.as_printed for figure in answer.figures] == ["79,30", "80"]


def test_a_measure_that_is_printed_nowhere_is_said_to_be():
    facts = [fact(MELATI, "Jumlah", "pagu", "30.000.000", level="total", table=BUDGET, unit="rupiah")]
    answer = ask("berapa pagu dan realisasi anggaran Kecamatan Melati 2024?", frame=Frame(facts, OFFICES))
    assert first(answer) == "30000000"
    assert "Tidak ditemukan tercetak untuk ini: realisasi anggaran." in answer.text


def test_a_slip_in_the_word_for_last_year_is_no_silence_about_the_year():
    facts = [
        fact(MELATI, "Nilai PATEN", "realisasi", printed, line=at, year=year)
        for at, (printed, year) in enumerate([("79,10", 2024), ("80,45", 2023)], start=1)
    ]
    assert first(ask("nilai paten kecamatan melati tahun kemaarin?", frame=Frame(facts, OFFICES))) == "80.45"


def test_a_list_of_names_does_not_tell_how_many_are_women():
    said = passage("Jumlah pegawai tercatat. Nilai budaya kerja pegawai mencapai 72,93.", line=4)
    assert ask("berapa laki-laki dan perempuan pegawai Kecamatan Melati?", finder=Quotes(said)).status == "not_found"


def test_words_strewn_over_a_passage_tell_no_figure():
    said = passage("Luas bangunan kantor memadai. Warga antre. Pelayanan di wilayah desa berjalan 5 hari.", line=4)
    assert ask("berapa luas wilayah Kecamatan Melati?", finder=Quotes(said)).status == "not_found"


def test_a_form_of_the_word_is_the_word_and_another_office_with_half_of_it_is_left_out():
    facts = [
        fact(MELATI, "Persentase penanganan sampah", "realisasi", "73,15", unit="persen"),
        fact(DAHLIA, "Persentase gangguan trantibum yang ditangani", "realisasi", "96,30", unit="persen"),
    ]
    answer = ask("berapa persen sampah tertangani?", frame=Frame(facts, OFFICES))
    assert [figure.as_printed for figure in answer.figures] == ["73,15"]


def test_an_indicator_is_not_another_one_of_the_same_goal():
    goal = "Meningkatnya kualitas air, udara, dan tutupan lahan"
    facts = [
        fact(MELATI, "Indeks Kualitas Lingkungan Hidup (IKLH)", "realisasi", "65,90", line=1, item=goal),
        fact(MELATI, goal, "pagu", "2.319.350", line=2, unit="rupiah", table=BUDGET),
        fact(MELATI, "Indeks Kualitas Udara", "nilai", "86,30", line=3, level="komponen"),
    ]
    assert first(ask("berapa kualitas udara Kecamatan Melati 2024?", frame=Frame(facts, OFFICES))) == "86.30"


def test_offices_are_compared_in_each_year_named():
    rows = [(MELATI, "81", 2023), (MELATI, "87", 2024), (DAHLIA, "88", 2023), (DAHLIA, "86", 2024)]
    facts = [
        fact(office, "Indeks Kepuasan Masyarakat", "realisasi", printed, line=at, code="IKM", year=year)
        for at, (office, printed, year) in enumerate(rows, start=1)
    ]
    answer = ask("bandingkan IKM Melati dan Dahlia 2023 dan 2024", frame=Frame(facts, OFFICES))
    assert [figure.as_printed for figure in answer.figures if not figure.computed] == ["88", "81", "87", "86"]


def _elements(office: Office, *scores: str) -> list[Fact]:
    names = ("Persyaratan", "Prosedur", "Sarana dan Prasarana")
    return [
        fact(office, name, "nilai", score, line=at, code="IKM", level="unsur", table="Tabel 3.3 IKM per Unsur")
        for at, (name, score) in enumerate(zip(names, scores, strict=True), start=1)
    ]


def test_elements_are_ranked_without_the_services_beside_them():
    service = fact(
        MELATI, "Dispensasi nikah", "nilai", "81,50", line=9, code="IKM", level="unsur", table="Tabel Layanan"
    )
    frame_of = Frame([*_elements(MELATI, "88,00", "87,25", "84,00"), service], OFFICES)
    assert first(ask("unsur pelayanan apa yang nilainya terendah di Melati?", frame=frame_of)) == "84.00"


def test_scores_of_two_scales_are_not_ranked_together():
    facts = [*_elements(MELATI, "88,00", "87,25", "84,00"), *_elements(DAHLIA, "3,55", "3,47", "3,19")]
    answer = ask("unsur pelayanan apa yang paling rendah?", frame=Frame(facts, OFFICES))
    assert {figure.as_printed for figure in answer.figures} == {"84,00", "3,19"}
    assert "Skalanya tidak sama" in answer.text


def test_a_whole_name_is_looked_up_however_it_is_asked():
    name = "Persentase laporan pelanggaran yang ditindaklanjuti instansi terkait tepat waktu"
    facts = [fact(MELATI, name, "realisasi", "96,30", unit="persen")]
    question = f"What result for {name} did Kecamatan Melati report in the year of 2024?"
    assert first(ask(question, frame=Frame(facts, OFFICES))) == "96.30"


def test_the_budget_before_and_after_the_revision_are_two():
    facts = [
        fact(MELATI, "Program Lingkungan Sehat", "pagu", printed, level="program", table=BUDGET, version=version)
        for printed, version in (("1.275.000", "murni"), ("1.399.735", "perubahan"))
    ]
    question = "anggaran Program Lingkungan Sehat Kecamatan Melati sebelum dan sesudah perubahan?"
    answer = ask(question, frame=Frame(facts, OFFICES))
    assert [figure.as_printed for figure in answer.figures if not figure.computed] == ["1.275.000", "1.399.735"]


def test_who_is_better_is_a_comparison():
    facts = [
        fact(office, "Indeks Kepuasan Masyarakat", "realisasi", printed, line=at, code="IKM")
        for at, (office, printed) in enumerate([(MELATI, "87"), (DAHLIA, "86")], start=1)
    ]
    answer = ask("IKM Melati dibanding Dahlia, siapa lebih baik?", frame=Frame(facts, OFFICES))
    assert [figure.as_printed for figure in answer.figures if not figure.computed] == ["87", "86"]


def test_a_verb_behind_agency_is_no_office():
    facts = [
        fact(MELATI, "Nilai PATEN", measure, printed) for measure, printed in [("target", "80"), ("realisasi", "79")]
    ]
    answer = ask("How many indicators did the agency miss in 2024?", frame=Frame(facts, OFFICES))
    assert "Miss" not in answer.text
    assert "79" in [figure.as_printed for figure in answer.figures]
