"""Follow-up questions."""

import pytest

from assistant.dialogue import questions_of
from corpus.errors import BadInput
from tests.assistant.world import ask, first


@pytest.mark.parametrize(
    ("history", "question", "value"),
    [
        (("berapa IKM Melati 2024?",), "kalau 2023?", "89.10"),
        (("berapa IKM Melati 2024?",), "targetnya?", "90"),
        (("berapa IKM Melati 2024?",), "dan Dahlia?", "91.30"),
        (("nilai SAKIP Melati 2024 berapa?",), "anggarannya?", "1010000000"),
        (("berapa IKM Melati 2024?", "dan Dahlia?"), "targetnya?", "85"),
        (("What is the IKM of Melati in 2024?",), "what about Dahlia?", "91.30"),
    ],
)
def test_follow_ups(history: tuple[str, ...], question: str, value: str) -> None:
    assert first(ask(question, history=history)) == value


def test_a_new_topic_drops_what_was_asked_before() -> None:
    answer = ask("berapa nilai SAKIP Dahlia 2024?", history=("berapa target IKM Melati 2023?",))
    assert first(answer) == "67.15"


@pytest.mark.parametrize(
    "before", ["sub kegiatan apa yang serapannya paling rendah?", "berapa target IKM Melati 2023?"]
)
def test_money_of_a_named_office_stands_alone(before: str) -> None:
    answer = ask("total realisasi anggaran Melati dan Dahlia 2024", history=(before,))
    assert [str(f.value) for f in answer.figures[:3]] == ["2082000000", "1100000000", "982000000"]
    assert "dipahami" not in answer.text


@pytest.mark.parametrize(
    ("history", "question", "value"),
    [
        (("serapan anggaran Melati 2024?",), "sub kegiatan mana yang paling rendah?", "70.00"),
        (("IKM Melati 2024?",), "yang lain?", "91.30"),
        (("IKM Melati 2024?",), "kecamatan lain?", "91.30"),
        (("IKM Melati 2024?", "kalau Dahlia?"), "targetnya?", "85"),
        (("IKM Melati 2024?",), "IPP Dahlia?", None),
    ],
)
def test_follow_ups_keep_what_they_lean_on(history: tuple[str, ...], question: str, value: str | None) -> None:
    assert first(ask(question, history=history)) == value


def test_why_after_a_figure() -> None:
    answer = ask("kenapa?", history=("IKM Melati 2024 turun berapa dibanding tahun lalu?",))
    assert answer.intent == "cause"
    assert "Melati" in answer.text


def test_forms_of_history() -> None:
    turns = ["a", {"question": "b"}, {"role": "user", "content": "c"}, {"role": "assistant", "content": "d"}]
    assert questions_of(turns) == ["a", "b", "c"]
    with pytest.raises(BadInput):
        questions_of([42])


def test_a_question_on_all_indicators_of_an_office_takes_over_no_topic() -> None:
    alone = ask("iku apa yang tercapai di Melati 2024?")
    after = ask("iku apa yang tercapai di Melati 2024?", history=("ringkas laporan Dahlia 2024",))
    assert alone.status == "answered"
    assert (after.text, first(after)) == (alone.text, first(alone))
