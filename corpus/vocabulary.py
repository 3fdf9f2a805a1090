"""The words of the field as data: one loader for the YAML files, and the short names of indicators."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

# An alias at least this long may be cut by blanks ("Kepua san"): shorter ones would match by accident.
_LONG = 11


def load(name: str, package: str = "corpus") -> Any:  # noqa: ANN401 - YAML data has no one type
    """The parsed content of `data/<name>.yaml` of a package, read once.

    Raises FileNotFoundError when the package holds no such file.
    """
    return _load(name, package)


@cache
def _load(name: str, package: str) -> Any:  # noqa: ANN401
    text = (files(package) / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


@dataclass(frozen=True, slots=True)
class CodeMatch:
    """An indicator named in a text: its code and the span [start, end) of the text that names it."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Alias:
    squashed: str
    words: str
    code: str | None
    not_after_number: bool


@lru_cache(maxsize=1)
def _aliases() -> tuple[_Alias, ...]:
    """All aliases, longest first; at equal length a blocked text comes before an alias."""
    found = []
    for entry in load("indicators"):
        guard = bool(entry.get("not_after_number"))
        found += [_Alias(_squash(a), _spaced(a), entry["code"], guard) for a in entry["aliases"]]
        found += [_Alias(_squash(a), _spaced(a), None, False) for a in entry.get("blocked", ())]
    return tuple(sorted(found, key=lambda a: (-len(a.squashed), a.code is not None, a.squashed)))


def _squash(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _spaced(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text, lower case, with the position of each in the text."""
    kept: list[str] = []
    places: list[int] = []
    for position, char in enumerate(text):
        if char.isalnum():
            for folded in char.lower():
                kept.append(folded)
                places.append(position)
    return "".join(kept), places


@lru_cache(maxsize=65536)
def codes_in(text: str) -> tuple[CodeMatch, ...]:
    """All indicators that a text names, in order of appearance, overlaps given to the longest alias."""
    letters, places = _letters(text)
    taken: list[tuple[int, int]] = []
    matches: list[CodeMatch] = []
    for alias in _aliases():
        start = letters.find(alias.squashed)
        while start >= 0:
            span = (places[start], places[start + len(alias.squashed) - 1] + 1)
            if _whole_words(text, span, alias) and not any(span[0] < e and s < span[1] for s, e in taken):
                taken.append(span)
                if alias.code is not None:
                    matches.append(CodeMatch(alias.code, *span))
            start = letters.find(alias.squashed, start + 1)
    return tuple(sorted(matches, key=lambda m: m.start))


def _whole_words(text: str, span: tuple[int, int], alias: _Alias) -> bool:
    start, end = span
    if start > 0 and text[start - 1].isalnum():
        return False
    # "IKMnya", "SAKIP-nya" are the words with an enclitic
    if end < len(text) and text[end].isalnum() and not re.match(r"(nya|kah|lah)\b", text[end:].lower()):
        return False
    if len(alias.squashed) < _LONG and _spaced(text[start:end]) != alias.words:
        return False
    return not (alias.not_after_number and re.search(r"\d\s*$", text[:start]))


def code_of(text: str) -> str | None:
    """The canonical short name of an indicator text (IKM, SAKIP, ...), by the longest alias in it; else None."""
    matches = codes_in(text)
    if not matches:
        return None
    return max(matches, key=lambda m: (m.end - m.start, -m.start)).code


def without_code(text: str, code: str) -> str:
    """A text without what names the code in it; the text itself where nothing does."""
    for match in reversed(codes_in(text)):
        if match.code == code:
            text = f"{text[: match.start]} {text[match.end :]}"
    return text


def indicator(code: str) -> dict[str, Any] | None:
    """The vocabulary entry of a code (`name`, `english`, `aliases`), or None for an unknown one."""
    return next((entry for entry in load("indicators") if entry["code"] == code), None)
