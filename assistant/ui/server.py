"""The web server of the chat: on this computer only, offline, nothing shared."""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import tempfile
import threading
import time
from typing import Any

import gradio as gr

from assistant.service import Assistant
from assistant.ui.desk import Desk, LibraryDesk
from assistant.ui.page import Page
from assistant.ui.parts import AT_ONCE, data
from assistant.ui.ratings import Ratings
from assistant.ui.talk import Talk
from corpus.errors import BadInput, TanyaError

_log = logging.getLogger(__name__)
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_REFUSED = ("GRADIO_SHARE", "GRADIO_VIBE_MODE", "GRADIO_ALLOWED_PATHS")
_QUEUE = 64
_SETTLE = 3.0
"""Seconds before the model is loaded: loading it slows everything down, and the first page comes first."""


def serve(
    assistant: Assistant,
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    ratings: bool = True,
    editable: bool = True,
) -> tuple[gr.Blocks, str]:
    """Start the chat of an assistant in the background; returns the running page and its address.

    Without a port the first free one from 7860 on is taken. With `ratings` verdicts on answers are kept beside the
    library; with `editable` the page may add and remove reports. Raises BadInput for a port in use or a setting that
    would open the computer to others.
    """
    kept = Ratings(assistant.library.folder if ratings else None)
    running = launch(LibraryDesk(assistant, editable=editable), host=host, port=port, ratings=kept)
    threading.Thread(target=_warm, args=(assistant,), name="warm", daemon=True).start()
    return running


def launch(
    desk: Desk, *, host: str = "127.0.0.1", port: int | None = None, ratings: Ratings | None = None
) -> tuple[gr.Blocks, str]:
    """Start the chat of a desk in the background; see `serve`."""
    _guard()
    blocks = Page(Talk(desk, ratings)).blocks
    blocks.queue(default_concurrency_limit=AT_ONCE, max_size=_QUEUE)
    try:
        _, address, _ = blocks.launch(**settings(), server_name=host, server_port=port)
    except OSError as error:
        raise BadInput(
            f"alamat {host}:{port or '7860-7959'} tidak dapat dipakai",
            remedy="pilih port lain dengan --port, atau hentikan program yang memakainya",
        ) from error
    return blocks, address


def settings() -> dict[str, Any]:
    """How the page is launched: nothing leaves the computer, nothing of it can be fetched."""
    return {
        "prevent_thread_lock": True,
        "quiet": True,
        "share": False,
        "inbrowser": False,
        "show_error": False,
        "strict_cors": True,
        "allowed_paths": [],
        "max_file_size": "50mb",
        "enable_monitoring": False,
        "run_history": False,
        "ssr_mode": False,
        "pwa": False,
        "mcp_server": False,
        "footer_links": [],
        "state_session_capacity": 500,
        "theme": theme(),
        "css": data("style.css"),
    }


def theme() -> gr.themes.Base:
    """System fonts and a restrained palette; the rest is in style.css."""
    sans = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif")
    mono = ("ui-monospace", "Cascadia Mono", "Liberation Mono", "monospace")
    return gr.themes.Base(primary_hue="teal", neutral_hue="slate", font=sans, font_mono=mono, radius_size="md")


def _guard() -> None:
    """Refuse settings that would share files or the page, and keep our own requests off any proxy."""
    for name in _REFUSED:
        if os.environ.get(name):
            raise BadInput(f"{name} tidak boleh disetel untuk program ini", remedy=f"jalankan: unset {name}")
    for name in ("NO_PROXY", "no_proxy"):
        known = [part for part in os.environ.get(name, "").split(",") if part]
        os.environ[name] = ",".join(dict.fromkeys([*known, "127.0.0.1", "localhost"]))
    # Private to this run and this user, where Gradio would take a folder that all users of the computer share.
    folder = tempfile.mkdtemp(prefix="tanya-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["GRADIO_TEMP_DIR"] = folder


def _warm(assistant: Assistant) -> None:
    """Get ready what the first questions need: the figures at once, then the model that text questions use."""
    try:
        assistant.frame()
        time.sleep(_SETTLE)
        if assistant.list():
            assistant.ask("hambatan dan langkah perbaikan")
    except TanyaError as error:
        _log.warning("not warmed: %s", error)
