"""The judge itself: what it counts as found, invented, corrected."""

from dataclasses import replace

from assistant.answer import Answer, Passage
from corpus.fact import Source
from tests.why.labels import Cell, Label
from tests.why.verdict import judge

LABEL = Label("a", "samples", "x", True, "cause", "kenapa?", sentences=(5,))
LINES = [""] * 9 + ["1\tIKM\tLoket rusak parah\tGenset"]


def answer(*places: int, status: str = "answered", called: bool = True, text: str = "IKM turun karena x") -> Answer:
    passages = tuple(Passage(text, "", "r", 1.0, Source("x.txt", line, line)) for line in places)
    head = "**Sebab menurut laporan:**" if called else "**Rencana:**"
    body = f"**Turun.**\n\n{head}\n\n" + "\n".join(f"> “…” [{n}]" for n in range(1, len(places) + 1))
    return Answer("a", "kenapa?", "id", status, "cause", {}, body, (), passages, ())  # type: ignore[arg-type]


def test_a_cited_line_is_found_and_another_is_invented():
    verdict = judge(LABEL, answer(5, 7), "x.txt", LINES)
    assert (verdict.found, verdict.missed, verdict.invented) == (1, [], ["invented x.txt:7-7"])


def test_only_what_stands_under_the_heading_is_called_a_cause():
    verdict = judge(LABEL, answer(5, called=False), "x.txt", LINES)
    assert (verdict.found, verdict.invented) == (0, [])


def test_a_line_of_another_file_is_invented():
    assert judge(LABEL, answer(5), "y.txt", LINES).invented


def test_the_cell_must_be_the_labelled_one():
    label = replace(LABEL, sentences=(), cells=(Cell(10, 10, 2),))
    assert judge(label, answer(10, text="Loket rusak parah"), "x.txt", LINES).found == 1
    assert judge(label, answer(10, text="Genset"), "x.txt", LINES).invented


def test_a_premise_is_judged_by_the_status():
    false = replace(LABEL, kind="false_premise", sentences=())
    assert judge(false, answer(status="premise_false"), "x.txt", LINES).premise
    assert not judge(false, answer(), "x.txt", LINES).premise
    assert not judge(LABEL, answer(5, status="premise_false"), "x.txt", LINES).premise


def test_no_cause_must_be_said():
    none = replace(LABEL, kind="no_cause", sentences=())
    assert not judge(none, answer(), "x.txt", LINES).said_none
