"""What leaves the library shows what it is."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.visible import cell, dumps, visible

HIDING = [
    "\x00", "\x1b[31m", "\x9b", "\x7f", "\u00ad", "\u200b", "\u200d", "\u200e", "\u202e", "\u2066", "\u2069", "\ufeff", "\u061c",
    "\u180e", "\u3164", "\ufe0f", "\U000e0041", "\ufff9", "\uffff", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("hidden", HIDING, ids=[ascii(text) for text in HIDING])
def test_what_cannot_be_seen_is_gone(hidden: str):
    shown = visible(f"93{hidden},53")
    assert shown == "93,53" or hidden == "\x1b[31m"
    assert "\x1b" not in shown


@pytest.mark.parametrize("text", ["", "Capaian 93,53% – “baik” ≥ 80\tA\nB", "Ünïcödé 日本語 العربية 😀", "a\u00a0b"])
def test_what_can_be_seen_stays(text: str):
    assert visible(text) is text


def test_other_line_ends_become_blanks():
    assert visible("a\u2028b\x85c\x0bd\r\ne") == "a b c d\ne"


@given(st.text())
def test_nothing_hidden_is_left(text: str):
    shown = visible(text)
    assert visible(shown) == shown
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} and char not in "\t\n" for char in shown)
    assert not any(
        unicodedata.bidirectional(char) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
        for char in shown
    )


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1+cmd|' /C calc'!A0", "-1+1", "@SUM(A1)", "\t=1", " =1", "\n=1", "\r=1", "\u200b=1", "\ufeff=1", "'=1", '"=1', "＝1", "＋1", "－1", "＠A", "=HYPERLINK(1)", "-", "+62-812"],
)  # fmt: skip
def test_no_cell_is_a_formula(text: str):
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["-12.5", "+3", "-1.234,56", "-12,5 %", "93,53", "Nilai", "", "a=b"])
def test_numbers_and_words_stay(text: str):
    assert cell(text) == text


@given(st.text() | st.text("=+-@\t\r\n '\"\u200b\u202e1A", max_size=6))
def test_no_cell_begins_as_a_formula_does(text: str):
    shown = cell(text)
    assert shown == visible(text) or shown == "'" + visible(text)
    assert not shown.lstrip()[:1] or shown.lstrip()[0] not in "=@"


@given(
    st.recursive(st.none() | st.integers() | st.text(), lambda part: st.lists(part) | st.dictionaries(st.text(), part))
)
def test_json_reads_back_the_same_and_hides_nothing(value: object):
    text = dumps(value)
    assert json.loads(text) == value
    assert visible(text) == text
    text.encode("utf-8")
