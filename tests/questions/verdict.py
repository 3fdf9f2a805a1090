"""Whether an answer is right: exact, incomplete, wrong (its first figure), missed, or false (answered the unanswerable)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.questions.question import Question, Values

_ROUNDING = Decimal("0.0101")


@dataclass(frozen=True)
class Verdict:
    """`kind` is exact, incomplete, wrong, missed or false; `why` names what was missing."""

    kind: str
    why: str = ""


def judge(question: Question, answer: Mapping[str, Any]) -> Verdict:
    """The verdict on an answer in the form of the contract (`Answer.to_json`)."""
    expected = question.expected
    figures = [f for f in answer["figures"] if f["value"] is not None]
    numbers = [Decimal(str(f["value"])) for f in figures]
    status = answer["status"]
    if expected.status == "not_found":
        return Verdict("exact") if status == "not_found" else Verdict("false", f"status {status}, expected not_found")
    if status not in ("answered", "premise_false") or (expected.first and not numbers):
        return Verdict("missed", f"status {status}, {len(numbers)} figures")
    if expected.first and not _any(expected.first, numbers[:1], expected.computed):
        return Verdict("wrong", f"first figure {numbers[0]}")
    if expected.office and figures and figures[0]["organisation"] != expected.office:
        return Verdict("wrong", f"figure of {figures[0]['organisation']}")
    return _rest(question, answer, numbers)


def _rest(question: Question, answer: Mapping[str, Any], numbers: Sequence[Decimal]) -> Verdict:
    expected = question.expected
    lacking = [group for group in expected.all if not _any(group, numbers, expected.computed)]
    if lacking:
        return Verdict("incomplete", f"lacks {' and '.join('/'.join(map(str, group)) for group in lacking)}")
    if answer["status"] != expected.status:
        return Verdict("incomplete", f"status {answer['status']}, expected {expected.status}")
    unsaid = [p for p in expected.says if not re.search(p, answer["text"], re.I)]
    if unsaid:
        return Verdict("incomplete", f"text without {unsaid}")
    if expected.never and (hit := re.search(expected.never, answer["text"].split("\n")[0], re.I)):
        return Verdict("incomplete", f"text says {hit.group()!r}")
    if answer["language"] != question.language:
        return Verdict("incomplete", f"answered in {answer['language']}")
    return Verdict("exact")


def _any(wanted: Values, numbers: Sequence[Decimal], computed: bool) -> bool:
    room = _ROUNDING if computed else Decimal(0)
    return any(abs(w - n) <= room for w in wanted for n in numbers)
