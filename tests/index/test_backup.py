"""Backups: whole or not there, checked before they count, and restored as one change that others see whole."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import zipfile
from pathlib import Path

import pytest

from assistant.cli import main
from corpus.errors import BackupRefused, LibraryDamaged, NoSpace
from corpus.library import Library
from index import aside, backup, build, check, parcel
from index.search import Searcher
from tests.builders import fact, small_report
from tests.index.fakes import WordEmbedder

KENANGA = {"office": "Kecamatan Kenanga", "file": "kenanga.txt"}


def item(**changes):
    report = small_report(**changes)
    return report, [fact(report)]


@pytest.fixture
def filled(library: Library) -> Library:
    build.add(library, [item(), item(**KENANGA)], WordEmbedder())
    return library


def answer(library: Library) -> object:
    hits = Searcher.open(library, WordEmbedder).search("kepuasan masyarakat petugas", k=20)
    stored = [library.report(row.id) for row in library.reports()]
    return stored, library.facts(), [(hit.passage, hit.score) for hit in hits]


def test_a_library_comes_back_equal_without_the_model(filled: Library, tmp_path: Path):
    held = backup.save(filled, tmp_path / "out" / "a.zip")
    assert backup.verify(tmp_path / "out" / "a.zip") == held
    assert backup.restore(tmp_path / "out" / "a.zip", tmp_path / "new") == held
    with Library.open(tmp_path / "new", create=False) as again:
        assert check.verify(again) == []
        assert answer(again) == answer(filled)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.zip"], "nothing is left beside it"


def test_a_library_of_words_alone_comes_back(library: Library, tmp_path: Path):
    build.add(library, [item()], None)
    backup.save(library, tmp_path / "a.zip")
    backup.restore(tmp_path / "a.zip", tmp_path / "new")
    with Library.open(tmp_path / "new") as again:
        assert check.verify(again) == []
        assert Searcher.open(again).search("kepuasan")


def test_a_backup_never_takes_the_place_of_another(filled: Library, tmp_path: Path):
    backup.save(filled, tmp_path / "a.zip")
    before = (tmp_path / "a.zip").read_bytes()
    with pytest.raises(BackupRefused, match="sudah ada"):
        backup.save(filled, tmp_path / "a.zip")
    assert (tmp_path / "a.zip").read_bytes() == before


def test_the_same_state_gives_the_same_backup_whatever_the_clock_says(filled: Library, tmp_path: Path, monkeypatch):
    backup.save(filled, tmp_path / "a.zip")
    os.utime(filled.path, (0, 0))
    monkeypatch.setattr("time.time", lambda: -1e9)
    backup.save(filled, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_library_that_is_there_is_only_replaced_when_told(filled: Library, tmp_path: Path):
    backup.save(filled, tmp_path / "a.zip")
    with Library.open(tmp_path / "other") as other:
        build.add(other, [item(office="Kecamatan Melur", file="melur.txt")], WordEmbedder())
        before = answer(other)
        with pytest.raises(BackupRefused, match="--replace"):
            backup.restore(tmp_path / "a.zip", other.folder)
        assert answer(other) == before
        backup.restore(tmp_path / "a.zip", other.folder, replace=True)
        assert answer(other) == answer(filled), "an open library sees the change"
        assert check.verify(other) == []


def test_what_was_cached_before_a_restore_is_never_served_after(library: Library, tmp_path: Path):
    build.add(library, [item(ikm="90,00")], WordEmbedder())
    backup.save(library, tmp_path / "a.zip")
    old = library.facts()
    report = small_report(ikm="10,00")
    build.add(library, [(report, [fact(report, "10.00")])], WordEmbedder())
    revision, keys = library.revision, {row.key for row in library.reports()}
    with Library.open(library.folder) as reader:
        searcher = Searcher.open(reader, WordEmbedder)
        assert reader.facts() != old
        assert any("10,00" in hit.passage.text for hit in searcher.search("IKM kepuasan", k=50))
        backup.restore(tmp_path / "a.zip", library.folder, replace=True)
        assert reader.facts() == old
        assert not any("10,00" in hit.passage.text for hit in searcher.search("IKM kepuasan", k=50))
        assert reader.revision > revision
        assert not keys & {row.key for row in reader.reports()}


def test_a_damaged_library_is_kept_beside_the_restored_one(filled: Library, tmp_path: Path):
    backup.save(filled, tmp_path / "a.zip")
    wanted = answer(filled)
    filled.close()
    filled.path.write_bytes(b"no database any more " * 999)
    with pytest.raises(BackupRefused, match="--replace"):
        backup.restore(tmp_path / "a.zip", filled.folder)
    backup.restore(tmp_path / "a.zip", filled.folder, replace=True)
    with Library.open(filled.folder) as again:
        assert answer(again) == wanted
        assert check.verify(again) == []
    assert (filled.folder / "library.sqlite.rusak-1").read_bytes().startswith(b"no database")


def test_a_library_with_a_changed_row_is_not_backed_up_as_whole(filled: Library, tmp_path: Path):
    filled._connection.execute("UPDATE facts SET value = '1' WHERE report = 1")
    with pytest.raises(BackupRefused, match="kecamatan-mawar-2024"):
        backup.save(filled, tmp_path / "a.zip")
    assert list(tmp_path.glob("*.zip")) == []


def test_a_restored_row_is_that_of_the_backup_or_nothing(filled: Library, tmp_path: Path):
    """Each byte of some hundreds flipped: refused, or the very same library."""
    backup.save(filled, tmp_path / "a.zip")
    whole = (tmp_path / "a.zip").read_bytes()
    wanted = answer(filled)
    chance, refused = random.Random(11), 0
    places = [*range(0, 80, 3), *range(len(whole) - 200, len(whole), 5), *chance.sample(range(len(whole)), 30)]
    for number, at in enumerate(places):
        data = bytearray(whole)
        data[at] ^= 1 << chance.randrange(8)
        (tmp_path / "b.zip").write_bytes(data)
        try:
            backup.verify(tmp_path / "b.zip")
        except BackupRefused as error:
            refused += 1
            assert "b.zip" in str(error)
        else:
            backup.restore(tmp_path / "b.zip", tmp_path / f"new{number}")
            with Library.open(tmp_path / f"new{number}") as again:
                assert answer(again)[:2] == wanted[:2]
    assert refused > len(places) // 3


@pytest.mark.parametrize("how", ["absent", "empty", "text", "short", "other zip", "other database"])
def test_what_is_no_backup_is_refused(filled: Library, tmp_path: Path, how: str):
    path = tmp_path / "a.zip"
    backup.save(filled, path)
    if how == "absent":
        path.unlink()
    elif how == "short":
        path.write_bytes(path.read_bytes()[:-900])
    elif how == "other zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("../../x", "x")
    elif how == "other database":
        other = tmp_path / "songs.sqlite"
        connection = sqlite3.connect(other)
        connection.execute("CREATE TABLE songs (name TEXT)")
        connection.close()
        parcel.pack(other, path, None, 1)
    else:
        path.write_bytes(b"" if how == "empty" else b"only words")
    with pytest.raises(BackupRefused, match=r"a\.zip"):
        backup.restore(path, tmp_path / "new")
    assert [child.name for child in (tmp_path / "new").iterdir()] == []


def test_a_backup_that_swells_is_refused_early(filled: Library, tmp_path: Path):
    path = tmp_path / "a.zip"
    backup.save(filled, path)
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", json.dumps({**manifest, "size": 10}))
        archive.writestr("library.sqlite", b"\0" * 50_000_000)
    with pytest.raises(BackupRefused, match="berubah"):
        backup.verify(path)


def test_a_full_disk_leaves_no_half_backup(filled: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(parcel.shutil, "copyfileobj", full)
    with pytest.raises(NoSpace, match="disk penuh"):
        backup.save(filled, tmp_path / "out" / "a.zip")
    assert list((tmp_path / "out").iterdir()) == []


def test_leftovers_of_killed_processes_are_swept_and_those_of_others_kept(tmp_path: Path):
    dead, alive, other = tmp_path / ".tanya-4194304-x", tmp_path / f".tanya-{os.getpid()}-x", tmp_path / ".tanya-a-b"
    for path in (dead, alive, other):
        path.mkdir()
    with aside.folder(tmp_path) as work:
        assert work.is_dir()
    assert [path.exists() for path in (dead, alive, other, work)] == [False, True, True, False]


def test_the_commands(filled: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out, new = str(tmp_path / "a.zip"), str(tmp_path / "new")
    assert main(["backup", out, "--library", str(filled.folder)]) == 0
    assert main(["backup", "--verify", out]) == 0
    assert main(["restore", out, "--library", new]) == 0
    assert main(["restore", out, "--library", new]) == 2
    assert "--replace" in capsys.readouterr().err
    assert main(["restore", out, "--library", new, "--replace"]) == 0
    assert main(["index", "--verify", "--library", new]) == 0
    assert main(["backup", str(tmp_path / "b.zip"), "--library", str(tmp_path / "none")]) == 2


def test_a_restored_library_of_rows_changed_by_hand_is_named(filled: Library):
    filled._connection.execute("UPDATE reports SET year = 2020 WHERE key = 1")
    with Library.open(filled.folder) as again, pytest.raises(LibraryDamaged, match="kecamatan-mawar-2024"):
        again.reports()
