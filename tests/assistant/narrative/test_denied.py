"""Sentences that the figures deny, and those that they do not."""

import pytest

from assistant.narrative.asked import Asked
from assistant.narrative.denied import denied
from assistant.narrative.pieces import Piece
from corpus.fact import Source

IKM = Asked(codes=("IKM",), names=("IKM Kecamatan",))


def said(text: str) -> bool:
    piece = Piece("paragraph", 0, text, Source("a.txt", 1, 1), ("BAB III",))
    return bool(list(denied([piece], "a", IKM, (2023, 2024), "down")))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("IKM mengalami peningkatan dibanding tahun sebelumnya.", True),
        ("IKM belum mengalami perubahan dari tahun lalu.", True),
        ("IKM mengalami penurunan dibanding tahun sebelumnya.", False),
        ("IKM tahun 2022 meningkat dibanding tahun sebelumnya.", False),
        ("Nilai SAKIP meningkat dibanding tahun sebelumnya.", False),
        ("IKM meningkat.", False),
    ],
)
def test_a_sentence_against_the_figures(text: str, wrong: bool):
    assert said(text) is wrong
