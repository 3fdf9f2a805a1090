"""Plans whose header rows or code cells slipped against their columns give the facts of the plan printed straight."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.facts import extract
from corpus.readers.text import parse
from corpus.report import Place, Row
from corpus.tables.straighten import codes_joined, header_rows
from tests.corpus.printing import WORDS, amounts

TOP = ["URUSAN/ PROGRAM/ KEGIATAN", "INDIKATOR PROGRAM", "RENCANA TAHUN 2024", "", "", "", "KETERANGAN"]
MIDDLE = ["", "", "TARGET 2024", "", "PAGU INDIKATIF", "", ""]
LOWER = ["SEBELUM PERUBAHAN", "SETELAH PERUBAHAN", "SEBELUM PERUBAHAN", "SETELAH PERUBAHAN"]


@st.composite
def plans(draw):
    count = draw(st.integers(min_value=4, max_value=8))
    return [
        (f"Program {WORDS[number]}", f"Jumlah laporan {WORDS[number]}", [draw(amounts) for _ in range(2)])
        for number in range(count)
    ]


def page(plan, *, slipped, header_codes, body_codes):
    codes = ["KODE"] + [""] * (header_codes - 1)
    lower = [*LOWER, *[""] * (header_codes + 3)] if slipped else [*[""] * (header_codes + 2), *LOWER, ""]
    lines = ["\t".join(codes + TOP), "\t".join([""] * header_codes + MIDDLE), "\t".join(lower)]
    for number, (program, indicator, money) in enumerate(plan):
        code = ["701", "00 1", "2.0 1", f"00 {number}"][:body_codes]
        values = [f"{number + 3} Laporan", f"{number + 5} Laporan", *(f"{amount:,.0f}" for amount in money)]
        lines.append("\t".join([*code, program, indicator, *values, ""]))
    table = "\n".join(lines)
    return (
        "LAPORAN KINERJA\nKECAMATAN MAWAR\nKABUPATEN MELATI\nTAHUN 2024\n\nBAB III AKUNTABILITAS KINERJA\n\n"
        f"Tabel 3.3 Rencana Program dan Kegiatan Tahun 2024\n\n{table}\n\nDemikian.\n"
    )


def read_back(text):
    return sorted(
        (fact.indicator, fact.measure, fact.version, fact.value) for fact in extract(parse(text.encode(), "acak.txt"))
    )


@settings(max_examples=40, deadline=None)
@given(plans(), st.booleans(), st.integers(min_value=1, max_value=4), st.integers(min_value=1, max_value=4))
def test_a_slipped_header_or_a_spread_code_changes_no_fact(plan, slipped, header_codes, body_codes):
    straight = read_back(page(plan, slipped=False, header_codes=1, body_codes=1))
    found = read_back(page(plan, slipped=slipped, header_codes=header_codes, body_codes=max(body_codes, header_codes)))
    assert found == straight
    assert ("Program mawar", "pagu", "perubahan", plan[0][2][1]) in straight
    assert ("Jumlah laporan mawar", "target", "murni", Decimal(3)) in straight


def row(*cells):
    return Row(cells, Place(1, 1))


def test_a_header_row_under_its_columns_stays_there():
    rows = (row("No", "Kinerja", "", "Anggaran", ""), row("", "Target", "Realisasi", "Target", "Realisasi"))
    assert header_rows(rows) == rows


def test_codes_stay_apart_where_rows_disagree():
    header = (row("Kode", "Program", "Pagu"),)
    body = [row("7.01", "Program mawar", "5.000.000"), row("7.01", "01", "Program melati", "6.000.000")]
    assert codes_joined(header, body) == (header, body)


@pytest.mark.parametrize("first", ["No", "Sasaran Strategis"])
def test_only_a_code_header_owns_blank_cells(first):
    header = (row(first, "", "Program"),)
    body = [row("1", "1.1", "Program mawar"), row("2", "2.1", "Program melati")]
    assert codes_joined(header, body) == (header, body)
