"""A backup holds users, trail, ratings and the PDF files as well; a restore checks them and turns no sign-in back."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from assistant.access.sessions import Sessions
from assistant.access.store import Store
from assistant.access.trail import Trail, at_terminal
from assistant.access.users import Users
from assistant.access.visitor import Role
from assistant.cli import main
from assistant.ui import ratings
from corpus import originals
from corpus.errors import BackupRefused
from corpus.library import Library
from index import backup, build
from tests.builders import fact, small_report
from tests.index.fakes import WordEmbedder

PASSWORD = "rahasia-panjang-7"
PDF = b"%PDF-1.4 a page"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A library with a user, something in its trail, a rating and a kept PDF file."""
    folder = tmp_path / "data"
    with Library.open(folder) as library:
        report = small_report()
        build.add(library, [(report, [fact(report)])], WordEmbedder())
    Users(Store(folder)).add("budi", Role.EDIT, PASSWORD)
    Trail(Store(folder)).note(at_terminal(), "add", "kecamatan-mawar-2024")
    with sqlite3.connect(folder / ratings.DATABASE) as connection:
        connection.execute(ratings._SCHEMA)
        connection.execute("INSERT INTO ratings VALUES (1, '', 'up', '', 'IKM?', '', '', '', '', '', '')")
    (tmp_path / "laporan.pdf").write_bytes(PDF)
    originals.keep(folder, tmp_path / "laporan.pdf", hashlib.sha256(PDF).hexdigest())
    return folder


def rated(folder: Path) -> int:
    with sqlite3.connect(folder / ratings.DATABASE) as connection:
        return int(connection.execute("SELECT count(*) FROM ratings").fetchone()[0])


def test_users_trail_ratings_and_pages_come_back(office: Path, tmp_path: Path):
    token = Sessions(Store(office)).begin("budi")
    path, new = tmp_path / "a.zip", tmp_path / "new"
    assert main(["backup", str(path), "--library", str(office)]) == 0
    assert path.stat().st_mode & 0o077 == 0, "digests of passwords are for their owner only"
    assert main(["backup", "--verify", str(path)]) == 0
    assert main(["restore", str(path), "--library", str(new)]) == 0
    assert Users(Store(new)).find("budi") == Users(Store(office)).find("budi")
    assert "kecamatan-mawar-2024" in [entry.object for entry in Trail(Store(new)).last()]
    assert [entry.action for entry in Trail(Store(new)).last(1)] == ["restore"]
    assert [entry.action for entry in Trail(Store(office)).last(1)] == ["backup"]
    assert rated(new) == 1
    assert originals.find(new, hashlib.sha256(PDF).hexdigest()).read_bytes() == PDF
    assert Sessions(Store(office)).find(token) is not None
    assert Sessions(Store(new)).find(token) is None, "a session of the day of the backup is over"
    assert (new / "access.sqlite").stat().st_mode & 0o077 == 0


def test_who_may_come_in_is_not_turned_back_with_the_reports(office: Path, tmp_path: Path):
    path = tmp_path / "a.zip"
    with Library.open(office) as library:
        backup.save(library, path)
    Users(Store(office)).remove("budi")
    Users(Store(office)).add("citra", Role.ADMIN, PASSWORD)
    token = Sessions(Store(office)).begin("citra")
    entries = Trail(Store(office)).last()
    assert main(["restore", str(path), "--library", str(office), "--replace"]) == 0
    assert [Users(Store(office)).find(name) is None for name in ("budi", "citra")] == [True, False]
    assert Sessions(Store(office)).find(token) is not None
    assert list(Trail(Store(office)).last()[1:]) == list(entries)


@pytest.mark.parametrize("name", ["access.sqlite", "ratings.sqlite"])
def test_a_damaged_file_beside_the_library_is_named(office: Path, tmp_path: Path, name: str):
    data = bytearray((office / name).read_bytes())
    data[4096:4200] = b"\xff" * 104
    (office / name).write_bytes(data)
    with Library.open(office) as library, pytest.raises(BackupRefused, match=name):
        backup.save(library, tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


def _packed_again(path: Path, change) -> None:
    """The backup with its parts by name changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    held = json.loads(parts.pop("manifest.json"))
    change(held, parts)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {"manifest.json": json.dumps(held).encode(), **parts}.items():
            archive.writestr(name, data)


def _flip(held, parts):
    parts["access.sqlite"] = parts["access.sqlite"][:-1] + bytes([parts["access.sqlite"][-1] ^ 1])


def _lose(held, parts):
    del parts["access.sqlite"]


def _smuggle(held, parts):
    parts["x.sqlite"] = b"x"


@pytest.mark.parametrize("change", [_flip, _lose, _smuggle])
def test_a_backup_whose_users_are_not_as_packed_is_refused(office: Path, tmp_path: Path, change):
    path = tmp_path / "a.zip"
    with Library.open(office) as library:
        backup.save(library, path)
    _packed_again(path, change)
    with pytest.raises(BackupRefused, match=r"a\.zip"):
        backup.verify(path)
    with pytest.raises(BackupRefused, match=r"a\.zip"):
        backup.restore(path, tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize("name", ["../x.sqlite", "/x.sqlite", "originals/../../x.pdf", "x.py", "library.sqlite"])
def test_a_name_in_a_backup_is_never_a_path(office: Path, tmp_path: Path, name: str):
    path = tmp_path / "a.zip"
    with Library.open(office) as library:
        backup.save(library, path)

    def change(held, parts):
        held["beside"][name] = {"size": 1, "sha256": hashlib.sha256(b"x").hexdigest()}
        parts.setdefault(name, b"x")

    _packed_again(path, change)
    with pytest.raises(BackupRefused, match=r"a\.zip"):
        backup.restore(path, tmp_path / "deep" / "new")
    assert [found.name for found in tmp_path.rglob("x.*")] == []


def test_a_backup_of_the_database_alone_as_it_was_made_before_is_restored(office: Path, tmp_path: Path):
    path, new = tmp_path / "a.zip", tmp_path / "new"
    with Library.open(office) as library:
        backup.save(library, path)

    def change(held, parts):
        held.pop("beside")
        held["format"] = 1
        for name in list(parts):
            if name != "library.sqlite":
                del parts[name]

    _packed_again(path, change)
    assert main(["restore", str(path), "--library", str(new)]) == 0
    assert not Store(new).exists
    with Library.open(new) as library:
        assert [row.id for row in library.reports()] == ["kecamatan-mawar-2024"]
