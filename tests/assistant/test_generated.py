"""Hundreds of questions made from the facts of the sample reports, answered without looking at how they are answered.

The expected value is any value that the reports print for that office, indicator, measure and year: the answer's
first figure must be one of them.
"""

from __future__ import annotations

import random
from collections import defaultdict
from decimal import Decimal

import pytest

from assistant.answer import Answer
from assistant.frame import Frame
from assistant.offices import Office
from corpus.facts import extract
from corpus.readers import find, read
from tests.assistant.world import ask as ask_world
from tests.shared_data import ROOT

ASKED = {
    "target": ("target", "targetnya"),
    "realisasi": ("realisasi", "nilai"),
    "capaian": ("capaian", "persentase capaian"),
    "pagu": ("pagu", "anggaran"),
    "realisasi_anggaran": ("realisasi anggaran", "realisasi belanja"),
    "serapan": ("serapan anggaran", "serapan"),
}
SHAPES = (
    "Berapa {measure} {name} {office} tahun {year}?",
    "{measure} {name} {office} {year} brp?",
    "tolong sebutkan {measure} {name} di {office} pada tahun {year}",
    "{office} tahun {year}: {measure} {name} berapa ya",
)
Key = tuple[str, str, str, int]


@pytest.fixture(scope="module")
def samples() -> Frame:
    facts, offices = [], []
    for path in find(ROOT / "samples"):
        if path.suffix != ".txt":
            continue
        report = read(path)
        who = report.identity
        facts += extract(report)
        offices.append(Office(who.id, who.organisation, who.region, who.year, report.file))
    return Frame(facts, offices)


def printed(frame: Frame) -> dict[Key, set[Decimal]]:
    """The values that tables print, by office, indicator, measure and year."""
    found: dict[Key, set[Decimal]] = defaultdict(set)
    for fact in frame.facts:
        wanted = (
            ("tujuan", "sasaran") if fact.measure in ("target", "realisasi", "capaian") else ("program", "sub_kegiatan")
        )
        if fact.measure not in ASKED or fact.level not in wanted or fact.value is None or fact.period_year is None:
            continue
        if fact.source.table is None or not 2 <= len(fact.indicator.split()) <= 14:
            continue
        found[(fact.organisation, fact.indicator, fact.measure, fact.period_year)].add(fact.value)
    return found


def test_generated_questions_get_the_printed_figure(samples: Frame) -> None:
    dice = random.Random(11)
    truth = printed(samples)
    keys = sorted(truth)
    dice.shuffle(keys)
    wrong, foreign = [], []
    for office, name, measure, year in keys[:300]:
        question = dice.choice(SHAPES).format(measure=dice.choice(ASKED[measure]), name=name, office=office, year=year)
        answer = ask(question, samples)
        if not answer.figures or answer.figures[0].value not in truth[(office, name, measure, year)]:
            wrong.append(question)
        foreign += [question for figure in answer.figures if figure.organisation != office]
    assert len(keys) > 200
    assert len(wrong) <= 0.03 * 300, wrong[:10]
    assert not foreign


def test_typing_slips_do_not_change_the_figure(samples: Frame) -> None:
    dice = random.Random(5)
    keys = sorted(key for key in printed(samples) if key[2] == "serapan")
    dice.shuffle(keys)
    missed = []
    for office, name, measure, year in keys[:60]:
        clean = ask(f"berapa {measure} {name} {office} {year}", samples)
        slipped = ask(f"berapa {measure} {_slip(name, dice)} {office} {year}", samples)
        if not clean.figures or not slipped.figures or clean.figures[0].value != slipped.figures[0].value:
            missed.append(name)
    assert len(missed) <= 0.1 * 60, missed[:5]


def _slip(name: str, dice: random.Random) -> str:
    """The name with two neighbouring letters of its longest word exchanged."""
    parts = name.split()
    place = max(range(len(parts)), key=lambda i: len(parts[i]))
    word = parts[place]
    at = dice.randrange(2, max(3, len(word) - 2))
    parts[place] = word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] if at < len(word) else word
    return " ".join(parts)


def ask(question: str, frame: Frame) -> Answer:
    return ask_world(question, frame=frame)
