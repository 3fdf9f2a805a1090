"""The level of a programme, activity or sub-activity by its name in the national nomenclature."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from corpus.vocabulary import load
from corpus.words import squash

_ALIKE = 90.0
"""Least similarity (percent of letters in order) of a name to the nomenclature's: one or two broken words."""
_LEAST_LETTERS = 18
"""A shorter beginning of a name could be that of several."""
_SCOPE = re.compile(r"(kabupaten|kab\.?)(/?kota)?$|provinsi$")
_LEVEL_WORD = re.compile(r"^(program|sub-?kegiatan|kegiatan):?(?=[a-z]{6})")


@lru_cache(maxsize=8192)
def level_of(name: str) -> str | None:
    """`program`, `kegiatan` or `sub_kegiatan`; None where the nomenclature has no such name or two levels share it.

    Misspelt names count when nine in ten letters agree, cut ones when only names of one level begin so
    (Permendagri 90/2019 and its updates; see data/nomenclature.yaml).
    """
    key = _key(name)
    if key in _names():
        return _names()[key]
    if len(key) < _LEAST_LETTERS:
        return None
    begun = {level for other, level in _names().items() if other.startswith(key)}
    if begun:
        return begun.pop() if len(begun) == 1 else None
    close = process.extract(key, list(_names()), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=3)
    levels = {_names()[match] for match, score, _ in close if score >= close[0][1] - 2}
    return levels.pop() if len(levels) == 1 else None


def _key(name: str) -> str:
    letters = _SCOPE.sub("", squash(name))
    return re.sub(r"[^a-z]", "", _LEVEL_WORD.sub("", letters))


@cache
def _names() -> dict[str, str]:
    return {_key(name): str(level) for level, names in load("nomenclature").items() for name in names}
