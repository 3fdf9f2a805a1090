"""Words of questions and facts in one normal form: chat spellings, enclitics, light stems, phrases."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from corpus.vocabulary import load

_WORD = re.compile(r"\b[a-z]\d\b|\d+(?:[.,/]\d+)*%?|[^\W\d_]+(?:'s)?|%")
_ENCLITIC = re.compile(r"^(\w{3,}?)(?:nya|kah|lah)$")
_PREFIX = re.compile(r"^(?:meng|meny|men|mem|me|peng|peny|pen|pem|pe|per|ber|ter|di|ke)(?=\w{4,})")
_SUFFIX = re.compile(r"(?<=\w{4})(?:kan|an|i)$")


@cache
def chat_words() -> dict[str, str]:
    """Chat spelling to plain word."""
    return {str(k): str(v) for k, v in load("chat", "assistant").items()}


@cache
def _one_spelling() -> dict[str, str]:
    """Words that are spelt in several ways, each with the form it is taken for."""
    return {str(k): str(v) for k, v in load("spellings", "assistant").items()}


@cache
def word_set(name: str) -> frozenset[str]:
    """One of the word lists of the data file `stopwords`."""
    return frozenset(load("stopwords", "assistant")[name].split())


def stop_words() -> frozenset[str]:
    """Words that name nothing."""
    return word_set("words")


@cache
def weak_stems() -> frozenset[str]:
    """Stems of words so general that alone they name nothing."""
    return frozenset(stem(word) for word in word_set("weak"))


def words(text: str) -> list[str]:
    """The lower-case words and numbers of a text, hyphens and slashes between words split."""
    return _WORD.findall(text.lower())


def plain_words(text: str) -> list[str]:
    """Words with chat spellings written out and question enclitics (-kah, -nya) taken off unknown words."""
    plain: list[str] = []
    known = chat_words()
    for word in words(text):
        if word in known:
            plain += known[word].split()
            continue
        if word.endswith("%") and len(word) > 1:
            plain += [word[:-1], "persen"]
            continue
        plain.append(word if word in english_words() else word.removesuffix("'s"))
    return plain


def telling(text: str) -> list[str]:
    """The words of a text that can name something."""
    return [w for w in plain_words(text) if len(w) > 1 and w not in stop_words() and stem(w) not in weak_stems()]


@cache
def english_words() -> frozenset[str]:
    """The English words that questions use, some with their 's ("what's"); elsewhere that only says whose."""
    sources = {word for group in _english().values() for source, _ in group for word in source}
    return frozenset(sources) | word_set("english") | stop_words()


def bare(word: str) -> str:
    """The word without -nya, -kah, -lah where at least three letters remain."""
    if len(word) < 6 or word in word_set("whole"):
        return word
    match = _ENCLITIC.match(word)
    return match.group(1) if match else word


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A light stem: good enough to match a word with its own forms, not a dictionary root."""
    word = _one_spelling().get(word, word)
    if len(word) < 5 or not word.isalpha():
        return word
    word = bare(word)
    word = _one_spelling().get(word, word)
    cut = _PREFIX.sub("", word, count=1)
    cut = _SUFFIX.sub("", cut, count=1)
    # "pendapatan" (income) is no form of "dapat" (can): what is left must be able to name something.
    return cut if len(cut) >= 4 and cut not in stop_words() else word


@lru_cache(maxsize=100_000)
def stems(text: str) -> tuple[str, ...]:
    """The stems of all words of a text, in order."""
    return tuple(stem(word) for word in words(text))


def find_phrase(tokens: Sequence[str], phrase: Sequence[str], taken: Iterable[int] = ()) -> int:
    """Index where a phrase starts in tokens (enclitics ignored), avoiding taken positions; -1 if nowhere."""
    if not phrase:
        return 0
    blocked = set(taken)
    size = len(phrase)
    for start in _places(tuple(tokens)).get(phrase[0], ()):
        if start + size > len(tokens) or any(start + i in blocked for i in range(size)):
            continue
        if all(tokens[start + i] == part or bare(tokens[start + i]) == part for i, part in enumerate(phrase)):
            return start
    return -1


@lru_cache(maxsize=256)
def _places(tokens: tuple[str, ...]) -> Mapping[str, Sequence[int]]:
    """Where each word stands, as written and without its enclitic: hundreds of phrases are looked for in a question."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(tokens):
        for form in {word, bare(word)}:
            found[form].append(place)
    return dict(found)


def language_of(text: str) -> str:
    """Which language a question is written in, "en" or "id"; Indonesian where nothing tells."""
    found = plain_words(text)
    english = sum(word in word_set("english") for word in found)
    indonesian = sum(word in word_set("indonesian") or bare(word) in word_set("indonesian") for word in found)
    return "en" if english > indonesian else "id"


Phrase = tuple[tuple[str, ...], tuple[str, ...]]
"""English words and the Indonesian words for them."""


@cache
def _english() -> dict[str, tuple[Phrase, ...]]:
    """English phrases by their first word, the longest first."""
    pairs = [*load("english", "assistant"), *load("english_words", "assistant").items()]
    phrases = [(tuple(words(str(source))), tuple(words(str(target)))) for source, target in pairs]
    found: dict[str, list[Phrase]] = defaultdict(list)
    for source, target in sorted(phrases, key=lambda pair: -len(pair[0])):
        found[source[0]].append((source, target))
    return {first: tuple(group) for first, group in found.items()}


def _singulars(word: str) -> tuple[str, ...]:
    """The word, and what it is the plural of if it is one."""
    forms = [word]
    if word.endswith("ies"):
        forms.append(f"{word[:-3]}y")
    if word.endswith("s") and len(word) > 3:  # "gas" is no plural
        forms.append(word[:-1])
    return tuple(forms)


def to_indonesian(tokens: Sequence[str]) -> list[str]:
    """English words of a question replaced by the words that Indonesian reports use; others stay."""
    return [word for _, target in translated(tokens) for word in target]


def translated(tokens: Sequence[str]) -> list[Phrase]:
    """Pairs of words as asked and the words that Indonesian reports use for them; a word that has none stays."""
    out: list[Phrase] = []
    position = 0
    while position < len(tokens):
        source, target = _phrase_at(tokens, position)
        out.append((source, target))
        position += len(source)
    return out


def _phrase_at(tokens: Sequence[str], position: int) -> Phrase:
    """The longest known phrase that begins here, as it is written here; the word itself where none does."""
    for first in _singulars(tokens[position]):
        for source, target in _english().get(first, ()):
            if tuple(tokens[position + 1 : position + len(source)]) == source[1:]:
                return tuple(tokens[position : position + len(source)]), target
    return (tokens[position],), (tokens[position],)
