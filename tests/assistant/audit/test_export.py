"""The reports of the audit: terminal, JSON lines, spreadsheet and document, by the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from assistant import cli
from assistant.audit.export import HEADERS, write
from corpus.errors import BadInput
from corpus.facts import extract
from corpus.library import Library
from corpus.readers.text import parse
from tests.assistant.audit.consistent import findings, make, text_of

KEYS = {"kind", "severity", "source", "values", "expected", "explanation", "inputs"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of a clean report and a faulty one."""
    clean, faulty = make(1), make(2)
    faulty.cells["pagu", 1, "serapan"] -= 7
    faulty.cells["iku", 0, "capaian"] += 9
    with Library.open(tmp_path / "data") as library:
        for number, book in enumerate((clean, faulty)):
            text = text_of(book).replace("MAWAR", ("MELATI", "DAHLIA")[number])
            report = parse(text.encode(), f"laporan{number}.txt")
            library.put(report, list(extract(report)))
    return tmp_path


def run(folder: Path, *arguments: str) -> int:
    return cli.main(["audit", *arguments, "--library", str(folder / "data")])


def test_json_lines_keep_the_contract(folder: Path) -> None:
    output = folder / "out" / "audit.jsonl"
    assert run(folder, "--output", str(output)) == 0
    lines = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert len(lines) >= 2
    for line in lines:
        assert line.keys() >= KEYS
        assert line["source"]["file"] == "laporan1.txt"
        assert line["source"]["line_start"] >= 1
        assert line["explanation"][0].isupper()
        assert all(spot["source"]["line_start"] for spot in line["inputs"])


def test_one_report_may_be_chosen(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "laporan0.txt") == 0
    assert capsys.readouterr().out.startswith("Tidak ada temuan")
    assert run(folder, "laporan1.txt") == 0
    shown = capsys.readouterr().out
    assert "temuan:" in shown
    assert "hitung ulang" in shown
    assert run(folder, "tidak-ada.txt") == 2


def test_a_spreadsheet_prints_printed_and_recomputed_side_by_side(tmp_path: Path) -> None:
    book = make(5)
    right = book.of("iku", 0, "capaian")
    book.cells["iku", 0, "capaian"] += 9
    output = tmp_path / "temuan.xlsx"
    found = findings(book)
    assert write(found, output) == len(found)
    rows = list(load_workbook(output).active.iter_rows(values_only=True))
    assert rows[0] == HEADERS
    line = next(row for row in rows if row[2] == "persentase")
    shown = dict(zip(HEADERS, line, strict=True))
    assert shown["Tempat"].startswith("baris ")
    assert shown["Tercetak"].rstrip("%").replace(",", ".") == str(right + 9)
    assert shown["Hitung ulang"].replace(",", ".") == str(right.normalize() if right % 1 else int(right))
    assert shown["Tanggapan perangkat daerah"] in (None, "")


def test_a_document_can_be_sent_back(tmp_path: Path) -> None:
    book = make(6)
    book.cells["lhe", 4, "nilai"] += 3
    output = tmp_path / "temuan.docx"
    write(findings(book), output)
    document = Document(str(output))
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells][:4] == ["No", "Tempat", "Tercetak", "Hitung ulang"]
    assert len(table.rows) > 1
    assert any("baris" in cell.text for cell in table.rows[1].cells)


def test_a_formula_of_a_report_stays_text(tmp_path: Path) -> None:
    book = make(8)
    book.tree[0] = ("1", "program", "=HYPERLINK(1) daerah")
    book.cells["pagu", 0, "serapan"] -= 7
    output = tmp_path / "temuan.xlsx"
    write(findings(book), output)
    cells = [cell for row in load_workbook(output).active.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


@pytest.mark.parametrize("name", ["temuan.pdf", "temuan"])
def test_an_unknown_ending_is_said_in_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="jsonl"):
        write([], tmp_path / name)
