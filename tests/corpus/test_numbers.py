from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.numbers import decide, parse, render


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("93,53", "93.53", None),
        ("93.53", "93.53", None),
        ("89 , 69", "89.69", None),
        ("2.451.096.500", "2451096500", None),
        ("6,001,500", "6001500", None),
        ("7,041,872,358.50", "7041872358.50", None),
        ("2.289.881.150,00", "2289881150.00", None),
        ("Rp. 4.979.000,-", "4979000", "rupiah"),
        ("Rp 116.000.000", "116000000", "rupiah"),
        ("27.717.800,-", "27717800", None),
        ("5.225.000,", "5225000", None),
        ("-186.856.500", "-186856500", None),
        ("0,125", "0.125", None),
        ("99,5%", "99.5", "%"),
        ("100 %", "100", "%"),
        ("12 Dokumen", "12", "Dokumen"),
        ("19 Orang/ bulan", "19", "Orang/ bulan"),
        ("<b>50.00%</b>", "50.00", "%"),
        ("**1.200**", "1200", None),
    ],
)
def test_reads_the_forms_that_reports_print(cell, value, unit):
    number = parse(cell)
    assert (number.kind, number.value, number.unit) == ("number", Decimal(value), unit)


@pytest.mark.parametrize("cell", ["", "-", "–", "N/A", "n/a", "Na", "NIHIL", "nihil", "...", "tidak ada data"])
def test_an_absent_value_is_not_zero(cell):
    number = parse(cell)
    assert number.kind == "absent"
    assert number.value is None


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("60-70", "60", "70"),
        ("> 90 s/d 100", "90", "100"),
        ("$91 \\leq 100$", "91", "100"),
        ("≤ 50", None, "50"),
        ("0 - 100", "0", "100"),
    ],
)
def test_a_range_keeps_both_ends(cell, low, high):
    number = parse(cell)
    assert number.kind == "range"
    assert number.low == (None if low is None else Decimal(low))
    assert number.high == Decimal(high)


@pytest.mark.parametrize("cell", ["Sangat Tinggi", "3.1.2 Analisis", "Tahun 2024 dan 2025", "BB", "12 dari 20 desa"])
def test_words_are_no_numbers(cell):
    assert parse(cell).kind == "text"


@pytest.mark.parametrize(
    "cell", ["9" * 25, "Rp " + "1.000" * 8, "≥ " + "9" * 25, "BB (" + "7" * 25 + ")", "1 - " + "9" * 30]
)
def test_more_digits_than_can_be_reckoned_with_are_no_number(cell):
    assert parse(cell).kind == "text"
    assert parse("9" * 24).value % 1 == 0


def test_a_grade_beside_a_score_is_a_remark():
    assert parse("74,64 (BB)").remark == "BB"
    assert parse("Sangat baik (72)").value == Decimal(72)


def test_three_digits_after_one_separator_are_decided_by_the_column():
    assert decide("54,000", "money").value == Decimal(54000)
    assert decide("3,557", "decimal").value == Decimal("3.557")
    undecided = decide("54,000")
    assert undecided.flags == ("ambiguous_separator",)
    assert {undecided.value, undecided.other} == {Decimal(54000), Decimal("54.000")}


def test_a_counted_unit_makes_three_digits_thousands():
    assert parse("10.257 lembar", "decimal").value == Decimal(10257)
    assert parse("1.234 Nilai", "decimal").value == Decimal("1.234")


def test_mixed_separators_that_group_by_three_are_flagged_with_both_readings():
    number = parse("172.000,000", "money")
    assert number.value == Decimal(172000000)
    assert number.other == Decimal("172000.000")
    assert "ambiguous_separator" in number.flags


def test_broken_groups_are_flagged_as_damaged():
    assert "damaged" in parse("33.4105.600", "money").flags


@given(
    st.integers(min_value=0, max_value=10**13),
    st.sampled_from([(".", ","), (",", ".")]),
    st.sampled_from(["", ",-", "2"]),
)
def test_amounts_are_read_back_whatever_the_habit(amount, habit, tail):
    thousands, decimal = habit
    printed = f"{amount:,}".replace(",", thousands)
    value = Decimal(amount)
    if tail == "2":
        printed, value = f"{printed}{decimal}25", value + Decimal("0.25")
    elif tail:
        printed += tail
    assert parse(printed, "money").value == value


@given(
    st.decimals(min_value=0, max_value=Decimal("999.99"), places=2, allow_nan=False),
    st.sampled_from([",", "."]),
    st.sampled_from(["", "%", " %", " Nilai", " (BB)"]),
)
def test_scores_and_percentages_are_read_back(score, mark, tail):
    printed = f"{score}".replace(".", mark) + tail
    assert parse(printed, "decimal").value == score


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False), st.booleans())
def test_what_is_rendered_is_read_back(value, comma):
    printed = render(value, comma=comma, places=2)
    assert parse(printed, "money").value == value


@given(st.text(max_size=200))
def test_never_raises_and_a_number_always_has_a_value(cell):
    number = parse(cell)
    assert (number.value is not None) == (number.kind == "number")


def test_brackets_are_the_accountants_minus_of_an_amount():
    assert parse("(750.000)", "money").value == Decimal(-750000)
    assert parse("(Rp 1.250.000,-)", "money").value == Decimal(-1250000)
    assert parse("(7)").kind == "text"
