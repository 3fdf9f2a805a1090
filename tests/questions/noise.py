"""Typing errors as people make them: a neighbouring key, a letter dropped, doubled or swapped. Never in a number."""

from __future__ import annotations

import random
import re

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_KINDS = ("neighbour", "drop", "double", "swap")
_WEIGHTS = (35, 25, 20, 20)
_WORD = re.compile(r"[^\W\d_]{6,}")


def slip(text: str, dice: random.Random, *, errors: int = 1) -> tuple[str, int]:
    """The text with so many slips, each in another word of six letters or more; and how many were made.

    Acronyms (capitals) and words with digits stay as they are; the first letter of a word is never hit.
    """
    words = [m for m in _WORD.finditer(text) if not m.group().isupper()]
    hit = sorted(dice.sample(words, min(errors, len(words))), key=lambda m: -m.start())
    for match in hit:
        text = text[: match.start()] + _slipped(match.group(), dice) + text[match.end() :]
    return text, len(hit)


def _slipped(word: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(word) - 1)
    kind = dice.choices(_KINDS, _WEIGHTS)[0]
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "double":
        return word[: at + 1] + word[at:]
    if kind == "swap":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + dice.choice(neighbours(word[at])) + word[at + 1 :]


def neighbours(letter: str) -> str:
    """The keys beside a letter on a QWERTY keyboard; the letter itself where it is on none."""
    low = letter.lower()
    for row, keys in enumerate(_ROWS):
        at = keys.find(low)
        if at >= 0:
            near = keys[max(0, at - 1) : at] + keys[at + 1 : at + 2]
            for other in (row - 1, row + 1):
                if 0 <= other < len(_ROWS):
                    near += _ROWS[other][at : at + 1]
            return near
    return letter
