"""A conversation as pure Python: from a question to a turn with its answer. No Gradio here."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.ui.desk import Desk
from assistant.ui.message import Message, messages
from assistant.ui.ratings import Ratings
from assistant.ui.shelf import Shelf
from assistant.ui.sources import first_spot
from assistant.ui.suggest import Known, clarifying, first_questions, next_questions
from assistant.ui.turn import Turn
from assistant.ui.understood import Chip, chips
from assistant.ui.words import Words, words
from corpus.errors import BadInput, TanyaError

_log = logging.getLogger(__name__)
_KEPT = 50  # turns that a session keeps
_CHOSEN = 1000  # reports that a question may be limited to
_LONGEST = 2000  # letters of an earlier question or of a name
_REMEMBERED = 6  # earlier questions that an answer may lean on

Turns = tuple[Turn, ...]


class Talk:
    """Conversations at one desk, shared by all sessions: it holds nothing of any of them."""

    def __init__(self, desk: Desk, ratings: Ratings | None = None) -> None:
        self.desk = desk
        self.ratings = ratings or Ratings(None)
        self._lock = threading.Lock()
        self._known: tuple[tuple[int, ...], Known] | None = None

    def shelf(self) -> Shelf:
        """The reports loaded now; none, with the problem, when the library cannot be read."""
        try:
            return Shelf.of(self.desk.reports())
        except TanyaError as error:
            _log.warning("library not read: %s", error)
            return Shelf(problem=str(error))

    def begin(self, question: str, turns: Turns, selected: Sequence[str] = ()) -> Turns:
        """The conversation with a question that waits for its answer; an empty question changes nothing."""
        if not question.strip():
            return turns
        return (*turns[-_KEPT + 1 :], Turn(question.strip(), tuple(selected)))

    def finish(self, turns: Turns, language: str) -> Turns:
        """The conversation with its last question answered, or with one sentence on why it was not."""
        if not turns or turns[-1].answer is not None or turns[-1].failure is not None:
            return turns
        *before, turn = turns
        history = [earlier.question for earlier in before if earlier.answer is not None][-_REMEMBERED:]
        return (*before, self._answered(turn, history, words(language)))

    def _answered(self, turn: Turn, history: Sequence[str], say: Words) -> Turn:
        try:
            answer = self.desk.ask(turn.question, selected=list(turn.selected), history=history)
            own = words(answer.language)
            following = next_questions(answer, self.known(), own)
            return replace(turn, answer=answer, next=following, options=clarifying(answer, own))
        except TanyaError as error:
            return replace(turn, failure=str(error))
        except Exception:
            # Whatever it was, the reader gets one sentence and the log the rest.
            _log.exception("question not answered: %r", turn.question)
            return replace(turn, failure=say("failed"))

    def contract(self, question: str, selected: Sequence[str], history: Sequence[str]) -> dict[str, Any]:
        """The answer to one question as the JSON of the contract; a question that cannot be used has status error."""
        try:
            _check(selected, history)
            return self.desk.ask(question, selected=list(selected), history=list(history)).to_json()
        except TanyaError as error:
            return {"id": None, "question": question, "status": "error", "text": str(error)}

    def messages(self, turns: Turns, language: str) -> list[Message]:
        """The conversation as messages of a chatbot."""
        return messages(turns, self.shelf(), words(language), chips=self._chips, rated=self.ratings.kept)

    def stopped(self, turns: Turns, language: str) -> Turns:
        """The conversation with the question that waited given up."""
        if not turns or turns[-1].answer is not None or turns[-1].failure is not None:
            return turns
        return (*turns[:-1], replace(turns[-1], failure=words(language)("stopped")))

    def rate(self, turns: Turns, number: int, verdict: str, reason: str) -> Turns:
        """The conversation with a verdict on the answer of a turn, kept in the log; each answer is rated once."""
        if not 0 <= number < len(turns):
            return turns
        turn = turns[number]
        if turn.answer is None or turn.rated:
            return turns
        kept = self.ratings.add(turn.answer, verdict, reason, selected=turn.selected, generation=self.desk.generation())
        return (*turns[:number], replace(turn, rated=True), *turns[number + 1 :]) if kept else turns

    def _chips(self, turn: Turn) -> list[Chip]:
        if turn.answer is None:
            return []
        try:
            return chips(turn.answer, self.known(), words(turn.answer.language), limited=bool(turn.selected))
        except TanyaError as error:
            _log.warning("no assumptions: %s", error)
            return []

    def first_link(self, turns: Turns) -> str | None:
        """The link to the first evidence of the last answer."""
        answer = turns[-1].answer if turns else None
        spot = None if answer is None else first_spot(answer)
        return None if spot is None else spot.link

    def examples(self, language: str) -> list[str]:
        """Example questions that the loaded reports answer; none when the library cannot be read."""
        try:
            return first_questions(self.known(), words(language))
        except TanyaError as error:
            _log.warning("no examples: %s", error)
            return []

    def known(self) -> Known:
        """What the loaded reports allow to ask; worked out once for each state of the library."""
        rows = self.desk.reports()
        keys = tuple(row.key for row in rows)
        with self._lock:
            if self._known is None or self._known[0] != keys:
                self._known = (keys, Known.of(rows, self.desk.facts()))
            return self._known[1]


def _check(selected: Sequence[object], history: Sequence[object]) -> None:
    """Raises BadInput for a selection or history that no reader of a page has: too long, or not of texts."""
    for name, items, most in (("selected", selected, _CHOSEN), ("history", history, _KEPT)):
        if len(items) > most or not all(isinstance(item, str) and len(item) <= _LONGEST for item in items):
            raise BadInput(
                f"{name} harus daftar paling banyak {most} teks, masing-masing paling banyak {_LONGEST} huruf"
            )
