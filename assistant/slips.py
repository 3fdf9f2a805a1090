"""Whether a word that facts and questions do not know is a slip of the keys, or a word of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from string import ascii_lowercase

from rapidfuzz import process
from rapidfuzz.distance import OSA

# One slip in five letters, exchanged neighbours counting as one.
_TYPO = 0.8
_RARER = 2.0
"""A misspelt form is at least a hundred times rarer than the word meant (zipf: powers of ten)."""
_LANGUAGES = ("id", "en")


def nearest(word: str, choices: Sequence[str]) -> str:
    """The choice that is nearest to a word, if it is near enough; else the word. One letter more or less at most."""
    near = [choice for choice in choices if abs(len(choice) - len(word)) <= 1]
    found = process.extractOne(word, near, scorer=OSA.normalized_similarity, score_cutoff=_TYPO)
    return found[0] if found else word


def without_slip(word: str, choices: Sequence[str]) -> str:
    """The choice that a misspelt word was meant to be; the word itself where none is near or it is a word of its own.

    "progam" was meant to be "program"; "pengangguran" (the unemployed) is not "penganggaran" (budgeting), and neither
    is "pengagguran", one slip away from the unemployed and two from budgeting.
    """
    found = nearest(word, choices)
    if found == word or not is_slip(word, found):
        return word
    return word if OSA.distance(word, found) > 1 and _is_near_another(word) else found


@lru_cache(maxsize=4096)
def _is_near_another(word: str) -> bool:
    """Whether one slip turns a word of written Indonesian into this one."""
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    shorter = {head + tail[1:] for head, tail in parts if tail}
    exchanged = {head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1}
    changed = {head + letter + tail[1:] for head, tail in parts if tail for letter in ascii_lowercase}
    longer = {head + letter + tail for head, tail in parts for letter in ascii_lowercase}
    return any(is_word(form) for form in shorter | exchanged | changed | longer)


@lru_cache(maxsize=65536)
def is_word(word: str) -> bool:
    """Whether a word is in use in written Indonesian or English at all."""
    from wordfreq import zipf_frequency

    return any(zipf_frequency(word, language, wordlist="small") > 0 for language in _LANGUAGES)


@lru_cache(maxsize=4096)
def is_slip(word: str, meant: str) -> bool:
    """Whether `word` is so much rarer than `meant` in written Indonesian and English that it is hardly a word."""
    from wordfreq import zipf_frequency  # its lists take a fifth of a second, and few questions need them

    for language in _LANGUAGES:
        usual = zipf_frequency(word, language, wordlist="small")
        if usual and usual > zipf_frequency(meant, language, wordlist="small") - _RARER:
            return False
    return True
