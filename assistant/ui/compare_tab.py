"""The tab that compares an indicator over offices and years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import gradio as gr

from assistant.ui import choose, compare
from assistant.ui.parts import SLOW, Tab, waiting
from assistant.ui.safe import html
from assistant.ui.suggest import Known
from assistant.ui.talk import Turns
from assistant.ui.words import Words, words
from corpus.errors import TanyaError


class CompareTab(Tab):
    """One indicator and measure, a chart and a table whose cells lead to their sources."""

    label = "tab_compare"

    @property
    def dressed(self) -> list[Any]:
        """The two choices and the table."""
        return [self.head, self.what, self.measure, self.table]

    def build(self, say: Words) -> None:
        """The two choices and the table."""
        self.head = gr.HTML(elem_id="tl-compare-head", js_on_load=None)
        with gr.Row(elem_id="tl-compare-tools"):
            self.what = gr.Dropdown(
                [], elem_id="tl-compare-what", elem_classes="tl-field", filterable=True, min_width=160, scale=3
            )
            self.measure = gr.Dropdown(
                [], elem_id="tl-compare-measure", elem_classes="tl-field", filterable=False, min_width=140, scale=1
            )
        self.table = gr.HTML(elem_id="tl-compare-table", js_on_load=None)

    def connect(self) -> None:
        """Another subject or measure shows another table; another selection when the tab is opened the next time."""
        asked = [self.what, self.measure, self.page.chat.selected, self.page.language]
        self.what.input(self.choose, asked, [self.measure, self.table], **SLOW)
        gr.on([self.measure.input, self.frame.select], self.show, asked, [self.table], **SLOW)

    def dress(self, say: Words, turns: Turns, selected: Sequence[str] | None) -> Sequence[Any]:
        """The choices that the loaded reports allow, and the table of the first of them."""
        known = self._known()
        found = compare.subjects(known, say) if known.reports else []
        what = found[0][1] if found else None
        measure = None if what is None else compare.measures(what, say)[0][1]
        return [
            f"<h2>{html(say('compare_title'))}</h2><p>{html(say('compare_text'))}</p>",
            gr.update(choices=found, value=what, label=say("compare_what")),
            gr.update(choices=compare.measures(what, say) if what else [], value=measure, label=say("compare_measure")),
            "",  # filled when the tab is opened: it takes a question for each cell
        ]

    def choose(
        self, what: str | None, measure: str | None, selected: list[str] | None, language: str
    ) -> Iterator[tuple[Any, ...]]:
        """Another subject: its measures, keeping the one shown where it has it."""
        found = compare.measures(str(what), words(language))
        kept = measure if measure in {value for _, value in found} else found[0][1]
        for table in self.show(what, kept, selected, language):
            yield gr.update(choices=found, value=kept), table

    def show(
        self, what: str | None, measure: str | None, selected: Sequence[str] | None, language: str
    ) -> Iterator[str]:
        """The chart and the table; each of its cells is a question, so that it takes a moment."""
        say = words(language)
        if not what or not measure:
            yield f'<p class="tl-note">{html(say("nothing_loaded"))}</p>'
            return
        yield waiting(say("searching"))
        ids = choose.reports(selected, self.talk.shelf())
        try:
            table = compare.grid(str(what), str(measure), self.talk.desk, self.talk.known(), ids)
        except TanyaError as error:
            yield f'<p class="tl-note">{html(str(error))}</p>'
            return
        yield compare.shown(table, say)

    def _known(self) -> Known:
        try:
            return self.talk.known()
        except TanyaError:
            return Known({}, frozenset(), frozenset(), ())
