"""Questions that state a figure: it is held against what the report prints."""

import pytest

from assistant.frame import Frame
from assistant.offices import Office
from tests.assistant.world import MELATI, OFFICES, ask, fact, facts, first


@pytest.mark.parametrize(
    ("question", "status", "verdict", "value"),
    [
        ("apakah benar IKM Melati 2024 89,10?", "premise_false", "Tidak", "88.20"),
        ("benarkah IKM Melati 2024 88,2?", "answered", "Ya, benar", "88.20"),
        ("apakah benar IKM Melati 2024 di atas 90?", "premise_false", "Tidak", "88.20"),
        ("apakah benar IKM Melati 2024 di atas 80?", "answered", "Ya, benar", "88.20"),
        ("apakah benar pagu Melati 2024 1.200.000.000?", "premise_false", "Tidak", "1010000000"),
        ("Is it true that the IKM of Dahlia in 2024 was 91.30?", "answered", "Yes, that is right", "91.30"),
    ],
)
def test_a_claimed_figure_is_held_against_the_printed_one(question: str, status: str, verdict: str, value: str) -> None:
    answer = ask(question)
    assert (answer.status, first(answer)) == (status, value)
    assert answer.text.startswith(f"**{verdict}:**")


def test_a_claim_that_another_table_prints_is_not_called_false() -> None:
    again = fact(
        MELATI, "Indeks Kepuasan Masyarakat (IKM)", "realisasi", "87,75", line=90, code="IKM", table="Tabel 4.1"
    )
    answer = ask("apakah benar IKM Melati 2024 87,75?", frame=Frame([*facts(), again], OFFICES))
    assert answer.status == "answered"
    assert answer.text.startswith("**Dua angka tercetak:**")
    assert "88,20" in answer.text
    assert "87,75" in answer.text


def test_the_number_of_a_table_is_no_claim() -> None:
    answer = ask("apakah IKM Melati di Tabel 3.1 cocok?")
    assert not answer.text.startswith("**Tidak:**")


def test_an_average_names_the_offices_without_a_figure() -> None:
    mawar = Office("kecamatan-mawar-2024", "Kecamatan Mawar", "Kabupaten Kenanga", 2024, "mawar-2024.txt")
    frame = Frame([*facts(), fact(mawar, "Nilai SAKIP", "realisasi", "71", code="SAKIP")], (*OFFICES, mawar))
    answer = ask("berapa rata-rata IKM semua kecamatan tahun 2024?", frame=frame)
    assert first(answer) == "89.75"
    assert "Tanpa Kecamatan Mawar" in answer.text
