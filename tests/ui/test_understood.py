"""Assumptions as chips, and the questions that change them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assistant.ui.suggest import Known, clarifying
from assistant.ui.understood import Chip, chips, chips_html, without_note
from assistant.ui.words import Words
from tests.ui.desks import HOSTILE, answered, printed, two_reports
from tests.ui.markup import assert_harmless

SAY = Words("id")
MAWAR, MELATI = two_reports()
A, B = "Kecamatan Mawar", "Kecamatan Melati Timur"
KNOWN = Known({}, frozenset(), frozenset(), ((A, 2023), (A, 2024), (B, 2024)),
              frozenset({(A, "IKM", 2022), (A, "IKM", 2024)}))  # fmt: skip


def found(question: str, text: str = "Ya.", **slots: Any) -> dict[str, Chip]:
    answer = replace(answered(question, text, [printed(MAWAR)]), slots=slots)
    return {chip.kind: chip for chip in chips(answer, KNOWN, SAY)}


def asked(chip: Chip, label: str) -> str:
    return dict(chip.others)[label]


@pytest.mark.parametrize(
    ("question", "slots", "office", "year"),
    [
        ("Berapa IKM Kecamatan Mawar tahun 2024?", {"codes": ["IKM"], "organisations": [A], "years": [2024]},
         "Berapa IKM Kecamatan Melati Timur tahun 2024?", "Berapa IKM Kecamatan Mawar tahun 2022?"),
        ("ikm mawar 2024", {"codes": ["IKM"], "organisations": [A], "years": [2024]},
         "ikm Kecamatan Melati Timur 2024", "ikm mawar 2022"),
        ("berapa IKM?", {"codes": ["IKM"]}, "berapa IKM Kecamatan Melati Timur?", "berapa IKM tahun 2022?"),
    ],
)  # fmt: skip
def test_another_office_or_year_is_one_question_away(question: str, slots: dict, office: str, year: str) -> None:
    shown = found(question, **slots)
    assert asked(shown["Kantor"], B) == office
    assert asked(shown["Tahun"], "2022") == year


def test_a_follow_up_says_what_it_took_over() -> None:
    shown = found("targetnya?", "(dipahami: IKM target) **95** [1]", codes=["IKM"], measures=["target"],
                  organisations=[A], years=[2024])  # fmt: skip
    assert asked(shown["Tahun"], "2022") == f"targetnya IKM {A} 2022?"
    assert without_note("(dipahami: IKM target) **95** [1]") == "**95** [1]"
    assert without_note("(lain) **95**") == "(lain) **95**"


def test_a_default_is_called_one() -> None:
    shown = found("berapa IKM?", codes=["IKM"])
    assert shown["Tahun"].value == "2024 (laporan terbaru)"
    assert shown["Kantor"].value == "semua kantor"
    assert A in asked(shown["Kantor"], A)


def test_the_chosen_reports_are_no_assumption() -> None:
    answer = replace(answered("berapa IKM?", figures=[printed(MAWAR)]), slots={"codes": ["IKM"]})
    assert "Kantor" not in {chip.kind for chip in chips(answer, KNOWN, SAY, limited=True)}


def test_hostile_names_stay_text() -> None:
    assert_harmless(chips_html([Chip(HOSTILE, HOSTILE, ((HOSTILE, HOSTILE),))], SAY))
    assert chips_html([], SAY) == ""


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("Indikator apa yang dimaksud? Misalnya: EKK, IPP, IKM.", [("EKK", "berapa indeks EKK?"), ("IPP", "berapa indeks IPP?"), ("IKM", "berapa indeks IKM?")]),
        ("Yang mana? Nilai A\\_B; Persentase desa yang tertib; ....", [("Nilai A_B", "berapa indeks Nilai A_B?"), ("Persentase desa yang tertib", "Berapa Persentase desa yang tertib?")]),
        ("Apa maksudnya?", []),
    ],
)  # fmt: skip
def test_an_answer_that_asks_back_names_choices(text: str, options: list[tuple[str, str]]) -> None:
    answer = answered("berapa indeks?", text, status="clarify")
    assert list(clarifying(answer, SAY)) == options
    assert clarifying(replace(answer, status="answered"), SAY) == ()


def test_choices_that_the_answer_gives_itself_come_first() -> None:
    answer = replace(answered("berapa?", "Yang mana? x; y.", status="clarify"), slots={"options": ["IKM"]})
    assert clarifying(answer, SAY) == (("IKM", "berapa IKM?"),)
