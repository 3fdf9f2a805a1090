"""Rounding: what a computed value may look like in print."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.audit.amount import Span, agrees, quotient, same


@pytest.mark.parametrize(
    ("printed", "value", "cut", "right"),
    [
        ("102", "102.25", False, True),
        ("102", "101.5", False, True),
        ("101", "101.9", False, False),
        ("101", "101.9", True, True),
        ("99.80", "99.8001", False, True),
        ("99.81", "99.8001", False, False),
        ("111.3", "111.29", False, True),
        ("100", "100", False, True),
    ],
)
def test_a_printed_number_agrees_with_its_rounded_value(printed: str, value: str, cut: bool, right: bool) -> None:
    assert agrees(Decimal(printed), Span.exact(Decimal(value)), cut=cut) is right


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(0, 3))
def test_a_rounded_quotient_agrees(part: int, whole: int, places: int) -> None:
    value = Decimal(part) / Decimal(whole) * 100
    printed = round(value, places)
    assert agrees(printed, quotient(Decimal(part), Decimal(whole)), cut=True)
    assert not agrees(printed + Decimal(3).scaleb(-places), quotient(Decimal(part), Decimal(whole)), cut=True)


def test_rounded_inputs_widen_a_quotient_and_whole_ones_do_not() -> None:
    # 8,13 may be 8,1265 rounded: 104,19 is as good as 104,23
    assert agrees(Decimal("104.19"), quotient(Decimal("8.13"), Decimal("7.8")), cut=False)
    assert not agrees(Decimal("104.9"), quotient(Decimal("8.13"), Decimal("7.8")), cut=False)
    assert not agrees(Decimal("88.8"), quotient(Decimal(16), Decimal(18)), cut=False)


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("104.23", "104.2", True),
        ("104", "104.23", True),
        ("85", "85.3", True),
        ("74.61", "74.64", False),
        ("3", "2", False),
    ],
)
def test_fewer_decimals_are_the_same_number(one: str, other: str, equal: bool) -> None:
    assert same(Decimal(one), Decimal(other)) is equal
    assert same(Decimal(other), Decimal(one)) is equal
