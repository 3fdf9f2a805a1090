"""The gate driven without a network: one request in, its whole answer out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from assistant.access.store import DATABASE, Store
from assistant.access.users import Users
from assistant.access.visitor import SCOPE, Role, Visitor
from assistant.ops.settings import Settings, changed
from assistant.web.gate import Gate
from assistant.web.office import Office

T = TypeVar("T")
PASSWORD = "hujan-bulan-juni-77"


@dataclass(frozen=True)
class Reply:
    """An answer: status, headers (the last of each name) and body."""

    status: int
    headers: dict[str, str]
    body: str


class Behind:
    """What lies behind the gate: reads the body, remembers what came, answers 200."""

    def __init__(self) -> None:
        self.scopes: list[dict[str, Any]] = []
        self.bodies: list[bytes] = []

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            message: dict[str, Any] = {}
            while message.get("type") != "lifespan.shutdown":
                message = await receive()
                await send({"type": f"{message['type']}.complete"})
            return
        if scope["path"] == "/config":
            raise RuntimeError("sandi=rahasia")
        self.scopes.append(scope)
        body, more = b"", True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
        self.bodies.append(body)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"server", b"x")]})
        await send({"type": "http.response.body", "body": b"ok"})

    @property
    def visitor(self) -> Visitor:
        found = self.scopes[-1][SCOPE]
        assert isinstance(found, Visitor)
        return found


def alone(work: Coroutine[Any, Any, T]) -> T:
    """The outcome of a coroutine, run in a thread of its own: the main one may have a loop of a browser's driver."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@cache
def _registered() -> bytes:
    """The file of users with one of each role; made once, since hashing is slow on purpose."""
    with TemporaryDirectory() as folder:
        users = Users(Store(folder))
        for role in (Role.ASK, Role.EDIT, Role.ADMIN):
            users.add(role.word, role, PASSWORD)
        return users._store.path.read_bytes()


class World:
    """A gate, its office, and what lies behind it."""

    def __init__(
        self,
        folder: Path,
        *,
        users: bool = False,
        space: int = 0,
        uploaded: Callable[[str], bool] = lambda path: False,
        **settings: Any,
    ) -> None:
        self.office = Office(folder, changed(Settings(), **settings), reports=lambda: 6, generation=lambda: "gen-1")
        self.tokens: dict[str, str] = {}
        if users:
            (folder / DATABASE).write_bytes(_registered())
            for role in (Role.ASK, Role.EDIT, Role.ADMIN):
                self.tokens[role.word] = self.office.sessions.begin(role.word)
        self.behind = Behind()
        self.gate = Gate(self.behind, self.office, lambda: space, uploaded, {0: 0, 1: 0, 2: 1})

    def ask(self, method: str, target: str, body: bytes = b"", *, user: str = "", client: str = "192.0.2.9",
            pieces: Sequence[tuple[float, bytes]] | None = None, **headers: str) -> Reply:  # fmt: skip
        """The answer to a request; `pieces` are waits in seconds and parts of the body."""
        fields = {"host": "127.0.0.1:7860"} | {name.replace("_", "-"): value for name, value in headers.items()}
        if user:
            fields["cookie"] = f"x=1; tanya={self.tokens.get(user, user)}"
        if body and "content-length" not in fields:
            fields["content-length"] = str(len(body))
        path, _, query = target.partition("?")
        scope = {
            "type": "http", "method": method, "path": path, "query_string": query.encode(), "scheme": "http",
            "client": (client, 5000), "headers": [(n.encode(), v.encode("latin-1")) for n, v in fields.items()],
        }  # fmt: skip
        return alone(self._ask(scope, pieces if pieces is not None else [(0.0, body)]))

    async def _ask(self, scope: dict[str, Any], pieces: Sequence[tuple[float, bytes]]) -> Reply:
        sent: list[dict[str, Any]] = []
        waiting = list(pieces)

        async def receive() -> dict[str, Any]:
            if not waiting:
                return {"type": "http.disconnect"}
            seconds, part = waiting.pop(0)
            await asyncio.sleep(seconds)
            return {"type": "http.request", "body": part, "more_body": bool(waiting)}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await self.gate(scope, receive, send)
        starts = [message for message in sent if message["type"] == "http.response.start"]
        assert len(starts) == 1, sent
        headers = {name.decode().lower(): value.decode("latin-1") for name, value in starts[0]["headers"]}
        return Reply(starts[0]["status"], headers, b"".join(message.get("body", b"") for message in sent).decode())
