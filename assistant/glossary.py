"""The project's own glossary: which of its terms a question names, and whether it asks what they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.wording import words
from corpus.vocabulary import load

_WHAT_IS = re.compile(r"^\s*what(?:'s| is| are)\s+(?:an? |the )?(?P<term>[^?]{2,60}?)\s*\?*\s*$", re.IGNORECASE)
_DIFFERENCE = re.compile(r"\b(?:beda|bedanya|perbedaan|perbedaannya|difference|differ)\b", re.IGNORECASE)
_TWO = 2


@dataclass(frozen=True, slots=True)
class Term:
    """An entry: the term, its other names, its long form if it is an acronym, its meaning in both languages."""

    term: str
    names: tuple[str, ...]
    long: str | None
    meaning: str
    meaning_en: str


@cache
def terms() -> tuple[Term, ...]:
    """All entries, in the order of the data file."""
    found = []
    for entry in load("glossary"):
        names = (str(entry["term"]), *map(str, entry["aliases"]))
        long = next((name for name in names[1:] if names[0].isupper() and len(name.split()) >= _TWO), None)
        found.append(Term(names[0], names, long, str(entry["meaning"]), str(entry["meaning_en"])))
    return tuple(found)


def terms_in(text: str) -> tuple[Term, ...]:
    """The terms that a text names, in its order; a name inside a longer one ("capaian kinerja") counts once."""
    said = f" {' '.join(words(text))} "
    places: dict[int, tuple[int, Term]] = {}
    for term in terms():
        for name in (" ".join(words(name)) for name in term.names):
            at = said.find(f" {name} ")
            if at >= 0 and len(name) > places.get(at, (0, term))[0]:
                places[at] = (len(name), term)
    return tuple(dict.fromkeys(term for _, (_, term) in sorted(places.items())))


def is_definition(text: str) -> bool:
    """Whether a question asks what a term means or how two of them differ ("What is IKM?"); figures are no terms."""
    if any(char.isdigit() for char in text):
        return False
    if _DIFFERENCE.search(text):
        return len(terms_in(text)) >= _TWO
    match = _WHAT_IS.match(text)
    asked = tuple(words(match["term"])) if match else ()
    return any(tuple(words(name)) == asked for term in terms() for name in term.names)
