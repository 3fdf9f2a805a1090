"""Slips of the keys in a question put right, where the words of reports and of questions leave no doubt."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from assistant.frame import Frame
from assistant.offices import Office
from assistant.slips import nearest, without_slip
from assistant.wording import bare, chat_words, english_words, stop_words, words
from assistant.years import RELATIVE_WORDS
from corpus.vocabulary import codes_in, load

BENCHMARKS = frozenset(["provinsi", "nasional", "pembanding", "benchmark", "tetangga", "sekabupaten"])
"""Words for those that an office is compared with."""


def mended(spoken: Sequence[str], language: str, offices: Sequence[Office], frame: Frame) -> list[str]:
    """The words of a question with slips of the keys put right in names of indicators and in English words."""
    known = _known_words(language)
    spoken = [
        nearest(word, _EXTREMES) if place and spoken[place - 1] == "paling" and len(word) >= _LEAST_SLIP else word
        for place, word in enumerate(spoken)
    ]
    names = {word for office in offices for word in words(f"{office.organisation} {office.region}")}

    def is_right(word: str) -> bool:
        forms = {word, bare(word)}
        ordinary = any(is_ordinary(form, frame) for form in forms)
        return bool(ordinary or forms & (known | names) or codes_in(word))

    return [
        word if len(word) < _LONG or not word.isalpha() or is_right(word) else _nearest_known(word, language)
        for word in spoken
    ]


_EXTREMES = ("rendah", "tinggi", "besar", "kecil", "banyak", "sedikit", "boros", "hemat", "buruk", "baik")
_LEAST_SLIP = 4
_LONG = 5
"""Shorter words have too many neighbours to be taken for a slip."""


@cache
def _known_words(language: str) -> frozenset[str]:
    asked = frozenset(word for word in (*_cue_words(), *stop_words(), *RELATIVE_WORDS) if len(word) >= _LONG)
    return _alias_words() | asked | (english_words() if language == "en" else frozenset())


@lru_cache(maxsize=4096)
def _nearest_known(word: str, language: str) -> str:
    meant = without_slip(word, tuple(sorted(_known_words(language))))
    return chat_words().get(meant, meant)


@cache
def _alias_words() -> frozenset[str]:
    """The long words of the names of indicators."""
    texts = (text for entry in load("indicators") for text in (entry["name"], *entry["aliases"]))
    return frozenset(word for text in texts for word in words(str(text)) if len(word) >= _LONG)


def is_ordinary(word: str, frame: Frame) -> bool:
    """Whether a word is one that questions or facts use, and so no misspelt name of an office."""
    return word in stop_words() or word in _cue_words() or frame.knows(word)


def spelt(token: str, frame: Frame) -> str:
    """The token with a slip of the keys put right, where it is no word of questions or facts."""
    if token in stop_words() or bare(token) in stop_words() or token in _cue_words() or bare(token) in _cue_words():
        return token
    return frame.spelt(token, _long_cues())


@cache
def _long_cues() -> tuple[str, ...]:
    return tuple(sorted(word for word in _cue_words() if len(word) > 4))


@cache
def _cue_words() -> frozenset[str]:
    found: set[str] = set(BENCHMARKS)
    for name in ("cues", "measures"):
        for entry in load(name, "assistant"):
            for phrase in entry["phrases"]:
                found |= set(words(str(phrase)))
    for entry in load("levels", "assistant"):
        found |= set(words(str(entry["phrase"])))
    for _, target in load("english", "assistant"):
        found |= set(words(str(target)))
    return frozenset(found)
