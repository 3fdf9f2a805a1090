"""What is counted while the server runs, as Prometheus text."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics, generate_latest

disable_created_metrics()  # type: ignore[no-untyped-call]
CONTENT_TYPE = "text/plain; version=0.0.4"
_TIMES = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """The counters of one server. `reports` tells how many reports are loaded; asked when metrics are read."""

    def __init__(self, reports: Callable[[], int] = lambda: 0) -> None:
        self.registry = CollectorRegistry()
        self._reports = reports
        self._works = 0
        self._lock = threading.Lock()
        self.requests = self._counter("tanya_requests", "Requests answered", "kind", "status")
        self.seconds = Histogram(
            "tanya_request_seconds", "Time to the end of an answer, without event streams", ["kind"],
            buckets=_TIMES, registry=self.registry,
        )  # fmt: skip
        self.answers = self._counter("tanya_answers", "Questions answered", "status")
        self.answer_seconds = Histogram(
            "tanya_answer_seconds", "Time to work out an answer", buckets=_TIMES, registry=self.registry
        )
        self.acts = self._counter("tanya_acts", "Acts noted in the trail", "action", "outcome")
        self.refused = self._counter("tanya_refused", "Requests refused at the gate", "reason")
        self.failures = self._counter("tanya_failures", "Requests that ended in an error of the program")
        self.running = self._gauge("tanya_requests_running", "Requests being served now")
        self.working = self._gauge("tanya_working", "Questions and changes being worked on now")
        self._held = self._gauge("tanya_reports", "Reports in the library")
        self._memory = self._gauge("tanya_memory_bytes", "Memory resident in this process")

    @contextmanager
    def work(self) -> Iterator[None]:
        """A piece of work: while one runs, the server is not stopped."""
        with self._lock:
            self._works += 1
        self.working.inc()
        try:
            yield
        finally:
            self.working.dec()
            with self._lock:
                self._works -= 1

    @contextmanager
    def answering(self) -> Iterator[None]:
        """A question being answered: work whose time is measured."""
        begin = time.perf_counter()
        with self.work():
            yield
        self.answer_seconds.observe(time.perf_counter() - begin)

    def at_work(self) -> int:
        """How many pieces of work run now."""
        return self._works

    def text(self) -> bytes:
        """All of it as Prometheus text."""
        self._held.set(self._reports())
        self._memory.set(resident())
        return generate_latest(self.registry)

    def _counter(self, name: str, told: str, *labels: str) -> Counter:
        return Counter(name, told, labels, registry=self.registry)

    def _gauge(self, name: str, told: str) -> Gauge:
        return Gauge(name, told, registry=self.registry)


def resident() -> int:
    """The bytes of memory resident in this process; 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:")), 0)
