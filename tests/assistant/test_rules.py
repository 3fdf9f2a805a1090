"""Categories by the report's own scale and by regulations; staff counted from lists; efficiency by the stated formula."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.frame import Frame
from assistant.rulebook import StaffList, achievement_scale, form_of, general_scale, staff_lists
from corpus.formulas import Formula
from corpus.report import Place, Row, Table
from corpus.scales import Band, Scale
from tests.assistant.world import BUDGET, DAHLIA, FRAME, MELATI, OFFICES, ask, fact, facts, first

PLACE = Place(400, 404)


def band(label: str, low: str | None, high: str | None, line: int) -> Band:
    bounds = [None if bound is None else Decimal(bound) for bound in (low, high)]
    return Band(label, bounds[0], True, bounds[1], False, f"{low} - {high}", Place(line, line))


SCALE = Scale(
    "Tabel 3.0 Kriteria Capaian Kinerja",
    (band("Berhasil", "100", None, 401), band("Cukup Berhasil", "75", "100", 402), band("Kurang", None, "75", 403)),
    PLACE,
)


class Printed:
    """A rulebook of one scale and one formula for Melati only."""

    def scale(self, report: str) -> Scale | None:
        return SCALE if report == MELATI.id else None

    def efficiency(self, report: str) -> Formula | None:
        return Formula(None, "E = ((PAK x CK) - RAK) / (PAK x CK) x 100%", "", PLACE)

    def staff(self, report: str) -> tuple[StaffList, ...]:
        lists = (StaffList("Daftar Pegawai Struktural", 7, PLACE), StaffList("Daftar Staf", 11, PLACE))
        return lists if report == MELATI.id else ()


RULES = Printed()


def test_the_reports_own_scale_goes_first() -> None:
    answer = ask("capaian IKM Melati 2024 masuk kategori apa?", rules=RULES)
    assert answer.text.startswith("**Cukup Berhasil**")
    assert first(answer) == "98"
    assert [p.source.line_start for p in answer.passages] == [402]


def test_without_a_scale_the_regulation_is_named() -> None:
    answer = ask("capaian IKM Dahlia 2024 masuk kategori apa?", rules=RULES)
    assert answer.text.startswith("**Sangat Tinggi**")
    assert "Permendagri 86/2017" in answer.text


def test_a_score_is_graded_by_its_regulation() -> None:
    answer = ask("nilai IKM Melati 2024 kategorinya apa?", rules=RULES)
    assert answer.text.startswith("**B (Baik)**")
    assert "14/2017" in answer.text
    assert first(answer) == "88.20"


def test_a_supposed_achievement_is_put_on_the_scale() -> None:
    answer = ask("kalau capaian 80% kategorinya apa di Melati?", rules=RULES)
    assert "**Cukup Berhasil**" in answer.text
    assert not answer.figures


def test_scales_are_listed_by_report() -> None:
    answer = ask("skala pengukuran apa yang dipakai Melati?", rules=RULES)
    assert "Berhasil" in answer.text
    assert answer.status == "answered"


@given(st.decimals(min_value=0, max_value=100, places=2))
def test_every_value_has_one_grade(value: Decimal) -> None:
    for name in ("capaian", "SAKIP", "IKM"):
        scale = general_scale(name)
        assert scale is not None
        grade = scale.grade(value)
        place = scale.grades.index(grade)
        assert place == 0 or scale.whole or value > scale.grades[place - 1].high


@pytest.mark.parametrize(
    ("name", "value", "label"),
    [("SAKIP", "80", "BB"), ("SAKIP", "80.01", "A"), ("IKM", "88.30", "B"), ("IKM", "88.31", "A"),
     ("capaian", "90.63", "Sangat Tinggi"), ("capaian", "118", "Sangat Tinggi"), ("IPP", "3.45", "B-")],
)  # fmt: skip
def test_bounds_of_grades(name: str, value: str, label: str) -> None:
    scale = general_scale(name)
    assert scale is not None
    assert scale.grade(Decimal(value)).label == label


def test_a_scale_of_satisfaction_is_no_scale_of_achievement() -> None:
    other = Scale("Nilai Interval IKM", SCALE.bands, PLACE)
    assert achievement_scale((other, SCALE)) is SCALE
    assert achievement_scale((other,)) is None


def test_efficiency_is_held_against_the_stated_formula() -> None:
    row = {"line": 90, "level": "sasaran", "table": "Tabel 3.8 Efisiensi", "unit": None}
    cells = [("capaian", "116,11", "persen"), ("pagu", "2.451.096.500", "rupiah"),
             ("realisasi_anggaran", "2.183.189.835", "rupiah"), ("efisiensi", "99,23", "persen")]  # fmt: skip
    more = [fact(MELATI, "Kualitas Layanan", m, p, **{**row, "unit": u}) for m, p, u in cells]
    frame = Frame([*facts(), *more], OFFICES)
    answer = ask("efisiensi kualitas layanan Melati berapa?", frame=frame, rules=RULES)
    assert first(answer) == "99.23"
    assert [w.kind for w in answer.warnings] == ["recomputed_differs"]
    assert [str(f.value) for f in answer.figures if f.computed] == ["23.29"]
    assert not ask("efisiensi kualitas layanan Melati berapa?", frame=frame).warnings  # no formula is stated


def test_a_rate_that_does_not_follow_from_its_row_is_shown_with_the_recomputed_one() -> None:
    more = [
        fact(MELATI, "Program Ketertiban", measure, printed, line=95, level="program", table=BUDGET, unit=unit)
        for measure, printed, unit in (
            ("pagu", "2.289.881.150", "rupiah"),
            ("realisasi_anggaran", "2.249.783.219", "rupiah"),
            ("serapan", "96,13", "persen"),
        )
    ]
    answer = ask("serapan program ketertiban Melati", frame=Frame([*facts(), *more], OFFICES))
    assert first(answer) == "96.13"
    assert [str(f.value) for f in answer.figures if f.computed] == ["98.25"]
    assert answer.warnings[0].kind == "recomputed_differs"


def test_right_rates_carry_no_warning() -> None:
    for question in ("serapan program pemberdayaan masyarakat Melati", "capaian SAKIP Dahlia", "capaian IKM Melati"):
        assert not ask(question).warnings, question


def test_staff_is_counted_from_lists_of_names_of_the_year() -> None:
    answer = ask("berapa jumlah pegawai Melati 2024?", rules=RULES)
    assert first(answer) == "18"
    assert answer.figures[0].formula == "7 + 11"
    assert len(answer.passages) == 2
    assert ask("berapa jumlah pegawai Dahlia 2024?", rules=RULES).status == "not_found"
    assert ask("berapa jumlah pegawai Melati 2020?", rules=RULES).status == "not_found"


def test_a_person_listed_twice_is_counted_once() -> None:
    def names(caption: str, *numbers: str) -> Table:
        rows = tuple(Row((str(i), "Nama", number), PLACE) for i, number in enumerate(numbers, 1))
        return Table(1, caption, True, (("No",), ("Nama",), ("NIP",)), (), rows, PLACE)

    one = names("Daftar Pegawai", "19700101 199001 1 001", "197002021991011002")
    two = names("Daftar Staf", "197002021991011002", "197503031995031003", "-")
    other = names("Daftar Penerima", "197909091999091009")
    assert [entry.count for entry in staff_lists([one, two, other])] == [2, 1]


@pytest.mark.parametrize(
    ("text", "form"),
    [("E = ((PAK_i x CK_i) - RAK_i)", "pmk"), ("Efisiensi = Input Target / Input Aktual", "ratio"), ("A / B", None)],
)
def test_forms_of_efficiency(text: str, form: str | None) -> None:
    assert form_of(text) == form


def test_the_world_prints_no_category() -> None:
    assert not any(f.measure == "kategori" for f in FRAME.facts)
    assert DAHLIA in OFFICES
