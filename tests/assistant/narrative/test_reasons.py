"""Causes of anything that a question names: the sentences whose effect holds its words."""

from assistant.narrative.pieces import Piece
from assistant.narrative.reasons import best
from assistant.wording import stems
from corpus.fact import Source


def found(text: str, asked: str, wanted_ways: tuple[str, ...] = ()) -> list[str]:
    piece = Piece("paragraph", 0, text, Source("a.txt", 1, 1), ("BAB II",))
    wanted = dict.fromkeys(stems(asked), 1.0)
    return [one.statement.passage.text for one in best([piece], "a", wanted, wanted_ways)]


def test_the_effect_must_hold_the_asked_words():
    said = "Perbandingan hanya dilakukan dua tahun karena sasaran berubah seluruhnya."
    assert found(said, "perbandingan dua tahun") == [said]
    assert found(said, "sasaran berubah") == []


def test_the_sentence_before_counts_where_the_cause_points_to_it():
    said = "Rencana kerja terlambat disahkan. Hal ini disebabkan karena pergantian camat."
    assert found(said, "rencana kerja terlambat") == ["Hal ini disebabkan karena pergantian camat."]


def test_the_other_direction_is_no_reason():
    said = "Rata-rata capaian naik karena semua desa melapor tepat waktu."
    assert found(said, "rata-rata capaian", ("up", "good")) == [said]
    assert found(said, "rata-rata capaian", ("down", "bad")) == []
