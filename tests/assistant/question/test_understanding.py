"""What words of a question are: parts of a name or cues, one office's or another's, slips or words of their own."""

from __future__ import annotations

import pytest

from assistant.frame import Frame
from assistant.offices import Office
from assistant.question import Slots, understand
from tests.assistant.world import DAHLIA, FRAME, MELATI, OFFICES, ask, fact, facts

BEST = "Jumlah unit pelayanan terbaik"
UNITS = Frame(
    [
        *facts(),
        fact(MELATI, BEST, "realisasi", "18", line=300, unit="unit"),
        fact(MELATI, BEST, "target", "14", line=300, unit="unit"),
        fact(MELATI, "Nilai SAKIP Provinsi Kenanga", "realisasi", "80,10", line=301, code="SAKIP"),
    ],
    OFFICES,
)


def read(question: str, frame: Frame = FRAME) -> Slots:
    return understand(question, OFFICES, frame)


def test_best_ranks_only_where_one_of_several_is_asked():
    assert read("berapa jumlah unit pelayanan terbaik Melati 2024?", UNITS).intent != "rank"
    assert read("kecamatan mana yang IKM-nya terbaik?").intent == "rank"


def test_what_is_counted_may_be_the_name_of_an_indicator():
    answer = ask("berapa jumlah unit pelayanan terbaik Melati 2024?", frame=UNITS)
    assert [str(figure.value) for figure in answer.figures[:1]] == ["18"]


def test_how_many_and_their_target():
    answer = ask("How many unit pelayanan terbaik did Melati have in 2024, and what was the target?", frame=UNITS)
    assert {str(figure.value) for figure in answer.figures} >= {"18", "14"}


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("What made the IKM of Melati exceed its target?", "cause"),
        ("Which ministerial regulation is the basis of the budget of Melati?", "legal"),
        ("peraturan menteri mana yang menjadi dasar anggaran Melati?", "legal"),
    ],
)
def test_what_is_asked_for(question: str, intent: str):
    assert read(question).intent == intent


def test_the_sum_of_all_programmes_is_the_total():
    answer = ask("total anggaran seluruh program Melati 2024 berapa?")
    assert [str(figure.value) for figure in answer.figures[:1]] == ["1010000000"]


@pytest.mark.parametrize(
    ("question", "measures"),
    [
        ("Which objective got the largest share of the 2024 budget?", ("persen_anggaran", "pagu")),
        ("What share of its budget did Melati absorb?", ("serapan", "realisasi_anggaran")),
    ],
)
def test_shares(question: str, measures: tuple[str, ...]):
    assert read(question).measures == measures


def test_figures_of_another_are_left_out_where_the_question_says_so():
    question = "What SAKIP score did Melati itself (not the province) get in 2024?"
    assert read(question, UNITS).excluded == ("provinsi",)
    assert "80.10" not in {str(figure.value) for figure in ask(question, frame=UNITS).figures}


@pytest.mark.parametrize(
    "question",
    [
        "brapa IKM Melati 2024?",
        "berpa IKM Melati 2024?",
        "nilai IKM Kecamatan Melti 2024?",
        "What was the IKM of Melati in 2024?",
    ],
)
def test_slips_in_short_words(question: str):
    assert [str(figure.value) for figure in ask(question).figures[:1]] == ["88.20"]


def test_the_unemployed_are_no_budget():
    answer = ask("berapa angka pengangguran Melati 2024?")
    assert answer.figures == ()
    assert answer.status == "not_found"


def test_the_phrase_is_kept_as_it_was_said():
    assert read("How many library books did Melati buy in 2024?").phrase == "library books buy"
    assert read("berapa orang kambuh di Dahlia 2024?").phrase == "orang kambuh"
    assert read("berapa orang kambuh di Dahlia 2024?").organisations == (DAHLIA.organisation,)


GOAL = "Meningkatnya koleksi buku"


def goal_world(*more_indicators: str) -> Frame:
    names = ("Bertambahnya jumlah judul", *more_indicators)
    found = [fact(MELATI, GOAL, "serapan", "99,43", line=310)]
    for place, name in enumerate(names):
        found.append(fact(MELATI, name, "target", "100", line=320 + place, item=GOAL))
        found.append(fact(MELATI, name, "realisasi_anggaran", f"42{place}.000.000", line=330 + place, unit="rupiah"))
    return Frame([*facts(), *found], OFFICES)


def test_a_goal_lends_the_money_of_its_one_indicator():
    question = "berapa serapan dan realisasi anggaran meningkatnya koleksi buku Melati 2024?"
    one = {str(figure.value) for figure in ask(question, frame=goal_world()).figures}
    assert {"99.43", "420000000"} <= one
    several = {str(figure.value) for figure in ask(question, frame=goal_world("Bertambahnya jumlah rak")).figures}
    assert "420000000" not in several


def test_a_follow_up_keeps_the_language_of_the_conversation():
    answer = ask("And Dahlia?", history=("What was the IKM of Melati in 2024?",))
    assert answer.language == "en"
    assert [str(figure.value) for figure in answer.figures[:1]] == ["91.30"]


def test_how_about_asks_for_a_figure_again():
    answer = ask("bagaimana dengan Dahlia?", history=("berapa IKM Melati 2024?",))
    assert [str(figure.value) for figure in answer.figures[:1]] == ["91.30"]


HEALTH = Office("rumah-sakit-2024", "Rumah Sakit Anggrek Sehat", "Kabupaten Kenanga", 2024, "rs.txt")
BUREAU = Office("biro-2024", "Biro Humas, Protokol dan Umum", "Provinsi Kenanga", 2024, "biro.txt")


def test_an_office_may_be_named_by_its_first_words():
    for question in ("serapan Biro Humas 2024", "berapa serapan biro humas, protokol dan umum?"):
        assert understand(question, (*OFFICES, BUREAU), FRAME).organisations == (BUREAU.organisation,)


def test_what_an_office_took_in_is_no_budget():
    income = fact(
        HEALTH,
        "Jumlah",
        "realisasi_anggaran",
        "17.000.000",
        level="total",
        table="Tabel 10 Realisasi Pendapatan",
        unit="rupiah",
    )
    spent = fact(
        HEALTH,
        "Jumlah",
        "realisasi_anggaran",
        "49.000.000",
        level="total",
        table="Tabel 11 Realisasi Belanja",
        unit="rupiah",
    )
    frame = Frame([*facts(), income, spent], (*OFFICES, HEALTH))
    answer = ask("berapa realisasi anggaran Rumah Sakit Anggrek Sehat?", frame=frame)
    assert [str(figure.value) for figure in answer.figures[:1]] == ["49000000"]


def test_income_is_no_form_of_can():
    frame = Frame([*facts(), fact(MELATI, "Persentase warga yang dapat terlayani", "realisasi", "100")], OFFICES)
    assert ask("berapa pendapatan Melati 2024?", frame=frame).figures == ()
