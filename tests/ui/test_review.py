"""The review of a report: findings by severity and kind, completeness, both as files."""

from __future__ import annotations

import base64
import io
import re
from decimal import Decimal
from typing import Any

import docx
import gradio as gr
import openpyxl
import pytest

from assistant.audit.finding import Finding
from assistant.audit.finding import Spot as Printed
from assistant.checklist import workbook
from assistant.checklist.judge import check
from assistant.ui import review
from assistant.ui.page import Page
from assistant.ui.ratings import Ratings
from assistant.ui.review_tab import ReviewTab
from assistant.ui.spot import Spot
from assistant.ui.talk import Talk
from assistant.ui.words import Words
from corpus.fact import Source
from tests.assistant.checklist.office import complete, facts_of
from tests.ui.desks import HOSTILE, FakeDesk, answered, printed, two_reports
from tests.ui.markup import assert_harmless, parsed

SAY = Words("id")
MAWAR, MELATI = two_reports()
ID = MAWAR.identity.id


def fault(severity: str = "high", kind: str = "wrong_sum", text: str = "Jumlah 10 padahal 12.", **more: Any) -> Finding:
    where = Source("x.txt", 3, 3, table="Tabel 1")
    spot = Printed(text, "pagu", "=10", Decimal(10), None, where)
    other = Printed(text, "pagu", "7", Decimal(7), None, Source("x.txt", 5, 5))
    return Finding("sum", kind, severity, ID, text, (spot, other), ("10", "7"), more.pop("expected", "12"), "7 + 5", text,
                   "Sum 10, not 12.", **more)  # fmt: skip


FAULTS = (
    fault("low", "wrong_percentage"),
    fault(),
    fault("medium", "two_values", expected=None, benign="Dapat berubah."),
)


def test_the_gravest_come_first_and_filters_narrow_down() -> None:
    assert [f.severity for f in review.gravest(FAULTS)] == ["high", "medium", "low"]
    assert review.gravest(FAULTS, levels=["low"], kinds=["wrong_percentage"]) == [FAULTS[0]]
    assert review.gravest(FAULTS, levels=["low"], kinds=["wrong_sum"]) == []
    assert review.severities(FAULTS, SAY) == [("Tinggi (1)", "high"), ("Sedang (1)", "medium"), ("Rendah (1)", "low")]
    assert [value for _, value in review.kinds(FAULTS, SAY)] == ["wrong_percentage", "wrong_sum", "two_values"]


def test_a_finding_shows_both_values_and_leads_to_its_places() -> None:
    text = review.figures(FAULTS, [FAULTS[1]], SAY)
    said = parsed(text).text
    assert "1 dari 3 temuan" in said
    assert "tercetak=10" in said
    assert "dihitung ulang12 = 7 + 5" in said
    spots = [Spot.parse(link.replace("&amp;", "&")) for link in re.findall(r'href="(#bukti[^"]*)"', text)]
    assert [(spot.report, spot.line_start, spot.printed) for spot in spots if spot] == [(ID, 3, "=10"), (ID, 5, "7")]


def test_what_follows_is_only_claimed_where_the_report_tells_it() -> None:
    text = parsed(review.figures(FAULTS, [FAULTS[2]], SAY)).text
    assert "dihitung ulang" not in text
    assert "Bacaan yang wajar: Dapat berubah." in text
    assert "Sum 10, not 12." in review.figures(FAULTS, [FAULTS[2]], Words("en"))


def test_nothing_wrong_and_nothing_that_fits_are_told_apart() -> None:
    assert SAY("review_clean") in review.figures((), (), SAY)
    assert SAY("review_none") in review.figures(FAULTS, (), SAY)


def test_text_of_reports_stays_text() -> None:
    assert_harmless(review.figures([fault(text=HOSTILE)], [fault(text=HOSTILE)], SAY))
    report = complete(office=HOSTILE)
    assert_harmless(review.contents(check(report, facts_of(report)), SAY))


def test_the_contents_are_narrowed_by_state_and_group() -> None:
    report = complete(frozenset({"efisiensi"}))
    checklist = check(report, facts_of(report))
    states = {value: label for label, value in review.states(checklist, SAY)}
    assert states["not_found"] == f"Tidak ditemukan ({checklist.count('not_found')})"
    text = review.contents(checklist, SAY, ["not_found"])
    assert text.count("tl-state-not_found") == checklist.count("not_found") > 0
    assert "tl-state-found" not in text
    only = review.contents(checklist, SAY, (), ["pelaporan"])
    assert only.count('<li class="tl-finding') == len(checklist.of("pelaporan"))
    assert SAY("review_none") in review.contents(checklist, SAY, ["found"], ["none"])


def test_the_checklist_is_a_spreadsheet_whose_text_starts_no_formula() -> None:
    report = complete(office="=HYPERLINK(1)")
    checklist = check(report, facts_of(report))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook.content(checklist))).active
    assert sheet.max_row == len(checklist.verdicts) + 1
    assert [cell.value for cell in sheet[1]] == list(workbook.HEADERS)
    assert not [cell for cells in sheet.iter_rows() for cell in cells if cell.data_type == "f"]


# The tab


@pytest.fixture
def desk() -> FakeDesk:
    found = FakeDesk([MAWAR, MELATI], answers={"q": answered("q", "**93,53** [1]", [printed(MELATI, "88,10")])})
    found.faults = {ID: FAULTS}
    return found


@pytest.fixture
def tab(desk: FakeDesk) -> ReviewTab:
    return next(tab for tab in Page(Talk(desk, Ratings(None))).tabs if isinstance(tab, ReviewTab))


def last(updates: Any) -> tuple[Any, ...]:
    return list(updates)[-1]


def test_a_report_is_shown_with_the_filters_that_fit_it(tab: ReviewTab) -> None:
    waiting, (levels, kinds, body, shown) = list(tab.turn(ID, review.FIGURES, "id"))
    assert "tl-wait" in waiting[2]
    assert [value for _, value in levels["choices"]] == ["high", "medium", "low"]
    assert levels["value"] == kinds["value"] == []
    assert "3 dari 3" in body
    assert shown == (ID, review.FIGURES, "id")
    _, groups, body, _ = last(tab.turn(ID, review.CONTENTS, "id"))
    assert [value for _, value in groups["choices"]] == ["lampiran_ii", "reviu", "pelaporan"]
    assert "Tidak ditemukan" in body
    assert "1 dari 3" in tab.narrow(ID, review.FIGURES, "id", ["low"], [])


def test_the_tab_opens_on_the_report_talked_about_unless_one_was_chosen(tab: ReviewTab) -> None:
    turns = list(tab.page.chat.chat("q", (), [], "id"))[-1][1]
    for picked, said, report in ((False, turns, MELATI.identity.id), (True, turns, ID), (False, (), ID)):
        first, done = list(tab.enter(ID, review.FIGURES, "id", said, picked, ()))
        assert first[0]["value"] == report
        assert done[0] == gr.skip()
        assert done[-1] == (report, review.FIGURES, "id")
    # What is shown already keeps its filters.
    for update in last(tab.enter(ID, review.FIGURES, "id", (), False, (ID, review.FIGURES, "id"))):
        assert update == gr.skip()


class Event:
    def __init__(self, **data: Any) -> None:
        self._data = data


def test_a_link_opens_a_report_that_is_loaded_and_no_other(tab: ReviewTab) -> None:
    picked, report = tab.opened(Event(report=MELATI.identity.id))
    assert (picked, report["value"]) == (True, MELATI.identity.id)
    assert tab.opened(Event(report="<gone>")) == (gr.skip(), gr.skip())


def test_what_is_shown_is_handed_over_as_a_file(tab: ReviewTab) -> None:
    file = tab.export("xlsx", ID, review.FIGURES, "id", ["high"], [])
    assert file is not None
    assert file["name"] == f"temuan-{ID}.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(base64.b64decode(file["data"]))).active
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["tinggi"]
    assert sheet["G2"].value.endswith("=10")
    assert sheet["G2"].data_type == "s"
    word = tab.export("docx", ID, review.CONTENTS, "id", [], [])
    assert word is not None
    assert "Formulir Checklist" in docx.Document(io.BytesIO(base64.b64decode(word["data"]))).paragraphs[0].text
    assert tab.export("docx", None, review.FIGURES, "id", [], []) is None
    assert tab.export("docx", "<gone>", review.FIGURES, "id", [], []) is None


def test_a_report_that_went_away_is_told(tab: ReviewTab) -> None:
    assert "tidak ada" in last(tab.turn("<gone>", review.FIGURES, "id"))[2]
    assert SAY("nothing_loaded") in last(tab.turn(None, review.FIGURES, "id"))[2]


def test_every_item_of_the_checklist_has_english_words() -> None:
    report = complete()
    checklist = check(report, facts_of(report))
    english = Words("en")
    shown = parsed(review.contents(checklist, english)).text
    for verdict in checklist.verdicts:
        assert verdict.item.text not in shown
    labels = [label for label, _ in review.groups(checklist, english)]
    assert labels == ["Contents of the performance report", "Review checklist", *labels[2:]]
    assert all(label in shown for label in labels)
