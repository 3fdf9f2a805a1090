"""The real PDF and Word reports, read whole; they lie outside the project."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter

import pytest

from assistant.export import jsonl
from corpus.facts.extract import extract
from corpus.readers import read
from corpus.readers.pdf import tesseract
from tests.shared_data import shared

FILES = {
    "biro-organisasi-jabar-2016.pdf": ("Biro Organisasi", 2016, 36),
    "hpu-jabar-2016.pdf": ("Biro Humas, Protokol dan Umum", 2016, 23),
    "rs-jiwa-jabar-2016.pdf": ("Rumah Sakit Jiwa", 2016, 33),
}
FLOORS = {"found": 0.95, "measured": 0.93, "complete": 0.88, "precision": 0.97}


@pytest.fixture(scope="module", params=sorted(FILES))
def report(request):
    return read(shared("reports", "pdf", request.param))


def test_identity_and_pages(report):
    organisation, year, pages = FILES[report.file]
    assert (report.identity.organisation, report.identity.region, report.identity.year) == (
        organisation, "Provinsi Jawa Barat", year,
    )  # fmt: skip
    assert max(spot.page for spot in report.printed if spot is not None) == pages


def test_every_figure_stands_in_its_box_on_its_page(report):
    facts = extract(report)
    assert facts
    for fact in facts:
        assert fact.source.page is not None
        assert fact.source.bbox is not None
        line = report.lines[fact.source.line_start - 1]
        assert "".join(fact.as_printed.split()) in "".join(line.split())


def test_facts_against_gold(tmp_path):
    gold = shared("eval", "dev", "pdf", "facts.jsonl")
    scorer = shared("eval", "score_facts.py")
    out = tmp_path / "facts.jsonl"
    files = sorted({json.loads(line)["file"] for line in gold.read_text(encoding="utf-8").splitlines()})
    out.write_text("".join(jsonl(extract(read(shared("reports", "pdf", name)))) for name in files), encoding="utf-8")
    command = [sys.executable, str(scorer), "--gold", str(gold), "--facts", str(out)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    shares = {match[1]: float(match[2]) for match in re.finditer(r"^(\w+)\s+\d+/\d+\s+([\d.]+)", said, re.MULTILINE)}
    assert {name: share for name, share in shares.items() if share < FLOORS[name]} == {}, said


@pytest.mark.skipif(not tesseract.available(), reason="tesseract is not installed")
def test_figures_of_a_real_scan_are_read_and_flagged():
    report = read(shared("reports", "pdf", "scan-6-pages.pdf"))
    pages = {
        page: " ".join(
            line for line, spot in zip(report.lines, report.printed, strict=True) if spot and spot.page == page
        )
        for page in (2, 3)
    }
    printed = {2: ["100%", "100%", "100%", "88,50%", "354,93%", "100%"], 3: ["100,01%", "97,95%", "100%"]}
    for page, figures in printed.items():
        found = Counter(re.findall(r"\d+[.,]?\d*%", pages[page].replace(".", ",")))
        assert (Counter(figures) & found).total() >= 0.95 * len(figures) - 1e-9
    assert all(spot.sure is not None for spot in report.printed if spot is not None)
    assert all("ocr" in fact.flags for fact in extract(report))


def test_tables_of_a_real_word_file_have_their_rows():
    report = read(shared("reports", "docx", "perjanjian-kinerja-bpkad-2017.docx"))
    assert [len(table.rows) for table in report.tables] == [14, 8]
    assert report.tables[1].rows[0].cells[2] == "26.138.904.000"
    assert report.tables[1].rows[-1].cells[2] == "81.298.026.321"
