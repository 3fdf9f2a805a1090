"""Damaged and hostile files of every format, read one after another: what becomes of each, and how long it takes.

    python -m benchmarks.damage [--count 300] [--seed 7] [--limit 60] [FILE ...]

Sound files (those named, else a small one of every format) are cut short, holed, flipped bit by bit, named wrongly, and
joined by bombs. Each is read by a process of its own. Counted are: read in whole or in part, refused with a message,
crashed (any other end), and over the limit; those of the last two are kept in the folder of temporary files. The
program ends with status 1 where one crashed, hung, or was refused without saying where and what to do.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.corpus import damage

_READ = """
import sys
from pathlib import Path
from corpus import readers
from corpus.errors import ReadError
try:
    report = readers.read(Path(sys.argv[1]))
except ReadError as error:
    sys.exit(3 if error.remedy and error.where else 4)
sys.exit(0 if any(line.strip() for line in report.lines) else 5)
"""
_ENDS = {0: "read", 3: "refused"}


def main() -> int:
    """Print what became of the files, by format."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for one file")
    args = parser.parse_args()
    ends: Counter[tuple[str, str]] = Counter()
    slowest: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="tanya-rusak-") as folder:
        sound = args.files or damage.sound_files(Path(folder))
        for name, data in damage.all_damaged(sound, args.count, args.seed):
            path = Path(folder) / name
            path.write_bytes(data)
            end, seconds = _read(path, args.limit)
            ends[path.suffix, end] += 1
            slowest[path.suffix] = max(slowest.get(path.suffix, 0.0), seconds)
            if end not in _ENDS.values():
                sys.stdout.write(f"{name}: {end}\n")
                path.rename(Path(tempfile.gettempdir()) / name)
            path.unlink(missing_ok=True)
    for suffix in sorted(slowest):
        told = ", ".join(f"{end} {count}" for (kind, end), count in sorted(ends.items()) if kind == suffix)
        sys.stdout.write(f"{suffix:6} {told}; slowest {slowest[suffix]:.1f} s\n")
    return 0 if all(end in _ENDS.values() for _, end in ends) else 1


def _read(path: Path, limit: float) -> tuple[str, float]:
    start = time.monotonic()
    try:
        command = [sys.executable, "-c", _READ, str(path)]
        done = subprocess.run(command, capture_output=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return f"over {limit:.0f} s", limit
    seconds = time.monotonic() - start
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return _ENDS.get(done.returncode, f"crashed ({done.returncode}) {said[-1] if said else ''}"), seconds


if __name__ == "__main__":
    sys.exit(main())
