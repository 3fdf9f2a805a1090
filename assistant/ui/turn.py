"""One question of a conversation with its answer: what a session keeps, and all that it keeps."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Answer


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, the reports it was limited to (ids; empty for all) and its answer.

    `answer` is None while it is awaited, or when it failed; then `failure` says why in one sentence. `next` are
    questions that follow; `options` are labels and questions where the answer asks what was meant; `rated` whether
    the reader rated it.
    """

    question: str
    selected: tuple[str, ...] = ()
    answer: Answer | None = None
    failure: str | None = None
    next: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    rated: bool = False
