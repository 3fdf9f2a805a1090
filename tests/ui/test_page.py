"""What the page does when something is clicked, without a browser."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from assistant.ui import uploads
from assistant.ui.library import action
from assistant.ui.library_tab import LibraryTab
from assistant.ui.page import TABS, Page
from assistant.ui.ratings import Ratings
from assistant.ui.talk import Talk
from corpus.readers.folder import Source
from tests.ui.desks import FakeDesk, answered, facts_of, printed, two_reports

MAWAR, MELATI = two_reports()
ID = MAWAR.identity.id


class Event:
    """What the page's script sends."""

    def __init__(self, **data: Any) -> None:
        self._data = data


@pytest.fixture
def desk() -> FakeDesk:
    facts = [*facts_of(MAWAR, 2024, "93.53"), *facts_of(MELATI, 2024, "88.10")]
    return FakeDesk([MAWAR, MELATI], facts, {"q": answered("q", "**93,53** [1]", [printed(MAWAR)])})


@pytest.fixture
def page(desk: FakeDesk) -> Page:
    return Page(Talk(desk, Ratings(None)))


def library(page: Page) -> LibraryTab:
    return next(tab for tab in page.tabs if isinstance(tab, LibraryTab))


def asked(page: Page, question: str = "q", turns: tuple = ()) -> tuple:
    return list(page.chat.chat(question, turns, [], "id"))[-1][1]


def test_each_component_gets_its_update(page: Page) -> None:
    for language in ("id", "en"):
        assert len(page.dress(language, ())) == len(page.dressed)
    assert [tab.label for tab in page.tabs] == [kind.label for kind in TABS]


def test_a_question_can_be_stopped_while_it_waits_and_not_after(page: Page) -> None:
    waiting, done = list(page.chat.chat("q", (), [], "id"))
    assert waiting[0]["stop_btn"] == "Berhenti"
    assert done[0]["stop_btn"] is False
    stopped = page.chat.stop(waiting[1], "id")
    assert stopped[1][-1].failure == "Dihentikan sebelum terjawab."
    assert page.chat.stop(done[1], "id")[1] == done[1]
    assert page.chat.stop((), "id")[1] == ()


def test_the_last_question_is_asked_again_or_taken_back(page: Page, desk: FakeDesk) -> None:
    turns = asked(page, "q", asked(page, "satu"))
    again = list(page.chat.again(turns, [ID], "id", Event()))[-1][1]
    assert [turn.question for turn in again] == ["satu", "q"]
    assert desk.asked[-1] == ("q", [ID], ["satu"])
    text, kept, _, _ = page.chat.edit(turns, [], "id", Event())
    assert (text, [turn.question for turn in kept]) == ("q", ["satu"])
    assert page.chat.edit((), [], "id", Event())[1] == ()


def test_links_ask_and_choose_what_is_there(page: Page, desk: FakeDesk) -> None:
    list(page.chat.linked((), ["tahun:2024"], "id", Event(question="q")))
    assert desk.asked[-1] == ("q", [ID, MELATI.identity.id], [])
    assert page.chat.choose([], Event(report=ID))["value"] == [ID]
    assert "value" not in page.chat.choose([], Event(report="<gone>"))


def test_a_conversation_is_handed_over_as_a_file(page: Page) -> None:
    assert page.chat.export((), "id", "md") is None
    file = page.chat.export(asked(page), "id", "md")
    assert file is not None
    assert file["name"].endswith(".md")
    assert "93,53" in base64.b64decode(file["data"]).decode()
    word = page.chat.export(asked(page), "id", "docx")
    assert word is not None
    assert base64.b64decode(word["data"]).startswith(b"PK")


def test_the_panel_opens_places_reports_and_sheets(page: Page) -> None:
    assert MAWAR.file in page.open("id", Event(link=f"#laporan?r={ID}"))
    assert "Lembar data" in page.open("id", Event(link=action("sheet", ID)))
    assert "tidak ada dalam pustaka" in page.open("id", Event(link=action("sheet", "gone")))
    assert "tidak lengkap" in page.open("id", Event(link="javascript:x"))


def test_files_are_added_one_by_one(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path))
    files = [tmp_path / "good.txt", tmp_path / "bad.txt"]
    for file in files:
        file.write_text("x", encoding="utf-8")
    steps = [text for text, _ in library(page).add(list(map(str, files)), "id")]
    assert [f"{n} dari 2" in step for n, step in enumerate(steps[:2])] == [True, True]
    assert "1 dari 2 laporan ada dalam pustaka" in steps[-1]
    assert "file kosong" in steps[-1]


def uploaded(folder: Path, *names: str) -> list[str]:
    """Files as Gradio keeps uploads: each in a folder of its own."""
    found = []
    for number, name in enumerate(names):
        (folder / str(number)).mkdir()
        file = folder / str(number) / name
        file.write_text(f"{number}", encoding="utf-8")
        found.append(str(file))
    return found


CHAPTERS = ("BAB II.txt", "BAB I.txt", "lain.txt", "BAB III.txt")


@pytest.mark.parametrize(
    ("names", "join", "reports"),
    [
        (CHAPTERS, True, [("BAB I.txt", "BAB II.txt", "BAB III.txt"), ("lain.txt",)]),
        (CHAPTERS, False, [(name,) for name in CHAPTERS]),
        # Chapters of two offices whose files are called alike cannot be told apart.
        (("BAB I.txt", "BAB II.txt", "BAB I.txt"), True, [("BAB I.txt",), ("BAB II.txt",), ("BAB I.txt",)]),
    ],
)
def test_chapters_in_files_of_their_own_are_one_report(
    page: Page, desk: FakeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    names: tuple[str, ...], join: bool, reports: list[tuple[str, ...]],
) -> None:  # fmt: skip
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path))
    *_, (last, _) = library(page).add(uploaded(tmp_path, *names), "id", join)
    assert desk.added == reports
    assert f"{len(reports)} dari {len(reports)} laporan" in last
    assert not list(tmp_path.rglob("*.txt"))


def test_chapters_are_called_by_their_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path))
    names = []
    for office in ("one", "other", "one"):
        for chapter in ("BAB I.txt", "BAB II.txt"):
            (tmp_path / chapter).write_text(office, encoding="utf-8")
        paths = uploads.together([str(tmp_path / "BAB I.txt"), str(tmp_path / "BAB II.txt")])
        names.append(Source(tuple(map(Path, paths))).name)
        uploads.gone(paths)
    assert names[0] == names[2] != names[1]
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_not_uploaded_is_neither_read_nor_deleted(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "in"))
    outside = tmp_path / "outside.txt"
    outside.write_text("x", encoding="utf-8")
    link = tmp_path / "in" / "link.txt"
    link.symlink_to(outside)
    asked = [
        str(outside),
        str(tmp_path / "in" / ".." / "outside.txt"),
        str(link),
        "x\0.txt",
        str(tmp_path / "in"),
        "gone",
    ]
    *_, (last, _) = library(page).add(asked, "id")
    assert last.count("bukan file yang diunggah") == len(asked)
    assert outside.exists()


def test_a_report_is_removed_only_after_it_was_asked_about(page: Page, desk: FakeDesk) -> None:
    tab = library(page)
    report, text, shown = tab.ask("id", Event(link=action("remove", ID)))
    assert (report, shown["visible"]) == (ID, True)
    assert "Kecamatan Mawar 2024" in text
    assert desk.removed == []
    assert tab.keep()[0] == ""
    assert tab.remove("", "id")[1] == ""
    assert "dihapus" in tab.remove(ID, "id")[0]
    assert desk.removed == [ID]
    assert "tidak ada" in tab.remove(ID, "id")[0]


def test_a_closed_library_is_not_asked_about(desk: FakeDesk) -> None:
    desk.editable = desk.changeable = False
    tab = library(Page(Talk(desk)))
    assert tab.ask("id", Event(link=action("remove", ID)))[0] == ""
    assert not tab.files.visible
