"""Random HTTP requests, from broken bytes to events in nearly the right form; each case is told by its number alone."""

from __future__ import annotations

import json
import random
import socket
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from tests.attacks.client import API

PATHS = ["/", "/config", "/masuk", "/keluar", "/akun", "/akun/sandi", "/akun/pribadi", "/health", "/metrics", "/theme.css",
         "/assets/x.js", "/static/img/logo.svg", "/favicon.ico", f"{API}/info", f"{API}/app_id", f"{API}/heartbeat/",
         f"{API}/queue/data", f"{API}/queue/join", f"{API}/run/predict", f"{API}/cancel", f"{API}/reset", f"{API}/call/ask",
         f"{API}/call/chat", f"{API}/call/ask/abc", f"{API}/upload", f"{API}/upload_progress", f"{API}/file=x", "/login"]  # fmt: skip
METHODS = ["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "", "X" * 300]
TEXTS = ["", "IKM", "Berapa IKM Kecamatan Wanasembra tahun 2024?", "\0", "é", "\u202e", "😀" * 50, "<script>", "../" * 9, "%00", "1e999",
         "x" * 3000, "?" * 2000, "berapa " * 250, "#bukti?r=x&a=1&b=2", "#laporan?r=kecamatan-bahaya-2024&s=999999999", "#lembar?r=",
         "#hapus?r=kecamatan-bahaya-2024", "#bukti?r=kecamatan-bahaya-2024&a=-5&b=99999999999999999999", "9" * 400, "²³¼", "id", "en",
         "Berapa target IKM 2024 dibanding 2023 di semua kecamatan?", "a\r\nb: c", "ﬁ"]  # fmt: skip
HEADERS = ["Host", "Cookie", "Origin", "Content-Length", "Transfer-Encoding", "Content-Type", "Accept-Language", "X-Forwarded-For",
           "Sec-Fetch-Site", "Range", "Expect", "Connection", "Upgrade", "Authorization", "Accept-Encoding", "If-None-Match"]  # fmt: skip
KINDS = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "multipart/form-data", "text/plain",
         "", "application/json; charset=utf-16", "multipart/form-data; boundary=" + "b" * 200]  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A request as bytes. `sound` tells that its head is in order, so that an answer must come."""

    number: int
    data: bytes
    sound: bool


class Maker:
    """Makes cases for one address: `cookies` of users, the `events` of the page with the number of their values, and some sessions of pages.

    Without `sign_in` nobody tries to: failed attempts make the whole address wait.
    """

    def __init__(self, cookies: list[str], events: dict[int, int], seed: int = 7, *, sign_in: bool = True) -> None:
        self.cookies, self.events, self.seed = [*cookies, *cookies, *cookies, "", "tanya=x"], events, seed
        self.sign_in = sign_in

    def case(self, number: int) -> Case:
        """The case of a number: always the same one."""
        chance = random.Random(self.seed * 10_000_019 + number)
        kinds = [self.event, self.anything, self.form, self.files, self.bytes, self.page]
        make = chance.choices(kinds, [5, 4, 2, 1, 2, 3])[0]
        data = make(chance)
        if not self.sign_in:
            data = data.replace(b"/masuk", b"/akun/")
        sound = make is not self.bytes
        if sound and chance.random() < 0.1:
            data, sound = self.damaged(data, chance), False
        return Case(number, data, sound)

    def event(self, chance: random.Random) -> bytes:
        """An event of the page, with data of any kind."""
        sent: dict[str, Any] = {
            "fn_index": chance.choice([*self.events, -1] if chance.random() < 0.95 else [None, "1", 10**30, 1.5]),
            "data": [],
            "session_hash": chance.choice(["p1", "p2", *(f"p{chance.randint(0, 999)}" for _ in range(5)), None, "", 5]),
            "event_data": self.value(chance, 3),
            "trigger_id": chance.choice([None, None, None, None, 1, 10**20, "x"]),
        }
        wanted = self.events.get(sent["fn_index"], 3) if isinstance(sent["fn_index"], int) else 3
        sent["data"] = [self.value(chance, 3) for _ in range(wanted if chance.random() < 0.9 else chance.randint(0, 6))]
        for _ in range(chance.choice([0, 0, 0, 1, 2])):
            sent[chance.choice([*sent, "extra", "simple_format", "batched", "request"])] = self.value(chance, 4)
        path = chance.choice([f"{API}/queue/join"] * 4 + [f"{API}/run/predict", f"{API}/cancel", f"{API}/call/ask"])
        return self.request("POST", path, json.dumps(sent).encode(), KINDS[0], chance)

    def value(self, chance: random.Random, deep: int) -> Any:
        """Any value of JSON."""
        if chance.random() < 0.01:
            return "half a letter: \ud800"
        kind = chance.randint(0, 9 if deep else 6)
        if kind < 4:
            return chance.choice(TEXTS)
        if kind < 7:
            return chance.choice([None, True, False, 0, -1, 1.5, 10**25, 1e300])
        if kind < 8:
            return [self.value(chance, deep - 1) for _ in range(chance.randint(0, 4))]
        names = [
            "link",
            "question",
            "n",
            "a",
            "r",
            "path",
            "meta",
            "value",
            "report",
            "text",
            "orig_name",
            "url",
            "_type",
        ]
        return {chance.choice(names): self.value(chance, deep - 1) for _ in range(chance.randint(0, 4))}

    def anything(self, chance: random.Random) -> bytes:
        """Any method, path, query and header."""
        path = chance.choice(PATHS) + chance.choice(
            ["", "", "", "/", "/..", "%2f", "x", quote(chance.choice(TEXTS), errors="replace")]
        )
        if chance.random() < 0.4:
            names = ["session_hash", "q", "lang", "instansi", "next", "__theme", "upload_id"]
            path += "?" + urlencode({chance.choice(names): chance.choice(TEXTS) for _ in range(3)}, errors="replace")
        method = chance.choice(["GET"] * 9 + METHODS)
        body = b"" if method == "GET" else bytes(chance.choice(TEXTS), "utf-8", "replace")
        more = {chance.choice(HEADERS): self.header(chance) for _ in range(chance.randint(0, 3))}
        cookie = "tanya=x" if "/keluar" in path else None  # or the rest would be asked by nobody
        return self.request(method, path, body, chance.choice(KINDS), chance, more, cookie)

    def page(self, chance: random.Random) -> bytes:
        """A page as a browser asks for it, with any question in its address."""
        path = chance.choice(["/", "/", "/akun", "/health", f"{API}/config"])
        query = urlencode({chance.choice(["q", "pilih", "tab", "lang"]): chance.choice(TEXTS)}, errors="replace")
        return self.request("GET", f"{path}?{query}", b"", "", chance)

    def header(self, chance: random.Random) -> str:
        """The value of a header, on one line."""
        return chance.choice(
            [*TEXTS, "chunked", "100-continue", "close", "websocket", "http://evil.example", "bytes=0-,5-", "0"]
        )

    def form(self, chance: random.Random) -> bytes:
        """A form for signing in or the account. The name is one that nobody has, or guessing would lock the users."""
        fields = {
            chance.choice(["name", "password", "next", "old", "new", "new_again", "shown"]): chance.choice(TEXTS)
            for _ in range(4)
        }
        path = chance.choice(["/masuk"] + ["/akun/sandi", "/akun/pribadi", "/keluar"] * 2)
        return self.request(
            "POST", path, urlencode(fields, errors="replace").encode(), KINDS[1], chance, cookie="tanya=x"
        )

    def files(self, chance: random.Random) -> bytes:
        """An upload in nearly the right form."""
        name = chance.choice(TEXTS).replace("\r\n", " ")
        lines = [chance.choice(["--b", "--c", "-", ""]), f'Content-Disposition: form-data; name="files"; filename="{name}"',
                 chance.choice(["Content-Type: text/plain", "Content-Type: é", "X", ""]), "", chance.choice(TEXTS),
                 chance.choice(["--b--", "--b", ""])]  # fmt: skip
        return self.request(
            "POST", f"{API}/upload", "\r\n".join(lines).encode("utf-8", "replace"), chance.choice(KINDS[2:4]), chance
        )

    def bytes(self, chance: random.Random) -> bytes:
        """No HTTP at all, or hardly."""
        start = chance.choice(
            [
                b"",
                b"GET / HTTP/1.1\r\n",
                b"POST /masuk HTTP/1.1\r\nHost: 127.0.0.1\r\n",
                b"\x16\x03\x01",
                b"PRI * HTTP/2.0\r\n",
            ]
        )
        return start + chance.randbytes(chance.randint(1, 200)) + b"\r\n\r\n"

    def request(self, method: str, path: str, body: bytes, kind: str, chance: random.Random,
                more: dict[str, str] | None = None, cookie: str | None = None) -> bytes:  # fmt: skip
        """The bytes of a request that closes its connection."""
        fields = {
            "Host": "127.0.0.1",
            "Cookie": chance.choice(self.cookies) if cookie is None else cookie,
            "Connection": "close",
        }
        if body or method == "POST":
            fields |= {"Content-Length": str(len(body)), "Content-Type": kind}
        fields |= more or {}
        head = f"{method} {path} HTTP/1.1\r\n" + "".join(
            f"{name}: {value}\r\n" for name, value in fields.items() if value
        )
        return head.encode("utf-8", "replace") + b"\r\n" + body

    def damaged(self, data: bytes, chance: random.Random) -> bytes:
        """The bytes with some of them changed, lost or doubled."""
        changed = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(changed)) if changed else 0
            match chance.randint(0, 2):
                case 0 if changed:
                    changed[at] = chance.randrange(256)
                case 1:
                    del changed[at : at + chance.randint(1, 20)]
                case _:
                    changed[at:at] = changed[at : at + chance.randint(1, 50)]
        return bytes(changed) + b"\r\n\r\n"


def send(host: str, port: int, case: Case, seconds: float = 25.0) -> tuple[int, str]:
    """The status that comes back, 0 where the server closed without one; and "" or what was wrong ("hang").

    An event stream is left after its first part: it is meant to last.
    """
    try:
        with socket.create_connection((host, port), timeout=seconds) as connection:
            connection.sendall(case.data)
            if not case.sound:
                connection.shutdown(socket.SHUT_WR)  # what is not whole is not waited for
            received = b""
            while b"\r\n\r\n" not in received and (part := connection.recv(4096)):
                received += part
    except TimeoutError:
        return -1, "hang"
    except ConnectionError:
        return 0, ""
    status = int(received[9:12]) if received[:5] == b"HTTP/" and received[9:12].isdigit() else 0
    return status, ""


BAD = frozenset({500, 502, 504})
