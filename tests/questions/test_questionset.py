"""The question set over the samples: enough of everything, the same each time, and made without the answering code."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from corpus.facts import extract
from corpus.readers import find, read
from tests.questions.question import Question
from tests.questions.questionset import questions
from tests.questions.truth import Truth
from tests.questions.wording import REGISTERS
from tests.shared_data import ROOT

INTENTS = {
    "lookup", "prior_year", "change", "trend", "achievement", "category", "budget", "absorption", "efficiency", "compare",
    "rank", "filter", "count", "sum", "average", "component", "progress", "false_premise", "unanswerable_office",
    "unanswerable_year", "unanswerable_indicator", "chain",
}  # fmt: skip


@pytest.fixture(scope="module")
def facts() -> list:
    return [fact for path in find(ROOT / "samples") for fact in extract(read(path))]


@pytest.fixture(scope="module")
def asked(facts: list) -> list[Question]:
    return questions(facts)


def test_every_intent_is_asked_in_every_register(asked: list[Question]) -> None:
    assert len(asked) >= 300
    counts = Counter((q.intent, q.register) for q in asked)
    assert {intent for intent, _ in counts} == INTENTS
    assert all(counts[intent, register] >= 4 for intent in INTENTS for register in REGISTERS), counts


def test_a_part_is_mistyped_and_the_rest_is_not(asked: list[Question]) -> None:
    slipped = [q for q in asked if q.slips]
    clean = {q.id: q for q in asked if not q.slips}
    assert 0.15 < len(slipped) / len(asked) < 0.4
    for question in slipped:
        twin = clean[question.id.removesuffix("-typo")]
        assert question.text != twin.text
        assert question.expected == twin.expected
        assert re.findall(r"\d+", question.text) == re.findall(r"\d+", twin.text)


def test_the_same_seed_gives_the_same_questions(facts: list, asked: list[Question]) -> None:
    assert questions(facts) == asked
    assert questions(facts, seed=7) != asked


def test_the_order_of_the_facts_does_not_matter(facts: list, asked: list[Question]) -> None:
    assert questions(facts[::-1]) == asked


def test_expectations_know_nothing_of_the_answering_code() -> None:
    for path in Path(__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
        names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        used = {name for name in names if name.split(".")[0] in ("assistant", "index")}
        assert not used or path.name == "test_replies.py", (path.name, used)


def test_what_the_samples_print_is_what_is_expected(facts: list) -> None:
    """Some figures read off the files by eye."""
    truth = Truth(facts)
    told = {
        (s.office.organisation, s.code, m, y): [str(v) for v in truth.values(s, m, y)]
        for s in truth.subjects
        for m, y in (("realisasi", 2022), ("realisasi", 2024), ("target", 2024))
    }
    assert told["Kecamatan Lembayur", "IKM", "realisasi", 2022] == ["80.14"]
    assert told["Kecamatan Lembayur", "PATEN", "target", 2024] == ["82.00"]
    assert told["Kecamatan Wanasembra", "SAKIP", "realisasi", 2024] == ["71.25", "71.52"]  # a deliberate flaw
    lembayur = next(o for o in truth.offices if o.organisation == "Kecamatan Lembayur")
    assert [str(v) for v in truth.total(lembayur, 2024)["realisasi_anggaran"]] == ["1650371936"]
