"""Why-questions: the premise computed, causes only where a report states them, what stands near marked as no cause."""

import pytest

from assistant.frame import Frame
from tests.assistant.world import DAHLIA, MELATI, OFFICES, Quotes, ask, fact, facts, passage

NO_CAUSE = "laporan tidak menyatakan sebabnya"


def test_the_first_sentence_says_that_no_cause_is_stated() -> None:
    answer = ask("kenapa IKM Melati turun?")
    assert answer.status == "answered"
    assert NO_CAUSE in answer.text.split("\n")[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "IKM meningkat karena loket pelayanan ditambah.",
        "Keberhasilan capaian IKM didukung oleh petugas yang terlatih.",
        "Nilai SAKIP menurun karena dokumen terlambat.",
        "IKM adalah data tentang tingkat kepuasan masyarakat.",
    ],
)
def test_what_explains_something_else_is_no_cause_of_the_fall(sentence: str) -> None:
    answer = ask("kenapa IKM Melati turun?", finder=Quotes(passage(sentence)))
    assert NO_CAUSE in answer.text
    assert "Menurut laporan" not in answer.text


def test_a_cause_stated_by_another_office_is_not_taken() -> None:
    other = passage("IKM menurun karena listrik padam.", office=DAHLIA)
    answer = ask("kenapa IKM turun?", finder=Quotes(other))
    assert "listrik" not in answer.text
    assert NO_CAUSE in answer.text.split("\n")[0]


def test_offices_where_it_rose_are_named_apart() -> None:
    lines = ask("kenapa IKM turun?").text.split("\n")
    assert "Kecamatan Melati turun" in lines[0]
    others = lines[lines.index("Di laporan lain:") + 1 :]
    assert any("Kecamatan Dahlia naik" in line for line in others)


def test_the_lowest_part_and_plans_stand_under_their_own_heading() -> None:
    plan = passage("Untuk meningkatkan IKM akan dilakukan perbaikan pada unsur sarana.")
    text = ask("kenapa IKM Melati turun?", finder=Quotes(plan)).text
    heading = text.index("bukan sebagai sebab")
    assert heading < text.index("Surat Keterangan Pindah")
    assert heading < text.index("perbaikan pada unsur sarana")


def test_the_cell_of_a_cause_table_is_a_stated_cause() -> None:
    said = fact(
        MELATI, "Indeks Kepuasan Masyarakat (IKM)", "penyebab", "Loket rusak", line=95, code="IKM", table="Tabel 3.6"
    )
    answer = ask("kenapa IKM Melati turun?", frame=Frame([*facts(), said], OFFICES))
    assert "Loket rusak" in answer.text
    assert NO_CAUSE not in answer.text
    assert answer.passages[0].source.line_start == 95
