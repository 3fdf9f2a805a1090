"""Numbers in words: read back from every number, and held against their digits."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.audit.spelled import number_of
from tests.assistant.audit.test_rules import found

ONES = ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]


def words_of(value: int) -> str:
    """Indonesian words of a whole number below a quadrillion."""
    for scale, word in ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu")):
        if value >= scale:
            head = "seribu" if value // scale == 1 and word == "ribu" else f"{words_of(value // scale)} {word}"
            return f"{head} {words_of(value % scale)}".strip()
    if value >= 100:
        return f"{'seratus' if value // 100 == 1 else ONES[value // 100] + ' ratus'} {words_of(value % 100)}".strip()
    if value >= 20:
        return f"{ONES[value // 10]} puluh {ONES[value % 10]}".strip()
    if value >= 12:
        return f"{ONES[value - 10]} belas"
    return {10: "sepuluh", 11: "sebelas"}.get(value) or ONES[value]


@given(st.integers(1, 10**15 - 1))
def test_words_of_every_number_are_read_back(value: int) -> None:
    assert number_of(words_of(value)) == Decimal(value)
    assert number_of(f"{words_of(value).title()} Rupiah") == Decimal(value)


@pytest.mark.parametrize("words", ["orang", "lihat tabel dua", "BB", ""])
def test_other_words_are_no_number(words: str) -> None:
    assert number_of(words) is None


def test_digits_and_words_must_agree() -> None:
    assert [f.rule for f in found("Jumlah pegawai sebanyak 18 (Delapan) orang.")] == ["spelled"]
    assert found("Jumlah pegawai sebanyak 18 (delapan belas) orang, 5 (lima) di antaranya perempuan.") == []
    assert found("Pagu Rp 2.333.747.000,- (dua miliar tiga ratus tiga puluh tiga juta tujuh ratus empat puluh tujuh ribu rupiah).") == []  # fmt: skip
