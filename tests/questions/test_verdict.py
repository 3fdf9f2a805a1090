"""The judge of answers: what is exact, wrong, missed, incomplete or falsely answered."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.questions.question import Expected, Question
from tests.questions.verdict import judge

ONE, TWO, THIRD = Decimal("88.20"), Decimal("90"), Decimal("0.33")


def asked(register: str = "formal", **expected: Any) -> Question:
    return Question("q", "lookup", register, "?", Expected(**expected))


def answer(
    *values: str, status: str = "answered", text: str = "ya", office: str = "A", language: str = "id"
) -> dict[str, Any]:
    figures = [{"value": value, "organisation": office} for value in values]
    return {"status": status, "text": text, "language": language, "figures": figures}


@pytest.mark.parametrize(
    ("question", "given", "kind"),
    [
        (asked(first=(ONE,)), answer("88.2"), "exact"),
        (asked(first=(ONE, TWO)), answer("90.00"), "exact"),
        (asked(first=(ONE,)), answer("90", "88.20"), "wrong"),
        (asked(first=(ONE,), office="B"), answer("88.20"), "wrong"),
        (asked(first=(ONE,)), answer(), "missed"),
        (asked(first=(ONE,)), answer("88.20", status="not_found"), "missed"),
        (asked(first=(ONE,), all=((ONE,), (TWO,))), answer("88.20"), "incomplete"),
        (asked(first=(ONE,), all=((ONE,), (TWO,))), answer("88.20", "90"), "exact"),
        (asked(first=(THIRD,)), answer("0.3333"), "wrong"),
        (asked(first=(THIRD,), computed=True), answer("0.3333"), "exact"),
        (asked(first=(ONE,), says=(r"\bnaik\b",)), answer("88.20", text="turun"), "incomplete"),
        (asked(first=(ONE,), never=r"\bbelum\b"), answer("88.20", text="Belum.\nnaik"), "incomplete"),
        (asked(first=(ONE,), never=r"\bbelum\b"), answer("88.20", text="Ya.\nbelum"), "exact"),
        (asked(status="premise_false", first=(ONE,)), answer("88.20"), "incomplete"),
        (asked(status="premise_false", first=(ONE,)), answer("88.20", status="premise_false"), "exact"),
        (asked("english", first=(ONE,)), answer("88.20"), "incomplete"),
        (asked("english", first=(ONE,)), answer("88.20", language="en"), "exact"),
        (asked(status="not_found"), answer("88.20", status="not_found"), "exact"),
        (asked(status="not_found"), answer("88.20"), "false"),
        (asked(status="not_found"), answer(status="clarify"), "false"),
    ],
)
def test_verdict(question: Question, given: dict[str, Any], kind: str) -> None:
    assert judge(question, given).kind == kind
