"""How a question narrows what it asks: direction, extremes, a limit, a version, benchmarks, who is not meant."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from assistant.question.cues import pattern, word_group
from assistant.spelling import BENCHMARKS
from assistant.wording import bare
from corpus.vocabulary import load


def qualifiers(tokens: Sequence[str], text: str, taken: Collection[int]) -> dict[str, Any]:
    """The slots of that name; words at the places taken say nothing of them."""
    present = {bare(token) for i, token in enumerate(tokens) if i not in taken}
    said = " ".join(tokens)
    up, down = bool(present & word_group("up")), bool(present & word_group("down"))
    excluded = tuple(dict.fromkeys(pattern("not_of").findall(said)))
    return {
        "direction": "up" if up and not down else "down" if down and not up else None,
        "version": _version(said),
        "threshold": _threshold(said) or _threshold(text.lower()),
        "extremes": tuple(name for name in ("max", "min") if present & word_group(name)),
        "benchmark": tuple(sorted((present & (BENCHMARKS | {"kabupaten"})) - set(excluded))),
        "excluded": excluded,
    }


def _version(said: str) -> str | None:
    """The one version that the words name; None where they name none or several."""
    versions = load("question", "assistant")["versions"]
    named = [name for phrase, name in versions if f" {phrase} " in f" {said} "]
    # "sebelum perubahan" is no "perubahan"
    apart = f" {said.replace('sebelum perubahan', '')} "
    several = len({name for phrase, name in versions if f" {phrase} " in apart}) > 1
    return named[0] if named and not several else None


def _threshold(said: str) -> tuple[str, Decimal] | None:
    """The operator ("<" or ">") and the number of a limit ("di bawah 95%"); None where none is said."""
    match = pattern("threshold").search(said)
    if match is None:
        return None
    below = match.group(1).replace(" ", "") in load("question", "assistant")["below"].split()
    return ("<" if below else ">", Decimal(match.group(2).replace(",", ".")))
