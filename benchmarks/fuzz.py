"""Feed readers and parsers cases until something breaks; what breaks is stored as a test.

usage: python -m benchmarks.fuzz TARGET [--engine hypothesis|atheris] [--cases N] [--seconds N] [--seed N]

TARGET is one of those of tests/fuzz/targets.py. Both engines give bytes that a case is made of: hypothesis at
random, atheris (not a dependency: `pip install atheris`) steered by which code a case reached. A case that takes longer
than --seconds hangs. Findings go to tests/fuzz/found, where the tests run them. Exit status 0, or 1 with the first.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings

FOUND = Path(__file__).resolve().parent.parent / "tests" / "fuzz" / "found"
PORTION = 2_500
"""Cases of one seed; a run that was cut off goes on with --seed at the next seed that it printed."""


class Hang(Exception):
    """A case took too long."""


class Run:
    """One target fed; counts the cases and keeps the slowest."""

    def __init__(self, name: str, seconds: int) -> None:
        from tests.fuzz.targets import CASES, TARGETS

        self.strategy = CASES
        self.name = name
        self.target = TARGETS[name]
        self.seconds = seconds
        self.cases = 0
        self.slowest = 0.0
        self.failing: Any = None
        self.begun = time.monotonic()

    def one(self, data: bytes) -> None:
        """Check the case made of some bytes within the time there is."""
        from tests.fuzz.source import Source

        case = self.target.make(Source(data))
        self.cases += 1
        begun = time.process_time()
        # Of the processor's time, so that a busy machine hangs nothing; and of the clock's, for one that waits.
        signal.setitimer(signal.ITIMER_PROF, self.seconds)
        signal.setitimer(signal.ITIMER_REAL, 20 * self.seconds)
        try:
            self.target.check(case)
        except BaseException:
            self.failing = case
            raise
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
            self.slowest = max(self.slowest, time.process_time() - begun)

    def told(self, engine: str) -> str:
        """The counts so far in one line."""
        took = time.monotonic() - self.begun
        return f"{self.name} | {engine} | {self.cases} cases | slowest {self.slowest:.2f} s | {took:.0f} s"


def main() -> int:
    """Feed one target. Exit status 0, or 1 with a finding."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target")
    parser.add_argument("--engine", choices=["hypothesis", "atheris"], default="hypothesis")
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=30, help="of the processor's time for one case")
    parser.add_argument("--seed", type=int, default=10)
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)
    for number in (signal.SIGALRM, signal.SIGPROF):
        signal.signal(number, _hang)
    return _hypothesis(args) if args.engine == "hypothesis" else _atheris(args)


def _hang(*_: object) -> None:
    raise Hang


def _hypothesis(args: argparse.Namespace) -> int:
    run = Run(args.target, args.seconds)
    # In portions: the engine remembers every case of a run. One ends early where it has seen all that there is.
    number = args.seed
    while run.cases < args.cases:
        test = settings(
            max_examples=min(PORTION, args.cases - run.cases),
            deadline=None,
            database=None,
            verbosity=Verbosity.quiet,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )(seed(number)(given(run.strategy)(run.one)))
        number += 1
        try:
            test()
        except Exception as error:
            return _finding(run, "hypothesis", error)
        print(f"{run.told('hypothesis')} | next seed {number}", flush=True)
    return 0


def _atheris(args: argparse.Namespace) -> int:
    import atheris

    with atheris.instrument_imports(include=["corpus", "assistant", "index"]):
        import tests.fuzz.targets  # noqa: F401 - its imports are what is instrumented
    run = Run(args.target, args.seconds)

    def once(data: bytes) -> None:
        try:
            run.one(data)
        except Exception as error:
            _end(_finding(run, "atheris", error))
        if run.cases >= args.cases:
            print(run.told("atheris"), flush=True)
            _end(0)

    atheris.Setup([sys.argv[0], f"-seed={args.seed}", "-max_len=1200", "-timeout=120", "-print_final_stats=0"], once)
    atheris.Fuzz()
    return 0


def _end(status: int) -> None:
    """End at once: the engine takes any exception, also that of an ordinary end, for a finding of its own."""
    sys.stdout.flush()
    os._exit(status)


def _finding(run: Run, engine: str, error: Exception) -> int:
    from tests.fuzz.targets import keep

    print(f"{run.told(engine)} | {type(error).__name__}: {str(error)[:300]} | {keep(run.name, run.failing, FOUND)}")
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
