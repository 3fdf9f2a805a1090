"""Which measures a question asks for: target, realisasi, pagu, serapan ... in the order asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.question.cues import cues, pattern, word_group
from assistant.question.slots import Slots
from assistant.wording import bare, find_phrase

_HIGHEST_RATE = 1000
"""A limit up to this is a rate in per cent, never an amount of money."""
_RATE_OF = {"target": "capaian", "target_akhir_renstra": "tingkat_kemajuan"}
"""What compares a result with a target."""
_OF_PERFORMANCE = frozenset({"target", "capaian", "target_akhir_renstra", "tingkat_kemajuan", "kategori", "bobot"})


@dataclass(frozen=True, slots=True)
class Asked:
    """Measures in the order asked, whether money is meant, and the places that say so."""

    measures: tuple[str, ...]
    budget: bool
    places: frozenset[int]


def find_measures(tokens: Sequence[str], taken: Collection[int]) -> Asked:
    """The measures that the tokens name outside of the places taken."""
    used: set[int] = set()
    found: list[tuple[int, str]] = []
    budget = any(bare(token) in word_group("money") for token in tokens)
    for phrase, _, entry in cues("measures"):
        start = find_phrase(tokens, phrase, used.union(taken))
        while start >= 0:
            if phrase == ("pencairan",) and start and tokens[start - 1] in ("persentase", "jumlah"):
                break  # "Persentase Pencairan gaji ..." is an indicator
            used |= set(range(start, start + len(phrase)))
            found += [(start, measure) for measure in _meant(entry, tokens[start + len(phrase) :])]
            budget = budget or bool(entry.get("budget"))
            start = find_phrase(tokens, phrase, used.union(taken))
    measures, budget = _together([measure for _, measure in sorted(found, key=lambda pair: pair[0])], tokens, budget)
    return Asked(measures, budget, frozenset(used))


def _meant(entry: dict[str, Any], after: Sequence[str]) -> list[str]:
    """The measures of a phrase with these tokens behind it: "bobot 15" says which, not what."""
    if entry.get("measure") == "bobot" and after and after[0][:1].isdigit():
        return []
    return list(entry.get("measures") or [entry["measure"]])


def _together(ordered: list[str], tokens: Sequence[str], budget: bool) -> tuple[tuple[str, ...], bool]:
    """What measures named side by side mean, each once, and whether money is meant."""
    if ordered and set(ordered) <= _OF_PERFORMANCE:
        budget = False  # "target ... gaji dan tunjangan": money is part of a name
    if budget:
        ordered = ["realisasi_anggaran" if measure == "realisasi" else measure for measure in ordered]
    if ordered == ["bobot"] and any(bare(token) in {"nilai", "skor"} for token in tokens):
        ordered = ["nilai", "bobot"]
    return tuple(dict.fromkeys(ordered)), budget


def settle_measures(slots: Slots, said: str) -> Slots:
    """Measures that mean another thing beside other words; `said` is the question's tokens joined."""
    measures = _shares(slots, said)
    if measures is not None:
        return replace(slots, measures=measures)
    if "bobot" in slots.measures and "pagu" in slots.measures:
        # "bobot aspek pengelolaan anggaran": money is part of a name
        return replace(slots, measures=tuple(m for m in slots.measures if m != "pagu"), budget=False)
    return replace(slots, measures=_spent(slots, said) or _beside_target(slots, said))


def _shares(slots: Slots, said: str) -> tuple[str, ...] | None:
    """The measures of a question for a share of the budget; None where it asks for none."""
    measures = slots.measures
    if "pagu" in measures and "serapan" not in measures and " persen " in said and "sasaran" in slots.levels:
        return (*measures, "persen_anggaran")
    if " porsi " in said and "pagu" in measures and not pattern("share_of").search(said):
        spent = "realisasi_anggaran" in measures or "serapan" in measures
        return ("serapan", "realisasi_anggaran") if spent else ("persen_anggaran", "pagu")
    return None


def _spent(slots: Slots, said: str) -> tuple[str, ...] | None:
    """The measures of a question for the rate of what was spent; None where it asks for none."""
    measures = slots.measures
    rate = slots.threshold is not None and slots.threshold[1] <= _HIGHEST_RATE
    if rate and measures in (("realisasi_anggaran",), ("pagu",)):
        return ("serapan",)  # "absorbed less than 95%": no amount is so small
    if "persen_anggaran" in measures and "realisasi_anggaran" in measures:
        return ("serapan", "realisasi_anggaran")
    spent = "realisasi_anggaran" in measures and set(measures) <= {"pagu", "realisasi_anggaran"}
    if spent and " persen " in said and " terhadap " not in said and "change" not in slots.cues:
        return ("serapan", *measures)  # "berapa persen anggaran yang terserap"
    return None


def _beside_target(slots: Slots, said: str) -> tuple[str, ...]:
    """The measures of a question, with what is asked beside a target."""
    measures = slots.measures
    if "target" in measures and pattern("end_of_plan").search(said):  # "target IPP pada akhir Renstra"
        measures = tuple("target_akhir_renstra" if m == "target" else m for m in measures)
    against = _RATE_OF.get(measures[0]) if len(measures) == 1 else None
    if slots.intent == "compare" and slots.codes and against:
        return ("realisasi", *measures, against)  # "dibanding target akhir Renstra"
    if measures == ("target",) and pattern("result_and_target").search(said):
        return ("realisasi", "target")  # "nilai PATEN 2022 dan targetnya"
    return measures
