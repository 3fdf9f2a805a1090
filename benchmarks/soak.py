"""Mixed users for a while: `PYTHONPATH=. python benchmarks/soak.py LIBRARY [MINUTES]` prints one line of JSON.

A copy of the library is served with users. Askers ask figures and texts, open evidence, save conversations, begin new
ones; editors add reports of offices that nobody asks about, all under one file name, and remove them again. Every
answer is held against the answer of a quiet run before.
"""

from __future__ import annotations

import argparse
import json
import random
import secrets
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

from assistant.access.store import Store
from assistant.access.users import Users
from assistant.access.visitor import Role
from corpus.library import Library
from tests.attacks.client import PASSWORD, Caller
from tests.e2e.conftest import free_port, start, wait_for_start
from tests.e2e.load import essence, memory, questions

TEXTS = ("Apa hambatan yang dihadapi?", "Apa langkah perbaikan yang direncanakan?",
         "Bagaimana kepuasan masyarakat diukur?", "Mengapa target tidak tercapai?")  # fmt: skip
REPORT = """CONTOH FIKTIF
LAPORAN KINERJA INSTANSI PEMERINTAH
KECAMATAN {name}
KABUPATEN REKAAN
TAHUN 2024

BAB III AKUNTABILITAS KINERJA

3.1 Capaian Kinerja

Jumlah peserta pelatihan naik karena jadwal diumumkan lebih awal di semua balai warga {name}.

Tabel 3.1 Capaian Kinerja Tahun 2024
No\tSasaran\tIndikator\tTarget\tRealisasi\tCapaian
1\tMeningkatnya mutu pelayanan\tIndeks Kepuasan Masyarakat (IKM)\t80,00\t{ikm}\t101,56
"""


class Soak:
    """What the users share: where to ask, what to expect, what came of it."""

    def __init__(self, address: str, expected: dict[tuple[str, str], Any], until: float) -> None:
        self.address, self.expected, self.until = address, expected, until
        self.lock = threading.Lock()
        self.times: list[tuple[float, float]] = []
        self.counts: Counter[str] = Counter()
        self.examples: list[str] = []

    def done(self, what: str, example: str = "") -> None:
        with self.lock:
            self.counts[what] += 1
            if example and len(self.examples) < 10:
                self.examples.append(example[:400])

    def asker(self, name: str, seed: int) -> None:
        """One who asks, until the time is over."""
        chance, caller, left = random.Random(seed), Caller(self.address).signed_in(name), 0
        asked = list(self.expected)
        while time.monotonic() < self.until:
            if not left:
                left, caller.page = chance.randint(5, 20), secrets.token_hex(6)
            left -= 1
            question, report = chance.choice(asked)
            try:
                begin = time.perf_counter()
                answer = caller.ask(question, [report] if report else [])
                with self.lock:
                    self.times.append((time.monotonic(), time.perf_counter() - begin))
                self.done("answers")
                if essence(answer) != self.expected[question, report]:
                    self.done("wrong", f"{question}: {essence(answer)} != {self.expected[question, report]}")
                if chance.random() < 0.1:
                    self._page(caller, question, chance)
            except Exception as error:
                self.done("errors", f"{name} {question}: {error!r}")
            time.sleep(chance.uniform(0.2, 3.0))

    def _page(self, caller: Caller, question: str, chance: random.Random) -> None:
        """What a reader does with an answer on the page: sees it, saves it, looks at the library."""
        status, messages = caller.event(caller.named("chat"), [question, None, [], "id"])
        assert status == 200 and messages[-1]["success"], messages[-1:]
        button = chance.choice(["tl-save-md", "tl-save-docx"])
        status, messages = caller.event(caller.function(button, "click"), [None, "id"])
        assert status == 200 and messages[-1]["success"], messages[-1:]
        assert caller.get("/").status == 200
        self.done("pages")

    def editor(self, name: str, seed: int, pause: float) -> None:
        """One who adds reports and removes them again, until the time is over."""
        chance, caller, number = random.Random(seed), Caller(self.address).signed_in(name), 0
        while time.monotonic() < self.until:
            number += 1
            office = f"REKAAN {name.upper()} {'ABCDEFGHIJ'[number % 10]}"
            text = REPORT.format(name=office, ikm=f"{chance.randint(8000, 8999) / 100:.2f}".replace(".", ","))
            try:
                caller.page = secrets.token_hex(6)
                told = caller.add(caller.upload("laporan.txt", text.encode()).json())
                assert "1 dari 1" in told, told[-600:]
                self.done("adds")
                time.sleep(pause / 2)
                report = f"kecamatan-{office.lower().replace(' ', '-')}-2024"
                caller.event(caller.function("tl-bus", "delete"), ["id"], {"link": f"#hapus?r={report}"})
                status, messages = caller.event(caller.function("tl-confirm-yes", "click"), [None, "id"])
                assert status == 200 and "dihapus" in json.dumps(messages), json.dumps(messages)[-600:]
                self.done("removes")
            except Exception as error:
                self.done("errors", f"{name}: {error!r}")
            time.sleep(pause / 2)


def quiet(address: str, library: Path) -> dict[tuple[str, str], Any]:
    """What is asked, with its answer when nobody else asks."""
    caller = Caller(address).signed_in("asker0")
    with Library.open(library, create=False) as opened:
        reports = [row.id for row in opened.reports()]
    asked = [(question, "") for question in questions(library)][:60]
    asked += [(question, report) for question in TEXTS for report in reports[:6]]
    return {pair: essence(caller.ask(pair[0], [pair[1]] if pair[1] else [])) for pair in asked}


def run(library: Path, minutes: float, askers: int, editors: int, pause: float) -> dict[str, Any]:
    """The whole soak; its figures."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "data"
        shutil.copytree(library, copy)
        names = [f"asker{n}" for n in range(askers)] + [f"editor{n}" for n in range(editors)]
        users = Users(Store(copy))
        for name in names:
            users.add(name, Role.ASK if name.startswith("asker") else Role.EDIT, PASSWORD)
        settings = Path(folder) / "tanya.toml"
        settings.write_text('questions_per_minute = 600\nrequests_per_minute = 6000\nlog = "warning"\n'
                            'log_form = "json"\n'
                            "failures = 50\n", encoding="utf-8")  # fmt: skip
        log, port = Path(folder) / "app.log", free_port()
        with log.open("w", encoding="utf-8") as out:
            process = start(copy, out, "--config", str(settings), port=port)
            try:
                wait_for_start(process, port, log)
                time.sleep(20)
                return _measured(f"http://127.0.0.1:{port}", copy, process.pid, log, minutes, names, pause)
            finally:
                process.terminate()
                begin = time.monotonic()
                code = process.wait(60)
                sys.stderr.write(f"stopped with {code} after {time.monotonic() - begin:.1f} s\n")


def _measured(
    address: str, library: Path, pid: int, log: Path, minutes: float, names: list[str], pause: float
) -> dict[str, Any]:
    expected = quiet(address, library)
    soak = Soak(address, expected, time.monotonic() + minutes * 60)
    threads = [
        threading.Thread(target=soak.asker, args=(name, n))
        if name.startswith("asker")
        else threading.Thread(target=soak.editor, args=(name, n, pause))
        for n, name in enumerate(names)
    ]
    begin, held = time.monotonic(), []
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        held.append((time.monotonic() - begin, memory(pid)))
        time.sleep(5)
        if len(held) % 24 == 0:
            sys.stderr.write(f"{held[-1][0] / 60:.1f} min, {dict(soak.counts)}, {held[-1][1]:.0f} MB\n")
    caller = Caller(address).signed_in("asker0")
    after = sum(essence(caller.ask(q, [r] if r else [])) != value for (q, r), value in expected.items())
    times = sorted(value for _, value in soak.times)
    third = minutes * 60 / 3
    parts = [[mb for at, mb in held if third * n <= at < third * (n + 1)] for n in range(3)]
    return {
        "minutes": minutes, "users": len(names), "asked": len(expected), **soak.counts, "wrong_after": after,
        "median_ms": round(1000 * statistics.median(times)), "p95_ms": round(1000 * times[int(0.95 * len(times))]),
        "worst_ms": round(1000 * times[-1]),
        "memory_mb_by_third": [round(statistics.mean(part)) for part in parts if part],
        "memory_mb_first_last_most": [round(held[0][1]), round(held[-1][1]), round(max(mb for _, mb in held))],
        "errors_in_log": sum('"level": "error"' in line for line in log.read_text(encoding="utf-8").splitlines()),
        "examples": soak.examples,
    }  # fmt: skip


def main() -> None:
    """Read the flags, soak, print."""
    flags = argparse.ArgumentParser()
    flags.add_argument("library", type=Path)
    flags.add_argument("minutes", type=float, nargs="?", default=30)
    flags.add_argument("--askers", type=int, default=10)
    flags.add_argument("--editors", type=int, default=2)
    flags.add_argument("--pause", type=float, default=40, help="seconds between two changes of an editor")
    args = flags.parse_args()
    found = run(args.library, args.minutes, args.askers, args.editors, args.pause)
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
