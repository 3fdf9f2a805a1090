"""Examples: the part that meets most criteria wins, says why and what it lacks, and is quoted with its place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Answer
from assistant.checklist.matching import MATCHES
from assistant.checklist.parts import parts
from assistant.checklist.probes import PROBES
from assistant.checklist.reading import Reading
from assistant.checklist.shelf import Shelf
from assistant.compose import compose
from assistant.dialogue import resolve
from assistant.examples.example import candidate, criteria, example, gallery
from assistant.examples.probes import QUALITY, missed_indicators, recomputes
from assistant.examples.reply import asks, part_of, reply
from assistant.frame import Frame
from assistant.linking import scopes
from assistant.offices import Office
from assistant.replies.draft import Context
from assistant.service import in_scope
from corpus.library import Library
from tests.assistant.checklist.office import complete, facts_of

GOOD = "Kecamatan Mawar"
POOR = "Kecamatan Melur"


def read(*without: str, office: str = GOOD) -> Reading:
    report = complete(frozenset(without), office=office, file=f"{office.split()[-1].lower()}-2024.txt")
    return Reading(report, facts_of(report))


def context(question: str, loaded: Sequence[Reading]) -> Context:
    who = [(one.report.identity, one.report.file) for one in loaded]
    offices = [Office(i.id, i.organisation, i.region, i.year, file) for i, file in who]
    frame = Frame([fact for one in loaded for fact in one.facts], offices)
    slots, _ = resolve(question, [], frame.offices, frame)
    return Context(frame, slots, tuple(scopes(frame, in_scope(slots, offices))), question)


def answered(question: str, loaded: Sequence[Reading]) -> Answer:
    asked = context(question, loaded)
    draft = reply(asked, loaded)
    assert draft is not None
    return compose(draft, asked.slots, question=question, id=None, numbers=[2024])


@pytest.fixture(scope="module")
def pair() -> tuple[Reading, Reading]:
    return read("solusi", "penyebab", "sumber", office=POOR), read()


@pytest.mark.parametrize("name", list(criteria()))
def test_a_complete_report_meets_criteria_of_each_part(name: str) -> None:
    found = candidate(read(), name)
    assert found is not None
    assert found.share > 0
    assert found.passages


def test_the_report_that_meets_more_is_the_best() -> None:
    poor, good = read("solusi", office=POOR), read()
    found = example([poor, good], "penyebab")
    assert found is not None
    assert found.best.reading is good
    assert found.weaker is not None
    assert found.weaker.reading is poor
    assert "alternatif solusi tidak disertakan" in [one.criterion.lacks for one in found.weaker.lacking]


def test_a_report_without_the_part_is_no_candidate() -> None:
    assert candidate(read("efisiensi"), "efisiensi") is None
    assert example([read("efisiensi")], "efisiensi") is None


def test_one_report_has_no_weaker_example() -> None:
    found = example([read()], "efisiensi")
    assert found is not None
    assert found.weaker is None


def test_a_recomputed_efficiency_counts_only_when_it_agrees() -> None:
    whole = read()
    assert recomputes(whole, "efisiensi", "efisiensi").state == "found"
    report = complete()
    wrong = [fact if fact.measure != "efisiensi" else _changed(fact, Decimal(99)) for fact in facts_of(report)]
    assert recomputes(Reading(report, tuple(wrong)), "efisiensi", "efisiensi").state == "not_found"


def _changed(fact, value):
    from dataclasses import replace

    return replace(fact, value=value, as_printed=str(value))


def test_missed_targets_are_known() -> None:
    assert [fact.code for fact in missed_indicators(read())] == ["SAKIP"]


def test_the_gallery_has_a_card_for_each_part_as_plain_json() -> None:
    cards = [one.to_json() for one in gallery([read()])]
    assert [card["part"] for card in cards] == list(criteria())
    assert json.loads(json.dumps(cards)) == cards


@given(st.permutations(range(3)))
@settings(max_examples=6, deadline=None)
def test_the_order_of_loading_changes_nothing(order: list[int]) -> None:
    loaded = [read(), read("solusi", office=POOR), read("penyebab", office="Kecamatan Dahlia")]
    shuffled = [loaded[index] for index in order]
    assert [one.to_json() for one in gallery(shuffled)] == [one.to_json() for one in gallery(loaded)]


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("contoh analisis penyebab yang baik", "penyebab"),
        ("laporan mana yang analisis efisiensinya paling bagus?", "efisiensi"),
        ("butuh contoh saran tindak lanjut", "tindak_lanjut"),
        ("tunjukkan contoh perbandingan dengan standar nasional", "pembanding"),
        ("contoh tabel tingkat kemajuan terhadap akhir renstra", "jangka_menengah"),
        ("contoh realisasi anggaran", "anggaran"),
        ("contoh program yang menunjang", "penunjang"),
        ("contoh langkah perbaikan ke depan", "langkah"),
        ("good example of efficiency analysis", "efisiensi"),
        ("contoh puisi", None),
    ],
)
def test_the_part_is_read_from_the_question(question: str, part: str | None) -> None:
    assert part_of(question) == part


def test_the_answer_names_the_best_says_why_and_shows_a_weaker_one() -> None:
    loaded = [read("solusi", office=POOR), read()]
    answer = answered("contoh analisis penyebab yang baik", loaded)
    assert answer.text.startswith("**Contoh terbaik")
    assert GOOD in answer.text.split("**Mengapa baik")[0]
    assert "**Pembanding yang lebih lemah:** Kecamatan Melur" in answer.text
    assert "batas waktu tidak disebut" in answer.text
    assert answer.passages[0].report == "kecamatan-mawar-2024"


def test_every_passage_stands_on_the_lines_it_names() -> None:
    loaded = {"mawar-2024.txt": read(), "melur-2024.txt": read("solusi", office=POOR)}
    answer = answered("contoh analisis efisiensi yang baik", list(loaded.values()))
    for passage in answer.passages:
        lines = loaded[passage.source.file].report.lines
        assert passage.source.line_start is not None
        printed = " ".join(lines[passage.source.line_start - 1 : passage.source.line_end]).replace("\t", " ")
        assert passage.text.split("\n")[0].split(" | ")[0].removesuffix(" ...") in printed


def test_an_english_question_gets_english_words_around_the_quotation() -> None:
    answer = answered("good example of efficiency analysis", [read("rumus", office=POOR), read()])
    assert answer.language == "en"
    assert "Why it is good" in answer.text


def test_a_question_on_an_office_shows_that_office() -> None:
    answer = answered("contoh analisis penyebab Kecamatan Melur", [read("solusi", office=POOR), read()])
    assert {passage.report for passage in answer.passages} == {"kecamatan-melur-2024"}


def test_a_question_without_a_part_is_left_to_others() -> None:
    asked = context("contoh puisi yang baik", [read()])
    assert reply(asked, [read()]) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("contoh analisis penyebab", True),
        ("laporan mana yang analisis efisiensinya paling bagus", True),
        ("berapa IKM 2024", False),
        ("kenapa SAKIP turun", False),
    ],
)
def test_questions_for_examples_are_told_apart(question: str, expected: bool) -> None:
    assert asks(context(question, [read()])) is expected


def test_criteria_name_only_probes_and_parts_that_exist() -> None:
    names = {entry.name for entry in parts()}
    assert set(criteria()) <= names
    for name, listed in criteria().items():
        assert len({one.id for one in listed}) == len(listed) >= 5
        for one in listed:
            for need in one.need.get("any", [one.need]):
                assert need["probe"] in {**PROBES, **MATCHES, **QUALITY}
                assert need.get("of", name) == name


def test_the_shelf_reads_a_report_again_only_after_a_change(tmp_path: Path) -> None:
    report = complete()
    with Library.open(tmp_path) as library:
        library.put(report, facts_of(report))
        shelf = Shelf(library)
        once = shelf.of([report.identity.id])
        assert shelf.of([report.identity.id])[0] is once[0]
        changed = complete(frozenset({"isu"}))
        library.put(changed, facts_of(changed))
        assert shelf.of([report.identity.id])[0].report.sha256 == changed.sha256


def test_every_criterion_is_said_in_english_too() -> None:
    for held in criteria().values():
        for one in held:
            for met in (True, False):
                assert one.said("en", met=met) != one.said("id", met=met)
