"""Questions about completeness: counts, what is missing with the reason, places of what is there."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from assistant.answer import Answer
from assistant.checklist.reading import Reading
from assistant.checklist.reply import asks, reply
from assistant.compose import compose
from assistant.dialogue import resolve
from assistant.frame import Frame
from assistant.linking import scopes
from assistant.offices import Office
from assistant.replies.draft import Context
from assistant.service import in_scope
from tests.assistant.checklist.office import complete, facts_of


def read(*without: str, office: str = "Kecamatan Mawar") -> Reading:
    report = complete(frozenset(without), office=office, file=f"{office.split()[-1].lower()}-2024.txt")
    return Reading(report, facts_of(report))


def answered(question: str, loaded: Sequence[Reading]) -> Answer | None:
    who = [(one.report.identity, one.report.file) for one in loaded]
    offices = [Office(i.id, i.organisation, i.region, i.year, file) for i, file in who]
    frame = Frame([fact for one in loaded for fact in one.facts], offices)
    slots, _ = resolve(question, [], frame.offices, frame)
    context = Context(frame, slots, tuple(scopes(frame, in_scope(slots, offices))), question)
    draft = reply(context, loaded)
    return None if draft is None else compose(draft, slots, question=question, id=None, numbers=[2024])


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("bagian mana yang belum lengkap menurut PermenPAN-RB 53/2014?", True),
        ("apakah laporan Mawar sudah lengkap?", True),
        ("cek kelengkapan laporan ini", True),
        ("is the report complete?", True),
        ("contoh analisis penyebab yang paling lengkap", False),
        ("berapa IKM 2024?", False),
        ("dasar hukum laporan ini?", False),
    ],
)
def test_questions_on_completeness_are_told_apart(question: str, expected: bool) -> None:
    assert asks(question) is expected


def test_what_is_missing_is_named_with_its_reason() -> None:
    answer = answered("bagian mana yang belum lengkap menurut PermenPAN-RB 53/2014?", [read("isu", "solusi")])
    assert answer is not None
    missing, partly = answer.text.split("**Sebagian:**")
    assert "I.2" in missing
    assert "tidak ada bagian isu strategis" in missing
    assert "III.A.5" in partly
    assert "alternatif solusi tidak ditemukan" in partly


def test_a_complete_report_lists_where_everything_is() -> None:
    answer = answered("apakah laporan ini sudah lengkap?", [read()])
    assert answer is not None
    assert "15 dari 16 isi" in answer.text  # the sixteenth, the date of handing over, is not in any report
    assert "Tidak ditemukan:" not in answer.text
    there = answer.text.split("**Ada:**")[1].split("\n")[0]
    assert len(re.findall(r"\[\d+\]", there)) == 15


def test_of_several_reports_the_most_complete_comes_first() -> None:
    answer = answered("laporan mana yang paling lengkap?", [read("isu", "efisiensi"), read(office="Kecamatan Melur")])
    assert answer is not None
    assert answer.text.startswith("**Paling lengkap dari 2 laporan: Kecamatan Melur 2024**")


def test_other_questions_are_left_to_others() -> None:
    assert answered("berapa IKM 2024?", [read()]) is None
