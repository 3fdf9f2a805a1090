"""Reading speed: the text reports into facts, its growth with length, and peak memory.

Usage: python benchmarks/reading.py REPORT.txt [...]      (prints; needs no network and no model)
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from corpus import nomenclature, numbers, words
from corpus.facts import extract
from corpus.readers.text import parse
from corpus.tables import align

REPEATS = 50


def read(data: bytes, name: str) -> tuple[float, int]:
    """Seconds to read `data` into facts with empty caches, and the number of facts."""
    numbers.parse.cache_clear()
    align.kind.cache_clear()
    nomenclature.level_of.cache_clear()
    words.clear()
    start = time.perf_counter()
    facts = extract(parse(data, name))
    return time.perf_counter() - start, len(facts)


def main() -> None:
    paths = [Path(argument) for argument in sys.argv[1:]]
    if not paths:
        sys.exit(__doc__)
    total = size = 0.0
    for path in paths:
        data = path.read_bytes()
        seconds, facts = read(data, path.name)
        total, size = total + seconds, size + len(data)
        print(f"{path.name:40} {len(data) / 1e6:6.2f} MB {facts:6} facts {seconds:6.2f} s")
    print(f"{'all':40} {size / 1e6:6.2f} MB {'':12} {total:6.2f} s = {size / 1e6 / total:.2f} MB/s")
    smallest = min(paths, key=lambda path: path.stat().st_size)
    data = smallest.read_bytes()
    once = min(read(data, smallest.name)[0] for _ in range(3))
    many, _ = read((data + b"\n\n") * REPEATS, smallest.name)
    print(f"{smallest.name} repeated {REPEATS} times takes {many / once:.1f} times as long")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
