"""Typing errors stay typing errors: they change letters of words, and nothing else."""

import random
import re

from hypothesis import given
from hypothesis import strategies as st

from tests.questions.noise import neighbours, slip

TEXT = st.lists(
    st.sampled_from(["Berapa", "capaian", "IKM", "tahun", "2024", "Rp1.234", "SAKIPX", "serapan", "kinerja", "97,5%"]),
    min_size=1,
    max_size=8,
).map(" ".join)


@given(TEXT, st.integers(0, 99), st.integers(1, 3))
def test_numbers_acronyms_and_first_letters_stay(text: str, seed: int, errors: int) -> None:
    slipped, made = slip(text, random.Random(seed), errors=errors)
    assert re.findall(r"[\d.,%]+", slipped) == re.findall(r"[\d.,%]+", text)
    assert [w for w in slipped.split() if w.isupper()] == [w for w in text.split() if w.isupper()]
    assert [w[0] for w in slipped.split()] == [w[0] for w in text.split()]
    changed = sum(a != b for a, b in zip(text.split(), slipped.split(), strict=True))
    assert changed <= made <= errors


def test_a_slip_is_one_key_away() -> None:
    dice = random.Random(3)
    seen = {slip("serapan", dice)[0] for _ in range(300)}
    assert {"serapqn", "serpan", "serrapan", "sreapan"} <= seen
    assert all(abs(len(word) - 7) <= 1 for word in seen)


def test_neighbours_lie_beside_on_the_keyboard() -> None:
    assert set(neighbours("x")) == set("zcs")
    assert "p" not in neighbours("q")
    assert neighbours("é") == "é"
