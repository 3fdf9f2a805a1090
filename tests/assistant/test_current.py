"""Answers while the library changes: made of one state of each report, and waiting for nobody who changes others."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from assistant import current
from assistant.service import Assistant
from tests.assistant.test_cli import REPORT
from tests.index.fakes import WordEmbedder

QUESTION = "Berapa realisasi IKM Kecamatan Melati?"


def written(folder: Path, name: str, ikm: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name.lower()}.txt"
    path.write_text(REPORT.format(name=name.upper(), title=name, ikm=ikm), encoding="utf-8")
    return path


@pytest.fixture
def assistant(tmp_path: Path):
    opened = Assistant.open(tmp_path / "data", embedder_factory=WordEmbedder)
    opened.add([written(tmp_path / "a", "Melati", "88,20"), written(tmp_path / "a", "Dahlia", "91,30")])
    opened.frame()
    yield opened
    opened.close()


def held_back(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """Making figures anew begins and then waits."""
    begun, go_on, real = threading.Event(), threading.Event(), current.Frame

    def slow(*given, **named):
        begun.set()
        assert go_on.wait(30)
        return real(*given, **named)

    monkeypatch.setattr(current, "Frame", slow)
    return begun, go_on


def while_changing(assistant: Assistant, change, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is answered while new figures are made after a change, and after it."""
    begun, go_on = held_back(monkeypatch)
    changing = threading.Thread(target=change)
    changing.start()
    assert begun.wait(30)
    found: list[str] = []
    asking = threading.Thread(target=lambda: found.append(assistant.ask(QUESTION).text))
    asking.start()
    asking.join(1 if not found else 30)
    waited = asking.is_alive()
    go_on.set()
    asking.join(30)
    changing.join(30)
    return [("waited" if waited else "at once"), *found, assistant.ask(QUESTION).text]


def test_a_question_does_not_wait_while_another_report_comes(assistant: Assistant, tmp_path: Path, monkeypatch):
    more = written(tmp_path / "b", "Kenanga", "77,00")
    waited, during, after = while_changing(assistant, lambda: assistant.add([more]), monkeypatch)
    assert waited == "at once"
    assert "88,20" in during
    assert "88,20" in after
    assert "77,00" in assistant.ask("Berapa realisasi IKM Kecamatan Kenanga?").text


def test_a_question_about_the_report_that_changes_gets_the_new_figure(
    assistant: Assistant, tmp_path: Path, monkeypatch
):
    more = written(tmp_path / "b", "Melati", "66,00")
    waited, during, after = while_changing(assistant, lambda: assistant.add([more]), monkeypatch)
    assert waited == "waited"
    assert "66,00" in during
    assert "88,20" not in during + after


def test_a_question_about_a_report_that_goes_finds_nothing_of_it(assistant: Assistant, monkeypatch):
    waited, during, after = while_changing(assistant, lambda: assistant.remove("melati.txt"), monkeypatch)
    assert waited == "waited"
    assert "88,20" not in during + after


def test_a_selected_report_that_is_new_is_waited_for(assistant: Assistant, tmp_path: Path, monkeypatch):
    more = written(tmp_path / "b", "Kenanga", "77,00")
    begun, go_on = held_back(monkeypatch)
    adding = threading.Thread(target=lambda: assistant.add([more]))
    adding.start()
    assert begun.wait(30)
    found: list[str] = []
    asking = threading.Thread(
        target=lambda: found.append(assistant.ask("Berapa realisasi IKM?", selected=["kenanga.txt"]).text)
    )
    asking.start()
    go_on.set()
    asking.join(30)
    adding.join(30)
    assert "77,00" in found[0]


def test_another_process_is_noticed_at_the_next_question(assistant: Assistant, tmp_path: Path):
    other = Assistant.open(tmp_path / "data", embedder_factory=WordEmbedder)
    other.add([written(tmp_path / "b", "Melati", "55,00")])
    other.close()
    assert "55,00" in assistant.ask(QUESTION).text
