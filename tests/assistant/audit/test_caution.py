"""Answers carry what the audit found about the very figures that they show, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.gate import ungrounded
from assistant.replies import caution
from assistant.service import Assistant
from corpus.facts import extract
from corpus.library import Library
from corpus.readers.text import parse
from tests.assistant.audit.consistent import Book, cents, findings, make, text_of
from tests.assistant.audit.faults import FAULTS

SEED = 2
Ask = Callable[[Book, str], Answer]


def no_model() -> None:
    raise AssertionError("a question on figures needs no model")


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Ask]:
    """Asks a question of one printed book."""
    library = Library.open(tmp_path / "data")

    def put_and_ask(book: Book, question: str) -> Answer:
        report = parse(text_of(book).encode(), "laporan.txt")
        library.put(report, list(extract(report)))
        return Assistant(library, no_model).ask(question)  # type: ignore[arg-type]

    yield put_and_ask
    library.close()


def spoilt() -> Book:
    book = make(SEED)
    book.cells["pagu", 0, "serapan"] -= 7
    return book


def program(book: Book) -> str:
    return book.tree[0][2]


def test_a_rate_that_its_row_denies_is_shown_with_the_recomputed_one(ask: Ask) -> None:
    right = make(SEED).of("pagu", 0, "serapan")
    answer = ask(spoilt(), f"berapa serapan {program(spoilt())}?")
    (warning,) = (one for one in answer.warnings if one.kind == "recomputed_differs")
    assert f"{right.normalize():f}".replace(".", ",") in warning.text
    assert warning.text in answer.text
    assert answer.figures[0].source in warning.sources


def test_a_figure_that_nothing_denies_has_no_warning(ask: Ask) -> None:
    assert ask(make(SEED), f"berapa serapan {program(make(SEED))}?").warnings == ()


def test_another_row_than_the_one_in_question_is_left_alone(ask: Ask) -> None:
    book = spoilt()
    answer = ask(book, f"berapa serapan {book.tree[1][2]}?")
    assert answer.figures
    assert answer.warnings == ()


def test_two_values_of_a_target_are_told_once(ask: Ask) -> None:
    book = make(SEED)
    book.cells["lalu", 0, "target"] += 1
    answer = ask(book, f"berapa target {book.goals[0][1]} 2024?")
    assert [warning.kind for warning in answer.warnings] == ["two_values"]


def test_what_an_answer_recomputes_itself_is_not_said_again(ask: Ask) -> None:
    answer = ask(spoilt(), f"cek serapan {program(spoilt())}")
    assert any(figure.computed for figure in answer.figures)
    assert answer.warnings == ()


def short_of_its_parts() -> Book:
    book = make(SEED)
    book.cells["pagu", 1, "pagu"] -= 1_000_000
    book.cells["pagu", 1, "serapan"] = cents(book.of("pagu", 1, "nyata") / book.of("pagu", 1, "pagu") * 100)
    return book


@pytest.mark.parametrize(
    ("question", "said"),
    [("berapa pagu {}?", "kurang 1.000.000"), ("what is the budget of {}?", "less than its parts")],
)
def test_a_budget_below_its_parts_is_told_in_the_language_of_the_question(ask: Ask, question: str, said: str) -> None:
    book = short_of_its_parts()
    answer = ask(book, question.format(book.tree[1][2]))
    warning = next(warning for warning in answer.warnings if "1.000.000" in warning.text)
    assert said in warning.text
    assert warning.text in answer.text


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_every_number_of_a_finding_is_one_that_it_holds(fault: Callable[[Book], object]) -> None:
    """A sentence with a number from nowhere would not pass the gate."""
    book = make(SEED)
    fault(book)
    found = [part for head in findings(book) for part in head.parts or (head,)]
    assert found
    for finding in found:
        known = caution.numbers_of(finding)
        assert not ungrounded(finding.explanation, known), finding
        assert not ungrounded(finding.explanation_en, known), finding
        assert not ungrounded(f"{finding.benign} {finding.benign_en}", known), finding
