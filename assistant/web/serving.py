"""The server under the gate: uvicorn, with a limit on slow clients, a graceful stop, a word to the service manager."""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
import time
from types import FrameType
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from assistant.ops.notify import notify
from assistant.ops.settings import Settings
from assistant.web.gate import Gate
from corpus.errors import BadInput

_FIRST, _LAST = 7860, 7959
_START = 60.0
_DRAIN = 3
"""Seconds for answers on their way out; event streams never end by themselves."""
_HEAD = 32 * 1024  # bytes of a request's line and headers


class _Patient(H11Protocol):
    """HTTP/1.1 whose client must send the head of a request within a time, not one letter a minute."""

    head_seconds = 30.0

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401 - of asyncio
        """A client came."""
        super().connection_made(transport)
        self._late: asyncio.TimerHandle | None = None
        self._expect()

    def data_received(self, data: bytes) -> None:
        """A part of a request came; the clock runs from the first letter of its head to the last."""
        self._expect()
        try:
            super().data_received(data)
        except h11.LocalProtocolError:
            self.transport.close()  # broken HTTP behind a request that is still answered
        if self.conn.their_state is not h11.IDLE:
            self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client left."""
        self._stop()
        super().connection_lost(exc)

    def _expect(self) -> None:
        if self._late is None and self.conn.their_state is h11.IDLE:
            self._late = self.loop.call_later(self.head_seconds, self.transport.close)

    def _stop(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


class Serving:
    """A running server in a thread of its own: `address` is where it answers."""

    def __init__(self, gate: Gate, settings: Settings) -> None:
        self._gate = gate
        self._settings = settings
        self._socket = _listening(settings.host, settings.port)
        port = self._socket.getsockname()[1]
        shown = f"[{settings.host}]" if ":" in settings.host else settings.host
        self.address = f"http://{shown}:{port}"
        protocol = type("Patient", (_Patient,), {"head_seconds": float(settings.request_seconds)})
        self._server = _Quiet(
            uvicorn.Config(
                gate, http=protocol, ws="none", lifespan="on", log_config=None, access_log=False, server_header=False,
                proxy_headers=False, limit_concurrency=settings.connections, timeout_keep_alive=15,
                timeout_graceful_shutdown=_DRAIN, h11_max_incomplete_event_size=_HEAD,
            )
        )  # fmt: skip
        self._thread = threading.Thread(target=self._run, name="server", daemon=True)
        self._stop = threading.Event()

    @property
    def guarded(self) -> bool:
        """Whether only registered users come in."""
        return self._gate.office.guarded

    def start(self) -> None:
        """Begin to answer; raises BadInput where the page does not come up."""
        self._thread.start()
        until = time.monotonic() + _START
        while not self._server.started:
            if not self._thread.is_alive() or time.monotonic() > until:
                raise BadInput("halaman tidak dapat dibuka", remedy="lihat catatan dengan TANYA_LOG=info")
            time.sleep(0.01)

    def wait(self) -> None:
        """Serve until SIGTERM, SIGINT or `stop`; then let what runs come to its end and close."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._signalled)
        notify("READY=1")
        while not self._stop.wait(1.0) and self._thread.is_alive():
            pass
        self.stop()

    def stop(self) -> None:
        """Take no more questions, finish those that run (for `stop_seconds` at most), close. May be called twice."""
        self._stop.set()
        if self._server.should_exit:
            return
        notify("STOPPING=1")
        until = time.monotonic() + self._settings.stop_seconds
        self._server.stop_accepting()
        while self._gate.office.metrics.at_work() and time.monotonic() < until:
            time.sleep(0.05)
        self._server.should_exit = True
        self._thread.join(self._settings.stop_seconds + 5.0)

    def _run(self) -> None:
        self._server.run(sockets=[self._socket])

    def _signalled(self, number: int, frame: FrameType | None) -> None:
        if self._stop.is_set():
            self._server.force_exit = True  # asked twice: at once
        self._stop.set()


class _Quiet(uvicorn.Server):
    """A server that leaves signals to the main thread."""

    def install_signal_handlers(self) -> None:
        """None: this runs in a thread."""

    def stop_accepting(self) -> None:
        """Take no new connections; those that are open stay."""
        for server in getattr(self, "servers", ()):
            server.get_loop().call_soon_threadsafe(server.close)


def _listening(host: str, port: int) -> socket.socket:
    """A bound socket; without a port the first free one from 7860 on. Raises BadInput."""
    ports = [port] if port else range(_FIRST, _LAST + 1)
    for number in ports:
        found = None
        try:
            family, kind, protocol, _, place = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)[0]
            found = socket.socket(family, kind, protocol)
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            found.bind(place)
            found.listen(128)
        except OSError:
            if found is not None:
                found.close()
            continue
        found.set_inheritable(False)
        return found
    raise BadInput(
        f"alamat {host}:{port or f'{_FIRST}-{_LAST}'} tidak dapat dipakai",
        remedy="pilih port lain dengan --port, atau hentikan program yang memakainya",
    )
