"""Faults brought about on purpose: kills, full disks, flipped bits, two writers; and what a library is afterwards.

Used by test_faults.py with small numbers and by benchmarks/faults.py with large ones.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import random
import resource
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from corpus.errors import TanyaError
from corpus.fact import Fact
from corpus.library import Library
from corpus.report import Report
from index import backup, build, check
from index.passages import Passage, passages
from index.search import Searcher
from tests.builders import fact, small_report
from tests.index.fakes import WordEmbedder

QUERY = "kepuasan masyarakat IKM anggaran pelayanan"
OTHER = {"office": "Kecamatan Kenanga", "file": "kenanga.txt"}
OPERATIONS = ("add", "remove", "rebuild", "backup", "restore")
ANSWER = tuple[tuple[Report, ...], tuple[Fact, ...], tuple[tuple[Passage, float], ...]]


def item(**changes: str) -> tuple[Report, list[Fact]]:
    """A small report with two facts."""
    report = small_report(**changes)
    value = changes.get("ikm", "93,53").replace(",", ".")
    return report, [fact(report, value), fact(report, None, as_printed="N/A")]


def answer(folder: Path, *, create: bool = False) -> ANSWER:
    """All that a library tells: reports, facts, and a search over everything."""
    with Library.open(folder, create=create) as library:
        rows = library.reports()
        stored = tuple(library.report(row.id) for row in rows)
        hits = Searcher.open(library, WordEmbedder).search(QUERY, k=80)
        return stored, tuple(library.facts()), tuple((hit.passage, hit.score) for hit in hits)


def state(folder: Path) -> ANSWER:
    """What a library tells, after it has been found whole and complete."""
    found = answer(folder)
    with Library.open(folder, create=False) as library:
        assert check.verify(library) == []
    held = {report.identity.id for report in found[0]}
    assert {passage.report for passage, _ in found[2]} == held, "each report is found"
    assert {made.report for made in found[1]} == held, "each report has its facts"
    return found


def filled(folder: Path, *others: dict[str, str]) -> Path:
    """A library of the small report and others, made without any fault."""
    with Library.open(folder) as library:
        build.add(library, [item(), *(item(**changes) for changes in others)], WordEmbedder())
    return folder


def run(folder: Path, operation: str, version: int, saved: Path) -> None:
    """One operation as a user would start it; `version` makes the added report another one each time."""
    if operation == "restore":
        backup.restore(saved, folder, replace=True)
        return
    with Library.open(folder) as library:
        if operation == "add":
            build.add(library, [item(**OTHER, ikm=f"{version % 90 + 1},{version:03d}")], WordEmbedder())
        elif operation == "remove":
            build.remove(library, OTHER["file"])
        elif operation == "rebuild":
            build.rebuild(library, WordEmbedder())
        else:
            backup.save(library, folder.parent / f"{version}.zip")


def _work(folder: str, operation: str, version: int, saved: str, limit: int | None, ready: Connection) -> None:
    if limit is not None:  # a write beyond it fails with EFBIG
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    ready.send("begun")
    try:
        run(Path(folder), operation, version, Path(saved))
    except TanyaError as error:
        ready.send(f"{type(error).__name__}: {error}")
    except BaseException as error:
        ready.send(f"crash: {error!r}")
    else:
        ready.send("done")


def start(
    folder: Path, operation: str, version: int, saved: Path, limit: int | None = None
) -> tuple[BaseProcess, Connection]:
    """The operation in a process of its own, begun."""
    # A server that has imported everything forks each worker: hundreds start in seconds.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(str(folder), operation, version, str(saved), limit, there))
    process.start()
    there.close()
    assert here.recv() == "begun"
    return process, here


@dataclass
class Round:
    """One library on which an operation is tried, with what it told before and would tell after."""

    folder: Path
    saved: Path
    before: ANSWER
    after: ANSWER


@contextmanager
def prepared(scratch: Path, operation: str, version: int) -> Iterator[Round]:
    """A library before the operation, and what it is after an undisturbed one."""
    scratch.mkdir(parents=True)
    there = (OTHER,) if operation != "add" else ()
    folder, saved = filled(scratch / "library", *there), scratch / "saved.zip"
    if operation == "restore":
        with Library.open(filled(scratch / "saved", {**OTHER, "ikm": "11,11"})) as library:
            backup.save(library, saved)
    before = answer(folder)
    shutil.copytree(folder, scratch / "sound")
    run(scratch / "sound", operation, version, saved)
    after = answer(scratch / "sound")
    (scratch / f"{version}.zip").unlink(missing_ok=True)
    try:
        yield Round(folder, saved, before, after)
    finally:
        shutil.rmtree(scratch)


def kill(scratch: Path, operation: str, times: int, chance: random.Random) -> Counter[str]:
    """SIGKILL at random moments of an operation; how often the state was that before or after."""
    seen: Counter[str] = Counter()
    took, number = float("inf"), 0
    while seen["kills"] < times:
        number += 1
        with prepared(scratch / f"{operation}{number}", operation, number) as found:
            process, ready = start(found.folder, operation, number, found.saved)
            begun = time.perf_counter()
            if number <= 3:  # left to finish, to learn how long it takes
                assert ready.recv() == "done"
                took = min(took, time.perf_counter() - begun)
            else:
                time.sleep(chance.uniform(0.0, 3 * took))
                if process.exitcode is None and not ready.poll():
                    os.kill(process.pid or 0, signal.SIGKILL)
                    seen["kills"] += 1
                    seen[_judged(process, found, operation, number)] += 1
            process.join()
    return seen


def _judged(process: BaseProcess, found: Round, operation: str, number: int) -> str:
    process.join()
    told = state(found.folder)
    assert told in (found.before, found.after), f"{operation} {number}: neither as before nor as after"
    if operation == "backup":
        output = found.folder.parent / f"{number}.zip"
        if not output.exists():
            return "before"
        backup.verify(output)
        return "after"
    if found.before == found.after:
        return "same"
    return "after" if told == found.after else "before"


def full(scratch: Path, operation: str, times: int, chance: random.Random) -> Counter[str]:
    """Writes that fail beyond a random size of a file; how often the operation was refused or done."""
    seen: Counter[str] = Counter()
    for number in range(1, times + 1):
        with prepared(scratch / f"{operation}{number}", operation, number) as found:
            largest = max(path.stat().st_size for path in found.folder.parent.rglob("*") if path.is_file())
            process, ready = start(found.folder, operation, number, found.saved, chance.randrange(largest * 2))
            seen[_outcome(ready.recv(), process, found, number)] += 1
    return seen


def _outcome(said: str, process: BaseProcess, found: Round, number: int) -> str:
    process.join()
    told = state(found.folder)
    if said == "done":
        assert told == found.after
        return "done"
    assert said.startswith("NoSpace: "), said
    assert told == found.before, "an operation that was refused changed the library"
    assert not (found.folder.parent / f"{number}.zip").exists()
    return "refused"


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A disk of its own in memory; raises PermissionError where none may be mounted."""
    folder.mkdir(parents=True, exist_ok=True)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"none", os.fsencode(folder), b"tmpfs", 0, f"size={megabytes}m".encode()) != 0:
        raise PermissionError(ctypes.get_errno(), "mount")
    try:
        yield folder
    finally:
        libc.umount2(os.fsencode(folder), 2)


def full_disk(scratch: Path, operation: str, times: int, chance: random.Random) -> Counter[str]:
    """A disk that is full after a random number of bytes; what the operation and then a reader does."""
    seen: Counter[str] = Counter()
    for number in range(1, times + 1):
        with (
            small_disk(scratch / f"disk{number}", 24) as disk,
            prepared(disk / "a", operation, number) as found,
        ):
            shutil.rmtree(disk / "a" / "sound")
            shutil.rmtree(disk / "a" / "saved", ignore_errors=True)
            filler = disk / "filler"
            _fill(disk, filler, chance.choice([chance.randrange(200_000), chance.randrange(2_000_000)]))
            process, ready = start(found.folder, operation, number, found.saved)
            said = ready.recv()
            process.join()
            seen[_read_while_full(found)] += 1
            filler.unlink()
            seen[_outcome(said, process, found, number)] += 1
    return seen


def _fill(disk: Path, filler: Path, left: int) -> None:
    held = os.statvfs(disk)
    filler.write_bytes(b"\0" * max(0, held.f_bavail * held.f_frsize - left))


def _read_while_full(found: Round) -> str:
    try:
        told = answer(found.folder)
    except TanyaError as error:
        assert type(error).__name__ == "NoSpace", error
        return "reader refused"
    assert told in (found.before, found.after)
    return "reader answered"


def flipped(folder: Path, path: Path, at: int, bit: int, wanted: ANSWER) -> str:
    """What a library does with one flipped bit in a file of it: "named", or "harmless" where all is as before.

    The library is put back as it was. Raises AssertionError for a wrong answer.
    """
    kept = folder.parent / "kept"
    shutil.copytree(folder, kept)
    data = bytearray(path.read_bytes())
    data[at] ^= 1 << bit
    path.write_bytes(bytes(data))
    try:
        return _told_of_damage(folder, wanted)
    finally:
        shutil.rmtree(folder)
        kept.rename(folder)


def _told_of_damage(folder: Path, wanted: ANSWER) -> str:
    named = ""
    try:
        with Library.open(folder, create=False) as library:
            named = "".join(check.verify(library))
    except TanyaError as error:
        named = str(error)
    try:
        told = answer(folder)
    except TanyaError as error:
        assert named, f"an answer is refused, but verify finds nothing: {error}"
        return "named"
    assert told == wanted, "a wrong answer"
    return "named" if named else "harmless"


def with_log(folder: Path) -> Path:
    """A copy of a library as a kill leaves it when a reader kept the log from being moved into the file."""
    killed = folder.parent / "killed" / "library"
    with Library.open(folder) as reader, reader.reading() as connection:
        connection.execute("SELECT count(*) FROM reports").fetchone()
        with Library.open(folder) as library:
            build.add(library, [item(**OTHER)], WordEmbedder())
        shutil.copytree(folder, killed)
    return killed


def flip_all(folder: Path, times: int, chance: random.Random) -> dict[str, Counter[str]]:
    """Each file of a library with flipped bits, one at a time, at up to `times` places of it."""
    # Asked of a copy: opening a library moves its log into its file.
    wanted = answer(Path(shutil.copytree(folder, folder.parent / "asked")))
    seen: dict[str, Counter[str]] = {}
    for name in sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file()):
        size = (folder / name).stat().st_size
        places = range(size) if size <= times else chance.sample(range(size), times)
        counts = seen[name.as_posix()] = Counter()
        for at in places:
            counts[flipped(folder, folder / name, at, chance.randrange(8), wanted)] += 1
    return seen


def _write_many(folder: str, writer: int, times: int, ready: Connection) -> None:
    try:
        with Library.open(folder) as library:
            for number in range(times):
                made = item(office=f"Kecamatan {writer} {number}", file=f"{writer}-{number}.txt")
                build.add(library, [made], WordEmbedder())
    except BaseException as error:
        ready.send(repr(error))
    else:
        ready.send("done")


def writers(folder: Path, count: int, times: int) -> int:
    """Processes that add at the same time; how many reports there are afterwards, all of them whole."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    pipes = []
    for writer in range(count):
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_write_many, args=(str(folder), writer, times, there))
        process.start()
        pipes.append((process, here))
    for process, here in pipes:
        assert here.recv() == "done"
        process.join()
    with Library.open(folder, create=False) as library:
        assert check.verify(library) == []
        return len(library.reports())


def _read_on(
    folder: str, first: tuple[Fact, ...], second: tuple[Fact, ...], stop: Connection, ready: Connection
) -> None:
    """Read until told to stop; says how often the first and the second state were seen, or what went wrong."""
    seen: Counter[str] = Counter()
    texts = {p.id: p for report in (item()[0], item(**OTHER)[0]) for p in passages(report)}
    try:
        with Library.open(folder, create=False) as library:
            searcher = Searcher.open(library, WordEmbedder)
            ready.send("begun")
            while not stop.poll():
                told = tuple(library.facts())
                assert told in (first, second), "facts of neither state"
                seen["first" if told == first else "second"] += 1
                hits = searcher.search(QUERY, k=60)
                assert hits, "nothing found"
                for hit in hits:
                    assert hit.passage == texts[hit.passage.id], "a passage that no report holds"
    except BaseException as error:
        ready.send(repr(error))
    else:
        ready.send(dict(seen))


def readers(folder: Path, count: int, changes: int) -> Counter[str]:
    """Processes that read while a writer adds and removes; how often they saw each of the two states."""
    first = answer(folder)[1]
    second = answer(filled(folder.parent / "second", OTHER))[1]
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    ways: list[tuple[BaseProcess, Connection, Connection]] = []
    for _ in range(count):
        stop, stopped = context.Pipe()
        here, there = context.Pipe()
        process = context.Process(target=_read_on, args=(str(folder), first, second, stopped, there))
        process.start()
        assert here.recv() == "begun"
        ways.append((process, stop, here))
    with Library.open(folder) as library:
        for _ in range(changes):
            build.add(library, [item(**OTHER)], WordEmbedder())
            build.remove(library, OTHER["file"])
    seen: Counter[str] = Counter()
    for process, stop, here in ways:
        stop.send("stop")
        told = here.recv()
        assert isinstance(told, dict), told
        seen.update(told)
        process.join()
    return seen
