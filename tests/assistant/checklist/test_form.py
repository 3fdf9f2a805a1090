"""The checklist as a form, as text and through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.checklist import form, text
from assistant.checklist.judge import catalogue, check
from assistant.cli import main
from corpus.errors import BadInput
from corpus.library import Library
from corpus.report import Report
from tests.assistant.checklist.office import complete, facts_of


def rows_of(path: Path) -> list[list[str]]:
    import docx

    return [[cell.text for cell in row.cells] for table in docx.Document(str(path)).tables for row in table.rows]


@pytest.fixture
def report() -> Report:
    return complete(frozenset({"isu"}))


def test_the_form_has_a_row_for_each_item_and_an_empty_column_for_the_reviewer(tmp_path: Path, report: Report) -> None:
    output = tmp_path / "out" / "form.docx"
    result = check(report, facts_of(report))
    form.write(result, output)
    rows = {row[1]: row for row in rows_of(output)}
    for item in catalogue()[1]:
        assert item.text in rows
        assert rows[item.text][-1] == ""
    strategic = next(v for v in result.verdicts if v.item.id == "isi-2")
    assert rows[strategic.item.text][2] == "tidak ditemukan"
    assert strategic.found.reason in rows[strategic.item.text][3]


def test_the_form_names_the_lines_of_what_was_found(tmp_path: Path, report: Report) -> None:
    result = check(report, facts_of(report))
    form.write(result, tmp_path / "form.docx")
    places = "\n".join(row[3] for row in rows_of(tmp_path / "form.docx"))
    for verdict in result.verdicts:
        for spot in verdict.found.spots:
            assert f"baris {spot.source.line_start}" in places


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [("a\x00b\x0bc", "abc"), ("NIP. 19700101 199001 1 001", "NIP. [NIP]"), ("197001011990011001", "[NIP]")],
)
def test_text_of_a_report_is_made_harmless(dirty: str, clean: str) -> None:
    assert form.clean(dirty) == clean


def test_another_ending_is_refused(tmp_path: Path, report: Report) -> None:
    with pytest.raises(BadInput, match="docx"):
        form.write(check(report, facts_of(report)), tmp_path / "form.pdf")


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path, report: Report) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadInput, match="tidak dapat ditulis"):
        form.write(check(report, facts_of(report)), tmp_path / "file" / "form.docx")


def test_the_text_says_what_is_missing_and_where_the_rest_is(report: Report) -> None:
    shown = text.table(check(report, facts_of(report)))
    assert "tidak ada bagian isu strategis" in shown
    assert "anak lampiran III/2-2" in shown
    assert max(map(len, shown.splitlines())) < 140


@pytest.fixture
def stored(tmp_path: Path, report: Report) -> Path:
    with Library.open(tmp_path / "data") as library:
        library.put(report, facts_of(report))
    return tmp_path / "data"


def test_the_command_prints_a_table(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["checklist", "kecamatan-mawar-2024", "--library", str(stored)]) == 0
    assert "Checklist reviu" in capsys.readouterr().out


def test_the_command_prints_json(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["checklist", "mawar-2024.txt", "--json", "--library", str(stored)]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["report"] == "kecamatan-mawar-2024"
    assert {"id", "state", "reason", "places", "article"} <= set(data["items"][0])


def test_the_command_writes_the_form(stored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "form.docx"
    assert main(["checklist", "mawar-2024.txt", "--output", str(output), "--library", str(stored)]) == 0
    assert rows_of(output)
    assert capsys.readouterr().out == ""


def test_an_unknown_report_ends_with_one_clear_line(stored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["checklist", "tidak-ada", "--library", str(stored)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
