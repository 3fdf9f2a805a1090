"""Figures of a sentence, and what the last cue before each says it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.facts.narrative.cues import Cue, cues, pattern
from corpus.facts.narrative.subjects import Subject

_FIGURE = re.compile(
    r"(?<![\w/.,\-–])(?P<rp>Rp\s?\.?\s*)?"
    r"(?P<digits>\d{1,3}(?:[.,]\d{3})+(?:,\d{1,2})?(?![\d])|\d+(?:\s?[.,]\s?\d+)?)(?:,-)?"
    r"(?P<percent>\s?%|\s+persen\b)?(?P<grade>\s?\((?:AA|A|BB|B|CC|C|D|E)\))?(?![\w/]|[.,]\d|-\d)"
)
_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d{1,2})?")
"""Millions with their groups parted are money, also where "Rp" is left out."""
_LONG_NAME = 25
"""A cue inside a name so long is a word of the name."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure found in a sentence, with its place in the block's text and what its cue says it is."""

    start: int
    end: int
    as_printed: str
    measure: str
    percent: bool
    money: bool
    whole: bool = False
    spent_of: bool = False


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands before a figure since the one before it: its text, where it begins, and without any names."""

    text: str
    start: int
    subjects: Sequence[Subject]
    own: str

    def bare(self, start: int = 0) -> str:
        """The words from `start` on, without the names of indicators and of the office."""
        kept = list(self.text[start:])
        offset = self.start + start
        for subject in self.subjects:
            for place in range(max(subject.start - offset, 0), min(subject.end - offset, len(kept))):
                kept[place] = " "
        return re.sub(self.own, " ", "".join(kept), flags=re.IGNORECASE)

    def is_name(self, hit: re.Match[str]) -> bool:
        """Whether a cue found here is a word of a long name."""
        start, end = hit.start() + self.start, hit.end() + self.start
        return any(s.start <= start and end <= s.end for s in self.subjects if s.end - s.start >= _LONG_NAME)


def figures(text: str, start: int, end: int, subjects: Sequence[Subject], own: str) -> Iterator[Figure]:
    """The figures of the sentence at [start, end) of a text that a cue explains.

    `subjects` are the names found in the text, `own` is a pattern for the office's own. After an amount that no cue
    explains a realisasi may belong to that amount: it is left out.
    """
    since, before, stray = start, None, False
    for match in _FIGURE.finditer(text, start, end):
        if _is_other(match, text):
            continue
        figure = _classified(match, _Gap(text[since : match.start()], since, subjects, own), text, before)
        since = match.end()
        if figure is not None and not (figure.measure in ("realisasi_anggaran", "serapan") and stray):
            before, stray = figure, False
            yield figure
        elif match["rp"]:
            stray = True


def _is_other(match: re.Match[str], text: str) -> bool:
    """Whether a number is a year, a date, a regulation's or table's number or a count of things."""
    if match["rp"] or match["percent"]:
        return False
    if re.fullmatch(r"(?:19|20)\d\d", match["digits"]):
        return True
    return bool(pattern("not_before").search(text[: match.start()]) or pattern("not_after").match(text[match.end() :]))


def _classified(match: re.Match[str], gap: _Gap, text: str, before: Figure | None) -> Figure | None:
    """What the last cue between the figure before and this one says it is; None without a cue of its kind."""
    amount = match["rp"] or (_AMOUNT.fullmatch(match["digits"]) and not match["percent"])
    kind = "rupiah" if amount else "percent" if match["percent"] else "plain"
    found = _cues_in(gap, kind)
    if not found:
        return _joined(match, before, kind, gap.bare()) or _alternative(match, before, kind, gap.text)
    nearest = _nearest(found, gap)
    if nearest is None:
        return None
    cue, hit = nearest
    measure = str(cue["measure"])
    if measure == "pembanding" and before is None and not pattern("of_own_result").search(gap.text[: hit.start()]):
        return None
    measure = _in_context(measure, kind, before, text[match.end() :], gap.bare())
    whole = measure == "capaian" and bool(pattern("whole").search(hit[0]))
    return Figure(match.start(), match.end(), match[0].strip(), measure, kind == "percent", kind == "rupiah", whole)


_Hit = tuple[int, Cue, re.Match[str]]
"""The place of a cue in the data file, the cue, and where it stands."""


def _cues_in(gap: _Gap, kind: str) -> list[_Hit]:
    """The cues of a kind of figure; a strong one only where it is no word of a name."""
    return [
        (order, cue, hit)
        for order, (cue, wording) in enumerate(cues())
        if kind in cue["kind"]
        for hit in wording.finditer(gap.text)
        if cue.get("weak") or not gap.is_name(hit)
    ]


def _nearest(found: Sequence[_Hit], gap: _Gap) -> tuple[Cue, re.Match[str]] | None:
    """The last strong cue, else the last weak one, with nothing but filler words between it and the figure."""
    for weak in (False, True):
        candidates = [item for item in found if bool(item[1].get("weak")) == weak]
        if not candidates:
            continue
        _, cue, hit = max(candidates, key=lambda item: (item[2].end(), item[2].end() - item[2].start(), -item[0]))
        if weak and pattern("set").search(gap.text[hit.end() :]):
            continue
        wished = pattern("wished").search(gap.text[: hit.start()])
        if not wished and pattern("between").match(gap.bare(hit.end())):
            return cue, hit
    return None


def _joined(match: re.Match[str], before: Figure | None, kind: str, rest: str) -> Figure | None:
    """A figure that "dan" joins to the one before shares its cue: "mencapai IPP 3,9 dan IKM 97,53"."""
    if before is None or before.money or before.percent != (kind == "percent") or not pattern("joined").match(rest):
        return None
    return Figure(match.start(), match.end(), match[0].strip(), before.measure, before.percent, False)


def _alternative(match: re.Match[str], before: Figure | None, kind: str, gap: str) -> Figure | None:
    """The figure before said in another form: an amount spent as the absorption, a realisasi as the achievement.

    The amount behind an absorption is what was spent; what it was spent of ("dari Rp ...") is the budget.
    """
    if kind == "rupiah" and before is not None:
        if before.measure == "serapan" and pattern("alternative").match(gap):
            return Figure(match.start(), match.end(), match[0].strip(), "realisasi_anggaran", False, True)
        if before.measure == "realisasi_anggaran" and pattern("spent_of").match(gap):
            return Figure(match.start(), match.end(), match[0].strip(), "pagu", False, True, spent_of=True)
    said = {"realisasi_anggaran": "serapan", "realisasi": "capaian", "nilai": "capaian"}
    measure = "serapan" if before and before.spent_of else said.get(before.measure) if before else None
    if kind != "percent" or measure is None or (before and before.percent) or not pattern("alternative").match(gap):
        return None
    return Figure(match.start(), match.end(), match[0].strip(), measure, True, False)


def _in_context(measure: str, kind: str, before: Figure | None, behind: str, gap: str) -> str:
    if measure == "target" and pattern("last_target_after").match(behind):
        return "target_akhir_renstra"
    if measure == "capaian" and pattern("progress_after").match(behind):
        return "tingkat_kemajuan"
    if measure in ("realisasi", "capaian") and kind == "percent":
        if pattern("progress_after").match(behind):
            return "tingkat_kemajuan"
        if before is not None and before.measure in ("realisasi", "capaian"):
            return "capaian"
        if before is not None and before.measure == "realisasi_anggaran":
            return "serapan"
        if "capaian" in gap.lower():
            return "capaian"
    return measure
