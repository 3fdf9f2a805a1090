"""Limits on how often something may be done, in memory and bounded: tokens that refill, failures that are forgotten."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable


class Bucket:
    """So many acts a minute for each key, saved up to a minute's worth. Safe to share between threads.

    At most `most` keys are remembered; the one unused longest is forgotten first.
    """

    def __init__(self, per_minute: int, *, most: int = 10_000, clock: Callable[[], float] = time.monotonic) -> None:
        self._size = float(per_minute)
        self._most = most
        self._clock = clock
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: str) -> float:
        """Take one: 0.0 where it is granted, else the seconds until the next one is."""
        now = self._clock()
        with self._lock:
            left, at = self._held.pop(key, (self._size, now))
            left = min(self._size, left + (now - at) * self._size / 60)
            wait = 0.0 if left >= 1 else (1 - left) * 60 / self._size
            self._held[key] = (left if wait else left - 1, now)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return wait


class Failures:
    """Failed logins by key: after so many within the window the key waits until the oldest is forgotten."""

    def __init__(
        self, allowed: int, minutes: int, *, most: int = 10_000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._allowed = allowed
        self._window = minutes * 60.0
        self._most = most
        self._clock = clock
        self._held: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, key: str, times: int = 1) -> float:
        """Seconds until the key may try again, 0.0 where it may now; `times` as many failures are allowed to it."""
        now = self._clock()
        with self._lock:
            failed = self._recent(key, now)
            allowed = self._allowed * times
            return max(0.0, failed[-allowed] + self._window - now) if len(failed) >= allowed else 0.0

    def note(self, key: str) -> None:
        """One more failure of a key."""
        now = self._clock()
        with self._lock:
            failed = self._recent(key, now)
            failed.append(now)
            self._held[key] = failed
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)

    def undo(self, key: str) -> None:
        """The latest failure of a key was none."""
        with self._lock:
            if failed := self._held.get(key):
                failed.pop()

    def forget(self, key: str) -> None:
        """The key succeeded."""
        with self._lock:
            self._held.pop(key, None)

    def _recent(self, key: str, now: float) -> deque[float]:
        failed = self._held.get(key) or deque(maxlen=self._allowed * 20)
        while failed and failed[0] <= now - self._window:
            failed.popleft()
        if not failed:
            self._held.pop(key, None)
        return failed
