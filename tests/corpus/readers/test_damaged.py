"""Damaged and hostile files: a message each, no crash, no hang."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import readers
from corpus.errors import Damaged, Encrypted, ReadError, TooLarge, UnknownType
from corpus.readers.pdf import reader, workers
from tests.corpus import damage
from tests.corpus.readers.canvas import Canvas, document
from tests.corpus.readers.test_word import report_document


def sound(suffix: str, folder: Path) -> Path:
    path = folder / f"laporan{suffix}"
    if suffix == ".pdf":
        rows = [("No", "Indikator", "Target"), ("1", "Nilai SAKIP", "72"), ("2", "IKM", "84")]
        path.write_bytes(
            document(*[Canvas().text(60, 80, f"Bagian {n}").rows((60, 90, 300, 400), 100, rows) for n in range(3)])
        )
    else:
        report_document().save(str(path))
    return path


@pytest.mark.parametrize(("suffix", "count"), [(".pdf", 24), (".docx", 60)])
def test_damaged_files_are_read_in_part_or_refused_with_a_message(suffix, count, tmp_path):
    refused = 0
    for name, data in damage.damaged(sound(suffix, tmp_path), count):
        path = tmp_path / name
        path.write_bytes(data)
        try:
            report = readers.read(path)
        except ReadError as error:
            refused += 1
            assert name in str(error)
            assert error.remedy
        else:
            assert any(line.strip() for line in report.lines)
    assert refused


def test_bombs_are_refused_before_they_unpack(tmp_path):
    name, data = damage.zip_bomb(".docx")
    (tmp_path / name).write_bytes(data)
    with pytest.raises(TooLarge):
        readers.read(tmp_path / name)


def test_a_page_that_takes_too_long_is_told_and_the_others_are_read(monkeypatch):
    monkeypatch.setattr(workers, "PAGE_SECONDS", 1.0)
    slow = Canvas()
    slow.parts.append("0 0 m 1 1 l S\n" * 3_000_000)
    report = reader.parse(document(Canvas().text(60, 90, "Halaman yang baik."), slow), "lambat.pdf", processes=1)
    assert any("Halaman yang baik." in line for line in report.lines)


@pytest.mark.parametrize("name", ["baris.md", "tab.txt", "lebar.txt", "panjang.txt", "entitas.docx", "bomb.xlsx"])
def test_bombs_of_every_format_are_refused(name, tmp_path):
    data = next(data for found, data in damage.all_damaged([], 99) if found == name)
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadError) as caught:
        readers.read(tmp_path / name)
    assert caught.value.remedy


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".docx", ".xlsx"])
def test_files_of_every_format_broken_or_wrongly_named_say_what_is_wrong(suffix, tmp_path):
    sound_files = damage.sound_files(tmp_path)
    (sound_file,) = (path for path in sound_files if path.suffix == suffix)
    broken = list(damage.damaged(sound_file, 30, seed=11))
    broken += [(f"salah-{path.stem}{suffix}", path.read_bytes()) for path in sound_files if path.suffix != suffix]
    for name, data in broken:
        path = tmp_path / name
        path.write_bytes(data)
        try:
            report = readers.read(path)
        except ReadError as error:
            assert name in str(error)
            assert error.remedy
        else:
            assert any(line.strip() for line in report.lines)


def test_an_old_or_locked_office_file_and_a_wrong_ending_are_named(tmp_path):
    locked = tmp_path / "kunci.docx"
    locked.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    with pytest.raises(Encrypted):
        readers.read(locked)
    wrong = tmp_path / "salah.docx"
    wrong.write_bytes(document(Canvas().text(60, 90, "Ini PDF.")))
    with pytest.raises(Damaged):
        readers.read(wrong)
    unknown = tmp_path / "gambar.png"
    unknown.write_bytes(b"x")
    with pytest.raises(UnknownType):
        readers.read(unknown)


def test_a_pdf_with_a_password_is_named():
    data = document(Canvas().text(60, 90, "Rahasia."))
    locked = data.replace(
        b"/Root 1 0 R>>",
        b"/Root 1 0 R/ID[<00112233445566778899AABBCCDDEEFF><00112233445566778899AABBCCDDEEFF>]"
        b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>>>",
    )
    with pytest.raises(Encrypted):
        reader.parse(locked, "kunci.pdf")
