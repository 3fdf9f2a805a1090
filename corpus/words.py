"""Small text helpers that all of `corpus` shares: markup removal, squashing, words."""

from __future__ import annotations

import re
from functools import lru_cache

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_BREAK = re.compile(r"<(?:br|/p|/li|/div)\s*/?>", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*{1,3}|__")
_LATEX_TEXT = re.compile(r"\\(?:text|mathrm|mathbf)\s*\{([^{}]*)\}")
_LATEX_WORDS = {r"\leq": "≤", r"\le": "≤", r"\geq": "≥", r"\ge": "≥", r"\times": "x", r"\%": "%", r"\sum": "∑"}
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_SPACES = re.compile(r"\s+")
_SHORT = 300


def plain(text: str) -> str:
    """`text` without HTML tags, Markdown emphasis, simple LaTeX and invisible characters, blanks folded.

    Text from a report is data: tags are dropped, never interpreted.
    """
    return _short_plain(text) if len(text) <= _SHORT else _plain(text)


def _plain(text: str) -> str:
    if "<" in text:
        text = _TAG.sub(" ", _BREAK.sub(" ", _AUTOLINK.sub(r"\1", text)))
    if "*" in text or "__" in text:
        text = _EMPHASIS.sub("", text)
    if "$" in text or "\\" in text:
        text = _latex(text)
    return _SPACES.sub(" ", text.translate(_INVISIBLE)).strip()


# Cells are looked at by several steps; long texts are not kept, so that the memory stays bounded.
_short_plain = lru_cache(maxsize=32768)(_plain)


def clear() -> None:
    """Forget the texts seen so far (for measurements)."""
    _short_plain.cache_clear()


def _latex(text: str) -> str:
    text = _LATEX_TEXT.sub(r"\1", text)
    for command in sorted(_LATEX_WORDS, key=len, reverse=True):
        text = text.replace(command, _LATEX_WORDS[command])
    return text.replace("$", "")


def squash(text: str) -> str:
    """Lower case letters, digits and the signs that carry meaning in a header (% ( ) / + - = . *), nothing else.

    Words that the layout broke ("Targ et") are whole again.
    """
    return re.sub(r"[^a-z0-9%()/+\-=.*]", "", plain(text).lower())


def tokens(text: str) -> list[str]:
    """The lower-case words and numbers of `text`."""
    return re.findall(r"[a-z0-9]+", text.lower())


def slug(text: str) -> str:
    """`text` as a readable identifier: lower case, words joined by hyphens."""
    return "-".join(tokens(text))
