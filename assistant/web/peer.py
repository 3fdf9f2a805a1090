"""Who is at the other end of a request: the address behind a trusted proxy, the name the page was asked under."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

Headers = list[tuple[bytes, bytes]]

_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]{1,253})(?::\d{1,5})?")
_REQUEST = re.compile(r"[A-Za-z0-9._-]{8,64}")
_FORWARDED = (b"forwarded", b"x-forwarded-", b"x-real-ip", b"x-gradio", b"x-direct-url", b"x-original-", b"x-rewrite-")
_UNIX = "unix"


@dataclass(frozen=True, slots=True)
class Peer:
    """The address of a client, the host it named with its port, whether it came over TLS, and its request id or ""."""

    address: str
    host: str
    secure: bool
    request: str
    proxied: bool

    @property
    def near(self) -> bool:
        """Whether the client is this very computer, not somebody behind a proxy of it."""
        return not self.proxied and (self.address == _UNIX or _loopback(self.address))


def of(scope: dict[str, Any], proxies: Collection[str]) -> Peer:
    """The peer of an HTTP request; headers of forwarding are believed only from `proxies`."""
    client = scope.get("client")
    address = client[0] if client else _UNIX
    host, secure, request, proxied = header(scope, b"host"), scope.get("scheme") == "https", "", False
    if address in proxies:
        forwarded = header(scope, b"x-forwarded-for").rpartition(",")[2].strip()
        proxied = bool(forwarded)
        address = forwarded if _is_address(forwarded) else address
        secure = secure or header(scope, b"x-forwarded-proto") == "https"
        sent = header(scope, b"x-request-id")
        request = sent if _REQUEST.fullmatch(sent) else ""
    return Peer(address, host, secure, request, proxied)


def known_host(host: str, names: Collection[str]) -> bool:
    """Whether a page may be asked under this name: an address, localhost, or one of `names`.

    Any other name is that of somebody else, whose page made a browser ask here (DNS rebinding).
    """
    match = _HOST.fullmatch(host)
    if match is None:
        return False
    name = match["name"].lower()
    return name == "localhost" or name in {known.lower() for known in names} or _is_address(name.strip("[]"))


def same_origin(scope: dict[str, Any], host: str) -> bool:
    """Whether a request was made by our own page, or by no page at all."""
    origin = header(scope, b"origin")
    if origin and origin.partition("://")[2].lower() != host.lower():
        return False
    cross = header(scope, b"sec-fetch-site") in ("cross-site", "same-site")
    return not cross or (header(scope, b"sec-fetch-mode") == "navigate" and scope["method"] in ("GET", "HEAD"))


def trusted_headers(headers: Headers) -> Headers:
    """The headers without those by which a client could name itself another address, host or root."""
    return [(name, value) for name, value in headers if not name.lower().startswith(_FORWARDED)]


def header(scope: dict[str, Any], name: bytes) -> str:
    """A header of a request; "" where it has none, the last where it has several."""
    return next((value.decode("latin-1") for key, value in reversed(scope["headers"]) if key.lower() == name), "")


def _loopback(address: str) -> bool:
    return _is_address(address) and ipaddress.ip_address(address).is_loopback


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
