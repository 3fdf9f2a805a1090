"""What a question in words is about, and whether a part of a report is about it, too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.wording import stem, stems
from corpus.vocabulary import load
from corpus.words import plain

_HALF = 0.5
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic that questions name (`about`), or else the stems of the words they say, each with its weight.

    `name` is the topic in the question's words, "" where it names none.
    """

    name: str = ""
    about: tuple[re.Pattern[str], ...] = ()
    words: tuple[tuple[str, float], ...] = ()

    @property
    def is_named(self) -> bool:
        """Whether it is one of the topics that reports have parts of."""
        return bool(self.about)

    def is_in(self, text: str) -> bool:
        """Whether a text holds a word of the topic, or half of the words' weight; True where nothing is asked."""
        if self.about:
            said = _plain(text)
            return any(pattern.search(said) for pattern in self.about) and not _outline().search(said)
        return self.share_in(text) >= _HALF

    def share_in(self, text: str) -> float:
        """The share of the words' weight that a text holds, 1 where the question says none."""
        held = set(stems(text))
        total = sum(weight for _, weight in self.words)
        return sum(weight for word, weight in self.words if word in held) / total if total else 1.0

    def distance(self, title: str) -> int:
        """How far a title is from the topic: 0 where it says its name, 1 where it is about it, else 2."""
        if self.name and self.name in _plain(title):
            return 0
        return 1 if self.is_in(title) else 2

    def leads(self, title: str, items: Sequence[str]) -> bool:
        """Whether a list is about the topic: its title or lead is, or most of its items are."""
        return self.is_in(title) or 2 * sum(self.is_in(item) for item in items) > len(items)

    def first_in(self, text: str) -> int:
        """Where a plain text first holds a word of the topic; 0 where it holds none."""
        found = [match.start() for pattern in self.about if (match := pattern.search(text.lower()))]
        words = {word for word, _ in self.words}
        said = (match.start() for match in _WORD.finditer(text) if words and stem(match[0].lower()) in words)
        return min(found, default=next(said, 0))


def topic_of(said: str, words: Iterable[str], weigh: Callable[[str], float]) -> Topic:
    """The topic of a question in plain words; `words` are the stems of what it names, offices and years left out."""
    rules, doing = _rules()
    asked = [(match[0], about) for ask, about in rules if (match := ask.search(said))]
    if asked:
        return Topic(", ".join(name for name, _ in asked), tuple(about for _, about in asked))
    named = dict.fromkeys(word for word in words if word not in doing)
    return Topic(words=tuple((word, weigh(word)) for word in named))


def _plain(text: str) -> str:
    return " ".join(plain(text).lower().split())


@cache
def _rules() -> tuple[tuple[tuple[re.Pattern[str], re.Pattern[str]], ...], frozenset[str]]:
    data = load("topics", "assistant")
    rules = tuple((_words(rule["ask"]), _words(rule["about"])) for rule in data["topics"])
    return rules, frozenset(stem(word) for word in data["doing"].split())


@cache
def _outline() -> re.Pattern[str]:
    return _words(load("topics", "assistant")["outline"])


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b")
