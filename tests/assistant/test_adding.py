"""Adding files: what the library holds is not read again, and what is new is."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest

from assistant.service import Assistant
from corpus import originals, readers
from tests.assistant.test_cli import REPORT
from tests.corpus.readers.canvas import document
from tests.corpus.readers.test_pdf import cover
from tests.index.fakes import WordEmbedder


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "laporan"
    folder.mkdir()
    for name in ("Melati", "Dahlia"):
        (folder / f"{name}.txt").write_text(REPORT.format(name=name.upper(), title=name, ikm="88,20"), encoding="utf-8")
    return folder


def test_files_that_the_library_holds_are_not_read_again(tmp_path: Path, files: Path, monkeypatch: pytest.MonkeyPatch):
    first, second = WordEmbedder(), WordEmbedder()
    with_one = Assistant.open(tmp_path / "data", embedder_factory=lambda: first)
    added = with_one.add([files])
    monkeypatch.setattr(readers, "read", lambda path: pytest.fail(f"{path} was read"))
    again = Assistant.open(tmp_path / "data", embedder_factory=lambda: second).add([files])
    assert [(r.path, r.report, r.facts) for r in again] == [(r.path, r.report, r.facts) for r in added]
    assert {r.status for r in again} == {"unchanged"}
    assert second.embedded == []


def test_chapters_in_files_of_their_own_are_one_report_that_is_not_read_again(tmp_path: Path, files: Path):
    whole = (files / "Melati.txt").read_text(encoding="utf-8")
    cut = whole.index("\n\n", len(whole) // 3)
    parts = tmp_path / "LKjIP Melati"
    parts.mkdir()
    for name, text in (("BAB I.txt", whole[:cut]), ("BAB II.txt", whole[cut:])):
        (parts / name).write_text(text, encoding="utf-8")
    assistant = Assistant.open(tmp_path / "data", embedder_factory=WordEmbedder)
    (one,) = assistant.add([parts])
    assert (one.status, one.report, len(assistant.list())) == ("added", "kecamatan-melati-2024", 1)
    assert any("BAB II.txt" in note for note in one.notes)
    assert [result.status for result in assistant.add([parts / "BAB I.txt", parts / "BAB II.txt"])] == ["unchanged"]
    assert len(assistant.add([parts], apart=True)) == 2


def test_of_one_report_in_two_formats_one_is_read_and_the_other_named(tmp_path: Path, files: Path):
    (files / "Melati.md").write_text((files / "Melati.txt").read_text(encoding="utf-8"), encoding="utf-8")
    assistant = Assistant.open(tmp_path / "data", embedder_factory=WordEmbedder)
    results = {Path(result.path).name: result for result in assistant.add([files])}
    assert set(results) == {"Melati.txt", "Dahlia.txt"}
    assert results["Melati.txt"].notes == ("Melati.md dilewati: laporan yang sama dalam bentuk lain",)
    assert Path(assistant.add([files / "Melati.md"])[0].path).name == "Melati.md"


def test_one_more_file_embeds_only_its_own_passages(tmp_path: Path, files: Path):
    Assistant.open(tmp_path / "data", embedder_factory=WordEmbedder).add([files])
    (files / "Sepatu.txt").write_text(REPORT.format(name="SEPATU", title="Sepatu", ikm="71,10"), encoding="utf-8")
    embedder = WordEmbedder()
    done = Assistant.open(tmp_path / "data", embedder_factory=lambda: embedder).add([files])
    assert sorted(r.status for r in done) == ["added", "unchanged", "unchanged"]
    assert embedder.embedded
    assert all("Melati" not in text and "Dahlia" not in text for text in embedder.embedded)


def test_an_index_behind_its_library_is_brought_up_by_adding_again(tmp_path: Path, files: Path):
    assistant = Assistant.open(tmp_path / "data", embedder_factory=WordEmbedder)
    report = readers.read(files / "Melati.txt")
    assistant.library.put(report, [])
    assert assistant.add([files / "Melati.txt"])[0].status == "unchanged"
    assert assistant._finder.find("dua belas desa", [report.identity.id], 3)


def test_nothing_of_an_earlier_revision_is_kept(tmp_path: Path, files: Path) -> None:
    assistant = Assistant.open(tmp_path / "data", embedder_factory=lambda **_: WordEmbedder())
    try:
        assistant.add([files])
        held = []
        for path in sorted(files.iterdir()):
            frame = assistant.frame()
            frame.nearest("kepuasann")
            frame.spelt("kepuasann")
            held.append(weakref.ref(frame))
            del frame
            assistant.ask("Apa alasan kepuasann masyarakat berubah?")
            assistant.findings(path.name)
            assistant.remove(path.name)
            assistant.ask("Berapa kepuasann masyarakat?")
        gc.collect()
        assert [reference() for reference in held] == [None] * len(held)
        kept = (assistant._rules._pages, assistant._ledger._held, assistant._ledger._by_cell, assistant._shelf._held)
        assert all(len(held._made) <= 1 for held in kept)
    finally:
        assistant.close()


def test_a_pdf_is_kept_beside_the_library_until_its_report_goes(tmp_path: Path):
    file = tmp_path / "laporan.pdf"
    file.write_bytes(document(cover()))
    assistant = Assistant.open(tmp_path / "data", embedder_factory=WordEmbedder)
    report = assistant.add([file])[0].report
    kept = originals.find(assistant.library.folder, assistant.library.find(report).sha256)
    assert kept.read_bytes() == file.read_bytes()
    kept.unlink()
    assistant.add([file])  # a library of before, whose files were not kept
    assert kept.is_file()
    assistant.remove(report)
    assert not kept.exists()


def test_reports_of_two_offices_under_one_file_name_are_both_kept_and_said(tmp_path: Path, files: Path):
    for name in ("Melati", "Dahlia"):
        (tmp_path / name).mkdir()
        (files / f"{name}.txt").rename(tmp_path / name / "laporan.txt")
    assistant = Assistant.open(tmp_path / "data", embedder_factory=WordEmbedder)
    first, second = assistant.add([tmp_path / "Melati" / "laporan.txt", tmp_path / "Dahlia" / "laporan.txt"])
    assert (first.status, second.status, len(assistant.list())) == ("added", "added", 2)
    (note,) = second.notes
    assert "kecamatan-melati-2024" in note
    assert "laporan (kecamatan-dahlia-2024).txt" in note
    for office in ("Melati", "Dahlia"):
        answer = assistant.ask(f"Berapa realisasi IKM Kecamatan {office}?")
        (figure,) = answer.figures[:1]
        assert figure.source.file == next(row.file for row in assistant.list() if row.organisation.endswith(office))
    again = assistant.add([tmp_path / "Dahlia" / "laporan.txt"])
    assert [(one.status, one.notes) for one in again] == [("unchanged", ())]
