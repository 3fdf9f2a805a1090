"""Assumptions as chips, and the questions that change them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assistant.dialogue import resolve
from assistant.frame import Frame
from assistant.ui.suggest import VERSIONS, Known, clarifying
from assistant.ui.understood import Chip, chips, chips_html, edit_link, without_note
from assistant.ui.words import Words
from tests.ui.desks import HOSTILE, answered, printed, two_reports
from tests.ui.markup import assert_harmless

SAY = Words("id")
MAWAR, MELATI = two_reports()
A, B = "Kecamatan Mawar", "Kecamatan Melati Timur"
KNOWN = Known({}, frozenset(), frozenset(), ((A, 2023), (A, 2024), (B, 2024)),
              frozenset({(A, "IKM", 2022), (A, "IKM", 2024)}),
              frozenset({(A, "IKM", 2024, "murni"), (A, "IKM", 2024, "perubahan"), (B, "IKM", 2024, "renja")}))  # fmt: skip


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


def test_a_question_in_full_is_offered_for_editing_only_where_it_leant_on_others() -> None:
    shown = found("targetnya?", "(dipahami: IKM target) **95** [1]", codes=["IKM"], organisations=[A], years=[2024])
    full = shown["Pertanyaan utuh"]
    assert full.edit == full.value == f"targetnya IKM {A} 2024?"
    assert edit_link(full.edit).replace("&", "&amp;") in chips_html([full], SAY)
    assert "Pertanyaan utuh" not in found("berapa IKM?", codes=["IKM"])


def test_another_measure_is_one_question_away_where_all_else_is_named() -> None:
    slots: dict[str, Any] = {"codes": ["IKM"], "organisations": [A], "years": [2024], "measures": ["target"]}
    shown = found("targetnya?", **slots)["Yang ditanyakan"]
    assert dict(shown.others) == {
        "realisasi": f"Berapa realisasi IKM {A} tahun 2024?",
        "capaian tercetak": f"Berapa capaian IKM {A} tahun 2024?",
    }
    for less in ("organisations", "years", "codes"):
        chip = found("x", **{name: value for name, value in slots.items() if name != less}).get("Yang ditanyakan")
        assert chip is None or chip.others == ()


def test_versions_are_offered_that_the_reports_print_for_a_target() -> None:
    slots: dict[str, Any] = {"codes": ["IKM"], "organisations": [A], "years": [2024], "measures": ["target"]}
    chip = found("target IKM mawar 2024?", **slots)["Versi"]
    assert chip.value == "tidak disebut"
    assert [label for label, _ in chip.others] == ["PK awal", "PK perubahan"]
    assert asked(chip, "PK perubahan") == "target IKM mawar 2024 menurut PK perubahan?"
    chip = found("target IKM mawar 2024 menurut PK awal?", **slots, version="murni")["Versi"]
    assert (chip.value, [label for label, _ in chip.others]) == ("PK awal", ["PK perubahan"])
    assert "Versi" not in found("IKM mawar 2024?", **{**slots, "measures": []})
    assert "Versi" not in found("target IKM mawar 2022?", **{**slots, "years": [2022]})


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("version", VERSIONS)
def test_the_words_of_a_version_are_understood_by_the_assistant(version: str, language: str) -> None:
    say = Words(language)
    named = say("by_version", version=say(f"version_{version}"))
    slots, _ = resolve(f"target IKM {A} 2024 {named}?", (), (), Frame((), ()))
    assert slots.version == version


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
