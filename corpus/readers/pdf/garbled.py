"""Text that is none: fonts whose glyphs have names or codes that tell no letter come out as other letters and signs.

What such a page seems to say is no word and no figure of the report; only its picture can be read. It is told by pairs
of letters: in sound pages two thirds and more of them are common ones, in garbled pages a third at most.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from corpus.readers.pdf.page import Word
from corpus.vocabulary import load

_LEAST, _SHARE = 12, 0.45
"""So many texts that are no figures tell; sound pages have more common ones among their pairs of letters."""
_FIGURE = re.compile(r"^(?:rp\.?)?[\d.,:/()%=x+*<>–-]+$|^.{1,2}$", re.IGNORECASE)
_ABBREVIATION = re.compile(r"^\W*[A-Z][A-Za-z]{0,3}[A-Z]\W*$")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def is_garbled(words: Sequence[Word]) -> bool:
    """Whether the texts of a page are no words; a page of few texts is taken as it is."""
    said = [word.text for word in words if not _FIGURE.match(word.text)]
    texts = [text.lower() for text in said if not _ABBREVIATION.match(text)]
    if len(texts) < _LEAST:
        return False
    parts = [part for text in texts for part in _LETTERS.findall(text)]
    pairs = [part[at : at + 2] for part in parts for at in range(len(part) - 1)]
    # Each text has three signs and more: signs that are no letters make no pairs, but count as if they did.
    common = _common()
    return sum(pair in common for pair in pairs) < _SHARE * max(len(pairs), 2 * len(texts))


@cache
def _common() -> frozenset[str]:
    return frozenset(load("letters")["pairs"].split())
