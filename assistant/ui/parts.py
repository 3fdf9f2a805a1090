"""What the page and its tabs share: the form of a tab, how events are bound, and the folder of data files."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any, ClassVar

import gradio as gr

from assistant.ui.safe import html
from assistant.ui.talk import Turns
from assistant.ui.words import Words

if TYPE_CHECKING:
    from assistant.ui.page import Page

AT_ONCE = 4  # questions answered at the same time; further ones wait in the queue
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
SLOW: dict[str, Any] = QUIET | {"concurrency_limit": 2, "concurrency_id": "review"}
BUSY: dict[str, Any] = {"concurrency_limit": AT_ONCE, "concurrency_id": "ask", "show_progress": "hidden"}
MARKDOWN = "text/markdown"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Hands the file of a `download` to the browser, without a copy on the computer that serves it.
DOWNLOAD = """(file) => {
  if (!file) return;
  const bytes = Uint8Array.from(atob(file.data), (char) => char.charCodeAt(0));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type: file.type }));
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}"""


def download(name: str, kind: str, content: bytes) -> dict[str, str]:
    """A file for DOWNLOAD: its name, media type and bytes (base64)."""
    return {"name": name, "type": kind, "data": base64.b64encode(content).decode("ascii")}


def sent(event: gr.EventData, name: str) -> str:
    """A field of what the page's script sent; "" where it sent none."""
    told = event._data
    return str(told.get(name) or "") if isinstance(told, dict) else ""


def data(name: str) -> str:
    """A file of the interface's data folder as text."""
    return (files("assistant.ui") / "data" / name).read_text(encoding="utf-8")


def waiting(text: str) -> str:
    """What stands where a result is awaited."""
    return f'<p class="tl-wait" role="status">{html(text)}</p>'


class Tab:
    """One tab of the page; see `page`."""

    label: ClassVar[str]
    frame: gr.Tab

    def __init__(self, page: Page) -> None:
        self.page = page
        self.talk = page.talk

    @property
    def dressed(self) -> list[Any]:
        """The components that `dress` gives updates for."""
        return []

    def build(self, say: Words) -> None:
        """Make the components."""

    def dress(self, say: Words, turns: Turns, selected: Sequence[str] | None) -> Sequence[Any]:
        """Updates for `dressed`, in a language, with the reports loaded now."""
        return []

    def connect(self) -> None:
        """Bind the events, once all components of the page exist."""
