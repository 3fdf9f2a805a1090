"""Log records with the request and the user they belong to, as lines of text or JSON; personal data masked."""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import IO

from assistant.access.visitor import NOBODY, Visitor
from assistant.privacy import mask

_SECRET = re.compile(
    r"(?i)((?:cookie|authorization|password|kata_?sandi|sandi|token|tanya)\"?'?\s*[=:]\s*)[^\s,;&]+|\$argon2\S+"
)
_FIELDS = ("status", "method", "path", "ms", "address")


class _Clean:
    """Finishes the message: secrets struck out, personal data masked, one line."""

    def __init__(self, who: Callable[[], Visitor]) -> None:
        self._who = who

    def parts(self, record: logging.LogRecord, trace: str) -> dict[str, object]:
        visitor = self._visitor()
        found: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": clean(record.getMessage()),
            "request": getattr(record, "request", "") or visitor.request,
            "user": getattr(record, "user", "") or visitor.name,
        }
        found |= {name: getattr(record, name) for name in _FIELDS if hasattr(record, name)}
        if trace:
            found["trace"] = clean(trace)
        return found

    def _visitor(self) -> Visitor:
        try:
            return self._who()
        except LookupError:
            return NOBODY


class Json(logging.Formatter):
    """One JSON object a line."""

    def __init__(self, who: Callable[[], Visitor]) -> None:
        super().__init__()
        self._clean = _Clean(who)

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
        trace = self.formatException(record.exc_info) if record.exc_info else ""
        return json.dumps(self._clean.parts(record, trace), ensure_ascii=False, default=str)


class Text(logging.Formatter):
    """One readable line, a traceback below it."""

    def __init__(self, who: Callable[[], Visitor]) -> None:
        super().__init__()
        self._clean = _Clean(who)

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        trace = self.formatException(record.exc_info) if record.exc_info else ""
        parts = self._clean.parts(record, trace)
        more = [f"{name}={parts[name]}" for name in ("request", "user", *_FIELDS) if parts.get(name)]
        line = f"{record.levelname} {record.name}: {str(parts['message']).replace(chr(10), ' ')}"
        line = f"{line} [{' '.join(more)}]" if more else line
        return f"{line}\n{parts['trace']}" if trace else line


def clean(text: str) -> str:
    """A message without passwords, tokens and cookies, with personal data masked."""
    return mask(_SECRET.sub(lambda match: f"{match[1] or ''}***", text))


def start(level: str, form: str, who: Callable[[], Visitor] = lambda: NOBODY, stream: IO[str] | None = None) -> None:
    """Send all log records from `level` on to stderr, in `form` ("text" or "json")."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setLevel(level.upper())
    handler.setFormatter(Json(who) if form == "json" else Text(who))
    logging.basicConfig(handlers=[handler], level=min(logging.WARNING, handler.level), force=True)
    for noisy in ("httpx", "httpcore", "asyncio", "multipart", "python_multipart", "faiss", "filelock", "urllib3"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
