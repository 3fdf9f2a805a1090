"""The gallery: the best example of a part first, with why and what it lacks, each leading to its place."""

from __future__ import annotations

import re

import pytest

from assistant.examples.example import criteria
from assistant.ui import gallery
from assistant.ui.gallery_tab import GalleryTab
from assistant.ui.page import Page
from assistant.ui.shelf import Shelf
from assistant.ui.spot import Spot
from assistant.ui.talk import Talk
from assistant.ui.words import Words
from tests.assistant.checklist.office import complete
from tests.ui.desks import HOSTILE, FakeDesk
from tests.ui.markup import assert_harmless, parsed

SAY = Words("id")
GOOD = complete()
POOR = complete(frozenset({"solusi", "langkah"}), office="Kecamatan Melur", file="melur-2024.txt")


def shown(part: str = "penyebab", *reports: object) -> str:
    desk = FakeDesk(reports or [POOR, GOOD])  # type: ignore[arg-type]
    return gallery.shown(desk.example(part), Shelf.of(desk.reports()), SAY)


def test_the_best_stands_first_with_reasons_and_the_others_folded() -> None:
    desk = FakeDesk([POOR, GOOD])
    found = desk.example("penyebab")
    assert found is not None
    text = shown()
    first, _, others = text.partition("<details")
    best = found.best
    assert "Terbaik dari 2 laporan" in first
    assert desk.report(best.reading.report.identity.id).identity.organisation in first
    for judged in best.good:
        assert judged.criterion.good in parsed(first).text
    for judged in best.lacking:
        assert judged.criterion.lacks in parsed(first).text
    assert others.count("tl-example") == 1
    assert f'max="{len(best.judged)}" value="{len(best.good)}"' in first


def test_quotes_and_reasons_lead_to_their_places() -> None:
    spots = [Spot.parse(link.replace("&amp;", "&")) for link in re.findall(r'href="(#bukti[^"]*)"', shown())]
    assert spots
    assert all(spot is not None and spot.line_start for spot in spots)


def test_a_quoted_table_is_a_table() -> None:
    text = shown("target_realisasi", GOOD)
    rows = re.findall(r"<tr>(.*?)</tr>", text)
    assert any("93,53" in row and row.count("<td>") > 2 for row in rows)
    assert text.count("<table") == text.count("</table>")


@pytest.mark.parametrize("part", criteria())
def test_text_of_reports_stays_text(part: str) -> None:
    assert_harmless(shown(part, complete(office=HOSTILE)))


def test_a_part_that_no_report_has_is_told() -> None:
    assert SAY("gallery_nothing") in gallery.shown(None, Shelf(), SAY)


def test_the_tab_offers_every_part_and_shows_the_one_chosen() -> None:
    tab = next(tab for tab in Page(Talk(FakeDesk([GOOD, POOR]))).tabs if isinstance(tab, GalleryTab))
    assert [value for _, value in tab.dress(SAY, (), None)[1]["choices"]] == list(criteria())
    waiting, done = list(tab.show("penyebab", [], "id"))
    assert "tl-wait" in waiting
    assert "Terbaik dari 2" in done
    assert "Satu-satunya" in list(tab.show("penyebab", [POOR.identity.id], "id"))[-1]
    assert SAY("nothing_loaded") in next(tab.show("<gone>", [], "id"))
    empty = next(tab for tab in Page(Talk(FakeDesk())).tabs if isinstance(tab, GalleryTab))
    assert SAY("nothing_loaded") in next(empty.show("penyebab", [], "id"))


def test_in_english_the_criteria_are_english() -> None:
    desk = FakeDesk([POOR, GOOD])
    found = desk.example("penyebab")
    assert found is not None
    text = parsed(gallery.shown(found, Shelf.of(desk.reports()), Words("en"))).text
    for one in found.candidates:
        for judged in one.judged:
            met = judged in one.good
            assert judged.criterion.said("en", met=met) in text
            assert judged.criterion.said("id", met=met) not in text
            assert judged.found.state != "partly" or not judged.found.reason or judged.found.reason not in text
