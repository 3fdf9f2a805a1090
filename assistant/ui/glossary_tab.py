"""The tab of the glossary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr

from assistant.ui import glossary
from assistant.ui.parts import Tab
from assistant.ui.talk import Turns
from assistant.ui.words import Words


class GlossaryTab(Tab):
    """Terms of the field with their meaning, each with a question about it."""

    label = "tab_glossary"

    @property
    def dressed(self) -> list[Any]:
        """The list of terms."""
        return [self.terms]

    def build(self, say: Words) -> None:
        """The list of terms."""
        self.terms = gr.HTML(glossary.shown(say), elem_id="tl-terms", js_on_load=None)

    def dress(self, say: Words, turns: Turns, selected: Sequence[str] | None) -> Sequence[Any]:
        """The terms in a language."""
        return [glossary.shown(say)]
