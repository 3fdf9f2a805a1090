"""Libraries where nothing can be written: read where they can be, refused with a clear error where not; clocks."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.cli import main
from corpus.errors import ReadOnlyLibrary, TanyaError
from corpus.library import Library
from index import backup, build, check
from tests.index import faults

_READ_ONLY, _REMOUNT = 1, 32
NOBODY = 65534


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """A disk of its own mounted again so that nothing on it can be written."""
    mount = ctypes.CDLL(None, use_errno=True).mount
    assert mount(b"none", os.fsencode(disk), b"tmpfs", _REMOUNT | _READ_ONLY, None) == 0
    yield


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    try:
        with faults.small_disk(tmp_path / "disk", 24) as made:
            yield made
    except PermissionError:
        pytest.skip("no disk of its own may be mounted here")


def test_a_library_on_a_disk_that_can_only_be_read_is_read(disk: Path, tmp_path: Path):
    folder = faults.filled(disk / "library", faults.OTHER)
    wanted = faults.answer(folder)
    with read_only(disk):
        assert faults.answer(folder) == wanted
        with Library.open(folder, create=False) as library:
            assert check.verify(library) == []
            for change in (
                lambda: build.add(
                    library, [faults.item(office="Kecamatan Melur", file="m.txt")], faults.WordEmbedder()
                ),
                lambda: build.remove(library, faults.OTHER["file"]),
                lambda: build.rebuild(library, faults.WordEmbedder()),
            ):
                with pytest.raises(ReadOnlyLibrary, match="hanya dapat dibaca"):
                    change()
            backup.save(library, tmp_path / "a.zip")
        assert faults.answer(folder) == wanted
        assert main(["add", "x.txt", "--library", str(disk / "new")]) == 2
    backup.restore(tmp_path / "a.zip", tmp_path / "again")
    assert faults.answer(tmp_path / "again")[0] == wanted[0]


def test_what_a_kill_left_in_the_log_is_not_passed_over(disk: Path):
    killed = faults.with_log(faults.filled(disk / "library"))
    with read_only(disk):
        try:
            told = faults.answer(killed)
        except TanyaError as error:
            assert "hanya dapat dibaca" in str(error)
        else:
            assert len(told[0]) == 2


def _as_nobody(work: Callable[[Path], str], folder: Path, out: multiprocessing.Queue) -> None:
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    try:
        out.put(work(folder))
    except BaseException as error:
        out.put(repr(error))


def _read(folder: Path) -> str:
    try:
        return f"{len(faults.answer(folder)[0])} reports"
    except TanyaError as error:
        return f"{type(error).__name__}: {error}"


def _changed(folder: Path) -> str:
    try:
        with Library.open(folder, create=False) as library:
            library.remove(faults.OTHER["file"])
    except TanyaError as error:
        return f"{type(error).__name__}: {error}"
    return "changed"


@pytest.fixture
def foreign() -> Iterator[Path]:
    """A library of another user, which may be read."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    yield faults.filled(place / "library", faults.OTHER)
    shutil.rmtree(place)


@pytest.mark.parametrize("work", [_read, _changed])
@pytest.mark.parametrize("in_use", [True, False])
def test_a_library_of_another_user_is_read_or_refused_with_what_to_do(
    foreign: Path, work: Callable[[Path], str], in_use: bool
):
    wanted = faults.answer(foreign)
    context = multiprocessing.get_context("fork")
    out = context.Queue()
    process = context.Process(target=_as_nobody, args=(work, foreign, out))
    with Library.open(foreign) as library:
        library.reports()
        if not in_use:
            library.close()
        process.start()
        said = out.get(timeout=120)
        process.join()
    assert said == "2 reports" or said.startswith("ReadOnlyLibrary: "), said
    assert faults.answer(foreign) == wanted


def test_clocks_and_times_of_files_decide_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = faults.filled(tmp_path / "library")
    backwards = iter(range(2_000_000_000, 0, -86_400))
    monkeypatch.setattr("time.time", lambda: float(next(backwards)))
    for number, when in enumerate((0, 4_000_000_000, 1)):
        for path in [folder, *folder.rglob("*")]:
            os.utime(path, (when, when))
        faults.run(folder, "add", number, tmp_path)
        assert len(faults.state(folder)[0]) == 2
        faults.run(folder, "rebuild", number, tmp_path)
        faults.run(folder, "remove", number, tmp_path)
        assert len(faults.state(folder)[0]) == 1
