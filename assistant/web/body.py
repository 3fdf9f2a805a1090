"""Bodies of requests within limits of size and time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

Receive = Callable[[], Awaitable[dict[str, Any]]]


class Refused(Exception):
    """A body that is not taken: the status and one sentence."""

    def __init__(self, status: int, reason: str) -> None:
        self.status = status
        self.reason = reason
        super().__init__(reason)


def announced(length: str, most: int) -> None:
    """Check the length that a request announces ("" where it announces none); raises Refused."""
    if length and (not length.isdecimal() or len(length) > 15):
        raise Refused(400, "content-length bukan bilangan")
    if length and int(length) > most:
        raise Refused(413, f"lebih dari {most // 1024} KB")


class Limited:
    """A body that is read through, counted and timed; further messages (a client that leaves) pass freely."""

    def __init__(self, receive: Receive, most: int, seconds: float) -> None:
        self._receive = receive
        self._most = most
        self._until = asyncio.get_running_loop().time() + seconds
        self._whole = False

    async def __call__(self) -> dict[str, Any]:
        """The next message; raises Refused where the body is too long, too slow, or breaks off."""
        if self._whole:
            return await self._receive()
        left = self._until - asyncio.get_running_loop().time()
        try:
            message = await asyncio.wait_for(self._receive(), max(0.001, left))
        except TimeoutError as error:
            raise Refused(408, "isi permintaan datang terlalu lambat") from error
        if message["type"] != "http.request":
            raise Refused(400, "isi permintaan tidak lengkap")  # the client left
        self._most -= len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._most < 0:
            raise Refused(413, "isi permintaan terlalu besar")
        return message

    async def read(self) -> bytes:
        """The whole body; raises Refused as for a message."""
        parts = []
        while not self._whole:
            parts.append((await self()).get("body", b""))
        return b"".join(parts)

    def again(self, body: bytes) -> Receive:
        """What gives a body that was read whole once more, then what else comes."""
        given = False

        async def receive() -> dict[str, Any]:
            nonlocal given
            if given:
                return await self._receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        return receive
