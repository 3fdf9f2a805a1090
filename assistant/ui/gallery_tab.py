"""The tab of the gallery: good examples of each part of a report, for trainers and writers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import gradio as gr

from assistant.checklist.parts import part
from assistant.examples.example import criteria
from assistant.ui import choose, gallery
from assistant.ui.parts import SLOW, Tab, waiting
from assistant.ui.safe import html
from assistant.ui.talk import Turns
from assistant.ui.words import Words, words
from corpus.errors import TanyaError

_FIRST = "penyebab"
"""The part that trainers ask for most: the analysis of causes."""


class GalleryTab(Tab):
    """One part of a report, its best example among the reports chosen, and the others by rank."""

    label = "tab_gallery"

    @property
    def dressed(self) -> list[Any]:
        """The part, the examples."""
        return [self.head, self.part, self.body]

    def build(self, say: Words) -> None:
        """The choice of the part above, its examples below."""
        self.head = gr.HTML(elem_id="tl-gallery-head", js_on_load=None)
        self.part = gr.Radio([], elem_id="tl-gallery-part", elem_classes="tl-pills", min_width=220)
        self.body = gr.HTML(elem_id="tl-gallery-body", js_on_load=None)

    def connect(self) -> None:
        """Another part shows other examples; another selection when the tab is opened the next time."""
        asked = [self.part, self.page.chat.selected, self.page.language]
        gr.on([self.part.input, self.frame.select], self.show, asked, [self.body], **SLOW)

    def dress(self, say: Words, turns: Turns, selected: Sequence[str] | None) -> Sequence[Any]:
        """The parts in a language."""
        english = say.language == "en"
        parts = [(_capital(entry.title_en if english else entry.title), entry.name) for entry in map(part, criteria())]
        return [
            f"<h2>{html(say('gallery_title'))}</h2><p>{html(say('gallery_text'))}</p>",
            gr.update(choices=parts, value=_FIRST, label=say("gallery_part")),
            "",  # filled when the tab is opened: all reports are read for it
        ]

    def show(self, name: str | None, selected: Sequence[str] | None, language: str) -> Iterator[str]:
        """The examples of a part in the reports chosen; the first time they all have to be read."""
        say = words(language)
        shelf = self.talk.shelf()
        if not shelf.rows or name not in criteria():
            yield f'<p class="tl-note">{html(say("nothing_loaded"))}</p>'
            return
        yield waiting(say("gathering"))
        try:
            yield gallery.shown(self.talk.desk.example(str(name), choose.reports(selected, shelf)), shelf, say)
        except TanyaError as error:
            yield f'<p class="tl-note">{html(str(error))}</p>'


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
