"""The web server of the chat: on this computer unless told otherwise, offline, nothing of it shared but the page."""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import tempfile
import threading
import time
import traceback
from pathlib import Path
from typing import Any

import gradio as gr
from gradio import queueing, routes
from starlette.applications import Starlette

from assistant.ops.settings import LOOPBACK, Settings
from assistant.service import Assistant
from assistant.ui import assets, lean, pictures, uploads, visitor
from assistant.ui.desk import Desk, LibraryDesk
from assistant.ui.page import Page
from assistant.ui.parts import AT_ONCE, data
from assistant.ui.ratings import Ratings
from assistant.ui.talk import Talk
from assistant.web.gate import Gate
from assistant.web.office import Office
from assistant.web.serving import Serving
from corpus.errors import BadInput, TanyaError

__all__ = ["LOOPBACK", "serve", "settings", "theme"]
_log = logging.getLogger(__name__)
_REFUSED = ("GRADIO_SHARE", "GRADIO_VIBE_MODE", "GRADIO_ALLOWED_PATHS", "GRADIO_MCP_SERVER", "GRADIO_SSR_MODE",
            "GRADIO_ROOT_PATH", "GRADIO_DEBUG", "GRADIO_WATCH_DIRS")  # fmt: skip
_SETTLE = 3.0
"""Seconds before the model is loaded: loading it slows everything down, and the first page comes first."""
_KEPT = 3600
"""Seconds after which an upload that nobody added is deleted."""

_PAUSE = 1.0
"""Seconds between audits before anyone asks: whoever asks something else meanwhile comes first."""
_AUDITED = 50
"""Reports that are audited before anyone asks, the newest first."""


def serve(assistant: Assistant, chosen: Settings) -> Serving:
    """Start the page of an assistant in the background; the running server, with its `address`.

    With `ratings` verdicts on answers are kept beside the library. Raises BadInput for an address in use, for a setting
    that would open the computer to others, and for one that would open the page to others without users.
    """
    folder = assistant.library.folder
    desk = LibraryDesk(assistant, editable=not chosen.read_only, visitor=visitor.current)
    office = Office(folder, chosen, reports=lambda: len(assistant.list()), generation=desk.generation)
    desk.office = office
    office.require_safe()
    serving = Serving(gate(desk, office, Ratings(folder if chosen.ratings else None)), chosen)
    serving.start()
    threading.Thread(target=_warm, args=(assistant,), name="warm", daemon=True).start()
    return serving


def gate(desk: Desk, office: Office, ratings: Ratings | None = None) -> Gate:
    """The page of a desk behind its gate, as an ASGI application."""
    folder = _guard()
    lean.sessions()
    for module in (queueing, routes):
        setattr(module, "traceback", _Logged())  # noqa: B010 - not declared as replaceable
    chosen = office.settings
    blocks = Page(Talk(desk, ratings)).blocks
    blocks.delete_cache = (_KEPT, _KEPT)
    blocks.state_session_capacity = chosen.conversations
    blocks.queue(default_concurrency_limit=AT_ONCE, max_size=chosen.waiting)
    lean.queue(blocks)
    page = gr.mount_gradio_app(
        Starlette(routes=[pictures.route(desk), assets.route()]),
        blocks,
        "",
        **settings(chosen.upload_mb),
        server_name=chosen.host,
        server_port=chosen.port,
    )
    # As `launch` would say. Only then its event streams send signs of life, and only then it looks whether a file that
    # an event names was uploaded: without, a page that is mounted reads any file.
    blocks.is_running = blocks.has_launched = True
    return Gate(page, office, lambda: _size(folder), uploads.ours, _inputs(blocks))


def settings(upload_mb: int = 50) -> dict[str, Any]:
    """How the page is mounted: nothing leaves the computer, nothing of it can be fetched."""
    return {
        "show_error": False,
        "allowed_paths": [],
        "max_file_size": f"{upload_mb}mb",
        "enable_monitoring": False,
        "run_history": False,
        "ssr_mode": False,
        "pwa": False,
        "mcp_server": False,
        "footer_links": [],
        "theme": theme(),
        "css": data("style.css"),
    }


def _inputs(blocks: gr.Blocks) -> dict[int, int]:
    """The handlers of the page that run on the server, by number, with how many values each takes."""
    return {number: len(handler.inputs) for number, handler in blocks.fns.items() if handler.fn is not None}


class _Logged:
    """The module traceback as Gradio uses it: what it would print bare goes to the log, masked and with its request."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module has
        return getattr(traceback, name)

    def print_exc(self, *_: object, **__: object) -> None:
        """An event of the page failed: mostly one that no page of ours would send."""
        _log.warning("event failed", exc_info=True)


def _size(folder: Path) -> int:
    """The bytes of all files below a folder; what vanishes meanwhile counts nothing."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(place, name)).st_size  # noqa: PTH118 - os.walk gives texts
            except OSError:
                continue
    return total


def theme() -> gr.themes.Base:
    """System fonts and a restrained palette; the rest is in style.css."""
    sans = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif")
    mono = ("ui-monospace", "Cascadia Mono", "Liberation Mono", "monospace")
    return gr.themes.Base(primary_hue="teal", neutral_hue="slate", font=sans, font_mono=mono, radius_size="md")


def _guard() -> Path:
    """Refuse settings that would share files or the page; the private folder of uploads, for this run only."""
    for name in _REFUSED:
        if os.environ.get(name):
            raise BadInput(f"{name} tidak boleh disetel untuk program ini", remedy=f"jalankan: unset {name}")
    # Private to this run and this user, where Gradio would take a folder that all users of the computer share.
    folder = tempfile.mkdtemp(prefix="tanya-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ[uploads.FOLDER] = folder
    return Path(folder)


def _warm(assistant: Assistant) -> None:
    """Get ready what readers will need: the figures at once, then the model of text questions, then the findings."""
    try:
        assistant.frame()
        time.sleep(_SETTLE)
        rows = assistant.list()
        if rows:
            assistant.ask("hambatan dan langkah perbaikan")
        for row in sorted(rows, key=lambda row: -(row.year or 0))[:_AUDITED]:
            time.sleep(_PAUSE)
            assistant.findings(row.id)
    except TanyaError as error:
        _log.warning("not warmed: %s", error)
