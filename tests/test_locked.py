"""The lock names all that is installed, and its checks find what differs."""

from __future__ import annotations

import importlib.util
import json
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.shared_data import ROOT


@pytest.fixture(scope="module")
def locked() -> ModuleType:
    spec = importlib.util.spec_from_file_location("locked", ROOT / "scripts" / "locked.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def wanted() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]


def test_the_lock_fits_what_the_project_asks_for(locked: ModuleType):
    from packaging.requirements import Requirement

    lock, pins = locked.read()
    for text in wanted():
        asked = Requirement(text)
        versions = lock.get(locked.normal(asked.name), {})
        assert versions, f"{asked.name} is not in requirements.lock: run scripts/lock.sh"
        assert all(asked.specifier.contains(version) for version in versions), asked
    assert all(hashes for versions in lock.values() for hashes in versions.values()), "every version has hashes"
    assert not any("+" in pin.partition(";")[0] for pin in pins)
    assert "--hash" not in "".join(pins)


def test_no_line_of_the_lock_names_a_registry(locked: ModuleType):
    text = locked.LOCK.read_text(encoding="utf-8")
    assert "://" not in text
    assert "@" not in text


def report(folder: Path, name: str, version: str, sha256: str | None) -> Path:
    info: dict[str, Any] = {"archive_info": {"hashes": {"sha256": sha256}}} if sha256 else {"dir_info": {}}
    made = {"install": [{"metadata": {"name": name, "version": version}, "download_info": info}]}
    path = folder / "report.json"
    path.write_text(json.dumps(made))
    return path


def test_what_came_otherwise_is_named(locked: ModuleType, tmp_path: Path):
    lock, _ = locked.read()
    version, hashes = next(iter(lock["numpy"].items()))
    assert list(locked.came(lock, [report(tmp_path, "NumPy", version, min(hashes))])) == []
    for name, other, sha256 in (
        ("numpy", version, "0" * 64),
        ("numpy", version, None),
        ("numpy", "0.1", min(hashes)),
        ("nump", version, min(hashes)),
    ):
        (found,) = locked.came(lock, [report(tmp_path, name, other, sha256)])
        assert name in found
    assert list(locked.came(lock, [report(tmp_path, "tanya-lkjip", "0.1.0", None)])) == [], "our own is built here"


def test_a_line_that_is_none_of_a_lock_is_refused(locked: ModuleType, tmp_path: Path):
    (tmp_path / "lock").write_text("numpy>=2\n")
    with pytest.raises(ValueError, match="numpy>=2"):
        locked.read(tmp_path / "lock")


def test_licences_are_told_from_metadata_or_the_file(locked: ModuleType):
    assert "MIT" in locked.licence(distribution("pytest"))
    assert "MIT" in locked.licence(distribution("axe-playwright-python"))
    held = [
        ("a", "MIT"),
        ("b", "GNU Affero General Public License v3"),
        ("c", "not stated"),
        ("d", "AGPL-3.0-or-later"),
    ]
    assert [line.partition(":")[0] for line in locked.refused(held)] == ["b", "c", "d"]


def advisory(folder: Path, **part: Any) -> Path:
    affected = {"package": {"ecosystem": "PyPI", "name": "Ex.Ample"}, **part}
    (folder / "X-1.json").write_text(json.dumps({"id": "X-1", "summary": "bad", "affected": [affected]}))
    return folder


@pytest.mark.parametrize(
    ("version", "touched"),
    [("0.9", False), ("1.0", True), ("1.4.9", True), ("1.5", False), ("2.1", True), ("3.0", False)],
)
def test_an_advisory_touches_the_versions_of_its_ranges(
    locked: ModuleType, tmp_path: Path, version: str, touched: bool
):
    events = [{"introduced": "1.0"}, {"fixed": "1.5"}, {"introduced": "2.0"}, {"last_affected": "2.1"}]
    folder = advisory(tmp_path, ranges=[{"type": "ECOSYSTEM", "events": events}])
    assert bool(list(locked.advisories(folder, {"ex-ample": version}))) == touched
    assert list(locked.advisories(folder, {"other": version})) == []


def test_an_advisory_that_lists_a_version_touches_it(locked: ModuleType, tmp_path: Path):
    folder = advisory(tmp_path, versions=["1.0"])
    assert list(locked.advisories(folder, {"ex-ample": "1.0"})) == ["ex-ample 1.0: X-1 bad"]


def test_without_advisories_it_says_that_it_cannot_tell(locked: ModuleType, capsys: pytest.CaptureFixture[str]):
    assert locked._known(None) == 0
    assert "cannot tell" in capsys.readouterr().out
