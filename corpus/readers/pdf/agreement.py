"""Two readings of the same picture made one: words of the first, figures where the two agree or the better one.

A figure that two readings see alike is surer than either; one that they see differently is kept from the better
reading with low confidence, so that nobody takes it for sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.readers.pdf.tesseract import Seen

_FIGURE = re.compile(
    r"[(\[]?[<>≤≥]?(?:Rp\.?)?[-+]?(?:\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,]\d{1,4})?%?[)\]]?[.,;:]?", re.IGNORECASE
)
_SIGNS = frozenset("<>≤≥")
_DIGIT = re.compile(r"\d")
_DIFFERS = 40.0
"""Most that is left of the confidence where two readings see different digits."""
_LEAST_LINE, _LEAST_WORD, _LEAST_ALONE = 50.0, 25.0, 70.0
_BLANK = 0.6
"""Of the height of digits: what stands closer may be one figure."""
_LETTERS = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+)?[.,;:)]?")
_DIRT = re.compile(r"(?=.*[|_~^`'\"\\{}\[\]!°])[|_~^`'\"\\{}\[\]!.,:;°—–=-]+")


def joined(words: Sequence[Seen], figures: Sequence[Seen]) -> list[Seen]:
    """The words of the first reading with the figures that the second corrects or adds, without what is no text."""
    words = list(_readable(words))
    kept = [[word] for word in words]
    missed: list[Seen] = []
    for here, others in _together(words, [figure for figure in figures if _DIGIT.search(figure.text)]):
        if not here:
            missed += [replace(one, line=_nearest(one, words)) for one in others if _sound(one) and _is_sure(one)]
            continue
        first, *rest = here
        for at in rest:
            kept[at] = []
        settled = _settled([words[at] for at in here], others)
        kept[first] = [replace(one, line=words[first].line) for one in settled]
    return [word for place in kept for word in place] + missed


def _together(words: Sequence[Seen], figures: Sequence[Seen]) -> Iterator[tuple[list[int], list[Seen]]]:
    """The figures of the second reading in groups with the words of the first that stand in the same place."""
    groups: list[tuple[set[int], list[Seen]]] = []
    for figure in figures:
        here = {at for at, word in enumerate(words) if _inside(word, figure)}
        touched = [group for group in groups if group[0] & here]
        groups = [group for group in groups if not group[0] & here]
        others = [one for group in touched for one in group[1]]
        groups.append((here.union(*(group[0] for group in touched)), [*others, figure]))
    for here, others in groups:
        yield sorted(here, key=lambda at: words[at].left), sorted(others, key=lambda one: one.left)


def _settled(first: Sequence[Seen], second: Sequence[Seen]) -> list[Seen]:
    """What stands in one place: the words of the one reading or of the other."""
    sure, others = min(one.sure for one in first), min(one.sure for one in second)
    if not all(map(_sound, second)) and not _is_signed(first, second):
        return list(first)
    if [one.text for one in first] == [one.text for one in second]:
        return [replace(one, sure=max(sure, others)) for one in first]
    if _is_signed(first, second):
        return [replace(one, sure=min(sure, others)) for one in second]
    same = _digits(first) == _digits(second)
    better = second if _is_better(second, first, more_sure=others > sure) else first
    if same:
        return [replace(one, sure=max(one.sure, min(sure, others))) for one in better]
    return [replace(one, sure=min(one.sure, _DIFFERS)) for one in better]


def _is_signed(first: Sequence[Seen], second: Sequence[Seen]) -> bool:
    """Whether the two differ only by a comparison sign that the first takes for a digit: "275" and ">75"."""
    one, two = (" ".join(word.text for word in words) for words in (first, second))
    return two[:1] in _SIGNS and one[:1].isdigit() and one[1:] == two[1:]


def _is_better(one: Sequence[Seen], other: Sequence[Seen], *, more_sure: bool) -> bool:
    """Whether a reading is a figure rather than another: written soundly, not in pieces, else the surer one."""
    sound, other_sound = all(map(_sound, one)), all(map(_sound, other))
    if sound != other_sound:
        return sound
    if sound and len(one) != len(other):
        fewer = len(one) < len(other)
        # Pieces with a blank between them are figures beside each other.
        return fewer if _is_tight(other if fewer else one) else not fewer
    return sound and more_sure


def is_figure(text: str) -> bool:
    """Whether a word is a soundly written figure."""
    return bool(_FIGURE.fullmatch(text))


def is_whole(figure: Seen, words: Sequence[Seen]) -> bool:
    """Whether a sound figure holds the digits of several of these words that stand in its place, and no others."""
    here = [word for word in words if _inside(word, figure)]
    return _sound(figure) and len(here) > 1 and _digits(sorted(here, key=lambda one: one.left)) == _digits([figure])


def _sound(seen: Seen) -> bool:
    return is_figure(seen.text)


def _is_sure(seen: Seen) -> bool:
    return seen.sure >= _LEAST_ALONE


def _digits(words: Sequence[Seen]) -> str:
    return "".join("".join(_DIGIT.findall(word.text)) for word in words)


def _inside(word: Seen, figure: Seen) -> bool:
    """Whether most of one of two stands within the other."""
    across = min(word.right, figure.right) - max(word.left, figure.left)
    down = min(word.bottom, figure.bottom) - max(word.top, figure.top)
    least = min(word.right - word.left, figure.right - figure.left)
    return across > 0.5 * least and down > 0.5 * min(word.bottom - word.top, figure.bottom - figure.top)


def _is_tight(words: Sequence[Seen]) -> bool:
    """Whether the words stand closer than with a blank between them."""
    high = max(word.bottom - word.top for word in words)
    return all(after.left - before.right < _BLANK * high for before, after in pairwise(words))


def _nearest(figure: Seen, words: Sequence[Seen]) -> tuple[str, ...]:
    """The line that a figure stands in, else a line of its own."""
    middle = (figure.top + figure.bottom) / 2
    beside = [word for word in words if word.top < middle < word.bottom]
    if not beside:
        return ("alone", str(figure.left), str(figure.top))
    return min(beside, key=lambda word: abs(word.left - figure.right)).line


def _readable(words: Sequence[Seen]) -> Iterator[Seen]:
    """The words without dirt: whole lines that are no text, and unsure signs in others."""
    lines: dict[tuple[str, ...], list[Seen]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    for line in lines.values():
        letters = sum(len(word.text) for word in line)
        if sum(word.sure * len(word.text) for word in line) / letters < _LEAST_LINE:
            continue
        for word in line:
            if not _DIRT.fullmatch(word.text) and (word.sure >= _LEAST_WORD or _LETTERS.fullmatch(word.text)):
                yield word
