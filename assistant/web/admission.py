"""What is let in: open routes asked for by pages of ours, within the limits of size and rate."""

from __future__ import annotations

from collections.abc import Callable, Collection, MutableMapping
from typing import Any

from assistant.access.visitor import Visitor
from assistant.ops.settings import Settings
from assistant.web import peer
from assistant.web.body import Refused, announced
from assistant.web.office import Office
from assistant.web.peer import Peer
from assistant.web.routes import Route, find

Scope = MutableMapping[str, Any]
MB = 1024 * 1024
_KB = 1024
_FORM = 8 * _KB
_LONGEST_PATH = 2048
_LONGEST_HEAD = 32 * _KB
_LONGEST_QUERY = 16 * _KB  # a question of 2000 letters, each of them up to twelve signs in an address


def open_route(scope: Scope, came: Peer, names: Collection[str]) -> Route:
    """The open route that is asked for, by a page of ours under one of the known names; raises Refused."""
    path = scope["path"]
    if len(path) > _LONGEST_PATH or len(scope.get("query_string", b"")) > _LONGEST_QUERY:
        raise Refused(414, "alamat terlalu panjang")
    if sum(len(name) + len(value) for name, value in scope["headers"]) > _LONGEST_HEAD:
        raise Refused(431, "kepala permintaan terlalu panjang")
    if not peer.known_host(came.host, names):
        raise Refused(421, "nama komputer ini tidak dikenal; lihat names dalam pengaturan")
    if not peer.same_origin(dict(scope), came.host):
        raise Refused(403, "permintaan dari halaman lain")
    route = find(scope["method"], path)
    if route is None:
        raise Refused(404, "tidak ada")
    return route


def within_rate(office: Office, visitor: Visitor, route: Route) -> None:
    """Raises Refused for a user, or an address without one, that asks too often."""
    if not office.guarded and office.settings.local:
        return  # whoever sits at this computer may use it
    key = visitor.name or visitor.address
    wait = office.requests.take(key)
    if not wait and route.question:
        wait = office.questions.take(key)
    if wait:
        raise Refused(429, f"terlalu sering; coba lagi dalam {max(1, round(wait))} detik")


def limits(scope: Scope, route: Route, settings: Settings, room_for: Callable[[int], bool]) -> tuple[int, float]:
    """The bytes and seconds that a body of this route may take; raises Refused for one that announces more.

    `room_for` tells whether so many more bytes may be uploaded now.
    """
    most = {"": 0, "form": _FORM, "json": settings.request_kb * _KB, "files": settings.uploads_mb * MB}[route.body]
    length = peer.header(dict(scope), b"content-length")
    announced(length, most)
    chunked = peer.header(dict(scope), b"transfer-encoding")
    if chunked and length:
        raise Refused(400, "dua ukuran untuk satu isi")  # servers that differ on which counts can be played off
    if not route.body and chunked:
        raise Refused(413, "permintaan ini tidak membawa isi")
    if route.body == "files" and not room_for(int(length or 0)):
        raise Refused(507, "ruang unggahan penuh; coba lagi nanti")
    seconds = settings.upload_seconds if route.body == "files" else settings.request_seconds
    return most, seconds
