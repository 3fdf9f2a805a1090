"""A caller that speaks to the app as a browser's scripts do, and as they never would."""

from __future__ import annotations

import contextlib
import http.client
import json
import secrets
import socket
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from assistant.access.visitor import Role

PASSWORD = "hujan-bulan-juni-77"
NAMES = {"ani": Role.ASK, "budi": Role.EDIT, "citra": Role.ADMIN}
API = "/gradio_api"


@dataclass(frozen=True)
class Reply:
    """An answer: status, headers by small name, body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        return json.loads(self.body)


class Caller:
    """One client with at most one session of its own."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host, self.port = parts.hostname or "", parts.port or 80
        self.cookie = ""
        self.page = secrets.token_hex(6)
        self._config: dict[str, Any] | None = None

    def signed_in(self, name: str, password: str = PASSWORD) -> Caller:
        reply = self.form("/masuk", name=name, password=password)
        assert reply.status == 303, reply.text
        self.cookie = reply.headers["set-cookie"].partition(";")[0]
        return self

    def call(
        self, method: str, target: str, body: bytes | None = None, *, timeout: float = 30, **headers: str
    ) -> Reply:
        """One request; a header's name is written with underscores."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookie and "cookie" not in fields:
            fields["cookie"] = self.cookie
        try:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # refused before all of it was sent
                connection.request(method, target, body, fields)
            try:
                answer = connection.getresponse()
            except (ConnectionResetError, http.client.HTTPException):
                return Reply(0, {}, b"")
            return Reply(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def get(self, target: str, **headers: str) -> Reply:
        return self.call("GET", target, **headers)

    def post(self, target: str, sent: Any, **headers: str) -> Reply:
        return self.call("POST", target, json.dumps(sent).encode(), content_type="application/json", **headers)

    def form(self, target: str, **fields: str) -> Reply:
        kind = "application/x-www-form-urlencoded"
        return self.call("POST", target, urlencode(fields).encode(), content_type=kind)

    def raw(self, data: bytes, *, wait: float = 10.0, pieces: tuple[float, int] | None = None) -> bytes:
        """What comes back for bytes sent as they are, until the server closes; `pieces` are a pause and a size."""
        with socket.create_connection((self.host, self.port), timeout=wait) as connection:
            pause, size = pieces or (0.0, len(data) or 1)
            received = b""
            try:
                for start in range(0, len(data), size):
                    connection.sendall(data[start : start + size])
                    time.sleep(pause)
                while part := connection.recv(65536):
                    received += part
            except (ConnectionError, TimeoutError):
                pass
            return received

    # The page's events

    def config(self) -> dict[str, Any]:
        if self._config is None:
            self._config = self.get("/config").json()
        return self._config

    def function(self, elem_id: str, event: str) -> int:
        """The number of the handler of a component's event."""
        components = {c["props"].get("elem_id"): c["id"] for c in self.config()["components"]}
        wanted = [components[elem_id], event]
        return next(d["id"] for d in self.config()["dependencies"] if wanted in [list(t) for t in d["targets"]])

    def named(self, api_name: str) -> int:
        return next(d["id"] for d in self.config()["dependencies"] if d["api_name"] == api_name)

    def event(self, function: int, data: list[Any], sent: Any = None) -> tuple[int, list[dict[str, Any]]]:
        """The status of a joined event, and its messages to the end."""
        body = {"fn_index": function, "data": data, "session_hash": self.page, "event_data": sent, "trigger_id": None}
        joined = self.post(f"{API}/queue/join", body)
        if joined.status != 200:
            return joined.status, []
        return 200, self.messages()

    def messages(self) -> list[dict[str, Any]]:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            connection.request("GET", f"{API}/queue/data?session_hash={self.page}", headers={"cookie": self.cookie})
            answer = connection.getresponse()
            found = []
            for line in answer:
                if line.startswith(b"data:"):
                    found.append(json.loads(line[5:]))
                    if found[-1].get("msg") in ("process_completed", "close_stream", "unexpected_error"):
                        break
            return found
        finally:
            connection.close()

    def ask(self, question: str, selected: list[str] | None = None, history: list[str] | None = None) -> dict[str, Any]:
        """The answer of the contract."""
        status, messages = self.event(self.named("ask"), [question, selected or [], history or []])
        assert status == 200
        found: dict[str, Any] = messages[-1]["output"]["data"][0]
        return found

    def upload(self, name: str, content: bytes, kind: str = "text/plain") -> Reply:
        boundary = secrets.token_hex(8)
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
            f"Content-Type: {kind}\r\n\r\n"
        )
        body = head.encode("utf-8", "surrogateescape") + content + f"\r\n--{boundary}--\r\n".encode()
        return self.call("POST", f"{API}/upload", body, content_type=f"multipart/form-data; boundary={boundary}")

    def add(self, paths: list[str]) -> str:
        """What the page says after the event that adds uploaded files."""
        files = [{"path": path, "orig_name": "x.txt", "meta": {"_type": "gradio.FileData"}} for path in paths]
        status, messages = self.event(self.function("tl-files", "upload"), [files, "id", False])
        return f"{status} {json.dumps(messages, ensure_ascii=False)}"
