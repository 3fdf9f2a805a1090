"""Any table built from random facts and printed in any of the known styles is read back exactly."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.facts import extract
from corpus.readers.text import parse
from tests.corpus import printing

PERFORMANCE = ("no", "sasaran", "indikator")
BUDGET = ("no", "program")
budget_measures = ("pagu", "realisasi_anggaran", "serapan")


def facts_of(text):
    report = parse(text.encode(), "acak.txt")
    return report, [fact for fact in extract(report) if "narrative" not in fact.flags]


def read_back(facts):
    return sorted((fact.indicator, fact.measure, fact.value, fact.period_year) for fact in facts)


def expected(lines):
    return sorted((line.name, measure, value, 2024) for line in lines for measure, value in line.values.items())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(printing.performance_lines(), printing.styles(printing.MEASURES))
def test_performance_tables_are_read_back_exactly(lines, style):
    _, facts = facts_of(printing.page(lines, style, PERFORMANCE))
    assert read_back(facts) == expected(lines)
    assert {(fact.indicator, fact.item) for fact in facts} == {(line.name, line.item) for line in lines}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(printing.budget_lines(), printing.styles(budget_measures))
def test_budget_tables_are_read_back_exactly(lines, style):
    _, facts = facts_of(printing.page(lines, style, BUDGET))
    assert read_back(facts) == expected(lines)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(printing.performance_lines(), printing.styles(printing.MEASURES), printing.styles(printing.MEASURES))
def test_another_style_gives_the_same_facts(lines, one, other):
    _, first = facts_of(printing.page(lines, one, PERFORMANCE))
    _, second = facts_of(printing.page(lines, other, PERFORMANCE))
    assert read_back(first) == read_back(second)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(printing.performance_lines(), printing.styles(printing.MEASURES))
def test_every_figure_stands_on_its_cited_line(lines, style):
    report, facts = facts_of(printing.page(lines, style, PERFORMANCE))
    for fact in facts:
        assert fact.as_printed in report.lines[fact.source.line_start - 1]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.lists(st.text(alphabet="ab1,.%-<>Rp \u200b", max_size=12), min_size=1, max_size=9), min_size=1, max_size=14
    )
)
def test_ragged_tables_never_crash_and_never_invent_a_figure(rows):
    text = "BAB III AKUNTABILITAS KINERJA\n\nNo\tIndikator\tTarget\tRealisasi\n" + "\n".join(
        "\t".join(row) for row in rows
    )
    report, facts = facts_of(text)
    for fact in facts:
        where = report.lines[fact.source.line_start - 1 : fact.source.line_end]
        assert " ".join(fact.as_printed.split()) in " ".join("\n".join(where).split())


@pytest.mark.parametrize(
    "table",
    [
        "\t".join(f"Target {n}" for n in range(2000)) + "\n" + "\t".join(str(n) for n in range(2000)),
        "No\tIndikator\tTarget\n1\t" + "x" * 1_000_000 + "\t5",
        "No\tIndikator\tTarget\n1\t<b><i><p>IKM</b\t<td>5</td><",
        "No\tIndikator\tTarget\n" + "\n".join("1\tIKM" + "\t" * (n % 7) + "5" for n in range(3000)),
    ],
    ids=["2000 columns", "1 MB cell", "unbalanced HTML", "3000 ragged rows"],
)
def test_malformed_tables_are_read_without_a_crash(table):
    report, facts = facts_of(f"BAB III AKUNTABILITAS KINERJA\n\n{table}\n")
    assert report.tables
    assert all(fact.source.line_start for fact in facts)
