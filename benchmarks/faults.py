"""Kills, full disks, flipped bits, two writers, readers while another publishes: what a library does, counted.

usage: python -m benchmarks.faults [--times N] [--flips N] [--only NAME ...] [--scratch DIR]

Every state is compared with what the library told before the fault and what it would tell after an undisturbed run:
anything else, an unexpected error and a damage that `tanya index --verify` does not name stop the run. The embedding
model is that of the tests (hashed words): what it computes does not matter here.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.index import faults

SEED = 10


def main() -> int:
    """Run all faults and print a line of counts each. Exit status 0; an AssertionError at the first wrong state."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=200, help="kills and full disks of each operation")
    parser.add_argument("--flips", type=int, default=400, help="flipped bits of each file, at most")
    parser.add_argument("--only", nargs="+", choices=sorted(FAULTS), default=sorted(FAULTS))
    parser.add_argument("--scratch", help="folder for the libraries (default: where temporary files go)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.scratch) as scratch:
        for name in args.only:
            FAULTS[name](Path(scratch) / name.replace(" ", "-"), args)
    return 0


def _each(fault: Callable[[Path, str, int, random.Random], Counter[str]]) -> Callable[[Path, argparse.Namespace], None]:
    def run(scratch: Path, args: argparse.Namespace) -> None:
        for operation in faults.OPERATIONS:
            begun = time.monotonic()
            counts = fault(scratch / operation, operation, args.times, random.Random(f"{SEED}{operation}"))
            _show(fault.__name__.replace("_", " "), operation, counts, begun)

    return run


def _flips(scratch: Path, args: argparse.Namespace) -> None:
    libraries = {
        "closed": faults.filled(scratch / "a" / "library", faults.OTHER),
        "killed": faults.with_log(faults.filled(scratch / "b" / "library")),
    }
    for name, folder in libraries.items():
        begun = time.monotonic()
        for path, counts in faults.flip_all(folder, args.flips, random.Random(SEED)).items():
            _show(f"flipped bit, {name} library", path, counts, begun)


def _writers(scratch: Path, args: argparse.Namespace) -> None:
    begun = time.monotonic()
    each = max(1, args.times // 4)
    held = faults.writers(faults.filled(scratch / "library"), 2, each)
    _show("two writers", f"2 x {each} reports added at the same time", Counter({"reports kept": held}), begun)
    assert held == 2 * each + 1


def _readers(scratch: Path, args: argparse.Namespace) -> None:
    begun = time.monotonic()
    counts = faults.readers(faults.filled(scratch / "library"), 3, args.times // 2)
    _show("readers", f"3 processes during {args.times // 2 * 2} changes", counts, begun)


def _show(fault: str, what: str, counts: Counter[str], begun: float) -> None:
    told = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
    print(f"{fault} | {what} | {told} | {time.monotonic() - begun:.0f} s", flush=True)


FAULTS = {
    "kills": _each(faults.kill),
    "full disk": _each(faults.full_disk),
    "size limit": _each(faults.full),
    "flips": _flips,
    "writers": _writers,
    "readers": _readers,
}


if __name__ == "__main__":
    raise SystemExit(main())
