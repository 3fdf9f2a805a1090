"""The gate before the page: every request passes it, or is answered by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from assistant.web.admission import Scope
from assistant.web.office import Office
from assistant.web.passage import App, Page, Passage


class Gate:
    """ASGI middleware around the page of one office; for `space`, `uploaded` and `events` see `Page`."""

    def __init__(
        self,
        app: App,
        office: Office,
        space: Callable[[], int] = lambda: 0,
        uploaded: Callable[[str], bool] = lambda path: False,
        events: Mapping[int, int] | None = None,
    ) -> None:
        self._page = Page(app, space, uploaded, events or {})
        self._office = office

    @property
    def office(self) -> Office:
        """What it works with."""
        return self._office

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:  # noqa: ANN401 - of ASGI
        """Serve one request; anything that is neither HTTP nor the server's own life is closed."""
        if scope["type"] == "lifespan":
            await self._page.app(scope, receive, send)
        elif scope["type"] == "http":
            await Passage(self._page, self._office, scope, receive, send).run()
        else:
            await send({"type": "websocket.close", "code": 1008})
