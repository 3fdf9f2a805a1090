"""What a passage is for: the part of the report it stands in, and what it says, from rules that are data.

A search can prefer kinds ("a why-question looks in analysis sections"), pass over others, or be limited to them.
The rules are in data/kinds.yaml; the parts of a report follow PermenPAN-RB 53/2014.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpus.vocabulary import load

_BLANKS = re.compile(r"\s+")


def names() -> tuple[str, ...]:
    """All kinds, sections first, each once; the place of a name is its bit in a mask."""
    return tuple(_bits())


def kinds_of(section: Sequence[str], caption: str, columns: str, text: str, *, table: bool) -> tuple[str, ...]:
    """The kinds of a passage in the order of `names`; empty where no rule fits.

    `section` is the heading path, outermost first; `columns` the column names of a table as one text.
    """
    found = {kind for kind in (section_of(section), *_wide(section)) if kind}
    head = _plain(f"{caption} {columns}") or "-"
    said = _plain(text)
    for kind, in_text, in_table in _says():
        if (table and in_table and in_table.search(head)) or (not table and in_text and in_text.search(said)):
            found.add(kind)
    return tuple(name for name in names() if name in found)


def section_of(section: Sequence[str]) -> str | None:
    """The kind of the innermost heading that any rule fits, None where none does."""
    for heading in reversed(section):
        said = _plain(heading)
        for kind, pattern in _sections():
            if pattern.search(said):
                return kind
    return None


def mask(kinds: Iterable[str]) -> int:
    """Kinds as a bit mask; names that are no kind are left out."""
    bits = _bits()
    return sum(1 << bits[kind] for kind in set(kinds) if kind in bits)


def weights(masks: NDArray[np.int64], prefer: Mapping[str, float], *, least: float = 0.25) -> NDArray[np.float64]:
    """For each mask 1 plus the weights of its kinds, not below `least`; kinds that are not given weigh nothing."""
    factors = np.ones(len(masks), dtype=np.float64)
    for kind, weight in sorted(prefer.items()):
        bit = _bits().get(kind)
        if bit is not None:
            factors += weight * ((masks >> bit) & 1)
    held: NDArray[np.float64] = np.maximum(factors, least)
    return held


def _wide(section: Sequence[str]) -> set[str]:
    """The kinds that whatever stands under such a heading has too: an appendix stays one down to its tables."""
    wide = frozenset(load("kinds", "index")["wide"])
    return {
        kind for heading in section for kind, pattern in _sections() if kind in wide and pattern.search(_plain(heading))
    }


@cache
def _bits() -> dict[str, int]:
    data = load("kinds", "index")
    found = dict.fromkeys(rule["kind"] for group in ("sections", "says") for rule in data[group])
    return {kind: bit for bit, kind in enumerate(found)}


@cache
def _sections() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((rule["kind"], re.compile(rule["heading"])) for rule in load("kinds", "index")["sections"])


@cache
def _says() -> tuple[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    rules = load("kinds", "index")["says"]
    return tuple(
        (rule["kind"], *(re.compile(rule[key]) if key in rule else None for key in ("text", "table"))) for rule in rules
    )


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", text).strip().lower()
