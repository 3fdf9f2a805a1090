"""Rates checked against their own rows: several programmes, two printed values, several offices."""

import pytest

from assistant.frame import Frame
from tests.assistant.world import MELATI, OFFICES, ask, facts, money


@pytest.mark.parametrize(
    "question",
    ["cek serapan semua sub kegiatan Melati 2024", "check the absorption of each sub kegiatan of Melati 2024"],
)
def test_every_row_of_a_level_is_recomputed(question: str) -> None:
    answer = ask(question)
    printed = [format(f.value, "f") for f in answer.figures if f.value is not None and not f.computed]
    assert printed == ["97.78", "70.00"]
    assert [format(f.value, "f") for f in answer.figures if f.computed and f.value] == ["97.78", "70"]
    assert answer.text.startswith(("**Ya, benar, 2 ", "**Yes, all 2 "))


def test_the_wrong_ones_come_first_with_what_they_should_be() -> None:
    wrong = money(MELATI, "Penyediaan Jasa Kebersihan", 54, "50.000.000", "40.000.000", "88,00", "sub_kegiatan")
    answer = ask("cek serapan semua sub kegiatan Melati 2024", frame=Frame([*facts(), *wrong], OFFICES))
    assert answer.text.startswith("**Tidak, 1 dari 3 serapan keliru:** Penyediaan Jasa Kebersihan")
    assert [format(f.value, "f") for f in answer.figures[:2] if f.value] == ["88.00", "80"]
    assert answer.figures[1].formula == "40.000.000 / 50.000.000 x 100"


def test_two_printed_values_are_both_recomputed() -> None:
    other = money(MELATI, "Program Pemberdayaan Masyarakat Desa", 90, "100.000.000", "96.000.000", "96,00", "program")
    answer = ask(
        "cek serapan program pemberdayaan masyarakat desa Melati 2024", frame=Frame([*facts(), *other], OFFICES)
    )
    assert answer.text.startswith("**Hitungannya benar, tetapi serapan tercetak berbeda:**")
    assert {format(f.value, "f") for f in answer.figures if not f.computed and f.value} == {"95.00", "96.00"}


def test_each_office_that_prints_it_is_checked() -> None:
    answer = ask("cek serapan penyediaan gaji dan tunjangan ASN 2024")
    assert {f.organisation for f in answer.figures} == {"Kecamatan Melati", "Kecamatan Dahlia"}


def test_an_achievement_is_checked_against_target_and_result() -> None:
    answer = ask("cek capaian IKM Melati 2024")
    assert answer.text.startswith("**Ya, benar:**")
    assert answer.figures[1].formula == "88,20 / 90 x 100"
