"""The why-questions over the real reports and the samples: no cause invented, stated ones found, premises corrected.

The labels were read from the reports; see data/labels.yaml.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.service import Assistant
from corpus import readers
from corpus.facts import extract
from corpus.library import Library
from index import build
from tests.index.fakes import WordEmbedder
from tests.shared_data import ROOT, shared
from tests.why.labels import KINDS, Label, labels
from tests.why.verdict import Verdict, judge

FOUND = 0.95
"""The least share of stated causes that must be quoted."""

Verdicts = Callable[[str], list[Verdict]]


def _assistant(files: list[Path], folder: Path) -> Assistant:
    reports = [readers.read(path) for path in files]
    with Library.open(folder) as library:
        build.add(library, [(report, list(extract(report))) for report in reports], None)
    return Assistant.open(folder, create=False, embedder_factory=WordEmbedder)


def _judged(assistant: Assistant, label: Label) -> Verdict:
    row = next(row for row in assistant.list() if row.file.startswith(label.of))
    selected = [row.file] if label.select else None
    answer = assistant.ask(label.question, selected=selected, history=label.history, id=label.id)
    return judge(label, answer, row.file, assistant.library.report(row.id).lines)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> Verdicts:
    """The verdicts of a world ("real" or "samples"), worked out once; real ones need the shared reports."""
    held: dict[str, list[Verdict]] = {}

    def of(world: str) -> list[Verdict]:
        if world not in held:
            folder = shared("reports") if world == "real" else ROOT / "samples"
            assistant = _assistant(sorted(folder.glob("*.txt")), tmp_path_factory.mktemp(world))
            held[world] = [_judged(assistant, label) for label in labels() if label.world == world]
        return held[world]

    return of


WORLDS = pytest.mark.parametrize("world", ["real", "samples"])


def test_the_set_is_large_and_varied():
    assert len(labels()) >= 60
    assert {label.kind for label in labels()} == set(KINDS)
    assert len({label.id for label in labels()}) == len(labels())
    assert any(label.question.startswith("Why") for label in labels())


@WORLDS
def test_no_cause_is_invented(verdicts: Verdicts, world: str):
    assert [(v.label.id, v.invented) for v in verdicts(world) if v.invented] == []


@WORLDS
def test_stated_causes_are_found(verdicts: Verdicts, world: str):
    held = [v for v in verdicts(world) if v.label.causes]
    found = sum(v.found for v in held) / sum(v.label.causes for v in held)
    assert found >= FOUND, [(v.label.id, v.missed) for v in held if v.missed]


@WORLDS
def test_where_none_is_stated_the_answer_says_so(verdicts: Verdicts, world: str):
    assert [v.label.id for v in verdicts(world) if not v.said_none] == []


@WORLDS
def test_every_false_premise_is_corrected_and_no_true_one(verdicts: Verdicts, world: str):
    assert [v.label.id for v in verdicts(world) if not v.premise] == []


@WORLDS
def test_what_the_figures_contradict_is_pointed_out(verdicts: Verdicts, world: str):
    assert [v.label.id for v in verdicts(world) if not v.contradictions] == []


@WORLDS
def test_the_figures_of_the_premise_are_given(verdicts: Verdicts, world: str):
    held = [v for v in verdicts(world) if v.label.values]
    assert sum(v.values for v in held) >= FOUND * len(held), [v.label.id for v in held if not v.values]


@WORLDS
def test_plans_stated_for_it_are_cited(verdicts: Verdicts, world: str):
    held = [v for v in verdicts(world) if v.label.plans]
    assert sum(v.planned for v in held) >= FOUND * len(held), [v.label.id for v in held if not v.planned]
