"""What readers thought of answers: a small SQLite log on this computer, for whoever looks after the library."""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from assistant.privacy import mask

DATABASE = "ratings.sqlite"
REASONS = ("figure", "question", "source", "unclear", "missing")
_log = logging.getLogger(__name__)
_SCHEMA = """CREATE TABLE IF NOT EXISTS ratings (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL,
  question TEXT NOT NULL, status TEXT NOT NULL, intent TEXT NOT NULL, slots TEXT NOT NULL,
  selected TEXT NOT NULL, facts TEXT NOT NULL, generation TEXT NOT NULL)"""


class Ratings:
    """The log in a folder; one without a folder keeps nothing. Safe to share between threads."""

    def __init__(self, folder: Path | None) -> None:
        self._path = None if folder is None else folder / DATABASE
        self._lock = threading.Lock()

    @property
    def kept(self) -> bool:
        """Whether anything is kept."""
        return self._path is not None

    def add(self, answer: Answer, verdict: str, reason: str, *, selected: tuple[str, ...], generation: str) -> bool:
        """Keep a verdict ("up" or "down") with its reason (one of REASONS or ""); False where nothing was kept."""
        if self._path is None or verdict not in ("up", "down") or reason not in ("", *REASONS):
            return False
        row = (
            datetime.now(UTC).isoformat(timespec="seconds"), verdict, reason, mask(answer.question), answer.status,
            answer.intent, _json(answer.slots), _json(selected), _json(cited(answer)), generation,
        )  # fmt: skip
        try:
            with self._lock, sqlite3.connect(self._path, timeout=2) as connection:
                connection.execute(_SCHEMA)
                connection.execute(
                    "INSERT INTO ratings (at, verdict, reason, question, status, intent, slots, selected, facts,"
                    " generation) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    row,
                )
        except sqlite3.Error as error:
            _log.warning("rating not kept: %s", error)
            return False
        return True


def cited(answer: Answer) -> list[str]:
    """The figures of an answer, each by report, place, measure, year and printed text."""
    found = []
    for figure in answer.figures:
        source = figure.source
        place = figure.formula if source is None else source.line_start or f"hal-{source.page}"
        found.append(f"{figure.report}:{place}:{figure.measure}:{figure.period_year}:{figure.as_printed}")
    return found


def _json(value: Any) -> str:  # noqa: ANN401 - JSON data has no one type
    return json.dumps(value, ensure_ascii=False, default=str)
