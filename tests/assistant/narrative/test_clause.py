"""Causal sentences are cut into what happened and why, and point a way or none."""

import pytest

from assistant.narrative.clause import clauses, fits, ways


@pytest.mark.parametrize(
    ("sentence", "effect", "cause"),
    [
        ("Indeks naik karena loket ditambah dua buah.", "Indeks naik", "loket ditambah dua buah."),
        ("Target tercapai berkat kerja sama antar desa.", "Target tercapai", "kerja sama antar desa."),
        ("Kenaikan ini disebabkan oleh antrean daring yang baru.", "Kenaikan ini", "antrean daring yang baru."),
        ("Loket yang rusak menyebabkan turunnya nilai.", "turunnya nilai.", "Loket yang rusak"),
        ("Penyebabnya adalah kemarau yang panjang.", "", "kemarau yang panjang."),
        ("Capaian rendah disebabkan karena :", "Capaian rendah", ":"),
    ],
)
def test_what_happened_and_why(sentence: str, effect: str, cause: str):
    found = clauses(sentence)[0]
    assert (found.effect, found.cause) == (effect, cause)


@pytest.mark.parametrize(
    "sentence",
    [
        "Indeks naik dari 80 menjadi 90.",
        "Oleh karena itu target dinaikkan tahun depan.",
        "Indikator ini didukung dengan Program Pelayanan Publik dengan anggaran besar.",
        "Upaya untuk mengatasi permasalahan tersebut antara lain rapat rutin bulanan.",
    ],
)
def test_a_sentence_that_states_no_cause(sentence: str):
    assert [one for one in clauses(sentence) if fits(one, ())] == []


RISE, FALL = ("up", "good"), ("down", "bad")


@pytest.mark.parametrize(
    ("sentence", "wanted", "right"),
    [
        ("Nilai turun karena arsip rusak parah.", FALL, True),
        ("Nilai turun karena arsip rusak parah.", RISE, False),
        ("Nilai naik namun belum mencapai target karena arsip rusak parah.", FALL, True),
        ("Nilai naik namun belum mencapai target karena arsip rusak parah.", RISE, False),
        ("Waktu layanan belum mencapai target karena arsip rusak parah.", ("down", "good"), False),
        ("Waktu layanan turun karena arsip rapi.", ("down", "good"), True),
        ("Faktor pendorongnya adalah petugas yang sigap.", RISE, True),
        ("Hambatannya adalah jaringan yang sering padam.", RISE, False),
        ("Nilai tidak bisa dibandingkan dikarenakan tidak ada rujukan lain.", RISE, False),
        ("Meningkatkan nilai, terutama pada aspek layanan umum.", RISE, False),
    ],
)
def test_a_clause_explains_its_own_way(sentence: str, wanted: tuple[str, ...], right: bool):
    assert any(fits(one, wanted) for one in clauses(sentence)) is right


def test_a_clause_that_points_back_takes_the_way_of_the_sentence_before():
    clause = clauses("Hal ini disebabkan karena loket rusak parah.")[0]
    assert fits(clause, FALL, ["Nilai menurun."])
    assert not fits(clause, RISE, ["Nilai menurun."])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nilai meningkat", {"up"}),
        ("belum mencapai target", {"bad"}),
        ("tercapai", {"good"}),
        ("Meningkatnya kualitas layanan", set()),
        ("penyebab utama permasalahan ini", set()),
    ],
)
def test_the_ways_of_a_text(text: str, found: set[str]):
    assert ways(text) == found
