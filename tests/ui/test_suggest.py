"""Suggested questions are answered by the reports that they were made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.service import Assistant
from assistant.ui.desk import LibraryDesk
from assistant.ui.suggest import Known, first_questions, next_questions
from assistant.ui.words import LANGUAGES, Words
from corpus import readers
from corpus.facts import extract
from index import build
from tests.builders import fact
from tests.shared_data import ROOT
from tests.ui.desks import answered, facts_of, printed, row, two_reports

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
MAWAR, MELATI = two_reports()


def no_model() -> None:
    raise AssertionError("a suggestion loaded the embedding model")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LibraryDesk]:
    assistant = Assistant.open(tmp_path_factory.mktemp("library"), embedder_factory=no_model)  # type: ignore[arg-type]
    items = [(report, list(extract(report))) for report in map(readers.read, map(Path, SAMPLES))]
    build.add(assistant.library, items, None)
    yield LibraryDesk(assistant)
    assistant.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_on_the_samples_are_answered(desk: LibraryDesk, language: str) -> None:
    questions = first_questions(Known.of(desk.reports(), desk.facts()), Words(language))
    assert len(questions) == 8
    answers = {question: desk.ask(question) for question in questions}
    assert {question: answer.status for question, answer in answers.items() if answer.status != "answered"} == {}
    assert {question: answer.language for question, answer in answers.items() if answer.language != language} == {}
    assert not [question for question, answer in answers.items() if not answer.figures + answer.passages]


def test_the_suggestions_after_each_example_are_answered(desk: LibraryDesk) -> None:
    known, say = Known.of(desk.reports(), desk.facts()), Words("id")
    for question in first_questions(known, say):
        for following in next_questions(desk.ask(question), known, say):
            assert desk.ask(following).status == "answered", f"{question} -> {following}"


WANTED = {
    "q_value": {"realisasi"},
    "q_target": {"realisasi", "target"},
    "q_fell": {"realisasi"},
    "q_rose": {"realisasi"},
    "q_plan": {"target_akhir_renstra"},
    "q_budget": {"pagu", "serapan"},
    "q_lowest": {"serapan"},
    "q_missed": {"realisasi", "target"},
    "q_compare": {"realisasi"},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", WANTED)
def test_each_kind_of_question_is_answered_with_the_figures_it_asks_for(
    desk: LibraryDesk, key: str, language: str
) -> None:
    known, say = Known.of(desk.reports(), desk.facts()), Words(language)
    office, year = "Kecamatan Wanasembra", 2024
    code = "SAKIP" if key == "q_rose" else "IKM"
    if key in ("q_fell", "q_rose"):
        assert known.direction(office, code, year) == key
    answer = desk.ask(say(key, code=code, office=office, year=year))
    assert answer.status == "answered"
    assert {figure.measure for figure in answer.figures} >= WANTED[key]
    assert key == "q_compare" or {figure.organisation for figure in answer.figures} == {office}
    if key == "q_compare":
        assert len({figure.organisation for figure in answer.figures}) > 1


def test_no_report_no_question() -> None:
    assert first_questions(Known.of((), ()), Words("id")) == []


def test_a_fall_is_asked_as_a_fall_and_a_rise_as_a_rise() -> None:
    facts = [*facts_of(MAWAR, 2023, "94.39"), *facts_of(MAWAR, 2024, "93.53")]
    known = Known.of((), facts)
    assert known.direction("Kecamatan Mawar", "IKM", 2024) == "q_fell"
    assert Known.of((), facts[3:]).direction("Kecamatan Mawar", "IKM", 2024) is None


def test_a_change_is_known_from_the_newest_report_alone_where_it_prints_one_value_for_the_year_before() -> None:
    now = fact(MAWAR, "93.53", period_year=2024, report_year=2024)
    last = fact(MAWAR, "94.39", period_year=2023, report_year=2024)
    assert Known.of((), [now, last]).direction("Kecamatan Mawar", "IKM", 2024) == "q_fell"
    other = fact(MAWAR, "90", period_year=2023, report_year=2024)
    assert Known.of((), [now, last, other]).direction("Kecamatan Mawar", "IKM", 2024) is None
    own = fact(MAWAR, "90", period_year=2023, report_year=2023)
    assert Known.of((), [now, last, own]).direction("Kecamatan Mawar", "IKM", 2024) == "q_rose"


def test_what_was_asked_is_not_suggested_again() -> None:
    known = Known.of([row(MAWAR)], facts_of(MAWAR, 2024, "93.53"))
    question = "Apakah target IKM Kecamatan Mawar tahun 2024 tercapai?"
    answer = answered(question, "[1]", [printed(MAWAR)])
    assert next_questions(answer, known, Words("id")) == ("Berapa target akhir Renstra IKM Kecamatan Mawar?",)


def test_after_a_budget_only_years_that_have_one_are_suggested() -> None:
    known = Known.of([row(MAWAR)], facts_of(MAWAR, 2024, "93.53"))
    answer = answered("q", "[1]", [replace(printed(MAWAR), measure="pagu", code=None)])
    assert next_questions(answer, known, Words("id")) == (
        "Program apa yang serapannya paling rendah di Kecamatan Mawar tahun 2024?",
        "Indikator mana yang tidak tercapai di Kecamatan Mawar tahun 2024?",
    )


def test_a_figure_of_a_planned_year_leads_to_the_newest_report() -> None:
    known = Known.of([row(MAWAR)], facts_of(MAWAR, 2024, "93.53"))
    answer = answered("q", "[1]", [replace(printed(MAWAR), measure="target_akhir_renstra", period_year=2026)])
    assert "Apakah target IKM Kecamatan Mawar tahun 2024 tercapai?" in next_questions(answer, known, Words("id"))


def test_versions_of_targets_are_known_for_the_year_they_stand_for() -> None:
    facts = [
        fact(MAWAR, "90", measure="target", period_year=2024, version="perubahan"),
        fact(MAWAR, "90", measure="target", period_year=2024, version="kumulatif"),
        fact(MAWAR, "91", measure="realisasi", period_year=2024, version="murni"),
    ]
    assert {v for *_, v in Known.of([row(MAWAR)], facts).versions} == {"perubahan"}
