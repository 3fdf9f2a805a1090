"""Many people at once: `python -m tests.e2e.load LIBRARY [USERS] [QUESTIONS]` prints times, mistakes and memory.

Each user has a gradio_client of their own and asks numeric questions of their own order. Every answer is held against
the answer to the same question asked alone. Prints one line of JSON: times of an answer in milliseconds, processor
time of server and of clients per answer, and the bytes of one question with its answer.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import secrets
import ssl
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import httpx
from gradio_client import Client

from assistant.service import Assistant
from assistant.ui.compare import question
from assistant.ui.desk import LibraryDesk
from assistant.ui.suggest import Known
from tests.e2e.conftest import free_port, start, wait_for_start

_IDLE = 0.25
"""Seconds of work within five that count as rest."""
_PROCESSES = 4
"""Processes that the users are spread over: in one alone they would wait for each other, not for the server."""
_PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class Gate(Protocol):
    """A barrier, of threads or of processes."""

    def wait(self) -> int: ...


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

    def __init__(self, address: str, asked: Sequence[str], expected: dict[str, Any], gate: Gate) -> None:
        super().__init__()
        self.asked, self.expected, self.gate = asked, expected, gate
        self.times: list[float] = []
        self.wrong = 0
        # Plain http: reading the certificates and the proxies of the system anew for every request would be half of
        # the time measured.
        self.client = Client(address, verbose=False, ssl_verify=_PLAIN, httpx_kwargs={"trust_env": False})

    def run(self) -> None:
        self.gate.wait()
        for text in self.asked:
            begin = time.perf_counter()
            answer = self.client.predict(text, [], [], api_name="/ask")
            self.times.append(time.perf_counter() - begin)
            self.wrong += essence(answer) != self.expected[text]


@dataclass(frozen=True)
class Seen:
    """What the users of one process saw: the seconds of their answers, the mistakes, the processor time they took."""

    times: list[list[float]]
    wrong: int
    worked: float


def office(address: str, asked: Sequence[Sequence[str]], expected: dict[str, Any], gate: Gate) -> Seen:
    """Several users in one process, which ask once all users of all processes are there."""
    crowd = [User(address, texts, expected, gate) for texts in asked]
    begin = time.process_time()
    for user in crowd:
        user.start()
    for user in crowd:
        user.join()
    return Seen([user.times for user in crowd], sum(user.wrong for user in crowd), time.process_time() - begin)


def weight(address: str, text: str) -> int:
    """The bytes that one question and its answer take, without the headers of HTTP."""
    session = {"session_hash": secrets.token_hex(8)}
    with httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        config = client.get("/config").json()
        number = next(part["id"] for part in config["dependencies"] if part["api_name"] == "ask")
        told = client.post("/gradio_api/queue/join", json={"data": [text, [], []], "fn_index": number, **session})
        heard = client.get("/gradio_api/queue/data", params=session)
        return len(told.request.content) + len(told.content) + len(heard.content)


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


def crowd(
    address: str, asked: Sequence[Sequence[str]], expected: dict[str, Any], pid: int
) -> tuple[list[Seen], float, float]:
    """All users at once, spread over processes as over computers.

    What they saw, the seconds until the last of them was done, and the processor time of the server meanwhile.
    """
    spawn = multiprocessing.get_context("spawn")
    with spawn.Manager() as manager, ProcessPoolExecutor(_PROCESSES, mp_context=spawn) as pool:
        gate = manager.Barrier(len(asked) + 1)
        shares = [asked[n::_PROCESSES] for n in range(_PROCESSES) if asked[n::_PROCESSES]]
        offices = [pool.submit(office, address, share, expected, gate) for share in shares]
        gate.wait()
        begin, idle = time.perf_counter(), worked(pid)
        seen = [one.result() for one in offices]
        return seen, time.perf_counter() - begin, worked(pid) - idle


def main(arguments: Sequence[str]) -> None:
    library = Path(arguments[0])
    users = int(arguments[1]) if len(arguments) > 1 else 20
    each = int(arguments[2]) if len(arguments) > 2 else 10
    expected = questions(library)
    texts = list(expected)
    asked = [[texts[(7 * n + 3 * i) % len(texts)] for i in range(each)] for n in range(users)]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "app.log"
        port = free_port()
        with log.open("w", encoding="utf-8") as out:
            process = start(library, out, port=port)
            try:
                wait_for_start(process, port, log)
                address = f"http://127.0.0.1:{port}"
                rest(process.pid)  # the model is loaded, as in an office that started it in the morning
                bytes_of_one = weight(address, texts[0])
                before = memory(process.pid)
                seen, took, busy = crowd(address, asked, expected, process.pid)
                each_user = [own for one in seen for own in one.times]
                times = sorted(value for own in each_user for value in own)
                # Twenty first questions in the same instant open twenty streams; told apart from the rest.
                later = sorted(value for own in each_user for value in own[1:])
                sys.stdout.write(json.dumps({
                    "users": users, "each": each, "answers": len(times), "wrong": sum(one.wrong for one in seen),
                    "seconds": round(took, 2), "per_second": round(len(times) / took, 1),
                    "median_ms": round(1000 * times[len(times) // 2]),
                    "p95_ms": round(1000 * times[int(0.95 * len(times))]), "p95_after_first_ms": round(1000 * later[int(0.95 * len(later))]),
                    "worst_ms": round(1000 * times[-1]),
                    "cpu_ms_per_answer": round(1000 * busy / len(times), 1), "client_cpu_ms_per_answer": round(1000 * sum(one.worked for one in seen) / len(times), 1),
                    "bytes_per_answer": bytes_of_one, "load_average": os.getloadavg()[0],
                    "memory_mb": [round(before), round(memory(process.pid))],
                }) + "\n")  # fmt: skip
            finally:
                process.terminate()
                process.wait(30)


if __name__ == "__main__":
    main(sys.argv[1:])
