"""HTML and Markdown reports: real tables, merged cells, lists, what no reader sees, places."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.errors import Damaged, EmptyFile, NotText
from corpus.facts.extract import extract
from corpus.readers import hypertext, markdown
from corpus.report import Report

HTML = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>t</title><style>p{}</style></head><body>
<p>LAPORAN KINERJA<br>DINAS PERTANIAN</p><p>TAHUN 2024</p>
<h1>BAB III AKUNTABILITAS KINERJA</h1><h2>3.1 Capaian Kinerja</h2>
<p style="display: none">Target SAKIP 99</p><script>alert("x")</script>
<table><caption>Tabel 3.1 Capaian Kinerja Tahun 2024</caption>
<thead><tr><th rowspan="2">Sasaran</th><th rowspan="2">Indikator Kinerja</th><th colspan="2">Tahun 2024</th></tr>
<tr><th>Target</th><th>Realisasi</th></tr></thead>
<tbody><tr><td rowspan=2>Meningkatnya layanan</td><td>Nilai SAKIP</td><td>72,00</td><td>73,42</td></tr>
<tr><td>Indeks Kepuasan<br>Masyarakat</td><td>84</td><td>83,5</td></tr></tbody></table>
<p>Langkah kerja:</p><ol><li>menyusun rencana</li><li>menjalankan <b>rencana</b></li></ol>
<p>Serapan 5&lt;6 &amp; baik.</p></body></html>"""

MARKDOWN = """# LAPORAN KINERJA DINAS PERTANIAN TAHUN 2024

BAB III AKUNTABILITAS KINERJA
=============================

Tabel 3.1 Capaian Kinerja Tahun 2024

| No | Indikator Kinerja | Target | Realisasi |
|:--:|-------------------|-------:|----------:|
| 1  | Nilai SAKIP       | 72,00  | 73,42     |
| 2  | [Indeks Kepuasan](https://contoh.id) a\\|b | 84 | 83,5 |

Tabel 3.2 Anggaran Tahun 2024

<table>
<tr><th>Program</th><th>Anggaran (Rp)</th><th>Realisasi (Rp)</th></tr>
<tr><td>Program Penyuluhan</td><td>200.000.000</td><td>150.000.000</td></tr>
</table>

Demikian.
"""


def figures(report: Report) -> dict[tuple[str, str], Decimal | None]:
    return {(fact.indicator, fact.measure): fact.value for fact in extract(report)}


def test_html_tables_have_their_merged_cells_in_the_first_place():
    table = hypertext.parse(HTML.encode(), "a.html").tables[0]
    assert table.caption == "Tabel 3.1 Capaian Kinerja Tahun 2024"
    assert table.columns[2:] == (("Tahun 2024", "Target"), ("Tahun 2024", "Realisasi"))
    assert [row.cells for row in table.rows] == [
        ("Meningkatnya layanan", "Nilai SAKIP", "72,00", "73,42"),
        ("", "Indeks Kepuasan Masyarakat", "84", "83,5"),
    ]


def test_html_gives_facts_identity_headings_and_lists():
    report = hypertext.parse(HTML.encode(), "a.html")
    assert (report.identity.organisation, report.identity.year) == ("Dinas Pertanian", 2024)
    assert figures(report)["Indeks Kepuasan Masyarakat", "realisasi"] == Decimal("83.5")
    headings = [block.text for block in report.blocks if block.kind == "heading"]
    assert {"BAB III AKUNTABILITAS KINERJA", "3.1 Capaian Kinerja"} <= set(headings)
    lines = [line for line in report.lines if line]
    assert lines[-3:] == ["1. menyusun rencana", "2. menjalankan rencana", "Serapan 5<6 & baik."]


def test_hidden_text_and_scripts_are_told_and_not_read():
    report = hypertext.parse(HTML.encode(), "a.html")
    assert not any("99" in line or "alert" in line for line in report.lines)
    assert report.notes == ("memuat teks tersembunyi, tidak dipakai",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252"])
def test_html_in_its_declared_encoding(encoding):
    page = HTML.replace("utf-8", encoding).replace("baik.", "baik – sekali.")
    assert hypertext.parse(page.encode(encoding), "a.html").lines[-2] == "Serapan 5<6 & baik – sekali."


def test_html_that_is_none_is_named():
    for data, error in (
        (b"", EmptyFile), (b"<html><body></body></html>", EmptyFile), (b"teks biasa", Damaged), (bytes(9), NotText),
    ):  # fmt: skip
        with pytest.raises((error, EmptyFile)):
            hypertext.parse(data, "a.html")


def test_spans_of_a_hostile_table_are_bounded():
    cell = '<td colspan="999999999" rowspan="999999999">x</td>'
    report = hypertext.parse(f"<table><tr>{cell}<td>y</td></tr><tr><td>z</td></tr></table>".encode(), "a.html")
    assert max(len(line) for line in report.lines) < 1000
    deep = "<div>" * 5000 + "dalam" + "</div>" * 5000
    hypertext.parse(f"<p>luar</p>{deep}".encode(), "a.html")


def test_a_page_laid_out_by_a_table_keeps_the_tables_in_it():
    inner = "<table><tr><td>Indikator</td><td>Target</td></tr><tr><td>SAKIP</td><td>72</td></tr></table>"
    report = hypertext.parse(f"<table><tr><td><p>Kiri</p></td><td>{inner}</td></tr></table>".encode(), "a.html")
    assert [line for line in report.lines if line] == ["Kiri", "Indikator\tTarget", "SAKIP\t72"]


def test_markdown_tables_of_both_kinds_give_facts_on_their_lines():
    report = markdown.parse(MARKDOWN.encode(), "a.md")
    facts = {(fact.indicator, fact.measure): fact for fact in extract(report)}
    assert facts["Nilai SAKIP", "realisasi"].value == Decimal("73.42")
    assert facts["Nilai SAKIP", "realisasi"].source.line_start == 10
    budget = facts["Program Penyuluhan", "pagu"]
    assert (budget.value, budget.source.line_start) == (Decimal(200000000), 17)
    for fact in facts.values():
        assert fact.as_printed in MARKDOWN.split("\n")[fact.source.line_start - 1]
    assert report.tables[0].rows[1].cells[1] == "Indeks Kepuasan a|b"


def test_markdown_titles_are_headings_and_every_line_keeps_its_number():
    report = markdown.parse(MARKDOWN.encode(), "a.md")
    assert [block.text for block in report.blocks if block.kind == "heading"][-1] == "BAB III AKUNTABILITAS KINERJA"
    assert len(report.lines) == len(MARKDOWN.split("\n"))
    last = report.blocks[-1]
    assert (last.text, last.place.line_start) == ("Demikian.", 20)
