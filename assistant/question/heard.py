"""The words of a question made regular: chat spellings, slips and English put right, indicators and offices marked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.frame import Frame
from assistant.offices import Named, Office, name_offices
from assistant.spelling import is_ordinary, mended, spelt
from assistant.wording import Phrase, bare, language_of, plain_words, stop_words, translated
from assistant.years import Years, find_years
from corpus.vocabulary import codes_in

_MASK = "kode_"


@dataclass(frozen=True, slots=True)
class Heard:
    """A question as a list of regular Indonesian tokens.

    `said` is the whole question with slips put right, `pairs` its words with the Indonesian words for them, `tokens`
    the latter in one list, an indicator's name as `kode_x`. `taken` holds the places of indicators, offices and years.
    """

    text: str
    language: str
    said: str
    pairs: tuple[Phrase, ...]
    tokens: tuple[str, ...]
    codes: tuple[str, ...]
    named: Named
    years: Years
    taken: frozenset[int]

    def left_over(self, used: Collection[int]) -> tuple[int, ...]:
        """The places of content words that nothing else uses."""
        return tuple(place for place, token in enumerate(self.tokens) if place not in used and _tells(token))

    def in_own_words(self, places: Collection[int]) -> str:
        """The words of the question, in its own language, whose translations stand at the places."""
        said: list[str] = []
        start = 0
        for source, target in self.pairs:
            if not set(places).isdisjoint(range(start, start + len(target))):
                said += source
            start += len(target)
        return " ".join(said)

    def spoken(self) -> list[str]:
        """All tokens, then all words as said, without enclitics."""
        return [bare(word) for word in (*self.tokens, *self.said.split())]


def hear(text: str, offices: Sequence[Office], frame: Frame) -> Heard:
    """The words of a question; `offices` are those that may be named, `frame` tells which words facts use."""
    language = language_of(text)
    said = " ".join(mended(plain_words(text), language, offices, frame))
    coded, codes = _mask_codes(said)
    pairs = translated(coded.split()) if language == "en" else [((word,), (word,)) for word in coded.split()]
    tokens = [token for _, target in pairs for token in target]
    taken = {place for place, token in enumerate(tokens) if token.startswith(_MASK)}
    named = name_offices(tokens, offices, lambda word: is_ordinary(word, frame))
    taken |= named.positions
    tokens = [token if place in taken else spelt(token, frame) for place, token in enumerate(tokens)]
    years = find_years(text, tokens)
    taken |= years.positions
    return Heard(text, language, said, tuple(pairs), tuple(tokens), codes, named, years, frozenset(taken))


def _mask_codes(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with indicator names replaced by `kode_x` words, and the codes in order of appearance."""
    out, last = [], 0
    codes: list[str] = []
    for match in codes_in(text):
        out.append(text[last : match.start])
        out.append(f" {_MASK}{match.code.lower()} ")
        last = match.end
        codes.append(match.code)
    out.append(text[last:])
    return "".join(out), tuple(dict.fromkeys(codes))


def _tells(token: str) -> bool:
    return len(token) > 1 and not token[0].isdigit() and not {token, bare(token)} & stop_words()
