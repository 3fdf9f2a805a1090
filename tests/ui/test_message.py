"""From an answer to the message that shows it."""

from __future__ import annotations

import html as stdlib
import re
from dataclasses import replace

import pytest

from assistant.answer import Answer
from assistant.answer import Warning as Notice
from assistant.ui.message import answer_text, messages
from assistant.ui.shelf import Shelf
from assistant.ui.sources import first_spot, place_text
from assistant.ui.spot import Spot
from assistant.ui.turn import Turn
from assistant.ui.words import Words
from corpus.fact import Source
from corpus.report import Report
from tests.ui.desks import HOSTILE, answered, difference, line_of, printed, quoted, row, two_reports
from tests.ui.markup import assert_harmless

SAY = Words("id")


@pytest.fixture
def report() -> Report:
    return two_reports()[0]


@pytest.fixture
def shelf(report: Report) -> Shelf:
    return Shelf.of([row(report)])


def full(report: Report) -> Answer:
    """An answer with a printed and a computed figure, a passage and a warning."""
    now, before = printed(report), printed(report, "88,00", "target", 2023)
    notice = "IKM: tercetak juga 97,69 di 1 tempat."
    return answered(
        "Kenapa IKM naik?",
        f"**93,53** [1], naik 5,53 [3] dari 88,00 [2].\n\n> Penambahan loket [4]\n\n**Perhatikan:** {notice}",
        [now, before, difference(now, before)],
        [quoted(report, "penambahan loket")],
        [Notice("two_values", notice, (now.source,))],  # type: ignore[arg-type]
    )


def links(text: str) -> list[Spot | None]:
    return [Spot.parse(stdlib.unescape(href)) for href in re.findall(r'href="(#bukti[^"]*)"', text)]


def test_each_marker_links_to_its_own_place(report: Report, shelf: Shelf) -> None:
    text = answer_text(full(report), 0, shelf)
    lead = text.partition("<section")[0]
    for number, value in ((1, "93,53"), (2, "88,00")):
        spot = Spot.parse(stdlib.unescape(re.search(rf'href="([^"]*)"[^>]*>\[{number}\]', lead)[1]))  # type: ignore[index]
        assert spot is not None
        assert (spot.report, spot.line_start, spot.printed) == (report.identity.id, line_of(report, value), value)


def test_a_computed_figure_leads_to_its_formula_and_inputs(report: Report, shelf: Shelf) -> None:
    text = answer_text(full(report), 4, shelf)
    assert 'href="#sumber-4-3"' in text
    card = text[text.index('id="sumber-4-3"') :].partition("</li>")[0]
    assert "dihitung ulang" in card
    assert "= 93,53 - 88,00" in card
    assert [spot.printed for spot in links(card) if spot] == ["93,53", "88,00"]


def test_every_source_says_what_it_is_and_where_it_stands(report: Report, shelf: Shelf) -> None:
    text = answer_text(full(report), 0, shelf)
    cards = re.findall(r'<li id="sumber-0-\d">(.*?)</li>', text)
    assert [re.search(r"tercetak|dihitung ulang|kutipan", card)[0] for card in cards] == [  # type: ignore[index]
        "tercetak", "tercetak", "kutipan", "dihitung ulang",
    ]  # fmt: skip
    assert f"Kecamatan Mawar 2024 · Tabel 3.1 Capaian Kinerja Tahun 2024 · baris {line_of(report, '93,53')}" in cards[0]
    assert "BAB III AKUNTABILITAS KINERJA" in cards[2]
    # A computation is a step of its own, folded away; its number is that of its marker.
    assert 'id="sumber-0-3"' in text.partition('<details class="tl-steps"><summary>Perhitungan (1)</summary>')[2]


def test_a_warning_is_shown_once_with_its_place(report: Report, shelf: Shelf) -> None:
    text = answer_text(full(report), 0, shelf)
    assert text.count("tercetak juga 97,69") == 1
    box = text[text.index('<div class="tl-notices">') :].partition("</div>")[0]
    assert [spot.line_start for spot in links(box) if spot] == [line_of(report, "93,53")]


def test_a_closing_paragraph_of_another_kind_stays(report: Report, shelf: Shelf) -> None:
    answer = replace(full(report), warnings=(Notice("other", "lain"),))
    assert "97,69" in answer_text(answer, 0, shelf)


@pytest.mark.parametrize(
    ("status", "badge"),
    [
        ("not_found", "Tidak ada dalam laporan"),
        ("clarify", "Perlu diperjelas"),
        ("premise_false", "Tidak sesuai dengan angka laporan"),
        ("error", "Belum terjawab"),
    ],
)
def test_statuses_look_different(status: str, badge: str, shelf: Shelf) -> None:
    text = answer_text(answered("q", "Teks.", status=status), 0, shelf)
    assert text.startswith(f'<div class="tl-frame tl-{status}">')
    assert badge in text


def test_an_answer_has_no_frame_and_no_empty_source_list(shelf: Shelf) -> None:
    assert answer_text(answered("q", "Teks."), 0, shelf) == "Teks."


def test_an_english_answer_has_english_labels(report: Report, shelf: Shelf) -> None:
    text = answer_text(replace(full(report), language="en"), 0, shelf)
    assert "computed" in text
    assert "dihitung" not in text


def test_many_sources_fold_but_none_is_lost(report: Report, shelf: Shelf) -> None:
    answer = answered("q", "Teks [1].", [printed(report)] * 9)
    text = answer_text(answer, 0, shelf)
    shown, folded = text.split("<details ")
    assert (shown.count("<li "), folded.count("<li ")) == (3, 6)
    assert "6 sumber lagi" in folded


def test_a_marker_without_a_source_stays_text(report: Report, shelf: Shelf) -> None:
    answer = answered("q", "a [1] b [2] c \\[1\\] d [0]", [printed(report)])
    text = answer_text(answer, 0, shelf).partition("\n\n<section")[0]
    assert len(links(text)) == 1
    assert text.endswith("b [2] c \\[1\\] d [0]")


def test_the_selection_is_shown(report: Report, shelf: Shelf) -> None:
    text = answer_text(answered("q", "Teks."), 0, shelf, selected=[report.identity.id])
    assert "Dijawab hanya dari: Kecamatan Mawar 2024" in text


def test_hostile_report_text_stays_text(report: Report) -> None:
    figure = replace(printed(report), label=HOSTILE, as_printed=HOSTILE, formula=HOSTILE)
    figure = replace(figure, source=replace(figure.source, table=HOSTILE))  # type: ignore[type-var]
    passage = replace(quoted(report, "penambahan"), text=HOSTILE, heading=HOSTILE)
    answer = answered("q", f"{HOSTILE} [1]", [figure, replace(figure, computed=True, source=None)], [passage],
                      [Notice("x", HOSTILE)])  # fmt: skip
    hostile = replace(row(report), organisation=HOSTILE)
    text = answer_text(answer, 0, Shelf.of([hostile]), selected=[hostile.id])
    assert_harmless(text)
    assert "](" not in text


def test_blocks_of_html_hold_no_blank_line(report: Report, shelf: Shelf) -> None:
    """A blank line would end the HTML, and Markdown would read the rest of the report's text."""
    passage = replace(quoted(report, "penambahan"), text="a\n\n# b\r\n\r\nc")
    text = answer_text(answered("q", "Teks.", passages=[replace(passage, heading="x\n\ny")]), 0, shelf)
    assert "\n" not in text[text.index("<section") :]


def test_a_conversation_alternates_and_only_its_last_turn_suggests(shelf: Shelf) -> None:
    turns = (
        Turn("satu *x*", answer=answered("satu", "Satu."), next=("lama",)),
        Turn("dua", failure="pertanyaan <kosong>"),
        Turn("tiga", answer=answered("tiga", "Tiga."), next=("lanjut?",)),
        Turn("empat"),
    )
    found = messages(turns[:3], shelf, SAY)
    assert [message["role"] for message in found] == ["user", "assistant"] * 3
    assert found[0]["content"] == "satu &#42;x&#42;"
    assert "<kosong" not in found[3]["content"]
    assert [message.get("options") for message in found[1::2]] == [None, None, [{"value": "lanjut?"}]]
    assert "Mencari" in messages(turns, shelf, SAY)[-1]["content"]


def test_the_first_place_skips_computed_figures(report: Report) -> None:
    now = printed(report)
    spot = first_spot(answered("q", figures=[difference(now, now), now]))
    assert spot is not None
    assert spot.printed == "93,53"
    assert first_spot(answered("q")) is None


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (Source("f", 7, 7), "baris 7"),
        (Source("f", 7, 9), "baris 7–9"),
        (Source("f", None, None, page=3), "halaman 3"),
        (Source("f", None, None), ""),
    ],
)
def test_places_in_words(source: Source, text: str) -> None:
    assert place_text(source, SAY) == text


def test_what_can_be_done_with_an_answer(report: Report, shelf: Shelf) -> None:
    turns = (Turn("satu", answer=full(report)), Turn("dua", answer=full(report)))
    found = messages(turns, shelf, SAY, rated=True)
    first, last = found[1]["content"], found[3]["content"]
    for name in ("copy", "link", "print", "up", "down"):
        assert f"#aksi?a={name}&amp;n=0" in first
        assert f"#aksi?a={name}&amp;n=1" in last
    # Only the last question can be asked anew: the others have answers that follow from them.
    assert [name in first for name in ("a=retry", "a=edit")] == [False, False]
    assert [name in last for name in ("a=retry", "a=edit")] == [True, True]
    assert "a=up" not in messages(turns, shelf, SAY)[1]["content"]
    assert "a=up" not in messages((replace(turns[0], rated=True),), shelf, SAY, rated=True)[1]["content"]


def test_an_answer_that_asks_back_offers_its_choices(shelf: Shelf) -> None:
    turn = Turn(
        "berapa?", answer=answered("berapa?", status="clarify"), next=("lain",), options=(("IKM", "berapa IKM?"),)
    )
    assert messages((turn,), shelf, SAY)[-1]["options"] == [{"label": "IKM", "value": "berapa IKM?"}]


def test_placeholders_of_warnings_become_markers(report: Report, shelf: Shelf) -> None:
    now, other = printed(report), printed(report, "88,00", "target", 2023)
    notice = "tercetak juga 88,00 \ue000f1\ue001 di Tabel 1."
    answer = answered("q", "93,53 [1].\n\n**Perhatikan:** tercetak juga 88,00 [2] di Tabel 1.", [now, other],
                      warnings=[Notice("two_values", notice)])  # fmt: skip
    text = answer_text(answer, 0, shelf)
    assert text.count("tercetak juga 88,00") == 1
    assert "88,00 f1" not in text
    box = text[text.index('<div class="tl-notices">') :].partition("</div>")[0]
    assert [spot.printed for spot in links(box) if spot] == ["88,00"]


def test_three_years_are_drawn_and_two_are_not(report: Report, shelf: Shelf) -> None:
    years = [replace(printed(report), period_year=year) for year in (2022, 2023, 2024)]
    assert '<div class="tl-plot">' in answer_text(answered("q", "Teks.", years), 0, shelf)
    assert "tl-plot" not in answer_text(answered("q", "Teks.", years[:2]), 0, shelf)
