"""The routes that are open. Whatever is not listed does not exist: Gradio has many more than this page needs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.access.visitor import Role

_NAME = r"[A-Za-z0-9_-]{1,80}"
_PART = r"[A-Za-z0-9_@-][A-Za-z0-9_.@~+-]{0,150}"  # no file system takes names of more than 255
_FILE = rf"(?:{_PART}/){{0,9}}{_PART}"
_API = "/gradio_api"


@dataclass(frozen=True, slots=True)
class Route:
    """A kind of address: which role it takes, what its body may be, and whether it is a question or a session's own.

    `body` is "" (none), "json", "form" or "files"; `question` counts against the limit on questions; `session` tells
    that a Gradio session's hash is in its body, query or path; `waits` that something must have been asked there
    before; `stream` that its answer lasts; `gives` that it gives an event's own name, by which its outcome is waited
    for; `event` that it tells an event's number.
    """

    pattern: re.Pattern[str]
    methods: frozenset[str]
    role: Role = Role.ASK
    body: str = ""
    question: bool = False
    session: bool = False
    waits: bool = False
    stream: bool = False
    gives: bool = False
    event: bool = False


def _route(pattern: str, methods: str, role: Role = Role.ASK, body: str = "", **flags: bool) -> Route:
    return Route(re.compile(pattern), frozenset(methods.split()), role, body, **flags)


ROUTES = (
    _route("/health", "GET HEAD", Role.NONE),
    _route("/metrics", "GET", Role.NONE),  # who may read it is decided by address and role there
    _route("/masuk", "GET HEAD", Role.NONE),
    _route("/masuk", "POST", Role.NONE, "form"),
    _route("/keluar", "POST", Role.NONE, "form"),
    _route("/akun", "GET HEAD"),
    _route("/akun/(?:sandi|pribadi)", "POST", Role.ASK, "form"),
    # Gradio's own scripts, styles and fonts: the same for everybody, and nothing of the library.
    _route(rf"/(?:assets|static|svelte)/{_FILE}", "GET HEAD", Role.NONE),
    _route("/(?:favicon.ico|robots.txt)", "GET HEAD", Role.NONE),
    _route(f"(?:{_API})?/theme.css", "GET HEAD", Role.NONE),
    _route("/", "GET HEAD"),
    _route("/config/?", "GET"),
    _route("/halaman", "GET"),  # the picture of a page of a report
    _route(f"{_API}/(?:info/?|app_id/?)", "GET"),
    _route(f"{_API}/heartbeat/(?P<session>{_NAME})", "GET", session=True, stream=True),
    _route(f"{_API}/queue/data", "GET", session=True, stream=True, waits=True),
    _route(f"{_API}/queue/join/?", "POST", Role.ASK, "json", question=True, session=True, event=True),
    _route(f"{_API}/run/predict/?", "POST", Role.ASK, "json", session=True, event=True),
    _route(f"{_API}/(?:cancel|reset)/?", "POST", Role.ASK, "json", session=True),
    _route(f"{_API}/call/(?:v2/)?(?:ask|chat)/?", "POST", Role.ASK, "json", question=True, session=True, gives=True),
    _route(f"{_API}/call/(?:ask|chat)/(?P<session>{_NAME})", "GET", session=True, stream=True, waits=True),
    _route(f"{_API}/upload/?", "POST", Role.EDIT, "files"),
    _route(f"{_API}/upload_progress", "GET", Role.EDIT),
)


def find(method: str, path: str) -> Route | None:
    """The open route of a method and path; None where there is none."""
    return next((route for route in ROUTES if method in route.methods and route.pattern.fullmatch(path)), None)
