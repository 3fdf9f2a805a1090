"""A conversation as pure Python."""

from __future__ import annotations

import logging

import pytest

from assistant.ui.spot import Spot
from assistant.ui.talk import Talk
from assistant.ui.words import Words
from corpus.errors import BadInput, LibraryBusy
from tests.ui.desks import FakeDesk, answered, facts_of, printed, two_reports

MAWAR, MELATI = two_reports()


def ask(talk: Talk, question: str, turns: tuple = (), selected: tuple[str, ...] = ()) -> tuple:
    return talk.finish(talk.begin(question, turns, selected), "id")


def test_a_question_is_shown_waiting_and_then_answered() -> None:
    talk = Talk(FakeDesk([MAWAR], answers={"q": answered("q", "**93,53** [1]", [printed(MAWAR)])}))
    waiting = talk.begin("  q ", ())
    assert [turn.question for turn in waiting] == ["q"]
    assert "Mencari" in talk.messages(waiting, "id")[-1]["content"]
    done = talk.finish(waiting, "id")
    assert "93,53" in talk.messages(done, "id")[-1]["content"]
    spot = Spot.parse(talk.first_link(done))
    assert spot is not None
    assert spot.report == MAWAR.identity.id


def test_selection_and_earlier_questions_reach_the_desk() -> None:
    desk = FakeDesk([MAWAR], answers={"gagal": BadInput("tidak dapat")})
    talk = Talk(desk)
    turns = ask(talk, "tiga", ask(talk, "gagal", ask(talk, "satu")), (MAWAR.identity.id,))
    assert desk.asked[-1] == ("tiga", [MAWAR.identity.id], ["satu"])
    assert turns[-1].selected == (MAWAR.identity.id,)


def test_a_blank_question_changes_nothing() -> None:
    talk = Talk(FakeDesk([MAWAR]))
    turns = ask(talk, "satu")
    assert talk.begin("  \n ", turns) == turns
    assert talk.finish(turns, "id") == turns


def test_bad_input_is_one_sentence() -> None:
    talk = Talk(FakeDesk([MAWAR], answers={"q": BadInput("pertanyaan terlalu panjang", remedy="persingkat")}))
    text = talk.messages(ask(talk, "q"), "id")[-1]["content"]
    assert "pertanyaan terlalu panjang; persingkat" in text
    assert "tl-error" in text


def test_a_fault_of_the_program_is_logged_and_not_shown(caplog: pytest.LogCaptureFixture) -> None:
    talk = Talk(FakeDesk([MAWAR], answers={"q": ZeroDivisionError("rahasia dalam")}))
    with caplog.at_level(logging.ERROR):
        text = talk.messages(ask(talk, "q"), "id")[-1]["content"]
    assert "rahasia dalam" not in text
    assert "belum terjawab karena kesalahan" in text
    assert "ZeroDivisionError" in caplog.text


def test_the_contract_of_one_question() -> None:
    talk = Talk(FakeDesk([MAWAR], answers={"salah": BadInput("kosong"), "q": answered("q", "Ya.")}))
    assert talk.contract("q", [], [])["status"] == "answered"
    assert talk.contract("salah", [], []) == {"id": None, "question": "salah", "status": "error", "text": "kosong"}


def test_long_conversations_forget_their_beginning() -> None:
    talk = Talk(FakeDesk([MAWAR]))
    turns: tuple = ()
    for number in range(60):
        turns = ask(talk, f"q{number}", turns)
    assert len(turns) == 50
    assert turns[-1].question == "q59"


def test_answers_suggest_what_the_reports_allow() -> None:
    figure = printed(MAWAR)
    facts = [*facts_of(MAWAR, 2024, "93.53"), *facts_of(MAWAR, 2023, "94.39"), *facts_of(MELATI, 2024, "88.10")]
    talk = Talk(FakeDesk([MAWAR, MELATI], facts, {"q": answered("q", "[1]", [figure])}))
    assert ask(talk, "q")[-1].next == (
        "Kenapa IKM Kecamatan Mawar turun pada 2024?",
        "Bandingkan IKM antar kantor tahun 2024",
        "Apakah target IKM Kecamatan Mawar tahun 2024 tercapai?",
    )


def test_what_may_be_asked_follows_the_library() -> None:
    desk = FakeDesk([MAWAR], facts_of(MAWAR, 2024, "93.53"))
    talk = Talk(desk)
    before = talk.examples("id")
    assert "Berapa IKM Kecamatan Mawar tahun 2024?" in before
    assert not [question for question in before if "Melati Timur" in question]
    desk._reports[MELATI.identity.id] = MELATI
    desk._facts += facts_of(MELATI, 2024, "88.10")
    assert [question for question in talk.examples("id") if "Melati Timur" in question]
    assert "What was the IKM of Kecamatan Mawar in 2024?" in talk.examples("en")


def test_a_library_that_cannot_be_read_is_one_sentence() -> None:
    desk = FakeDesk([MAWAR])
    desk.broken = LibraryBusy("pustaka sedang ditulis")
    talk = Talk(desk)
    assert talk.examples("id") == []
    assert talk.shelf().without_reports(Words("id")) == ("Pustaka laporan tidak dapat dibaca", "pustaka sedang ditulis")
