from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.formulas import formulas
from corpus.readers.text import parse
from corpus.scales import bounds, scales

TEXT = (
    "LAPORAN KINERJA\nKECAMATAN MAWAR\nTAHUN 2024\n\nTabel 3.1 Kategori Capaian\n\nNo\tKategori\tRata-rata % Capaian\n"
    "1\tSangat Tinggi\t$91 \\leq 100$\n2\tTinggi\t$76 \\leq 90$\n3\tSedang\t66 - 75\n4\tRendah\t≤ 65\n\nTeks.\n"
)


def scale():
    (found,) = scales(parse(TEXT.encode(), "a.txt"))
    return found


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("> 90 s/d 100", ("90", False, "100", True)),
        ("75% s.d < 100%", ("75", True, "100", False)),
        ("≥ 100%", ("100", True, None, False)),
        ("< 55%", (None, False, "55", False)),
        ("≤ 50", (None, False, "50", True)),
        ("$91 \\leq 100$", ("91", True, "100", True)),
        ("0 s/d 40", ("0", True, "40", True)),
        ("80 > 100", ("80", True, "100", True)),
    ],
)
def test_bounds_as_reports_print_them(cell, expected):
    low, low_included, high, high_included = expected
    assert bounds(cell) == (low and Decimal(low), low_included, high and Decimal(high), high_included)


@pytest.mark.parametrize("cell", ["84", "Sangat Tinggi", "", "2.451.096.500", "12 dokumen"])
def test_what_is_no_band(cell):
    assert bounds(cell) is None


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("100", "Sangat Tinggi"),
        ("116.11", "Sangat Tinggi"),
        ("90.63", "Sangat Tinggi"),
        ("90.4", "Tinggi"),
        ("65", "Rendah"),
        ("0", "Rendah"),
    ],
)
def test_the_band_of_a_value(value, label):
    assert scale().band(Decimal(value)).label == label


def test_each_band_keeps_its_place():
    assert [band.place.line_start for band in scale().bands] == [8, 9, 10, 11]


def test_a_performance_table_is_no_scale():
    table = "No\tIndikator\tTarget\tRealisasi\n1\tIKM\t60-70\t67\n2\tIPP\t3-4\t3,5\n3\tSAKIP\t70-80\t71\n"
    assert scales(parse(f"BAB III CAPAIAN\n\n{table}".encode(), "a.txt")) == ()


def test_formulas_displayed_and_in_tables():
    text = (
        "Rumus pertama:\n\n$$\\text{Capaian} = \\frac{R}{T} \\times 100\\%$$\n\nTabel 2.2 IKU\n\n"
        "No\tIndikator Kinerja\tFormulasi\n1\tIKM\tRata-rata nilai unsur x 25\n"
    )
    first, second = formulas(parse(text.encode(), "a.txt"))
    assert (first.indicator, first.lead) == (None, "Rumus pertama:")
    assert (second.indicator, second.text) == ("IKM", "Rata-rata nilai unsur x 25")
