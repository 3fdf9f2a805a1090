"""What a term means is answered from the glossary, marked so; figures and offices are no terms."""

from __future__ import annotations

import pytest

from assistant.glossary import is_definition, terms_in
from tests.assistant.world import Quotes, ask, passage


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("apa beda capaian dan tingkat kemajuan?", ["capaian", "tingkat kemajuan"]),
        ("kepanjangan LHE", ["LHE"]),
        ("apa itu indeks kepuasan masyarakat", ["IKM"]),
        ("berapa jumlah desa", []),
    ],
)
def test_terms_are_found_in_their_order(question: str, found: list[str]):
    assert [term.term for term in terms_in(question)] == found


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What is IKM?", True),
        ("what's the performance agreement", False),
        ("apa perbedaan capaian dan tingkat kemajuan", True),
        ("apa beda IKM 2023 dan 2024?", False),
        ("What is the IKM of Melati?", False),
        ("apa perbedaan IKM Melati dan Dahlia", False),
    ],
)
def test_what_asks_for_a_meaning(question: str, asked: bool):
    assert is_definition(question) is asked


@pytest.mark.parametrize("question", ["apa itu IKM?", "What is IKM?", "apa kepanjangan IKM"])
def test_the_meaning_leads_and_is_marked(question: str):
    answer = ask(question, finder=Quotes(passage("IKM diperoleh dari survei.")))
    assert answer.intent == "definition"
    assert answer.text.startswith("**IKM (Indeks Kepuasan Masyarakat)**")
    assert "bukan dari laporan" in answer.text or "not from a report" in answer.text
    assert answer.figures == ()
    assert [one.text for one in answer.passages] == ["IKM diperoleh dari survei."]


def test_two_terms_are_told_apart_without_any_office():
    answer = ask("apa beda capaian dan tingkat kemajuan?")
    assert answer.text.index("**capaian**") < answer.text.index("**tingkat kemajuan**")
    assert answer.figures == ()
