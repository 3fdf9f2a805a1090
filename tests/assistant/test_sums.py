"""Figures that are computed over what is asked: parts of a budget, filters, counts, components, progress, claims."""

from __future__ import annotations

import pytest

from assistant.answer import Answer
from assistant.frame import Frame
from tests.assistant.world import (
    MELATI,
    OFFICES,
    TREND,
    Quotes,
    ask,
    fact,
    facts,
    first,
    passage,
)


def computed(answer: Answer) -> list[str]:
    return [str(figure.value) for figure in answer.figures if figure.computed]


def components() -> Frame:
    table = "Tabel 3.3 Hasil Evaluasi SAKIP"
    rows = (("Perencanaan Kinerja", "30", "24,00", "23,00"), ("Pelaporan Kinerja", "15", "12,00", "13,50"))
    more = []
    for line, (name, weight, before, now) in enumerate(rows, 120):
        common = {"line": line, "level": "komponen", "table": table}
        more += [
            fact(MELATI, name, "bobot", weight, **common),
            fact(MELATI, name, "nilai", before, year=2023, **common),
            fact(MELATI, name, "nilai", now, year=2024, **common),
            fact(MELATI, name, "nilai", "11,00" if weight == "15" else now, line=line + 40, level="komponen",
                 table="Tabel 1.3 Nilai SAKIP"),
        ]  # fmt: skip
    return Frame([*facts(), *more], OFFICES)


def plan() -> Frame:
    return Frame(
        [*facts(), fact(MELATI, "IKM Kecamatan", "target_akhir_renstra", "92,00", line=140, code="IKM", year=2026)],
        OFFICES,
    )


def test_all_but_one_item() -> None:
    answer = ask("anggaran Melati di luar gaji dan tunjangan berapa, terserap berapa?")
    assert computed(answer) == ["110000000", "102000000", "92.73"]
    assert answer.figures[0].formula == "1.010.000.000 - 900.000.000"


def test_the_share_of_an_item() -> None:
    answer = ask("berapa porsi gaji dan tunjangan ASN terhadap total anggaran Melati?")
    assert computed(answer) == ["89.11"]


def test_components_that_fell_and_rose() -> None:
    frame = components()
    fell = ask("komponen SAKIP mana yang turun di Melati?", frame=frame)
    assert "Perencanaan Kinerja" in fell.text
    assert "Pelaporan" not in fell.text
    rose = ask("komponen SAKIP mana yang naik di Melati?", frame=frame)
    assert "Pelaporan Kinerja" in rose.text


def test_the_lowest_component_is_also_told_by_its_weight() -> None:
    answer = ask("komponen SAKIP mana yang paling tinggi di Melati?", frame=components())
    assert "Perencanaan Kinerja" in answer.text.split("\n")[0]
    assert computed(answer) == ["90"]  # 13,50 of 15 is more than 23,00 of 30


def test_table_against_table() -> None:
    answer = ask("apakah nilai komponen SAKIP Melati konsisten antar tabel?", frame=components())
    assert answer.text.startswith("**Tidak cocok**")
    assert {"13.50", "11.00"} <= {str(figure.value) for figure in answer.figures}
    assert answer.warnings[0].kind == "two_values"
    same = ask("apakah pagu program pemberdayaan masyarakat Melati konsisten?")
    assert "Tidak cocok" not in same.text


def test_progress_and_distance_to_the_end_of_the_plan() -> None:
    progress = ask("sejauh mana progres IKM Melati terhadap akhir Renstra?", frame=plan())
    assert computed(progress)[0] == "95.87"
    gap = ask("berapa lagi IKM Melati untuk mencapai target akhir Renstra?", frame=plan())
    assert computed(gap)[0] == "3.8"
    met = ask("apakah target akhir Renstra IKM Melati sudah tercapai?", frame=plan())
    assert met.text.startswith("**Belum")


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("kecamatan mana yang IKM-nya di atas 90?", "**1 dari 2**"),
        ("kecamatan mana saja yang serapannya di bawah 95%?", "**1 dari 2**"),
        ("sub kegiatan mana di Melati yang serapannya di bawah 80%?", "**1 dari 2**"),
    ],
)
def test_filters(question: str, lead: str) -> None:
    assert ask(question).text.startswith(lead)


def test_counts_come_first() -> None:
    assert first(ask("berapa indikator yang tidak tercapai di Melati?")) == "1"
    assert first(ask("ada berapa kecamatan yang serapannya di bawah 95%?")) == "1"
    assert first(ask("berapa indikator yang tercapai di Dahlia?")) == "2"


def test_a_target_is_no_rival_of_results() -> None:
    only = [f for f in facts() if not (f.report == MELATI.id and f.code == "IKM" and f.measure == "realisasi")]
    answer = ask("IKM siapa paling tinggi?", frame=Frame(only, OFFICES))
    assert {figure.measure for figure in answer.figures} <= {"realisasi"}


@pytest.mark.parametrize(
    ("question", "status", "lead"),
    [
        ("apakah serapan Melati di atas 95%?", "answered", "**Ya"),
        ("apakah serapan Dahlia di atas 95%?", "answered", "**Tidak"),
        ("benarkah pagu Melati 1 miliar?", "answered", "**Ya"),
        ("benarkah pagu Melati 1,2 miliar?", "premise_false", "**Tidak"),
    ],
)
def test_claims_of_limits_and_of_round_amounts(question: str, status: str, lead: str) -> None:
    answer = ask(question)
    assert (answer.status, answer.text[: len(lead)]) == (status, lead)


def test_a_figure_in_running_text_needs_every_word_and_its_unit() -> None:
    quotes = Quotes(passage("Dana hibah pembangunan balai desa sebesar Rp. 25.000.000,- cair pada 2024."))
    answer = ask("berapa dana hibah pembangunan balai desa Melati?", finder=quotes)
    assert first(answer) == "25000000"
    assert answer.figures[0].as_printed in quotes.passages[0].text
    assert ask("berapa dana hibah pembangunan pasar Melati?", finder=quotes).status == "not_found"


def test_numbers_of_lists_and_codes_are_no_figures() -> None:
    quotes = Quotes(passage("Layanan (kode P.2) kependudukan dan perizinan usaha"))
    assert not ask("berapa layanan kependudukan perizinan usaha Melati?", finder=quotes).figures


def test_why_a_rate_is_low_begins_with_the_rate() -> None:
    quotes = Quotes(passage("Serapan anggaran rendah karena keterlambatan pencairan dana."))
    answer = ask("kenapa serapan Dahlia rendah?", finder=quotes, only=(OFFICES[2],))
    assert first(answer) == "91.67"


def test_a_year_to_compare_with_is_not_the_year_asked() -> None:
    answer = ask("IKM Melati naik atau turun dibanding 2022?")
    assert "86,00" in answer.text
    assert "88,20" in answer.text


def test_a_general_name_is_asked_back() -> None:
    more = [fact(MELATI, name, "realisasi", "100", line=150 + i, level="program", table=TREND, unit="persen")
            for i, name in enumerate(("Persentase desa tertib", "Persentase desa maju"))]  # fmt: skip
    answer = ask("persentase desa", frame=Frame([*facts(), *more], OFFICES))
    assert answer.status == "clarify"
    assert "Persentase desa maju" in answer.text


def test_a_printed_na_is_not_found_with_its_place() -> None:
    more = [fact(MELATI, "Luas Gedung Terbangun", "realisasi", "N/A", line=160, level="program")]
    answer = ask("berapa luas gedung terbangun Melati?", frame=Frame([*facts(), *more], OFFICES))
    assert answer.status == "not_found"
    assert "N/A" in answer.text
