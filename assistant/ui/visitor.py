"""Who an event of the page comes from: the gate wrote it into the request that carried the event."""

from __future__ import annotations

from gradio.context import LocalContext

from assistant.access.visitor import SCOPE, Visitor, serving
from assistant.privacy import mask


def current() -> Visitor:
    """The visitor whose event is handled now; NOBODY where no request came through the gate."""
    request = getattr(LocalContext.request.get(None), "request", None)
    scope = getattr(request, "scope", None)
    found = scope.get(SCOPE) if isinstance(scope, dict) else None
    return found if isinstance(found, Visitor) else serving.get()


def hidden(text: str) -> str:
    """The text with personal data masked, unless its visitor may see it and asked for it."""
    return text if current().personal else mask(text)
