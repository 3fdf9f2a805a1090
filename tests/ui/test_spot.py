"""Links of citations carry their place there and back, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ui.spot import Spot

LINE = st.integers(1, 99_999)
WORD = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x1f"), min_size=1, max_size=20)


@given(WORD, LINE, st.integers(0, 50), st.none() | st.integers(1, 900), WORD, st.lists(WORD, max_size=4))
def test_a_link_goes_there_and_back(
    report: str, start: int, length: int, page: int | None, printed: str, header: list[str]
) -> None:
    spot = Spot(report, start, start + length, page, printed, tuple(header))
    assert Spot.parse(spot.link) == spot


@given(st.text())
def test_anything_else_is_no_spot_or_a_whole_one(text: str) -> None:
    spot = Spot.parse(text)
    assert spot is None or Spot.parse(spot.link) == spot


@pytest.mark.parametrize(
    "link",
    [
        None, 7, "", "#bukti", "#bukti?", "#bukti?a=1", "#bukti?r=x&a=0", "#bukti?r=x&a=-1", "#bukti?r=x&a=9&b=8",
        "#bukti?r=x&a=1e3", "#bukti?r=x&a=٣", "#bukti?r=x&a=999999999999", "#bukti?r=" + "x" * 5000,
    ],
)  # fmt: skip
def test_nonsense_is_no_spot(link: object) -> None:
    assert Spot.parse(link) is None
