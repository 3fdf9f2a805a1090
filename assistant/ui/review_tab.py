"""The tab of the review: the findings of a report and what it lacks, narrowed down, and both as files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO
from typing import Any

import gradio as gr

from assistant.audit import export
from assistant.checklist import form, workbook
from assistant.ui import choose, review
from assistant.ui.parts import DOCX, DOWNLOAD, QUIET, SLOW, XLSX, Tab, download, sent, waiting
from assistant.ui.safe import html
from assistant.ui.sources import cited_by
from assistant.ui.talk import Turns
from assistant.ui.words import Words, words
from corpus.errors import TanyaError


class ReviewTab(Tab):
    """One report, its findings or its checklist, filters, and what to send back to the office."""

    label = "tab_review"

    @property
    def dressed(self) -> list[Any]:
        """Everything: the reports that can be chosen change with the library."""
        files = [self.to_sheet, self.to_word]
        return [self.head, self.report, self.view, self.levels, self.kinds, *files, self.body, self.shown]

    def build(self, say: Words) -> None:
        """The choice of report and view, the filters, the files, the list."""
        self.head = gr.HTML(elem_id="tl-review-head", js_on_load=None)
        with gr.Row(elem_id="tl-review-tools"):
            self.report = gr.Dropdown(
                [], elem_id="tl-review-report", elem_classes="tl-field", filterable=True, min_width=220, scale=3
            )
            self.view = gr.Radio([], elem_id="tl-review-view", elem_classes="tl-switch", min_width=200, scale=2)
        with gr.Row(elem_id="tl-review-filters"):
            self.levels = gr.CheckboxGroup(
                [], elem_id="tl-review-levels", elem_classes="tl-pills", min_width=220, scale=3
            )
            self.kinds = gr.Dropdown(
                [], multiselect=True, elem_id="tl-review-kinds", elem_classes="tl-field", min_width=200, scale=2
            )
            self.to_sheet = gr.Button(elem_id="tl-review-xlsx", elem_classes="tl-tool", size="sm", scale=0)
            self.to_word = gr.Button(elem_id="tl-review-docx", elem_classes="tl-tool", size="sm", scale=0)
        self.body = gr.HTML(elem_id="tl-review-body", js_on_load=None)
        self.file = gr.JSON(visible=False)
        self.picked = gr.State(False)  # whether the reader chose the report, rather than the conversation
        self.shown = gr.State(())  # report, view and language of what is shown, () before anything is

    def connect(self) -> None:
        """Another report or view shows all of it; another filter narrows it down."""
        page = self.page
        asked = [self.report, self.view, page.language]
        seen = [*asked, self.levels, self.kinds]
        whole = [self.levels, self.kinds, self.body, self.shown]
        seeing = [*asked, page.turns, self.picked, self.shown]
        entered = self.frame.select(self.enter, seeing, [self.report, *whole], **SLOW)
        # Who chooses before the tab is ready has chosen.
        gr.on([self.report.input, self.view.input], self.turn, asked, whole, cancels=[entered], **SLOW)
        self.report.input(lambda: True, None, [self.picked], queue=False, **QUIET)
        gr.on([self.levels.input, self.kinds.input], self.narrow, seen, [self.body], queue=False, **QUIET)
        # First the report, then the tab, which would else open on the report of the conversation.
        page.bus.expand(self.opened, [], [self.picked, self.report], queue=False, **QUIET).then(
            None, None, None, js="() => { window.tlTab('review'); }"
        ).then(self.turn, asked, whole, **SLOW)
        for button, kind in ((self.to_sheet, "xlsx"), (self.to_word, "docx")):
            button.click(partial(self.export, kind), seen, [self.file], queue=False, **QUIET).then(
                None, [self.file], None, js=DOWNLOAD
            )

    def dress(self, say: Words, turns: Turns, selected: Sequence[str] | None) -> Sequence[Any]:
        """The words, and the reports that can be reviewed: first the one chosen in the chat."""
        shelf = self.talk.shelf()
        named = choose.reports(selected or (), shelf)
        newest = sorted(shelf.rows, key=lambda row: -(row.year or 0))
        report = next((id_ for id_ in (*named, *(row.id for row in newest)) if id_ in shelf.titles), None)
        views = [(say(f"review_{name}"), name) for name in review.VIEWS]
        return [
            f"<h2>{html(say('review_title'))}</h2><p>{html(say('review_text'))}</p>",
            gr.update(choices=shelf.choices(), value=report, label=say("review_report")),
            gr.update(choices=views, value=review.FIGURES, label=say("review_view")),
            gr.update(choices=[], value=[], label=say("review_levels")),
            gr.update(choices=[], value=[], label=say("review_kinds")),
            gr.update(value=say("save_xlsx")),
            gr.update(value=say("save_docx")),
            "",  # filled when the tab is opened: a report is checked when it is looked at
            (),
        ]

    # What happens

    def turn(self, report: str | None, view: str, language: str) -> Iterator[tuple[Any, ...]]:
        """A report in a view, with the filters that fit it, none of them set."""
        say = words(language)
        yield gr.skip(), gr.skip(), waiting(say("reviewing")), (report, view, language)
        try:
            levels, kinds = self._filters(report, view, say)
        except TanyaError:
            levels, kinds = [], []
        yield (
            gr.update(choices=levels, value=[], visible=bool(levels)),
            gr.update(choices=kinds, value=[], visible=bool(kinds)),
            self.narrow(report, view, language, [], []),
            (report, view, language),
        )

    def enter(
        self, report: str | None, view: str, language: str, turns: Turns, picked: bool, shown: tuple[str, ...]
    ) -> Iterator[tuple[Any, ...]]:
        """The tab is opened: on the report that the conversation was about last, unless the reader chose one.

        What is shown already stays as it is, with its filters.
        """
        last = None if picked else _cited(turns)
        known = last if last in self.talk.shelf().titles else report
        if tuple(shown) == (known, view, language):
            yield (gr.skip(),) * 5
            return
        value = gr.update(value=known)
        for updates in self.turn(known, view, language):
            yield value, *updates
            value = gr.skip()  # the reader may have chosen another one meanwhile

    def _filters(self, report: str | None, view: str, say: Words) -> tuple[list[Any], list[Any]]:
        if not report:
            return [], []
        if view == review.CONTENTS:
            checklist = self.talk.desk.checklist(report)
            return review.states(checklist, say), review.groups(checklist, say)
        findings = self.talk.desk.findings(report)
        return review.severities(findings, say), review.kinds(findings, say)

    def narrow(self, report: str | None, view: str, language: str, levels: list[str], kinds: list[str]) -> str:
        """What of the report fits the filters."""
        say = words(language)
        if not report:
            return f'<p class="tl-note">{html(say("nothing_loaded"))}</p>'
        try:
            if view == review.CONTENTS:
                return review.contents(self.talk.desk.checklist(report), say, levels, kinds)
            findings = self.talk.desk.findings(report)
            return review.figures(findings, review.gravest(findings, levels, kinds), say)
        except TanyaError as error:
            return f'<p class="tl-note">{html(str(error))}</p>'

    def opened(self, event: gr.EventData) -> tuple[Any, ...]:
        """The report of a link is chosen."""
        report = sent(event, "report")
        return (True, gr.update(value=report)) if report in self.talk.shelf().titles else (gr.skip(), gr.skip())

    def export(
        self, kind: str, report: str | None, view: str, language: str, levels: list[str], kinds: list[str]
    ) -> dict[str, str] | None:
        """What is shown as a file; None where no report is loaded, or none any more."""
        if not report:
            return None
        try:
            content = self._content(report, view, levels, kinds, kind)
        except TanyaError:
            return None
        name = "temuan" if view == review.FIGURES else "kelengkapan"
        self.talk.desk.exported(f"{name} {report} {kind}")
        return download(f"{name}-{report}.{kind}", XLSX if kind == "xlsx" else DOCX, content)

    def _content(self, report: str, view: str, levels: list[str], kinds: list[str], kind: str) -> bytes:
        if view == review.FIGURES:
            findings = review.gravest(self.talk.desk.findings(report), levels, kinds)
            return export.content(findings, kind, export.titles_of(self.talk.shelf().rows))
        checklist = self.talk.desk.checklist(report)
        if kind == "xlsx":
            return workbook.content(checklist)
        held = BytesIO()
        form.form(checklist).save(held)
        return held.getvalue()


def _cited(turns: Turns) -> str | None:
    """The report that the last answer of a conversation cites first."""
    answer = turns[-1].answer if turns else None
    return next((item.report for item in cited_by(answer)), None) if answer else None
