"""Who holds an office: named as a report prints it and cited, else not found with where it was looked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.checklist.reading import Reading
from assistant.dialogue import resolve
from assistant.linking import scopes
from assistant.narrative.sources import NO_SOURCES
from assistant.replies.draft import Context, Draft
from assistant.service import in_scope
from assistant.solve import solve
from tests.assistant.world import FRAME, NoFinder
from tests.builders import Sheet


class Shelf(type(NO_SOURCES)):
    """Sources in which every report of Melati prints the same signature."""

    def reading(self, report: str) -> Reading | None:
        sheet = Sheet()
        for line in ("CAMAT MELATI", "Drs. RUDI HARTONO", "Pembina"):
            sheet.text(line)
        made = sheet.report(office="Kecamatan Melati", region="Kabupaten Kenanga")
        return Reading(made, ()) if "melati" in report else None


def answer(question: str) -> Draft:
    slots, _ = resolve(question, (), FRAME.offices, FRAME)
    held = tuple(scopes(FRAME, in_scope(slots, FRAME.offices)))
    return solve(replace(Context(FRAME, slots, held, question), sources=Shelf()), NoFinder())


def test_the_name_is_given_with_its_place():
    said = answer("siapa camat Melati 2024?")
    assert said.status == "answered"
    assert "**Drs. RUDI HARTONO** (CAMAT MELATI)" in said.lead
    assert "RUDI HARTONO" in said.passages[0].text


def test_in_english_too():
    assert "Drs. RUDI HARTONO" in answer("who is the head of Kecamatan Melati in 2024?").lead


@pytest.mark.parametrize("question", ["siapa camat Dahlia?", "siapa bupati Kenanga?", "siapa camat Melati tahun 2019?"])
def test_nobody_is_named_where_no_report_of_it_prints_a_name(question: str):
    said = answer(question)
    assert said.status == "not_found"
    assert not said.passages
