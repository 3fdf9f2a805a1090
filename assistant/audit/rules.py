"""The rules of the audit that are data: tolerances, formulas of columns, cues, and the sentences of findings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from assistant.audit.finding import Finding, Spot
from corpus.vocabulary import load
from corpus.words import plain

_SHOWN = 12
"""Values that a finding names; the spots hold all."""
_END_MARK = re.compile(r"(?<=\d),+-?(?=$|[,;]| \()")
"""What closes an amount in print ("1.000,-", "1.000,") and only disturbs in a sentence."""


@cache
def rules() -> dict[str, Any]:
    """The parsed audit.yaml."""
    data: dict[str, Any] = load("audit", "assistant")
    return data


@cache
def cue(name: str) -> re.Pattern[str]:
    """A pattern of the section `cues`, ignoring case; raises KeyError for an unknown one. NUM is a printed number."""
    return re.compile(rules()["cues"][name].replace("NUM", rules()["number"]), re.IGNORECASE)


def number(name: str) -> Decimal:
    """A number of the section `numbers`; raises KeyError for an unknown one."""
    return Decimal(str(rules()["numbers"][name]))


def finding(
    rule: str,
    report: str,
    spots: Sequence[Spot],
    *,
    subject: str = "",
    expected: str | None = None,
    formula: str | None = None,
    severity: str | None = None,
    kind: str | None = None,
    benign: str | None = None,
    root: str = "",
    **words: object,
) -> Finding:
    """A finding of a rule of audit.yaml; `words` fill its sentences, `benign` names one of the benign readings."""
    entry = rules()["findings"][rule]
    subject = subject or spots[0].label
    values = tuple(dict.fromkeys(plain(spot.as_printed) for spot in spots))[:_SHOWN]
    given: dict[str, object] = {"subject": subject, "expected": expected or "-", **words}
    filled = {word: _END_MARK.sub("", plain(text)) if isinstance(text, str) else text for word, text in given.items()}
    benign = benign or entry.get("benign")
    reading = rules()["benign"][benign] if benign else {}
    return Finding(
        rule=rule,
        kind=kind or entry["kind"],
        severity=severity or entry["severity"],
        report=report,
        subject=plain(subject),
        spots=tuple(spots),
        values=values,
        expected=expected,
        formula=plain(formula) if formula else None,
        explanation=_sentence(entry["id"].format(**filled)),
        explanation_en=_in_english(_sentence(entry["en"].format(**filled))),
        benign=reading["id"].format(**filled) if reading else None,
        benign_en=reading["en"].format(**filled) if reading else None,
        root=root,
        derived=_derived(entry, given),
    )


def _derived(entry: dict[str, str], given: dict[str, object]) -> tuple[str, ...]:
    """What a sentence says that no spot prints: what the rule counted or computed, and numbers of its own wording."""
    computed = [str(given[word]) for word in rules()["computed_words"] if word in given]
    return (*computed, re.sub(r"\{\w+\}", " ", f"{entry['id']} {entry['en']}"))


def _sentence(text: str) -> str:
    text = re.sub(r"\b(\w+) (?=\1\b)", "", text, flags=re.IGNORECASE)  # "nilai Nilai SAKIP"
    return text[:1].upper() + text[1:]


def _in_english(text: str) -> str:
    """A sentence with the places in it (`where`) in English."""
    return text.replace("(baris ", "(line ").replace("(hal. ", "(p. ")


def reach(rule: str) -> str:
    """Which of a rule's spots make an answer carry its finding: "first", "any" or "pair" (two of them)."""
    return str(rules()["findings"][rule].get("reach", "first"))


def name(measure: str, language: str = "id") -> str:
    """How findings call a measure; its own name in words where audit.yaml has none."""
    entry = rules()["measures"].get(measure)
    return str(entry[language]) if entry else measure.replace("_", " ")
