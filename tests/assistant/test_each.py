"""Questions about every programme, activity or objective of an office: one row each."""

import pytest

from assistant.frame import Frame
from tests.assistant.world import MELATI as OFFICE
from tests.assistant.world import OFFICES, ask, fact, facts, first


@pytest.mark.parametrize(
    "question",
    [
        "serapan tiap sub kegiatan Melati 2024",
        "berapa serapan masing-masing sub kegiatan di Melati 2024?",
        "serapan per sub kegiatan Melati 2024",
        "absorption of each sub kegiatan of Melati in 2024",
    ],
)
def test_each_row_of_the_level_has_its_own_figures(question: str) -> None:
    answer = ask(question)
    rates = [format(f.value, "f") for f in answer.figures if f.measure == "serapan" and f.value is not None]
    assert rates == ["97.78", "70.00"]
    assert {f.measure for f in answer.figures} == {"serapan", "pagu", "realisasi_anggaran"}


def test_a_long_list_says_how_many_there_are() -> None:
    many = [
        fact(OFFICE, f"Penyediaan Barang {chr(65 + n % 26)}{n}", "pagu", "1.000.000", line=100 + n, level="kegiatan")
        for n in range(40)
    ]
    answer = ask("pagu setiap kegiatan Melati 2024", frame=Frame([*facts(), *many], OFFICES))
    assert "40" in answer.text
    assert len(answer.figures) == 30


def test_a_named_programme_is_looked_up_alone() -> None:
    assert first(ask("serapan program pemberdayaan masyarakat desa Melati 2024")) == "95.00"
