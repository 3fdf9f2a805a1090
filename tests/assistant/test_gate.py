"""The number gate: tries to get a number past it."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from assistant.gate import pass_gate
from assistant.numerals import plain_number, readings, rounded, with_unit
from tests.assistant.world import ask


def test_a_sentence_with_a_foreign_number_is_dropped_and_the_others_stay() -> None:
    answer = ask("berapa IKM Melati 2024?")
    kept = pass_gate("IKM Melati 88,20 [1]. Angka rahasianya 77,77 [2]. Targetnya 90.", answer)
    assert kept == "IKM Melati 88,20 [1]. Targetnya 90."


def test_a_table_row_with_a_foreign_number_is_dropped() -> None:
    answer = ask("berapa IKM Melati 2024?")
    text = "| a | b |\n|---|---|\n| IKM | 88,20 |\n| IKM | 12,34 |"
    assert "12,34" not in pass_gate(text, answer)
    assert "88,20" in pass_gate(text, answer)


@given(st.integers(min_value=100_000, max_value=999_999))
def test_no_foreign_number_passes_in_any_notation(number: int) -> None:
    answer = replace(ask("berapa IKM Melati 2024?"), question="?")
    for text in (f"Nilainya {number}.", f"Nilainya {number:,}.", f"Nilainya Rp{number:,}".replace(",", ".") + "."):
        assert pass_gate(text, answer) == ""


def test_the_gate_logs_what_it_drops(caplog) -> None:
    pass_gate("Nilainya 77,77.", ask("berapa IKM Melati 2024?"))
    assert "77,77" in caplog.text


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_what_is_written_can_be_read_back_in_both_languages(value: Decimal) -> None:
    for language in ("id", "en"):
        assert abs(value) in readings(plain_number(abs(value), language))


def test_units() -> None:
    assert with_unit(Decimal(3180247616), "rupiah") == "Rp3.180.247.616"
    assert with_unit(Decimal("-12000"), "rupiah", "en") == "-Rp12,000"
    assert with_unit(Decimal("99.5"), "persen") == "99,5%"
    assert with_unit(Decimal("93.50"), "indeks") == "93,50"
    assert rounded(Decimal("0.905")) == Decimal("0.91")
    assert rounded(Decimal("12.00")) == Decimal(12)
