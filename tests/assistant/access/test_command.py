"""The commands `user` and `trail`, and what other commands leave in the trail."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from assistant.access.store import DATABASE, Store
from assistant.access.users import Users
from assistant.access.visitor import Role
from assistant.cli import main
from corpus import readers
from corpus.facts import extract
from corpus.library import Library
from index import build
from tests.shared_data import ROOT

PASSWORD = "hujan-bulan-juni-77"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    report = readers.read(next((ROOT / "samples").glob("*wanasembra-2024.txt")))
    with Library.open(tmp_path / "data") as opened:
        build.add(opened, [(report, list(extract(report)))], None)
    return str(tmp_path / "data")


def test_users_are_added_listed_changed_and_removed(library: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["user", "add", "Budi", "--role", "edit", "--library", library]) == 0
    assert main(["user", "--library", library, "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (listed["name"], listed["role"]) == ("budi", "edit")
    assert main(["user", "role", "budi", "admin", "--library", library]) == 0
    found = Users(Store(library)).verify("budi", PASSWORD)
    assert found is not None
    assert found.role is Role.ADMIN
    assert main(["user", "remove", "budi", "--library", library]) == 0
    assert Users(Store(library)).list() == ()
    out = capsys.readouterr()
    assert PASSWORD not in out.out + out.err


def test_a_password_comes_from_the_environment_too(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TANYA_PASSWORD", "matahari-terbit-9")
    assert main(["user", "add", "ani", "--library", library]) == 0
    assert Users(Store(library)).verify("ani", "matahari-terbit-9") is not None


@pytest.mark.parametrize(
    "command",
    [
        ["user", "remove", "nobody"],
        ["user", "add", "../x"],
        ["user", "role", "nobody", "ask"],
        ["user", "add", "x", "--role", "root"],
    ],
)
def test_what_cannot_be_done_is_one_line(library: str, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "--library", library]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_exports_and_removals_at_the_terminal_are_in_the_trail(
    library: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["user", "add", "budi", "--library", library]) == 0
    assert main(["facts", "--output", str(tmp_path / "angka.csv"), "--library", library]) == 0
    assert main(["remove", "kecamatan-wanasembra-2024", "--library", library]) == 0
    capsys.readouterr()
    assert main(["trail", "--json", "--library", library]) == 0
    entries = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [entry["action"] for entry in entries] == ["user_added", "export", "remove"]
    assert all(entry["who"].startswith("cli:") for entry in entries)
    assert entries[1]["object"] == "angka angka.csv"


def test_without_users_no_trail_is_kept(library: str, tmp_path: Path) -> None:
    assert main(["facts", "--output", str(tmp_path / "angka.csv"), "--library", library]) == 0
    assert not (Path(library) / DATABASE).exists()
