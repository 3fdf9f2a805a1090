"""Random requests against the running app: `PYTHONPATH=. python benchmarks/http_fuzz.py [CASES] [--seed N]`.

Prints one line of JSON: how many cases of which status, what crashed or hung (with the numbers of the cases), errors in
the app's log, memory. A crash is an answer 500, an error of the program in its log, or its end.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.attacks.client import NAMES, Caller
from tests.attacks.fuzz import BAD, Maker, send
from tests.attacks.target import target_library
from tests.e2e.conftest import free_port, start, wait_for_start
from tests.e2e.load import memory

_SETTINGS = 'questions_per_minute = 100000\nrequests_per_minute = 1000000\nrequest_seconds = 5\nlog_form = "json"\n'


def run(cases: int, seed: int, threads: int, keep: Path | None) -> dict[str, Any]:
    """All cases, on an app of its own."""
    with tempfile.TemporaryDirectory() as folder:
        library = target_library(Path(folder))
        settings, log, port = Path(folder) / "tanya.toml", Path(folder) / "app.log", free_port()
        settings.write_text(_SETTINGS, encoding="utf-8")
        with log.open("w", encoding="utf-8") as out:
            process = start(library, out, "--config", str(settings), port=port)
            try:
                wait_for_start(process, port, log)
                found = _sent(port, cases, seed, threads, process.pid)
                found["alive"] = process.poll() is None
                found["health"] = Caller(f"http://127.0.0.1:{port}").get("/health").status
            finally:
                process.terminate()
                process.wait(60)
        return found | _logged(log, keep)


def _sent(port: int, cases: int, seed: int, threads: int, pid: int) -> dict[str, Any]:
    callers = [Caller(f"http://127.0.0.1:{port}").signed_in(name) for name in NAMES]
    events = {event["id"]: len(event["inputs"]) for event in callers[0].config()["dependencies"]}
    maker = Maker([caller.cookie for caller in callers], events, seed)
    statuses: Counter[int] = Counter()
    bad: list[str] = []
    lock, numbers, begin, before = threading.Lock(), iter(range(cases)), time.monotonic(), memory(pid)

    def work() -> None:
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            status, wrong = send("127.0.0.1", port, maker.case(number))
            with lock:
                statuses[status] += 1
                if wrong or status in BAD:
                    bad.append(f"{number}: {wrong or status}")
                if sum(statuses.values()) % 5000 == 0:
                    told = f"{sum(statuses.values())} {time.monotonic() - begin:.0f} s {len(bad)} bad"
                    sys.stderr.write(f"{told} {memory(pid):.0f} MB\n")

    crowd = [threading.Thread(target=work) for _ in range(threads)]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    return {
        "cases": sum(statuses.values()), "seed": seed, "seconds": round(time.monotonic() - begin),
        "hangs_and_500s": len(bad), "first": bad[:20], "statuses": dict(sorted(statuses.items())),
        "memory_mb": [round(before), round(memory(pid))],
    }  # fmt: skip


def _logged(log: Path, keep: Path | None) -> dict[str, Any]:
    """The errors that the app logged, by their last line."""
    if keep is not None:
        shutil.copy(log, keep)
    kinds: Counter[str] = Counter()
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        record = json.loads(line) if line.startswith("{") else {}
        if record.get("trace") or record.get("level") == "error":
            last = str(record.get("trace", "")).strip().splitlines()[-1:]
            kinds[f"{record['level']} {record['logger']}: {record['message'][:60]}: {last}"[:200]] += 1
        elif "Traceback" in line:
            kinds["traceback outside of the log"] += 1
    errors = sum(count for kind, count in kinds.items() if not kind.startswith("warning"))
    return {"errors_in_log": errors, "kinds": dict(kinds.most_common(12))}


def main() -> None:
    """Read the flags, fuzz, print."""
    flags = argparse.ArgumentParser()
    flags.add_argument("cases", type=int, nargs="?", default=100_000)
    flags.add_argument("--seed", type=int, default=7)
    flags.add_argument("--threads", type=int, default=8)
    flags.add_argument("--keep", type=Path, help="where to copy the app's log to")
    args = flags.parse_args()
    sys.stdout.write(
        json.dumps(run(args.cases, args.seed, args.threads, args.keep), ensure_ascii=False, indent=1) + "\n"
    )


if __name__ == "__main__":
    main()
