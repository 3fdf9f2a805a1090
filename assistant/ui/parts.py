"""What the page and its tabs share: the form of a tab, how events are bound, and the folder of data files."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any, ClassVar

import gradio as gr

from assistant.ui.talk import Turns
from assistant.ui.words import Words

if TYPE_CHECKING:
    from assistant.ui.page import Page

AT_ONCE = 4  # questions answered at the same time; further ones wait in the queue
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
BUSY: dict[str, Any] = {"concurrency_limit": AT_ONCE, "concurrency_id": "ask", "show_progress": "hidden"}


def data(name: str) -> str:
    """A file of the interface's data folder as text."""
    return (files("assistant.ui") / "data" / name).read_text(encoding="utf-8")


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
