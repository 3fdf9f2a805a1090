"""Causal sentences on anything that a question names: those whose effect holds the words of the question."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.narrative.causes import Statement, statement_at
from assistant.narrative.clause import Clause, clauses, fits, pattern, told
from assistant.narrative.pieces import Piece
from assistant.wording import stems

_COVERED = 0.6
"""The least share of the asked words' weight that an effect must hold."""
_LONG = 4
CLOSE = 0.9
"""Sentences with so much of the best one's score are quoted beside it."""
_NEAR = 0.9
"""What a word counts that stands in the sentence that the effect points back to."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A statement with the share of the asked words that its effect holds."""

    statement: Statement
    score: float


def best(pieces: Sequence[Piece], report: str, wanted: Mapping[str, float], ways: Collection[str]) -> Iterator[Reason]:
    """The causal sentences of a report whose effect holds most of the wanted words (stems with their weights)."""
    total = sum(wanted.values())
    for at, piece in enumerate(pieces if total else ()):
        said = piece.sentences if piece.kind != "heading" else ()
        for place, sentence in enumerate(said):
            for clause in clauses(sentence):
                score = _score(wanted, clause, said[:place]) / total
                if score >= _COVERED and _may(clause, said[:place], ways):
                    yield Reason(statement_at(pieces, at, report, sentence, clause, last=place == len(said) - 1), score)
                    break


def _score(wanted: Mapping[str, float], clause: Clause, before: Sequence[str]) -> float:
    inside = set(stems(clause.effect))
    near = set(stems(" ".join(before))) if clause.points or clause.head else set()
    return sum(
        weight if _in(word, inside) else (weight * _NEAR if _in(word, near) else 0.0) for word, weight in wanted.items()
    )


def _in(word: str, held: set[str]) -> bool:
    """Whether a stem is among others, or within one that kept its prefix ("banding" in "rbanding")."""
    return word in held or (
        len(word) >= _LONG and any(word in other or other in word for other in held if other[_LONG:])
    )


def _may(clause: Clause, before: Sequence[str], ways: Collection[str]) -> bool:
    """Whether a clause may explain it: where a movement is asked, its effect speaks of that movement."""
    if not ways:
        return not pattern("imperative").search(clause.effect)
    return fits(clause, ways, before) and bool(told(clause, before) & set(ways))
