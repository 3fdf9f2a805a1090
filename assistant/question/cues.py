"""The words by which questions say what they mean: the data files of cues, and where their phrases stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from assistant.wording import bare, words
from corpus.vocabulary import load

Cue = tuple[tuple[str, ...], int, dict[str, Any]]
"""The words of a phrase, the place of its entry in the file, and the entry."""


@cache
def cues(name: str) -> tuple[Cue, ...]:
    """Phrases of a cue file (cues, measures, levels), longest first, then in file order, each with its entry."""
    found = []
    for order, entry in enumerate(load(name, "assistant")):
        phrases = entry["phrases"] if "phrases" in entry else [entry["phrase"]]
        found += [(tuple(words(str(phrase))), order, entry) for phrase in phrases]
    return tuple(sorted(found, key=lambda item: (-len(item[0]), item[1])))


@cache
def word_group(name: str) -> frozenset[str]:
    """One of the sets of words of the data file `question`."""
    return frozenset(load("question", "assistant")["words"][name].split())


@cache
def phrase_list(name: str) -> tuple[str, ...]:
    """One of the lists of phrases of the data file `question`, in its order."""
    return tuple(map(str, load("question", "assistant")["phrases"][name]))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of the patterns of the data file `question`."""
    return re.compile(load("question", "assistant")["patterns"][name])


def tables_in(text: str) -> tuple[str, ...]:
    """The numbers of the tables that a text names ("Tabel 3.5": "3.5"), in order."""
    return tuple(pattern("table").findall(text))


def is_captioned(caption: str | None, number: str) -> bool:
    """Whether a caption begins with the table of that number."""
    match = pattern("table").match(caption or "")
    return match is not None and match[1] == number


def joined(tokens: Sequence[str]) -> str:
    """The tokens without enclitics, one blank around each."""
    return f" {' '.join(bare(token) for token in tokens)} "
