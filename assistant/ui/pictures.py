"""Pages of a report as drawings with the cited place boxed in, and the route that the page fetches them from.

A drawing is an SVG in the points of the page: a browser runs no script of one that is shown as an image, and the box
needs no knowledge of how large the picture is.
"""

from __future__ import annotations

import base64
import logging
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.ui.desk import Desk
from assistant.ui.spot import Spot, box_of, edges
from corpus.errors import TanyaError
from corpus.readers.pdf.picture import Box, Picture

_log = logging.getLogger(__name__)
ROUTE = "/halaman"
_MARGIN = 60.0
_WIDE, _HIGH = 340.0, 170.0  # points of the page that a picture of a place shows at least
_PAD = 3.0
_SAFE = {
    "Content-Security-Policy": "default-src 'none'; img-src data:; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def address(spot: Spot, *, near: bool) -> str:
    """Where the page of a place is fetched from, relative to the chat's own address; `near` asks for its surroundings.

    To be escaped like any attribute.
    """
    fields = {"r": spot.report, "p": spot.page, "x": edges(spot.box), "near": "1" if near and spot.box else ""}
    return ROUTE.removeprefix("/") + "?" + urlencode({key: value for key, value in fields.items() if value})


def drawing(picture: Picture, box: Box | None, *, near: bool = False) -> bytes:
    """The page as SVG with the box on it; with `near` only what stands around the box."""
    width, height = picture.width, picture.height
    view = _around(box, width, height) if near and box else (0.0, 0.0, width, height)
    image = base64.b64encode(picture.data).decode("ascii")
    left, top, right, bottom = view
    lit = ""
    if box:
        x, y = max(0.0, box[0] - _PAD), max(0.0, box[1] - _PAD)
        wide, high = box[2] - box[0] + 2 * _PAD, box[3] - box[1] + 2 * _PAD
        lit = (
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" rx="2" fill="#ffd54a" '
            'fill-opacity=".28" stroke="#b26a00" stroke-width="1.6"/>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.1f} {top:.1f} {right - left:.1f} {bottom - top:.1f}" '
        f'width="{2 * (right - left):.0f}" height="{2 * (bottom - top):.0f}">'
        f'<image width="{width:.1f}" height="{height:.1f}" href="data:image/webp;base64,{image}"/>{lit}</svg>'
    ).encode()


def _around(box: Box, width: float, height: float) -> Box:
    """The part of the page around a box, never beyond its edges."""
    left, right = _widened(box[0], box[2], width, _WIDE)
    top, bottom = _widened(box[1], box[3], height, _HIGH)
    return left, top, right, bottom


def _widened(start: float, end: float, most: float, least: float) -> tuple[float, float]:
    size = min(most, max(end - start + 2 * _MARGIN, least))
    first = min(max(0.0, (start + end - size) / 2), most - size)
    return first, first + size


def route(desk: Desk) -> Route:
    """The route of a desk: only pages of loaded reports, anything else is 404."""

    def page(request: Request) -> Response:
        query = request.query_params
        number = query.get("p", "")
        if not (number.isascii() and number.isdigit() and 0 < len(number) < 6):
            return Response(status_code=404)
        try:
            picture = desk.picture(query.get("r", ""), int(number))
        except TanyaError as error:
            _log.info("no picture: %s", error)
            picture = None
        if picture is None:
            return Response(status_code=404)
        content = drawing(picture, box_of(query.get("x", "")), near=query.get("near") == "1")
        return Response(content, media_type="image/svg+xml", headers=_SAFE)

    return Route(ROUTE, page)
