"""The log of what readers thought of answers."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from assistant.ui.ratings import DATABASE, Ratings
from assistant.ui.talk import Talk
from tests.ui.desks import FakeDesk, answered, printed, two_reports

MAWAR, _ = two_reports()
ANSWER = answered("q", "**93,53** [1]", [printed(MAWAR)])


def kept(folder: Path) -> list[dict[str, str]]:
    with sqlite3.connect(folder / DATABASE) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute("SELECT * FROM ratings ORDER BY id")]


def test_a_verdict_is_kept_with_question_figures_and_generation(tmp_path: Path) -> None:
    talk = Talk(FakeDesk([MAWAR], answers={"q": ANSWER}), Ratings(tmp_path))
    turns = talk.finish(talk.begin("q", (), ("mawar",)), "id")
    turns = talk.rate(turns, 0, "down", "figure")
    assert turns[0].rated
    assert talk.rate(turns, 0, "up", "") == turns  # once
    [row] = kept(tmp_path)
    assert (row["verdict"], row["reason"], row["question"], row["generation"]) == ("down", "figure", "q", "gen-000007")
    assert json.loads(row["selected"]) == ["mawar"]
    [fact] = json.loads(row["facts"])
    assert fact.startswith(MAWAR.identity.id)
    assert fact.endswith("realisasi:2024:93,53")


@pytest.mark.parametrize(
    ("number", "verdict", "reason"), [(0, "sideways", ""), (0, "up", "<b>"), (3, "up", ""), (-1, "up", "")]
)
def test_nonsense_is_not_kept(tmp_path: Path, number: int, verdict: str, reason: str) -> None:
    talk = Talk(FakeDesk([MAWAR], answers={"q": ANSWER}), Ratings(tmp_path))
    turns = talk.finish(talk.begin("q", ()), "id")
    assert talk.rate(turns, number, verdict, reason) == turns
    assert not (tmp_path / DATABASE).exists()


def test_with_the_log_switched_off_nothing_is_offered_and_nothing_kept(tmp_path: Path) -> None:
    talk = Talk(FakeDesk([MAWAR], answers={"q": ANSWER}))
    turns = talk.finish(talk.begin("q", ()), "id")
    assert "a=up" not in talk.messages(turns, "id")[-1]["content"]
    assert talk.rate(turns, 0, "up", "") == turns


def test_a_log_that_cannot_be_written_is_no_failure_of_the_chat(tmp_path: Path) -> None:
    assert not Ratings(tmp_path / "absent").add(ANSWER, "up", "", selected=(), generation="")
