"""Questions that mean the same get the same figure, however they are put; no office's question gets another's."""

from __future__ import annotations

import itertools
import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.frame import Frame
from assistant.offices import Office
from corpus.facts import extract
from corpus.readers import find, read
from tests.assistant.world import FRAME, OFFICES, ask, facts, first
from tests.shared_data import ROOT, shared

# Names of one indicator, and ways to ask for one figure of it: all of each group mean the same.
NAMES = {
    "IKM": ("IKM", "SKM", "indeks kepuasan masyarakat", "survei kepuasan masyarakat", "nilai IKM", "ikm"),
    "SAKIP": ("SAKIP", "AKIP", "nilai evaluasi AKIP", "nilai SAKIP", "sakip"),
}
SHAPES = (
    "berapa {name} {office} {year}?",
    "{name} {office} tahun {year} berapa",
    "brp {name} {office} thn {year} ya",
    "tolong {name} {office} {year}",
    "tolong dong, {year} {name} {office} berapa",
    "{office} {year}: {name}?",
    "Mohon info {name} di {office} pada tahun {year}",
    "{name}nya {office} {year} berapakah?",
    "What is the {name} of {office} in {year}?",
    "how much was {office}'s {name} in {year}",
)
FIGURES = {
    ("IKM", "Melati", 2024): "88.20",
    ("IKM", "Dahlia", 2024): "91.30",
    ("IKM", "Melati", 2023): "89.10",
    ("IKM", "Dahlia", 2023): "83.30",
    ("SAKIP", "Melati", 2024): "72.50",
    ("SAKIP", "Dahlia", 2024): "67.15",
}


@pytest.mark.parametrize(("what", "value"), FIGURES.items())
def test_every_wording_gets_the_same_figure(what: tuple[str, str, int], value: str) -> None:
    code, office, year = what
    for name, shape in itertools.product(NAMES[code], SHAPES):
        question = shape.format(name=name, office=office, year=year)
        assert first(ask(question)) == value, question


@given(st.sampled_from(sorted(FIGURES)), st.sampled_from(SHAPES[:6]), st.sampled_from(["lower", "upper", "title"]))
@settings(max_examples=60)
def test_letter_case_changes_nothing(what: tuple[str, str, int], shape: str, case: str) -> None:
    code, office, year = what
    question = shape.format(name=code, office=office, year=year)
    assert first(ask(getattr(question, case)())) == FIGURES[what]


@given(st.permutations(["IKM", "Melati", "2024", "berapa"]))
def test_word_order_changes_nothing(words: list[str]) -> None:
    assert first(ask(" ".join(words))) == "88.20"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("berapa indeks kepuasna masyarakat Melati 2024", "88.20"),
        ("berapa indeks kepuasan masyrakat melati 2024", "88.20"),
        ("nilai IKM kecamatn Melati 2024", "88.20"),
        ("nilai IKM Meltai 2024", "88.20"),
        ("serpan anggaran program pemberdayaan masyarakat Melati", "95.00"),
        ("serapan anggaran program pemberdayan masyarakat Melati", "95.00"),
        ("pagu gaji dan tunjangn ASN Dahlia", "800000000"),
        ("realiasi anggaran bahan logistik kantor Melati", "7000000"),
    ],
)
def test_slips_of_the_keys_change_nothing(question: str, value: str) -> None:
    assert first(ask(question)) == value


@given(st.randoms(use_true_random=False))
@settings(max_examples=15)
def test_the_order_of_loading_changes_nothing(dice: random.Random) -> None:
    mixed_offices = list(OFFICES)
    dice.shuffle(mixed_offices)
    order = [office.id for office in mixed_offices]
    mixed = sorted(facts(), key=lambda fact: order.index(fact.report))
    frame = Frame(mixed, mixed_offices)
    for (code, office, year), value in FIGURES.items():
        assert first(ask(f"berapa {code} {office} {year}?", frame=frame)) == value
    for question in ("kenapa IKM turun?", "serapan paling rendah?", "bandingkan IKM semua kecamatan", "total pagu"):
        assert ask(question, frame=frame).to_json()["text"] == ask(question).to_json()["text"]


OF_ONE_OFFICE = (
    "berapa IKM {office}?",
    "target SAKIP {office}",
    "pagu dan realisasi anggaran {office}",
    "serapan program pemberdayaan masyarakat desa {office}",
    "sub kegiatan apa yang serapannya paling rendah di {office}?",
    "indikator apa yang tidak tercapai di {office}?",
    "kenapa IKM {office} turun?",
    "sisa anggaran {office}",
    "kategori capaian IKM {office}",
    "rata-rata capaian {office}",
    "perkembangan IKM {office}",
    "jumlah pegawai {office}",
    "efisiensi anggaran {office}",
    "berapa indikator yang tercapai di {office}?",
    "IKM {office} dibanding target",
    "apakah IKM {office} benar 95?",
)


@pytest.mark.parametrize("shape", OF_ONE_OFFICE)
@pytest.mark.parametrize("office", ["Kecamatan Melati", "Kecamatan Dahlia"])
def test_a_question_on_one_office_never_gets_another_ones_figure(shape: str, office: str) -> None:
    answer = ask(shape.format(office=office))
    assert {figure.organisation for figure in answer.figures} <= {office}


@pytest.fixture(scope="module")
def samples() -> Frame:
    return _frame([path for path in find(ROOT / "samples") if path.suffix == ".txt"])


@pytest.fixture(scope="module")
def real() -> Frame:
    return _frame(sorted(shared("reports").glob("*.txt")))


def _frame(paths: list) -> Frame:
    found, offices = [], []
    for path in paths:
        report = read(path)
        who = report.identity
        found += extract(report)
        offices.append(Office(who.id, who.organisation, who.region, who.year, report.file))
    return Frame(found, offices)


@pytest.mark.parametrize("which", ["samples", "real"])
def test_no_office_gets_the_figure_of_another_over_all_pairs(which: str, request: pytest.FixtureRequest) -> None:
    frame: Frame = request.getfixturevalue(which)
    names = sorted({office.organisation for office in frame.offices})
    codes = sorted({code for code in frame.codes if code})[:6]
    questions = [*OF_ONE_OFFICE, *(f"berapa {code} {{office}}?" for code in codes)]
    for office, shape in itertools.product(names, questions):
        answer = ask(shape.format(office=office), frame=frame)
        assert {figure.organisation for figure in answer.figures} <= {office}, shape.format(office=office)


@pytest.mark.parametrize("which", ["samples", "real"])
def test_synonyms_agree_on_whole_reports(which: str, request: pytest.FixtureRequest) -> None:
    frame: Frame = request.getfixturevalue(which)
    for office in sorted({office.organisation for office in frame.offices}):
        for names in NAMES.values():
            values = {first(ask(f"berapa {name} {office}?", frame=frame)) for name in names}
            assert len(values) == 1, (office, names, values)


def test_the_small_world_holds_what_the_questions_ask() -> None:
    printed = {format(fact.value, "f") for fact in FRAME.facts if isinstance(fact.value, Decimal)}
    assert set(FIGURES.values()) <= printed
