"""Folders: several files that make one report, one report in two formats, and files that are reports of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.facts.extract import extract
from corpus.readers import folder, read_source
from tests.corpus.readers.canvas import Canvas, document


def grouped(*names: str) -> list[list[str]]:
    return [[str(path) for path in source.paths] for source in folder.sources(map(Path, names))]


@pytest.mark.parametrize(
    "parts",
    [
        ["a/BAB I.pdf", "a/BAB II.pdf", "a/BAB III.pdf"],
        ["a/bab 1 pendahuluan.docx", "a/bab 2 perencanaan.docx", "a/bab 10 penutup.docx"],
        ["a/1. Cover.pdf", "a/2. Kata Pengantar.pdf", "a/3. BAB I.pdf", "a/4. BAB II.pdf", "a/5. Lampiran.pdf"],
        ["a/LKJIP_2024_Sampul.pdf", "a/LKJIP_2024_BAB_I.pdf", "a/LKJIP_2024_BAB_IV.pdf", "a/LKJIP_2024_Lampiran.pdf"],
    ],
)
def test_chapters_of_one_folder_are_one_report_in_their_order(parts):
    assert grouped(*reversed(parts), "a/Rencana Strategis.pdf")[0] == parts


@pytest.mark.parametrize(
    "names",
    [
        ["a/BAB I.pdf", "b/BAB II.pdf"],
        ["a/BAB I.pdf"],
        ["a/LKjIP 2023 BAB I.pdf", "a/LKjIP 2024 BAB II.pdf"],
        ["a/BAB I lama.pdf", "a/BAB I baru.pdf", "a/BAB II.pdf"],
        ["a/Babakan.pdf", "a/Babat.pdf"],
        ["a/Lampiran.pdf", "a/Cover.pdf"],
    ],
)
def test_what_is_not_surely_one_report_stays_apart(names):
    assert sorted(grouped(*names)) == sorted([name] for name in names)


def test_two_reports_in_chapters_of_one_folder_stay_two():
    names = [f"a/{office} BAB {number}.pdf" for office in ("Mawar", "Melati") for number in ("I", "II")]
    assert grouped(*names) == [names[:2], names[2:]]


def test_one_report_in_two_formats_is_read_once():
    (found, sheet) = folder.sources(map(Path, ("a/lkjip.pdf", "a/LKJIP.docx", "a/lkjip.xlsx")))
    assert (found.paths, found.twins) == ((Path("a/LKJIP.docx"),), (Path("a/lkjip.pdf"),))
    assert sheet.paths == (Path("a/lkjip.xlsx"),)


def test_parts_are_read_as_one_report_with_pages_counted_on(tmp_path):
    xs = (60, 90, 280, 360, 440)
    rows = (("No", "Indikator Kinerja", "Target", "Realisasi"), ("1", "Nilai SAKIP", "72,00", "73,42"))
    cover = Canvas().text(60, 80, "LAPORAN KINERJA").text(60, 110, "DINAS PERTANIAN").text(60, 140, "TAHUN 2024")
    table = Canvas().text(60, 80, "BAB III AKUNTABILITAS KINERJA").text(60, 110, "Tabel 3.1 Capaian Tahun 2024")
    (tmp_path / "BAB I.pdf").write_bytes(document(cover, Canvas().text(60, 80, "BAB I PENDAHULUAN")))
    (tmp_path / "BAB III.pdf").write_bytes(document(table.rows(xs, 130, rows)))
    (source,) = folder.sources(sorted(tmp_path.iterdir()))
    report = read_source(source)
    assert report.sha256 == source.digest()
    assert (report.identity.organisation, report.identity.year) == ("Dinas Pertanian", 2024)
    facts = {fact.measure: fact for fact in extract(report)}
    assert (str(facts["realisasi"].value), facts["realisasi"].source.page) == ("73.42", 3)
    assert report.notes[:2] == ("halaman 1-2: BAB I.pdf", "halaman 3-3: BAB III.pdf")


def test_parts_of_text_are_told_by_their_lines(tmp_path):
    for name, said in (("BAB I.txt", "LAPORAN KINERJA\nDINAS AIR\nTAHUN 2024"), ("BAB II.txt", "BAB II\nPERENCANAAN")):
        (tmp_path / name).write_text(said, encoding="utf-8")
    report = read_source(folder.sources(sorted(tmp_path.iterdir()))[0])
    assert report.notes == ("baris 1-3: BAB I.txt", "baris 5-6: BAB II.txt")
    assert report.lines[4] == "BAB II"
    assert report.printed == ()
