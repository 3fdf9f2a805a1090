"""The PDF files kept beside a library."""

from __future__ import annotations

from pathlib import Path

from corpus import originals


def test_a_pdf_is_kept_found_and_removed_with_its_report(tmp_path: Path) -> None:
    file = tmp_path / "Laporan.PDF"
    file.write_bytes(b"%PDF-1.4 isi")
    originals.keep(tmp_path, file, "abc")
    originals.keep(tmp_path, file, "def")
    kept = originals.find(tmp_path, "abc")
    assert kept is not None
    assert kept.read_bytes() == b"%PDF-1.4 isi"
    originals.prune(tmp_path, {"def"})
    assert originals.find(tmp_path, "abc") is None
    assert originals.find(tmp_path, "def") is not None


def test_other_files_are_not_kept_and_nothing_is_found_without_them(tmp_path: Path) -> None:
    text = tmp_path / "laporan.txt"
    text.write_text("isi", encoding="utf-8")
    originals.keep(tmp_path, text, "abc")
    assert originals.find(tmp_path, "abc") is None
    originals.prune(tmp_path, set())
    assert [path.name for path in tmp_path.iterdir()] == ["laporan.txt"]


def test_a_disk_that_takes_nothing_costs_only_the_picture(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF")
    (tmp_path / originals.FOLDER).write_text("a file where the folder should be", encoding="utf-8")
    originals.keep(tmp_path, file, "abc")
    originals.keep(tmp_path, tmp_path / "gone.pdf", "abc")
    assert originals.find(tmp_path, "abc") is None


def test_an_address_outside_of_the_folder_finds_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret.pdf").write_bytes(b"%PDF")
    (tmp_path / originals.FOLDER).mkdir()
    assert originals.find(tmp_path, "../nothing") is None
