"""The way of one request through the gate: let in, answered, counted and noted."""

from __future__ import annotations

import json
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

import anyio.to_thread
import h11

from assistant.access.visitor import SCOPE, Role, Visitor, serving
from assistant.ops.metrics import CONTENT_TYPE
from assistant.web import account, admission, cookie, peer, respond
from assistant.web.admission import Scope
from assistant.web.body import Limited, Receive, Refused
from assistant.web.office import Office
from assistant.web.peer import Peer
from assistant.web.routes import Route
from assistant.web.sent import check_event, parsed, paths, session_of

App = Callable[[Any, Any, Any], Awaitable[None]]
_access = logging.getLogger("tanya.access")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Page:
    """What lies behind the gate.

    `space` gives the bytes that uploads hold now, `uploaded` tells of a path whether it is one of them, `events` are
    the numbers of the page's handlers, each with how many values it takes.
    """

    app: App
    space: Callable[[], int]
    uploaded: Callable[[str], bool]
    events: Mapping[int, int]


class Passage:
    """One request on its way through the gate."""

    def __init__(self, page: Page, office: Office, scope: Scope, receive: Receive, send: Any) -> None:  # noqa: ANN401
        self.page, self.office = page, office
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
        route = admission.open_route(self.scope, self.peer, self.office.settings.names)
        self.kind = "stream" if route.stream else "question" if route.question else "page"
        token = cookie.of(peer.header(dict(self.scope), b"cookie"), secure=self.peer.secure)
        if route.role is not Role.NONE or route.pattern.pattern in account.KNOWING:
            if self.office.open_now:
                self.visitor = self.office.stranger(self.peer.address, self.request)
            else:
                self.visitor = await anyio.to_thread.run_sync(
                    self.office.visitor, token, self.peer.address, self.request
                )
            serving.set(self.visitor)
        admission.within_rate(self.office, self.visitor, route)
        if not self.visitor.may(route.role):
            await self._stopped(route)
            return
        most, seconds = admission.limits(self.scope, route, self.office.settings, self._room_for)
        body = self.limited = Limited(self._receive, most, seconds)
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
        await self.page.app(self.scope, receive, self.send)

    async def _stopped(self, route: Route) -> None:
        """Who may not: to the page for signing in, or one sentence."""
        if self.visitor.role is not Role.NONE:
            raise Refused(403, "peran Anda tidak mengizinkan ini")
        if self.scope["method"] in ("GET", "HEAD") and route.pattern.pattern in ("/", "/akun"):
            await respond.redirect(self.send, account.sign_in(self.scope))
            return
        raise Refused(401, "masuk lebih dahulu")

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

    def _room_for(self, size: int) -> bool:
        """Whether so many more bytes may be uploaded now."""
        return self.page.space() + size <= self.office.settings.uploads_mb * admission.MB

    async def _owned(self, route: Route, body: Limited, receive: Receive) -> Receive:
        """Check that the Gradio session named belongs to this visitor; gives the body anew."""
        session = ""
        if match := route.pattern.fullmatch(self.scope["path"]):
            session = match.groupdict().get("session") or ""
        if route.body == "json":
            data = await body.read()
            sent = parsed(data)
            session = session_of(sent)
            if route.event or (route.gives and sent.get("fn_index") is not None):
                check_event(sent, self.page.events)
            if not all(self.page.uploaded(path) for path in paths(sent)):
                raise Refused(403, "bukan file yang diunggah ke sini")
            receive = body.again(data)
        elif not session:
            query = parse_qs(self.scope.get("query_string", b"").decode("latin-1"), max_num_fields=20)
            session = query.get("session_hash", [""])[-1]
        if route.waits and not self.office.pages.asked(session):
            raise Refused(404, "tidak ada yang ditunggu")
        asks = route.question or route.body == "json"
        if session and not self.office.pages.claim(session, self.visitor.session or self.visitor.address, asks=asks):
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
