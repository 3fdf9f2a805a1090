"""Many people at once: `python -m tests.e2e.load LIBRARY [USERS] [QUESTIONS]` prints times, mistakes and memory.

Each user has a gradio_client of their own and asks numeric questions of their own order. Every answer is held against
the answer to the same question asked alone. Prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gradio_client import Client

from assistant.service import Assistant
from assistant.ui.compare import question
from assistant.ui.desk import LibraryDesk
from assistant.ui.suggest import Known
from tests.e2e.conftest import free_port, start, wait_for_start

_IDLE = 0.25
"""Seconds of work within five that count as rest."""


def questions(library: Path) -> dict[str, Any]:
    """Numeric questions that the library's reports allow, each with its answer when it is asked alone."""
    assistant = Assistant.open(library, create=False)
    try:
        desk = LibraryDesk(assistant)
        known = Known.of(desk.reports(), desk.facts())
        asked = [question(code, "realisasi", office, year) for office, code, year in sorted(known.years)]
        return {text: essence(desk.ask(text).to_json()) for text in asked}
    finally:
        assistant.close()


def essence(answer: dict[str, Any]) -> Any:
    """What must not change from one asking to the next."""
    return [answer["status"], answer["text"], [figure["as_printed"] for figure in answer["figures"]]]


class User(threading.Thread):
    """One user with a list of questions: their times in seconds, and how many answers were not as expected."""

    def __init__(self, address: str, asked: Sequence[str], expected: dict[str, Any], gate: threading.Barrier) -> None:
        super().__init__()
        self.asked, self.expected, self.gate = asked, expected, gate
        self.times: list[float] = []
        self.wrong = 0
        # Plain http: reading the certificates of the system for every request would be half of the time measured.
        self.client = Client(address, verbose=False, ssl_verify=False)

    def run(self) -> None:
        self.gate.wait()
        for text in self.asked:
            begin = time.perf_counter()
            answer = self.client.predict(text, [], [], api_name="/ask")
            self.times.append(time.perf_counter() - begin)
            self.wrong += essence(answer) != self.expected[text]


def memory(pid: int) -> float:
    """Resident memory of a process in MB (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def worked(pid: int) -> float:
    """Seconds of processor time that a process has used (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def rest(pid: int) -> None:
    """Wait until a process has done what it does after its start: at most three minutes."""
    for _ in range(36):
        before = worked(pid)
        time.sleep(5)
        if worked(pid) - before < _IDLE:
            return


def main(arguments: Sequence[str]) -> None:
    library = Path(arguments[0])
    users = int(arguments[1]) if len(arguments) > 1 else 20
    each = int(arguments[2]) if len(arguments) > 2 else 10
    expected = questions(library)
    texts = list(expected)
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "app.log"
        port = free_port()
        with log.open("w", encoding="utf-8") as out:
            process = start(library, out, port=port)
            try:
                wait_for_start(process, port, log)
                address = f"http://127.0.0.1:{port}"
                rest(process.pid)  # the model is loaded, as in an office that started it in the morning
                gate = threading.Barrier(users + 1)
                crowd = [
                    User(address, [texts[(7 * n + 3 * i) % len(texts)] for i in range(each)], expected, gate)
                    for n in range(users)
                ]
                before, idle = memory(process.pid), worked(process.pid)
                for user in crowd:
                    user.start()
                gate.wait()
                begin = time.perf_counter()
                for user in crowd:
                    user.join()
                took = time.perf_counter() - begin
                busy = worked(process.pid) - idle
                times = sorted(value for user in crowd for value in user.times)
                # Twenty first questions in the same instant open twenty streams; told apart from the rest.
                later = sorted(value for user in crowd for value in user.times[1:])
                sys.stdout.write(json.dumps({
                    "users": users, "each": each, "answers": len(times), "wrong": sum(user.wrong for user in crowd),
                    "seconds": round(took, 2), "per_second": round(len(times) / took, 1),
                    "median_ms": round(1000 * times[len(times) // 2]),
                    "p95_ms": round(1000 * times[int(0.95 * len(times))]), "p95_after_first_ms": round(1000 * later[int(0.95 * len(later))]),
                    "worst_ms": round(1000 * times[-1]),
                    "cpu_ms_per_answer": round(1000 * busy / len(times)), "load_average": os.getloadavg()[0],
                    "memory_mb": [round(before), round(memory(process.pid))],
                }) + "\n")  # fmt: skip
            finally:
                process.terminate()
                process.wait(30)


if __name__ == "__main__":
    main(sys.argv[1:])
