"""The whole question set put to the assistant, over the samples and over the real reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.service import Assistant
from index.embedding import SentenceEmbedder
from tests.questions.question import Question
from tests.questions.questionset import questions
from tests.questions.verdict import Verdict, judge
from tests.shared_data import ROOT, shared

Rows = list[tuple[Question, Verdict]]


def answered(folder: Path, reports: list[Path], model: Path, each: int) -> Rows:
    assistant = Assistant.open(folder, embedder_factory=lambda: SentenceEmbedder(model))
    assert not [r.error for r in assistant.add(reports) if r.error]
    rows = []
    for question in questions(assistant.facts(), each=each):
        history = [{"question": text} for text in question.history]
        answer = assistant.ask(question.text, selected=question.selected, history=history)
        rows.append((question, judge(question, answer.to_json())))
    assistant.close()
    return rows


@pytest.fixture(scope="module")
def over_samples(tmp_path_factory: pytest.TempPathFactory, tiny_model: Path) -> Iterator[Rows]:
    yield answered(tmp_path_factory.mktemp("samples"), [ROOT / "samples"], tiny_model, 5)


@pytest.fixture(scope="module")
def over_reports(tmp_path_factory: pytest.TempPathFactory, tiny_model: Path) -> Iterator[Rows]:
    reports = sorted(shared("reports").glob("*.txt"))
    yield answered(tmp_path_factory.mktemp("reports"), reports, tiny_model, 5)
