"""Reciprocal rank fusion."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import fuse

rankings = st.dictionaries(st.sampled_from(["words", "meaning", "terms"]), st.lists(st.integers(0, 20), max_size=12))


def test_two_good_places_beat_one_first_place():
    fused = fuse({"words": [1, 2, 3], "meaning": [4, 2, 5]})
    assert fused[0].id == 2
    assert fused[0].ranks == {"words": 2, "meaning": 2}
    assert fused[0].score == pytest.approx(2 / 62)


def test_an_absent_engine_takes_no_part():
    assert [f.id for f in fuse({"words": [3, 1]})] == [3, 1]
    assert [f.id for f in fuse({"words": [3, 1], "meaning": []})] == [3, 1]
    assert fuse({}) == []


def test_ties_come_by_id_and_weights_count():
    assert [f.id for f in fuse({"a": [9], "b": [4]})] == [4, 9]
    assert [f.id for f in fuse({"a": [9], "b": [4]}, {"b": 0.5})] == [9, 4]


@given(rankings)
def test_every_id_once_scores_falling_and_order_of_engines_is_nothing(lists):
    fused = fuse(lists)
    assert sorted(f.id for f in fused) == sorted({i for ids in lists.values() for i in ids})
    assert all(a.score > b.score or (a.score == b.score and a.id < b.id) for a, b in itertools.pairwise(fused))
    assert fuse(dict(reversed(lists.items()))) == fused


@given(rankings, st.integers(0, 20))
def test_a_better_place_never_hurts(lists, chosen):
    before = next((f.score for f in fuse(lists) if f.id == chosen), 0.0)
    raised = {name: [chosen, *(i for i in ids if i != chosen)] for name, ids in lists.items()}
    after = next((f.score for f in fuse(raised) if f.id == chosen), 0.0)
    assert after >= before
