"""A slip of the keys is put right; a word of its own stays, however near another one is."""

from __future__ import annotations

import pytest

from assistant.slips import is_slip, nearest, without_slip

WORDS = ("anggaran", "penganggaran", "program", "realisasi", "pelayanan", "pertanahan", "equipment")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("angaran", "anggaran"),
        ("progam", "program"),
        ("relaisasi", "realisasi"),
        ("pelayann", "pelayanan"),
        ("equipmnet", "equipment"),
        ("penganggran", "penganggaran"),
    ],
)
def test_slips_are_put_right(typed: str, meant: str):
    assert without_slip(typed, WORDS) == meant


@pytest.mark.parametrize("word", ["pengangguran", "pengagguran", "pertanian", "pelajaran", "inflasi", "shipment"])
def test_words_of_their_own_stay(word: str):
    assert without_slip(word, WORDS) == word


def test_a_near_word_that_is_in_use_is_no_slip():
    assert nearest("pengangguran", WORDS) == "penganggaran"
    assert not is_slip("pengangguran", "penganggaran")
