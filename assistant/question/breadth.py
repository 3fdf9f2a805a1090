"""Of how much a question asks: its levels, all of several or their sum, a class of offices, what is counted."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.question.cues import cues, pattern, phrase_list, word_group
from assistant.wording import bare, find_phrase


def levels(tokens: Sequence[str], taken: Collection[int]) -> tuple[str, ...]:
    """The levels (program, kegiatan ...) that the tokens name outside of the places taken, each once."""
    used = set(taken)
    found: list[str] = []
    for phrase, _, entry in cues("levels"):
        start = find_phrase(tokens, phrase, used)
        in_name = start > 0 and tokens[start - 1] in ("jumlah", "persentase")  # "Jumlah kegiatan PHBN ..."
        if start >= 0:
            used |= set(range(start, start + len(phrase)))
            found += [] if in_name else entry["levels"]
    return tuple(dict.fromkeys(found))


def is_of_several(tokens: Sequence[str]) -> bool:
    """Whether each of several is asked; the sum of all is one figure."""
    said = pattern("all_together").sub("", f" {' '.join(tokens)} ")
    return any(f" {phrase} " in said for phrase in phrase_list("every"))


def is_total(tokens: Sequence[str]) -> bool:
    """Whether the whole of something is asked."""
    return any(bare(token) in word_group("total") for token in tokens)


def office_class(tokens: Sequence[str]) -> str | None:
    """The kind of office that a question speaks of as a class: "kecamatan mana", "antar kecamatan"."""
    match = pattern("office_class").search(" ".join(tokens))
    return (match.group(1) or match.group(2)) if match else None


def counted(said: str, *, measured: bool) -> str | None:
    """What is to be counted, in the question's tokens joined; `measured` says that it names a measure too."""
    how_many = pattern("how_many_of_a_measure" if measured else "how_many").pattern
    return next((noun for noun in phrase_list("counted") if re.search(rf"{how_many}{noun} ", said)), None)
