from __future__ import annotations

from decimal import Decimal

from corpus.facts import extract
from corpus.frame import COLUMNS, frame
from corpus.readers.text import parse

TEXT = "LAPORAN KINERJA\nKECAMATAN MAWAR\nTAHUN 2024\n\nNo\tIndikator Kinerja\tTarget\tRealisasi\n1\tNilai IKM\t84\t85,50\n2\tNilai IPP\tN/A\t3,45\n"


def test_the_frame_has_a_row_a_fact_and_decimals():
    data = frame(extract(parse(TEXT.encode(), "mawar.txt")))
    assert list(data.columns) == list(COLUMNS)
    found = data[(data["indicator"] == "Nilai IKM") & (data["measure"] == "realisasi")]
    assert list(found["value"]) == [Decimal("85.50")]
    assert list(found["period_year"]) == [2024]
    assert list(found["line_start"]) == [6]


def test_what_is_not_available_is_no_zero():
    data = frame(extract(parse(TEXT.encode(), "mawar.txt")))
    assert list(data[(data["indicator"] == "Nilai IPP") & (data["measure"] == "target")]["value"]) == [None]


def test_no_facts_give_an_empty_frame_with_all_columns():
    data = frame([])
    assert len(data) == 0
    assert list(data.columns) == list(COLUMNS)
