"""What is fuzzed: each target takes a case, and anything but its answer or an error of ours is a finding."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
from hypothesis import strategies as st

from assistant.commands.batch import answered, turns
from assistant.dialogue import questions_of, resolve
from assistant.service import Assistant
from corpus import numbers
from corpus.errors import Damaged, EmptyFile, TanyaError
from corpus.facts import extract
from corpus.readers import laid, text, word, workbook
from corpus.readers.pdf import layout, margins, work
from corpus.readers.pdf.journal import Journal
from corpus.readers.pdf.parts import PageParts
from corpus.report import Report
from index.passages import passages
from tests.fuzz import files
from tests.fuzz.source import Source
from tests.index.fakes import WordEmbedder
from tests.shared_data import ROOT


def check_number(case: tuple[str, numbers.Hint]) -> None:
    """A cell is a number, a range, absent or text; a number is a finite Decimal."""
    found = numbers.parse(*case)
    values = [value for value in (found.value, found.low, found.high, found.other) if value is not None]
    assert all(isinstance(value, Decimal) and value.is_finite() for value in values)
    assert (found.value is not None) == (found.kind == "number")
    assert (found.low is not None or found.high is not None) == (found.kind == "range")


def _read(parse: Callable[[bytes, str], Report], data: bytes, file: str) -> None:
    try:
        report = parse(data, file)
    except TanyaError as error:
        assert "\n" not in str(error)
        return
    held = len(report.lines)
    for found in extract(report):
        if found.value is not None:
            assert found.value.is_finite()
            assert 1 <= (found.source.line_start or 1) <= (found.source.line_end or held) <= held
    for passage in passages(report):
        assert 1 <= (passage.source.line_start or 1) <= (passage.source.line_end or held) <= held


def check_text(data: bytes) -> None:
    """A text file is read, or refused with a reason."""
    _read(text.parse, data, "laporan.txt")


def check_word(data: bytes) -> None:
    """A Word file is read, or refused with a reason."""
    _read(word.parse, data, "laporan.docx")


def check_workbook(data: bytes) -> None:
    """A spreadsheet is read, or refused with a reason."""
    _read(workbook.parse, data, "laporan.xlsx")


def check_pdf(data: bytes) -> None:
    """A PDF is read page by page, or refused with a reason; in this process, so that nothing a worker did is hidden."""
    _read(_pdf_here, data, "laporan.pdf")


def _pdf_here(data: bytes, file: str) -> Report:
    try:
        pages = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Damaged("PDF rusak", where=file) from error
    found = [work._page(pages, number + 1, Journal()) for number in range(len(pages))]
    read = [page for page in found if isinstance(page, PageParts)]
    if not any(page.lines or page.tables for page in read):
        raise EmptyFile("tidak ada teks", where=file)
    return laid.report(data, file, "pdf", list(layout.laid(margins.without(read))), [])


@cache
def assistant() -> Assistant:
    """The sample reports, searched by words alone."""
    folder = Path(tempfile.mkdtemp(prefix="tanya-fuzz-"))
    made = Assistant.open(folder, embedder_factory=WordEmbedder)
    made.add(sorted((ROOT / "samples").glob("lkjip*.txt")))
    return made


def check_question(case: tuple[str, list[str]]) -> None:
    """Any text is understood as some question, with any questions before it."""
    said, history = case
    frame = assistant().frame()
    slots, _ = resolve(said, questions_of(history), frame.offices, frame)
    known = {office.organisation for office in frame.offices}
    assert set(slots.organisations) <= known


def check_batch(lines: list[str]) -> None:
    """A file of questions is refused as a whole, or each line is answered or refused; nothing is lost."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in.jsonl"
        path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
        try:
            asked = list(turns(path))
        except TanyaError as error:
            assert "\n" not in str(error)
            return
    for _, turn in asked:
        try:
            answer = answered(assistant(), turn)
        except TanyaError as error:
            assert "\n" not in str(error)
            continue
        json.loads(json.dumps(answer, ensure_ascii=False).encode("utf-8", "backslashreplace"))
        assert answer["status"]


_ASKED = (
    "berapa apa kenapa mengapa realisasi target capaian pagu serapan IKM SAKIP Lembayur Wanasembra Kecamatan Dinas "
    "2023 2024 tahun lalu kemarin naik turun tertinggi terendah rata-rata selisih bandingkan semua program kegiatan "
    "sasaran dan atau tidak > < = , ? ! ( ) % Rp juta why what how many highest compare all 0 -1 99999999999999"
)


def question(source: Source) -> str:
    """Words of questions in any order, lines of reports, or anything."""
    if source.once_in(6):
        return source.pick(files.sample_lines()) if source.once_in(2) else source.text(120)
    return " ".join(source.some(lambda s: s.pick(_WORDS) if s.number(8) < 7 else files.cell(s), 20))


_WORDS = _ASKED.split()
_PLAIN = [None, True, False, 0, -1, 10**30, 0.5, float("nan"), "", "x", "\ud800", "\u2028"]
_LINES = ['{"question": "\\ud800"}', "[" * 5000, '{"question": NaN}', '{"a":' * 3000, "1" * 5000, "\ufeff{}", "{}\x85{}",
          '{"question": "\\u0000"}', "", "   ", "null", '{"question": "IKM?"} x']  # fmt: skip


def _value(source: Source, depth: int = 0) -> Any:
    kind = source.number(8)
    if kind < 5 or depth > 3:
        return source.pick(_PLAIN) if kind < 4 else source.text(6)
    if kind < 7:
        return source.some(lambda s: _value(s, depth + 1), 3)
    return {
        key: _value(source, depth + 1) for key in source.some(lambda s: s.pick(["question", "content", "role", "x"]), 3)
    }


def _turn(source: Source) -> dict[str, Any]:
    turn: dict[str, Any] = {}
    if source.number(9) < 8:
        turn["question"] = question(source) if source.number(9) < 8 else _value(source)
    if source.once_in(3):
        turn["id"] = _value(source)
    if source.once_in(3):
        known = ["lkjip-kecamatan-lembayur-2024.txt", "kecamatan-wanasembra-2023", "x"]
        turn["selected"] = source.some(lambda s: s.pick(known), 2) if source.once_in(2) else _value(source)
    if source.once_in(3):
        turn["history"] = source.some(lambda s: {"question": question(s)}, 2) if source.once_in(2) else _value(source)
    return turn


def _line(source: Source) -> str:
    if source.once_in(6):
        return source.pick(_LINES) if source.once_in(2) else source.text(30)
    return json.dumps(_turn(source), ensure_ascii=source.once_in(2))


def batch(source: Source) -> list[str]:
    """The lines of a file of questions."""
    return source.some(_line, 2)


def number(source: Source) -> tuple[str, numbers.Hint]:
    """A cell and the kind of its column."""
    hints: tuple[numbers.Hint, ...] = ("money", "decimal", "count", "unknown")
    hint = source.pick(hints)
    kind = source.number(4)
    if kind == 3:
        return source.text(40), hint
    return (files.numeral(source) if kind < 2 else "".join(source.some(files.cell, 3))), hint


@dataclass(frozen=True)
class Target:
    """How a case is made, and its check."""

    make: Callable[[Source], Any]
    check: Callable[[Any], None]


TARGETS = {
    "number": Target(number, check_number),
    "text": Target(files.text_file, check_text),
    "word": Target(files.word_file, check_word),
    "workbook": Target(files.workbook, check_workbook),
    "pdf": Target(files.pdf_file, check_pdf),
    "question": Target(lambda source: (question(source), source.some(question, 1)), check_question),
    "batch": Target(batch, check_batch),
}
CASES = st.binary(min_size=100, max_size=700)
"""The bytes that hypothesis makes cases of."""


def keep(name: str, case: object, folder: Path) -> Path:
    """Store a finding under its digest; bytes as they are, anything else as Python writes it."""
    data = case if isinstance(case, bytes) else repr(case).encode("utf-8", "surrogatepass")
    ending = ".bin" if isinstance(case, bytes) else ".case"
    path = folder / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}{ending}"
    path.write_bytes(data)
    return path
