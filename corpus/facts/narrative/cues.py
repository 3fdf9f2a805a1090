"""The cue words of sentences as data: what they say a figure is, and the patterns around them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from corpus.vocabulary import load

Cue = dict[str, Any]
"""An entry of the data file: measure, kinds of figures, pattern; `weak` where others go before it."""


@cache
def cues() -> tuple[tuple[Cue, re.Pattern[str]], ...]:
    """The cues of the data file in its order, each with its pattern."""
    return tuple((cue, re.compile(rf"\b(?:{cue['pattern']})\b", re.IGNORECASE)) for cue in load("narrative")["cues"])


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of the other patterns of the data file; `between` as all that may stand between a cue and its figure."""
    text = load("narrative")[name]
    return re.compile(rf"^(?:[\s,.:;()“”„‟‘’'\"–-]|\b{text}\b)*$" if name == "between" else text, re.IGNORECASE)


def version_in(clause: str) -> str | None:
    """The version of a plan that a clause names last; None where it names none."""
    named = [
        (hit.end(), str(entry["version"]))
        for entry in load("narrative")["versions"]
        for hit in re.finditer(rf"\b(?:{entry['pattern']})", clause, re.IGNORECASE)
    ]
    return max(named)[1] if named else None
