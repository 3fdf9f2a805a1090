"""Names linked by meaning: only by a clear margin, only where words link nothing, and always said."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.frame import Frame
from assistant.meaning import near
from tests.assistant.world import MELATI, OFFICES, ask, fact, facts

RELAPSE = "Persentase pasien gangguan jiwa relaps"
OTHERS = tuple(f"Jumlah barang jenis {letter * 4}" for letter in "abcdefghijklm")


class Meaning:
    """A likeness that is told: `scores` by name, all others 0.5."""

    def __init__(self, scores: dict[str, float], margin: float | None = 0.04) -> None:
        self.scores = scores
        self.margin = margin
        self.asked: list[str] = []

    def __call__(self, phrase: str, names: Sequence[str]) -> list[float]:
        self.asked.append(phrase)
        return [self.scores.get(name, 0.5) for name in names]


def world(meaning: Meaning) -> Frame:
    more = [fact(MELATI, name, "realisasi", "7", line=200 + place) for place, name in enumerate(OTHERS)]
    more += [fact(MELATI, RELAPSE, "realisasi", "4,25", line=300, unit="persen")]
    return Frame([*facts(), *more], OFFICES, meaning)


def test_a_phrase_that_can_only_mean_one_name_is_answered_and_said():
    meaning = Meaning({RELAPSE: 0.9})
    answer = ask("berapa orang kambuh di Melati 2024?", frame=world(meaning))
    assert answer.status == "answered"
    assert [str(figure.value) for figure in answer.figures[:1]] == ["4.25"]
    assert f"“orang kambuh” tidak tercetak; dibaca sebagai: {RELAPSE}" in answer.text
    assert set(meaning.asked) == {"orang kambuh"}


def test_english_phrases_stay_in_english():
    meaning = Meaning({RELAPSE: 0.9})
    answer = ask("How many people fell ill again in Melati in 2024?", frame=world(meaning))
    assert f"was read as: {RELAPSE}" in answer.text
    assert all("ill" in phrase.split() for phrase in meaning.asked)


@pytest.mark.parametrize(
    "meaning",
    [
        Meaning({RELAPSE: 0.9, OTHERS[0]: 0.87}),
        Meaning({RELAPSE: 0.9}, margin=None),
    ],
    ids=["another name is near", "a model that was not measured"],
)
def test_otherwise_nothing_is_answered_and_the_nearest_names_are_offered(meaning: Meaning):
    answer = ask("berapa orang kambuh di Melati 2024?", frame=world(meaning))
    assert answer.status == "not_found"
    assert answer.figures == ()
    assert f"Yang namanya paling dekat: {RELAPSE}" in answer.text


def test_names_that_words_link_need_no_meaning():
    meaning = Meaning({RELAPSE: 0.9})
    assert ask("berapa persentase pasien relaps Melati 2024?", frame=world(meaning)).status == "answered"
    assert ask("berapa IKM Melati 2024?", frame=world(meaning)).status == "answered"
    assert meaning.asked == []


def test_among_few_names_none_is_meant():
    frame = Frame([fact(MELATI, RELAPSE, "realisasi", "4,25")], OFFICES, Meaning({RELAPSE: 0.9}))
    assert near(frame, "orang kambuh", frozenset({0})).meant is None


def test_two_spellings_of_one_name_are_no_rivals():
    spelt = "Persentase pasien gangguan jiwa yang relaps"
    meaning = Meaning({RELAPSE: 0.9, spelt: 0.89})
    frame = Frame([*world(meaning).facts, fact(MELATI, spelt, "target", "5", line=301)], OFFICES, meaning)
    assert near(frame, "orang kambuh", frozenset(range(len(frame.facts)))).meant == RELAPSE


def test_without_a_model_there_is_nothing_near():
    assert near(Frame(facts(), OFFICES), "orang kambuh", frozenset({0})).names == ()
