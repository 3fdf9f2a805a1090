"""Gradio's scripts and styles held ready: a page needs some eighty of them, each of which took a way through its app.

Their names change with their content, so a browser that has one never asks for it again.
"""

from __future__ import annotations

import gzip
import mimetypes
import re
from functools import lru_cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_FOLDER = files("gradio") / "templates" / "frontend" / "assets"
_HASHED = re.compile(r"[\w.@-]+-[\w-]{8,9}\.(?:js|css|svg|ttf|woff2?)", re.ASCII)
_HELD = 512  # files; a page asks for about ninety
_FOR_EVER = "public, max-age=31536000, immutable"


def route() -> Route:
    """The route of all that Gradio's page is made of: scripts, styles, fonts and drawings."""
    return Route("/assets/{name}", _answer, methods=["GET"])


def held(name: str) -> bool:
    """Whether a name is that of a file of the page, with a digest of its content in it."""
    return _HASHED.fullmatch(name) is not None and (_FOLDER / name).is_file()


@lru_cache(maxsize=_HELD)
def _read(name: str) -> tuple[bytes, bytes] | None:
    """A file as it is and packed; None for a name that is none of them."""
    if not held(name):
        return None
    content = (_FOLDER / name).read_bytes()
    return content, gzip.compress(content, 6, mtime=0)


async def _answer(request: Request) -> Response:
    name = request.path_params["name"]
    found = _read(name)
    if found is None:
        return Response(status_code=404)
    headers = {"cache-control": _FOR_EVER, "vary": "accept-encoding"}
    packed = "gzip" in request.headers.get("accept-encoding", "")
    if packed:
        headers["content-encoding"] = "gzip"
    return Response(found[packed], headers=headers, media_type=mimetypes.guess_type(name)[0])
