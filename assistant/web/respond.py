"""Answers that the gate gives itself, and the headers that every answer carries."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

Send = Any
_CSP = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; worker-src 'self' blob:; "
    "object-src 'none'; frame-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
)
"""Gradio's page needs inline scripts and functions made of text; nothing may be loaded from elsewhere or sent there."""
_STRICT_CSP = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
SAFE = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),  # with none at all a form of ours would have the origin "null"
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)


def secured(message: dict[str, Any], request: str, path: str, *, secure: bool) -> dict[str, Any]:
    """The start of an answer with the headers of safety and its request id."""
    taken = {name.lower() for name, _ in message.get("headers", ())}
    headers = [*message.get("headers", ()), (b"x-request-id", request.encode())]
    wanted = [*SAFE, (b"content-security-policy", _CSP.encode())]
    if not path.startswith(("/assets/", "/static/", "/svelte/")):
        wanted.append((b"cache-control", b"no-store"))
    if secure:
        wanted.append((b"strict-transport-security", b"max-age=31536000"))
    headers += [(name, value) for name, value in wanted if name not in taken]
    # Nothing that tells which server and which version this is.
    return message | {"headers": [(name, value) for name, value in headers if name.lower() != b"server"]}


async def text(
    send: Send, status: int, body: str, kind: str = "text/plain", headers: Iterable[tuple[str, str]] = ()
) -> None:
    """Send a whole answer."""
    data = body.encode()
    fields = [("content-type", f"{kind}; charset=utf-8"), ("content-length", str(len(data))), *headers]
    if kind == "text/html":
        fields.append(("content-security-policy", _STRICT_CSP))
    encoded = [(name.encode(), value.encode("latin-1")) for name, value in fields]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    await send({"type": "http.response.body", "body": data})


async def refused(send: Send, status: int, reason: str, headers: Iterable[tuple[str, str]] = ()) -> None:
    """Send a refusal as JSON with one sentence."""
    await text(send, status, json.dumps({"detail": reason}, ensure_ascii=False), "application/json", headers)


async def redirect(send: Send, place: str, headers: Iterable[tuple[str, str]] = ()) -> None:
    """Send the browser to another page of ours."""
    await text(send, 303, "", headers=[("location", place), *headers])
