"""The interface's own words in Indonesian and English, from data/text.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from corpus.vocabulary import load

LANGUAGES = ("id", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language: `words("ask", n=3)` is the text of a key with its blanks filled."""

    language: str

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key; raises KeyError for an unknown key or a blank without a value."""
        return str(load("text", "assistant.ui")[key][self.language]).format(**values)

    def number(self, value: int | Decimal) -> str:
        """A whole number with the thousands separator of the language."""
        text = f"{value:,}"
        return text if self.language == "en" else text.replace(",", ".")


def words(language: object) -> Words:
    """The words of a language; Indonesian for any that is not known."""
    return Words(str(language) if language in LANGUAGES else LANGUAGES[0])
