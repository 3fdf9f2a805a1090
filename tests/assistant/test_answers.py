"""Questions over the small world, from words to figures."""

from decimal import Decimal

import pytest

from assistant.frame import Frame
from assistant.gate import allowed_numbers, ungrounded
from tests.assistant.world import DAHLIA, FRAME, MELATI, OFFICES, Quotes, ask, fact, facts, first, passage


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Berapa IKM Kecamatan Melati tahun 2024?", "88.20"),
        ("brp ikm dahlia thn 2024", "91.30"),
        ("IKM Melati tahun lalu berapa?", "89.10"),
        ("IKM Melati 2022?", "86.00"),
        ("berapa target IKM Melati 2024?", "90"),
        ("capaian SAKIP Melati 2024 berapa persen?", "103.57"),
        ("What was the satisfaction index of Dahlia in 2024?", "91.30"),
        ("serapan program pemberdayaan masyarakat desa Melati berapa?", "95.00"),
        ("realisasi anggaran gaji Melati", "880000000"),
        ("berapa pagu total Kecamatan Melati 2024", "1010000000"),
        ("Berapa rupiah anggaran Melati 2024 yang tidak terserap?", "28000000"),
        ("How much of the 2024 budget of Dahlia was left unspent?", "100000000"),
        ("nilai IKM layanan surat keterangan pindah Melati berapa?", "80.40"),
        ("sub kegiatan apa di Melati yang serapannya paling rendah?", "70.00"),
        ("layanan mana yang IKM-nya tertinggi di Melati?", "93.10"),
        ("kecamatan mana yang IKM-nya paling tinggi?", "91.30"),
        ("kantor mana yang serapannya paling rendah?", "91.67"),
        ("Which office had the lowest absorption in 2024?", "91.67"),
        ("IKM Melati turun berapa poin dibanding tahun lalu?", "0.9"),
    ],
)
def test_the_asked_figure_comes_first(question: str, value: str) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert first(answer) == value, answer.text


def test_all_figures_of_an_answer_are_cited_in_its_text() -> None:
    answer = ask("Berapa IKM Kecamatan Melati tahun 2024?")
    assert answer.text.startswith("**88,20** [1]")
    assert "target 90 [2]" in answer.text
    assert [f.measure for f in answer.figures] == ["realisasi", "target", "capaian"]


def test_english_answers_use_english_numbers() -> None:
    assert "**88.20** [1]" in ask("What is the IKM of Melati in 2024?").text


def test_the_own_report_is_used_and_a_later_one_is_named() -> None:
    assert ask("IKM Melati 2023?").figures[0].report == "kecamatan-melati-2023"
    later = ask("IKM Melati 2022?")
    assert "Dari laporan 2024" in later.text
    assert "laporan tahun 2022 sendiri belum dimuat" in later.text


def test_several_years_become_a_table() -> None:
    answer = ask("Berapa IKM Melati 2022, 2023 dan 2024?")
    assert [format(f.value, "f") for f in answer.figures] == ["86.00", "89.10", "88.20"]
    assert answer.text.count("|---") >= 1


def test_all_offices_answer_when_none_is_named() -> None:
    answer = ask("berapa nilai SAKIP?")
    assert {f.organisation for f in answer.figures} == {"Kecamatan Melati", "Kecamatan Dahlia"}


def test_achievement_says_yes_or_no() -> None:
    assert "tidak tercapai" in ask("apakah target IKM Melati tercapai?").text
    assert "Ya, tercapai" in ask("apakah target SAKIP Melati tercapai?").text
    assert "dalam rentang target" in ask("apakah target SAKIP Dahlia tercapai?").text


def test_missed_targets_are_listed() -> None:
    answer = ask("indikator mana yang tidak mencapai target?", only=(MELATI,))
    assert [f.code for f in answer.figures] == ["IKM", "IKM"]


def test_change_names_both_values_points_and_percent() -> None:
    answer = ask("bagaimana perkembangan IKM Melati 2023 ke 2024?")
    values = {format(f.value, "f") for f in answer.figures}
    assert {"89.10", "88.20", "0.9", "1.01"} <= values
    assert "turun" in answer.text


def test_computed_figures_carry_formula_and_inputs() -> None:
    figure = ask("sisa anggaran Melati 2024?").figures[0]
    assert figure.computed
    assert figure.formula == "1.010.000.000 - 982.000.000"
    assert [i.measure for i in figure.inputs] == ["pagu", "realisasi_anggaran"]
    assert figure.source is None


def test_benchmark_stands_beside_the_own_figure() -> None:
    answer = ask("bandingkan SAKIP Melati 2024 dengan provinsi")
    assert [format(f.value, "f") for f in answer.figures][:2] == ["72.50", "75.00"]
    assert "lebih rendah" in answer.text


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("IKM Melati tahun 2019?", "2022"),
        ("berapa IPP Melati 2024?", "Indeks Pelayanan Publik"),
        ("berapa IKM Kecamatan Anggrekwulung 2024?", "Anggrekwulung"),
        ("berapa jumlah responden survei IKM Melati 2024?", "Tidak ditemukan"),
        ("SAKIP Melati 2022 berapa?", "2024"),
    ],
)
def test_not_found_says_what_and_what_there_is(question: str, says: str) -> None:
    answer = ask(question)
    assert answer.status == "not_found"
    assert says in answer.text


def test_asking_for_one_office_never_gives_anothers_figure() -> None:
    for office in ("Melati", "Dahlia"):
        for thing in ("IKM", "SAKIP", "pagu total", "serapan gaji", "target IKM", "sisa anggaran", "IPP"):
            for year in ("2022", "2023", "2024", ""):
                answer = ask(f"berapa {thing} Kecamatan {office} {year}?")
                assert {f.organisation for f in answer.figures} <= {f"Kecamatan {office}"}


def test_an_office_outside_the_selection_is_not_answered_from_within() -> None:
    answer = ask("berapa IKM Dahlia 2024?", only=(MELATI,))
    assert not answer.figures


def test_why_checks_the_premise_first() -> None:
    wrong = ask("kenapa IKM Dahlia turun?")
    assert wrong.status == "premise_false"
    assert "naik" in wrong.text
    right = ask("kenapa IKM Melati turun?")
    assert right.status == "answered"
    assert "laporan tidak menyatakan sebabnya" in right.text.split("\n")[0]


def test_a_stated_cause_is_quoted_not_invented() -> None:
    stated = passage("IKM menurun karena loket pelayanan direnovasi selama empat bulan.")
    answer = ask("kenapa IKM Melati turun?", finder=Quotes(stated))
    assert "tidak menyatakan" not in answer.text
    assert "loket pelayanan direnovasi" in answer.text


def test_two_values_are_both_told() -> None:
    more = [*facts(), fact(MELATI, "IKM", "realisasi", "88,02", line=90, code="IKM", table="Tabel 4.1 Simpulan")]
    answer = ask("berapa IKM Melati 2024?", frame=Frame(more, OFFICES))
    assert first(answer) == "88.20"
    assert [w.kind for w in answer.warnings] == ["two_values"]
    assert "88,02" in answer.text


def test_last_years_value_in_a_sentence_is_no_second_value() -> None:
    said = {"line": 91, "code": "IKM", "table": None, "flags": ("narrative",)}
    last_year = fact(MELATI, "IKM", "realisasi", "89,10", **said)
    assert ask("berapa IKM Melati 2024?", frame=Frame([*facts(), last_year], OFFICES)).warnings == ()
    other = fact(MELATI, "IKM", "realisasi", "87,00", **said)
    told = ask("berapa IKM Melati 2024?", frame=Frame([*facts(), other], OFFICES))
    assert [w.kind for w in told.warnings] == ["two_values"]


def test_a_question_on_something_else_is_not_answered_with_any_passage() -> None:
    finder = Quotes(passage("Dasar hukum penyusunan laporan ini adalah peraturan presiden."))
    assert ask("resep rendang padang yang enak", finder=finder).status == "not_found"
    assert ask("apa dasar hukum penyusunan laporan?", finder=finder).status == "answered"


def test_numeric_answers_never_search() -> None:
    finder = Quotes(passage("IKM"))
    ask("berapa IKM Melati 2024?", finder=finder)
    ask("sisa anggaran Melati?", finder=finder)
    assert finder.calls == 0


def test_text_questions_quote_and_escape() -> None:
    evil = passage("Dasar hukum: <script>alert(1)</script> **tebal** [klik](http://x) | 198001012005011001")
    answer = ask("apa dasar hukum LKjIP Melati?", finder=Quotes(evil))
    assert answer.passages
    assert "<script>" not in answer.text
    assert "[klik](" not in answer.text
    assert "198001012005011001" not in answer.text


def test_every_number_of_every_text_is_grounded() -> None:
    questions = [
        "berapa IKM Melati 2024?", "perkembangan IKM Melati 2022 sampai 2024", "sisa anggaran Dahlia",
        "bandingkan IKM Melati dan Dahlia", "apakah target IKM tercapai?", "IKM Melati 2019?",
    ]  # fmt: skip
    for question in questions:
        answer = ask(question)
        known = allowed_numbers(answer) | {Decimal(o.year) for o in FRAME.offices if o.year}
        assert len(ungrounded(answer.text, known)) == 0 or answer.status == "not_found"


def test_synonyms_order_and_load_order_change_nothing() -> None:
    wanted = "88.20"
    variants = [
        "IKM Melati 2024", "tahun 2024 IKM kecamatan Melati berapa", "TOLONG BERAPA SKM MELATI 2024",
        "indeks kepuasan masyarakat kecamatan melati 2024?", "satisfaction index of Melati 2024",
    ]  # fmt: skip
    turned = Frame(list(reversed(facts())), tuple(reversed(OFFICES)))
    for variant in variants:
        assert first(ask(variant)) == wanted
        assert first(ask(variant, frame=turned)) == wanted


def test_region_limits_the_offices() -> None:
    assert {f.organisation for f in ask("berapa IKM di Kabupaten Kenanga 2024?").figures} == {
        MELATI.organisation,
        DAHLIA.organisation,
    }


@pytest.mark.parametrize("question", ["berapa nilainya?", "kenapa turun?", "kalau 2023?"])
def test_a_question_that_names_nothing_is_asked_back(question: str) -> None:
    answer = ask(question)
    assert answer.status == "clarify"
    assert "IKM" in answer.text
    assert not answer.figures


def test_a_term_is_explained_and_marked_as_not_from_a_report() -> None:
    answer = ask("apa itu IKM?", finder=Quotes(passage("IKM diukur dengan survei.")))
    assert "bukan dari laporan" in answer.text
    assert answer.passages


def _without_a_printed_rate() -> Frame:
    """The small world where Dahlia prints its budget and spending but no absorption of the whole."""
    kept = [f for f in facts() if (f.organisation, f.level, f.measure) != ("Kecamatan Dahlia", "total", "serapan")]
    return Frame(kept, OFFICES)


def test_a_rate_that_is_not_printed_is_recomputed_in_a_comparison() -> None:
    answer = ask("kecamatan mana yang serapan anggarannya paling rendah?", frame=_without_a_printed_rate())
    assert "Kecamatan Dahlia terendah: 91,67% (hitung ulang)" in answer.text
    assert answer.figures[0].computed
    assert answer.figures[0].formula == "1.100.000.000 / 1.200.000.000 x 100"


def test_a_rate_that_is_not_printed_is_recomputed_in_an_average() -> None:
    answer = ask("berapa rata-rata serapan anggaran semua kecamatan?", frame=_without_a_printed_rate())
    assert first(answer) == "94.45"
    assert answer.figures[0].unit == "persen"


def test_a_numeral_tells_one_of_a_kind() -> None:
    only = fact(MELATI, "Rumah Negara Golongan I", "realisasi", "1", line=95, level="other")
    frame = Frame([*facts(), only], OFFICES)
    assert first(ask("berapa rumah negara golongan I di Melati?", frame=frame)) == "1"
    assert ask("berapa rumah negara golongan III di Melati?", frame=frame).status == "not_found"


def test_a_total_over_offices_is_their_sum_with_its_formula() -> None:
    answer = ask("total pagu Melati dan Dahlia 2024")
    result = next(f for f in answer.figures if f.computed)
    assert result.value == Decimal("2210000000")
    assert result.formula == "1.200.000.000 + 1.010.000.000"
    assert "Rp2.210.000.000" in answer.text


def test_figures_of_different_years_are_not_summed() -> None:
    earlier = fact(MELATI, "Jumlah", "pagu", "990.000.000", line=96, level="total", unit="rupiah", year=2023)
    frame = Frame([*facts(), earlier], OFFICES)
    answer = ask("total pagu Melati dan Dahlia 2023 dan 2024", frame=frame)
    assert len(answer.figures) == 3
    assert not any(figure.measure == "jumlah" for figure in answer.figures)


def test_next_year_is_no_year_of_the_report() -> None:
    assert ask("IKM Melati tahun depan?").status == "not_found"
    assert ask("IKM of Melati next year?").status == "not_found"


def test_a_target_alone_is_not_given_for_the_value() -> None:
    frame = Frame([f for f in facts() if f.code != "SAKIP" or f.measure == "target"], OFFICES)
    answer = ask("berapa nilai SAKIP Melati 2024?", frame=frame)
    assert "realisasinya tidak ditemukan" in answer.text
    assert "realisasinya" not in ask("berapa target SAKIP Melati 2024?", frame=frame).text


def test_a_topic_that_no_part_is_about_is_not_found() -> None:
    said = passage("Capaian kinerja sangat baik.", line=4)
    answer = ask("penghargaan apa saja yang diraih?", finder=Quotes(said))
    assert answer.status == "not_found"
    assert "penghargaan" in answer.text
    assert not answer.passages


def test_a_long_passage_is_quoted_from_where_it_is_on_the_topic() -> None:
    before = "Kecamatan melaksanakan pelayanan kepada warga. " * 12
    said = passage(f"{before}Inovasi tahun ini adalah antrean daring.", line=4)
    assert "... Inovasi tahun ini adalah antrean daring." in ask("apa inovasinya?", finder=Quotes(said)).text
