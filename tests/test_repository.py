"""What the repository says about itself is true: commands, dependencies, samples, and no traces of one machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.shared_data import ROOT, shared
from tests.test_imports import normal

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FIRST_SCREEN = 40  # lines
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
FICTIONAL = "CONTOH FIKTIF"


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def tracked() -> list[Path]:
    """The text files that belong to the project (asked of git; in an export without git, the files found)."""
    answer = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode == 0 and answer.stdout:
        paths = [ROOT / name for name in answer.stdout.split("\0") if name]
    else:
        made = {"data", "out", "build", "dist", "__pycache__"}
        paths = [
            path
            for path in ROOT.rglob("*")
            if not any(
                part in made
                or part.endswith(".egg-info")
                or (part.startswith(".") and part not in {".ci", ".gitignore"})
                for part in path.relative_to(ROOT).parts
            )
        ]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:8192]]


# Commands


@pytest.mark.parametrize("command", ["make run", "make test"])
def test_readme_shows_both_commands_on_its_first_screen(command: str) -> None:
    assert command in "\n".join(text(ROOT / "README.md").splitlines()[:FIRST_SCREEN])


def run_cli(*arguments: str) -> str:
    answer = subprocess.run(
        [sys.executable, "-m", "assistant", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def commands() -> list[str]:
    """The commands as `python -m assistant --help` lists them: one indented line each, below their common name."""
    return re.findall(r"^ {4}([a-z][a-z-]*)(?: {2,}.*)?$", run_cli("--help"), re.MULTILINE)


def test_every_command_is_documented_and_explains_itself() -> None:
    assert {"add", "list", "remove", "ask", "facts", "index"} <= set(commands())
    documents = "\n".join(text(path) for path in DOCUMENTS)
    for command in commands():
        assert re.search(rf"(tanya|python -m assistant) {command}\b", documents), f"{command} is in no document"
        assert "--library" in run_cli(command, "--help")


@pytest.mark.parametrize("target", ["run", "test", "serve", "lint", "format"])
def test_make_knows_its_targets(target: str) -> None:
    if shutil.which("make") is None:
        pytest.skip("make is not installed")
    answer = subprocess.run(
        ["make", "--dry-run", "--always-make", target], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(
    "script", [*sorted((ROOT / "scripts").glob("*.sh")), ROOT / ".ci" / "run"], ids=lambda p: p.name
)
def test_scripts_parse(script: Path) -> None:
    assert text(script).startswith("#!/usr/bin/env bash\n")
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", str(script)], check=True)


@pytest.mark.parametrize("document", [*DOCUMENTS, ROOT / "CONTRIBUTING.md"], ids=lambda path: path.name)
def test_documents_name_files_that_exist(document: Path) -> None:
    named = re.findall(
        r"`((?:app|assistant|benchmarks|corpus|docs|index|samples|scripts|tests)[/.][\w./-]+)`", text(document)
    )
    assert not [name for name in named if not (ROOT / name).exists()]
    linked = re.findall(r"\]\((?!https?:|#)([^)#]+)", text(document))
    assert not [name for name in linked if not (document.parent / name).exists()]


# Dependencies


def declared() -> set[str]:
    project = tomllib.loads(text(ROOT / "pyproject.toml"))
    return {
        normal(requirement)
        for requirement in [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    }


def test_dependencies_are_documented_with_reason_and_licence() -> None:
    rows = [
        [cell.strip() for cell in line.strip("| \n").split("|")]
        for line in text(ROOT / "docs" / "dependencies.md").splitlines()
        if line.startswith("| `")
    ]
    documented = {normal(row[0].strip("`")) for row in rows}
    assert documented == declared()
    for name, reason, licence, upkeep in rows:
        assert len(reason.split()) >= 3, f"{name}: no reason"
        assert re.match(r"(MIT|BSD|Apache|MPL)", licence), f"{name}: licence {licence!r}"
        assert upkeep, f"{name}: nothing on its upkeep"


# No traces of one machine

MACHINE_PATH = re.compile(r"""(?<![\w.}~/-])/(?:home|root|tmp|work|mnt|srv|opt|Users)/[\w.]""")
URL_HOST = re.compile(r"https?://(?:[^/@\s\"'`<>)]*@)?([\w.-]+)")
PRIVATE_HOST = re.compile(r"^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|\.(local|internal|lan|corp)$")
LOOPBACK = {"127.0.0.1", "localhost", "0.0.0.0"}


def test_no_file_names_a_path_of_a_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in tracked()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if MACHINE_PATH.search(line)
    ]
    assert not found


def test_no_file_names_a_private_host() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in tracked()
        for host in URL_HOST.findall(path.read_text(encoding="utf-8", errors="replace"))
        if host not in LOOPBACK and len(host) > 1 and (PRIVATE_HOST.search(host) or "." not in host.strip("."))
    ]
    assert not found


@pytest.mark.parametrize(
    "line", ["cd /{}/someone/x".format("home"), "a = '/{}/x'".format("tmp"), "(/{}/.cache)".format("root")]
)
def test_machine_paths_are_seen(line: str) -> None:
    assert MACHINE_PATH.search(line)


@pytest.mark.parametrize(
    "line", ["https://example.org/home/x", "~/work/x", "docs/tmp/x", "${HOME}/opt/x", "dan/atau /"]
)
def test_other_paths_are_let_through(line: str) -> None:
    assert not MACHINE_PATH.search(line)


# Sample reports


def test_there_are_reports_of_several_offices_and_years() -> None:
    offices = {path.stem.rpartition("-")[0] for path in SAMPLES}
    assert len(offices) >= 3
    assert all(len([path for path in SAMPLES if path.stem.startswith(office)]) >= 2 for office in offices)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_sample_reports_say_that_they_are_fictional(sample: Path) -> None:
    assert text(sample).splitlines()[0].startswith(FICTIONAL)


def test_the_listed_flaws_stand_where_the_list_says() -> None:
    rows = re.findall(r"^\| `([\w.-]+)` \| (\d+) \| `(.+?)` \|", text(ROOT / "samples" / "README.md"), re.MULTILINE)
    assert {name for name, _, _ in rows} == {path.name for path in SAMPLES}
    for name, line, printed in rows:
        assert printed in text(ROOT / "samples" / name).splitlines()[int(line) - 1], f"{name}:{line}"


# Shared data


def test_absent_shared_data_is_skipped_with_its_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TANYA_SHARED", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="reports"):
        shared("reports")


def test_absent_shared_data_fails_in_ci(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TANYA_SHARED", str(tmp_path))
    monkeypatch.setenv("CI", "true")
    monkeypatch.delenv("TANYA_WITHOUT_SHARED", raising=False)
    with pytest.raises(pytest.fail.Exception, match="reports"):
        shared("reports")
    monkeypatch.setenv("TANYA_WITHOUT_SHARED", "1")
    with pytest.raises(pytest.skip.Exception, match="reports"):
        shared("reports")


def test_present_shared_data_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    monkeypatch.setenv("TANYA_SHARED", str(tmp_path))
    assert shared("reports") == tmp_path / "reports"
