"""Sentences on an indicator that its own figures deny: a rise where it fell, no change where it moved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Passage
from assistant.narrative.asked import Asked
from assistant.narrative.clause import pattern
from assistant.narrative.pieces import Piece

_YEAR = re.compile(r"(?<![\d.,/])20\d\d(?![\d.,]*\d)")


def denied(
    pieces: Sequence[Piece], report: str, what: Asked, years: tuple[int, int], direction: str
) -> Iterator[Passage]:
    """The sentences that say of these two years what the figures deny, each with its place.

    Only sentences that compare with the year before in so many words, name no other year, and speak of what is asked.
    """
    above: tuple[str, ...] = ()
    for piece in pieces:
        said = piece.sentences if piece.kind in ("paragraph", "list_item") else ()
        for place, sentence in enumerate(said):
            if _says(sentence, years, direction) and _is_about((*above, *said[: place + 1]), what):
                yield piece.passage(report, sentence)
        above = said  # a page break may cut a paragraph behind the name


def _says(sentence: str, years: tuple[int, int], direction: str) -> bool:
    named = {int(year) for year in _YEAR.findall(sentence)}
    if not pattern("year_before").search(sentence) or not named <= set(years):
        return False
    claims = {name for name in ("risen", "fallen", "unchanged") if pattern(name).search(sentence)}
    right = {"up": "risen", "down": "fallen", "same": "unchanged"}.get(direction)
    return len(claims) == 1 and right not in claims


def _is_about(said: Sequence[str], what: Asked) -> bool:
    for sentence in reversed(said):
        if what.is_named(sentence):
            return not what.another(sentence)
        if what.another(sentence):
            return False
    return False
