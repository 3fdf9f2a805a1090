"""The gate before the page: every request passes it, or is answered by it."""

from __future__ import annotations

import json
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping
from typing import Any
from urllib.parse import parse_qs

import anyio.to_thread
import h11

from assistant.access.visitor import SCOPE, Role, Visitor, serving
from assistant.ops.metrics import CONTENT_TYPE
from assistant.web import account, cookie, peer, respond
from assistant.web.body import Limited, Receive, Refused, announced
from assistant.web.office import Office
from assistant.web.peer import Peer
from assistant.web.routes import Route, find

Scope = MutableMapping[str, Any]
App = Callable[[Any, Any, Any], Awaitable[None]]
_KB, _MB = 1024, 1024 * 1024
_FORM = 8 * _KB
_LONGEST_PATH = 2048
_LONGEST_HEAD = 32 * _KB
_LONGEST_QUERY = 16 * _KB  # a question of 2000 letters, each of them up to twelve signs in an address
_access = logging.getLogger("tanya.access")
_log = logging.getLogger(__name__)


class Gate:
    """ASGI middleware around the page of one office.

    `space` gives the bytes that uploads hold now, `uploaded` tells of a path whether it is one of them, `events` are
    the numbers of the page's handlers, each with how many values it takes.
    """

    def __init__(
        self,
        app: App,
        office: Office,
        space: Callable[[], int] = lambda: 0,
        uploaded: Callable[[str], bool] = lambda path: False,
        events: Mapping[int, int] | None = None,
    ) -> None:
        self._app = app
        self._office = office
        self._space = space
        self.uploaded = uploaded
        self.events = events or {}

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:  # noqa: ANN401 - of ASGI
        """Serve one request; anything that is neither HTTP nor the server's own life is closed."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await _Passage(self, scope, receive, send).run()
        else:
            await send({"type": "websocket.close", "code": 1008})

    @property
    def office(self) -> Office:
        """What it works with."""
        return self._office

    @property
    def app(self) -> App:
        """What lies behind it."""
        return self._app

    def room_for(self, size: int) -> bool:
        """Whether so many more bytes may be uploaded now."""
        return self._space() + size <= self._office.settings.uploads_mb * _MB


class _Passage:
    """One request on its way through the gate."""

    def __init__(self, gate: Gate, scope: Scope, receive: Receive, send: Any) -> None:  # noqa: ANN401
        self.gate, self.office = gate, gate.office
        self.scope, self._receive, self._send = scope, receive, send
        self.peer: Peer = peer.of(dict(scope), self.office.settings.proxies)
        self.request = self.peer.request or secrets.token_hex(8)
        self.limited: Limited | None = None
        self.failed: Refused | None = None
        self.status = 0
        self.over = False
        self.gives_page = False
        self.asks_event = False
        self.kind = "other"
        self.visitor = Visitor("", Role.NONE, address=self.peer.address, request=self.request)

    async def run(self) -> None:
        """Answer the request, count it, and note it in the log."""
        begin = time.perf_counter()
        metrics = self.office.metrics
        metrics.running.inc()
        token = serving.set(self.visitor)
        try:
            await self._answered()
        finally:
            serving.reset(token)
            metrics.running.dec()
            passed = time.perf_counter() - begin
            metrics.requests.labels(self.kind, str(self.status or 499)).inc()
            if self.kind != "stream":
                metrics.seconds.labels(self.kind).observe(passed)
            _access.info(
                "%s %s", self.scope["method"], self.scope["path"][:200],
                extra={"status": self.status, "ms": round(passed * 1000, 1), "address": self.peer.address,
                       "request": self.request, "user": self.visitor.name},
            )  # fmt: skip

    async def _answered(self) -> None:
        try:
            await self._admitted()
        except Refused as error:
            await self._refuse(error)
        except Exception as error:
            if self.kind == "stream" and self.status:
                # What was waited for is over; Gradio says so by raising within the stream.
                _log.info("stream ended: %r", error)
                await self._refuse(Refused(410, "sudah berakhir"))
                return
            # Whatever it was, the client gets one sentence and the log the rest.
            self.office.metrics.failures.inc()
            _log.exception("request failed: %s %s", self.scope["method"], self.scope["path"][:200])
            await self._refuse(Refused(500, "galat dalam program; lihat catatan"))

    async def _refuse(self, error: Refused) -> None:
        self.failed = None
        self.office.metrics.refused.labels(str(error.status)).inc()
        if self.status == 0:
            more = [("retry-after", "30")] if error.status in (429, 503) else []
            # What is left of the body is not read: the connection cannot be used for another request.
            await respond.refused(self.send, error.status, error.reason, [*more, ("connection", "close")])
        elif not self.over:
            await self.send({"type": "http.response.body", "body": b"", "more_body": False})

    async def send(self, message: dict[str, Any]) -> None:
        """Send a part of the answer; once a body was refused, the refusal is sent in its place."""
        if self.failed is not None and self.status == 0:
            raise self.failed
        if message["type"] == "http.response.start":
            if self.asks_event and message["status"] == 500:
                # So Gradio says that a handler did not take its values; the log has the reason.
                message = message | {"status": 422}
            self.status = int(message["status"])
            message = respond.secured(message, self.request, self.scope["path"], secure=self.peer.secure)
        elif message["type"] == "http.response.body":
            if self.gives_page:
                self._given(message.get("body", b""))
            self.over = not message.get("more_body", False)
        try:
            await self._send(message)
        except h11.LocalProtocolError:
            self.over = True  # the client broke off or broke the rules meanwhile: it can be told nothing any more

    async def receive(self) -> dict[str, Any]:
        """The next part of the body, within its limits."""
        assert self.limited is not None
        try:
            return await self.limited()
        except Refused as error:
            self.failed = error
            raise

    async def _admitted(self) -> None:
        route = self._route()
        token = cookie.of(peer.header(dict(self.scope), b"cookie"), secure=self.peer.secure)
        if route.role is not Role.NONE or route.pattern.pattern in account.KNOWING:
            if self.office.open_now:
                self.visitor = self.office.stranger(self.peer.address, self.request)
            else:
                self.visitor = await anyio.to_thread.run_sync(
                    self.office.visitor, token, self.peer.address, self.request
                )
            serving.set(self.visitor)
        self._within_rate(route)
        if not self.visitor.may(route.role):
            await self._stopped(route)
            return
        body = self._limits(route)
        if await self._own(route, body, token):
            return
        # What has no body is not timed: an event stream listens for its client's leaving as long as it runs.
        receive: Receive = self.receive if route.body else self._receive
        if route.session:
            receive = await self._owned(route, body, receive)
        self.gives_page, self.asks_event = route.gives, route.event
        self.scope[SCOPE] = self.visitor
        self.scope["headers"] = peer.trusted_headers(self.scope["headers"])
        if self.peer.secure:
            self.scope["scheme"] = "https"
        await self.gate.app(self.scope, receive, self.send)

    def _route(self) -> Route:
        """The open route that is asked for, by a page of ours under a known name; raises Refused."""
        path = self.scope["path"]
        if len(path) > _LONGEST_PATH or len(self.scope.get("query_string", b"")) > _LONGEST_QUERY:
            raise Refused(414, "alamat terlalu panjang")
        if sum(len(name) + len(value) for name, value in self.scope["headers"]) > _LONGEST_HEAD:
            raise Refused(431, "kepala permintaan terlalu panjang")
        if not peer.known_host(self.peer.host, self.office.settings.names):
            raise Refused(421, "nama komputer ini tidak dikenal; lihat names dalam pengaturan")
        if not peer.same_origin(dict(self.scope), self.peer.host):
            raise Refused(403, "permintaan dari halaman lain")
        route = find(self.scope["method"], path)
        if route is None:
            raise Refused(404, "tidak ada")
        self.kind = "stream" if route.stream else "question" if route.question else "page"
        return route

    def _within_rate(self, route: Route) -> None:
        """Raises Refused for a user, or an address without one, that asks too often."""
        if not self.office.guarded and self.office.settings.local:
            return  # whoever sits at this computer may use it
        key = self.visitor.name or self.peer.address
        wait = self.office.requests.take(key)
        if not wait and route.question:
            wait = self.office.questions.take(key)
        if wait:
            raise Refused(429, f"terlalu sering; coba lagi dalam {max(1, round(wait))} detik")

    async def _stopped(self, route: Route) -> None:
        """Who may not: to the page for signing in, or one sentence."""
        if self.visitor.role is not Role.NONE:
            raise Refused(403, "peran Anda tidak mengizinkan ini")
        if self.scope["method"] in ("GET", "HEAD") and route.pattern.pattern in ("/", "/akun"):
            await respond.redirect(self.send, account.sign_in(self.scope))
            return
        raise Refused(401, "masuk lebih dahulu")

    def _limits(self, route: Route) -> Limited:
        settings = self.office.settings
        most = {"": 0, "form": _FORM, "json": settings.request_kb * _KB, "files": settings.uploads_mb * _MB}[route.body]
        length = peer.header(dict(self.scope), b"content-length")
        announced(length, most)
        chunked = peer.header(dict(self.scope), b"transfer-encoding")
        if chunked and length:
            raise Refused(400, "dua ukuran untuk satu isi")  # servers that differ on which counts can be played off
        if not route.body and chunked:
            raise Refused(413, "permintaan ini tidak membawa isi")
        if route.body == "files" and not self.gate.room_for(int(length or 0)):
            raise Refused(507, "ruang unggahan penuh; coba lagi nanti")
        seconds = settings.upload_seconds if route.body == "files" else settings.request_seconds
        self.limited = Limited(self._receive, most, seconds)
        return self.limited

    async def _own(self, route: Route, body: Limited, token: str) -> bool:
        """Answer what is not the page's: health, metrics, signing in and out, the account. False for the rest."""
        path = self.scope["path"]
        if path == "/health":
            health = await anyio.to_thread.run_sync(self.office.health)
            status = 200 if health["status"] == "ok" else 503
            await respond.text(self.send, status, json.dumps(health), "application/json")
        elif path == "/metrics":
            await self._metrics()
        elif route.pattern.pattern in account.PATHS:
            form = await body.read() if route.body == "form" else b""
            desk = account.Account(self.office, self.visitor, self.peer, token)
            await desk.answer(self.scope, form, self.send)
        else:
            return False
        return True

    async def _metrics(self) -> None:
        wanted = self.office.settings.metrics
        near = self.peer.near and wanted == "local"
        if not (near or wanted == "all" or (wanted == "local" and self.visitor.may(Role.ADMIN))):
            raise Refused(404, "tidak ada")
        text = await anyio.to_thread.run_sync(self.office.metrics.text)
        await respond.text(self.send, 200, text.decode(), CONTENT_TYPE.partition(";")[0])

    async def _owned(self, route: Route, body: Limited, receive: Receive) -> Receive:
        """Check that the Gradio session named belongs to this visitor; gives the body anew."""
        page = ""
        if match := route.pattern.fullmatch(self.scope["path"]):
            page = match.groupdict().get("session") or ""
        if route.body == "json":
            data = await body.read()
            sent = _object(data)
            page = _page_of(sent)
            if route.event or (route.gives and sent.get("fn_index") is not None):
                self._event(sent)
            if not all(self.gate.uploaded(path) for path in paths(sent)):
                raise Refused(403, "bukan file yang diunggah ke sini")
            receive = body.again(data)
        elif not page:
            query = parse_qs(self.scope.get("query_string", b"").decode("latin-1"), max_num_fields=20)
            page = query.get("session_hash", [""])[-1]
        if route.waits and not self.office.pages.asked(page):
            raise Refused(404, "tidak ada yang ditunggu")
        asks = route.question or route.body == "json"
        if page and not self.office.pages.claim(page, self.visitor.session or self.visitor.address, asks=asks):
            raise Refused(403, "percakapan orang lain")
        return receive

    def _given(self, body: bytes) -> None:
        """Note whose the event is that an address of its own was given for: only they may wait for its outcome."""
        try:
            event = json.loads(body).get("event_id")
        except (ValueError, AttributeError):
            return
        if isinstance(event, str):
            self.office.pages.claim(event, self.visitor.session or self.visitor.address, asks=True)

    def _event(self, sent: dict[str, Any]) -> None:
        """Check that a body names an event of the page, in the form of one; raises Refused."""
        number = sent.get("fn_index")
        if type(number) is not int or number not in self.gate.events:
            raise Refused(404, "tidak ada perbuatan itu")
        trigger = sent.get("trigger_id")
        data = sent.get("data")
        whole = isinstance(data, list) and len(data) == self.gate.events[number]
        if not whole or not (trigger is None or (type(trigger) is int and 0 <= trigger < 1 << 31)):
            raise Refused(400, "perbuatan itu tidak lengkap")


def paths(sent: Any) -> Iterator[str]:  # noqa: ANN401 - JSON data has no one type
    """All that Gradio could take for a file's path, however deep: it would copy that file, or fetch that address."""
    waiting = [sent]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            if "path" in part or "meta" in part:
                path = part.get("path")
                yield path if isinstance(path, str) else ""
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part


def _object(data: bytes) -> dict[str, Any]:
    """A JSON object; raises Refused for anything else."""
    try:
        sent = json.loads(data, parse_int=_whole)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "isi bukan JSON") from error
    if not isinstance(sent, dict):
        raise Refused(400, "isi bukan objek JSON")
    if b"\\u" in data and not _is_text(sent):
        raise Refused(400, "isi memuat separuh huruf")
    return sent


def _whole(digits: str) -> int:
    """A whole number of JSON; raises ValueError for one that Gradio could not write again (64 bits)."""
    if len(digits) > 18:
        raise ValueError(digits[:20])
    return int(digits)


def _is_text(sent: Any) -> bool:  # noqa: ANN401
    """Whether all texts of JSON data are text: an escape can name half a letter, which nothing can write again."""
    try:
        json.dumps(sent, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _page_of(sent: dict[str, Any]) -> str:
    """The session of Gradio that a body names, "" for none; raises Refused for what is no name."""
    page = sent.get("session_hash")
    if page is not None and not (isinstance(page, str) and 0 < len(page) <= 80 and page.isprintable()):
        raise Refused(400, "session_hash bukan teks pendek")
    return page or ""
