"""The tab of the library: the reports, adding files, removing a report after confirmation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.service import AddResult
from assistant.ui import library, uploads
from assistant.ui.parts import QUIET, Tab
from assistant.ui.safe import html, plain_markdown
from assistant.ui.talk import Turns
from assistant.ui.words import Words, words
from corpus import readers
from corpus.errors import TanyaError


class LibraryTab(Tab):
    """The loaded reports and, where the library may be changed from the page, adding and removing."""

    label = "tab_library"

    @property
    def dressed(self) -> list[Any]:
        """The list, the upload and the buttons of the confirmation."""
        return [self.listing, self.files, self.join, self.yes, self.no]

    def build(self, say: Words) -> None:
        """The list of reports, below it what adds to it."""
        changeable = self.talk.desk.changeable
        self.doomed = gr.State("")
        with gr.Column(visible=False, elem_id="tl-confirm") as self.confirm:
            self.warning = gr.Markdown(elem_id="tl-confirm-text")
            with gr.Row():
                self.yes = gr.Button(variant="stop", size="sm", elem_id="tl-confirm-yes")
                self.no = gr.Button(size="sm", elem_id="tl-confirm-no")
        self.files = gr.File(
            file_count="multiple",
            file_types=sorted(readers.SUFFIXES),
            elem_id="tl-files",
            height=90,
            visible=changeable,
        )
        self.join = gr.Checkbox(
            True, label=say("join_chapters"), elem_id="tl-join", container=False, visible=changeable
        )
        self.added = gr.HTML(elem_id="tl-added", js_on_load=None)
        self.listing = gr.HTML(elem_id="tl-listing", js_on_load=None)

    def connect(self) -> None:
        """Uploads, and what the links of the list do."""
        page = self.page
        seen = [page.language, page.turns, page.chat.selected]
        changed = page.dressed
        page.bus.delete(self.ask, [page.language], [self.doomed, self.warning, self.confirm], queue=False, **QUIET)
        # Reports are audited in the background: what is known by now is told.
        self.frame.select(lambda language: self._listing(words(language)), [page.language], [self.listing],
                          queue=False, **QUIET)  # fmt: skip
        self.no.click(self.keep, None, [self.doomed, self.confirm], queue=False, **QUIET)
        if not self.talk.desk.changeable:
            return
        writing: dict[str, Any] = QUIET | {"concurrency_limit": 1, "concurrency_id": "write"}
        self.files.upload(self.add, [self.files, page.language, self.join], [self.added, self.files], **writing).then(
            page.dress, seen, changed, **writing
        )
        self.yes.click(
            self.remove, [self.doomed, page.language], [self.added, self.doomed, self.confirm], **writing
        ).then(page.dress, seen, changed, **writing)

    def dress(self, say: Words, turns: Turns, selected: Sequence[str] | None) -> Sequence[Any]:
        """The list in a language, with the reports loaded now."""
        kinds = ", ".join(sorted(readers.SUFFIXES))
        return [
            self._listing(say),
            gr.update(label=say("add_files", kinds=kinds), visible=self.talk.desk.editable),
            gr.update(label=say("join_chapters"), visible=self.talk.desk.editable),
            gr.update(value=say("remove_yes")),
            gr.update(value=say("remove_no")),
        ]

    def _listing(self, say: Words) -> str:
        try:
            return library.table(self.talk.shelf(), self.talk.desk, say)
        except TanyaError as error:
            return f'<p class="tl-note">{html(str(error))}</p>'

    def add(self, files: list[str] | None, language: str, join: bool = True) -> Iterator[tuple[Any, ...]]:
        """Read the reports one by one, telling of each what became of it; with `join` chapters are one report."""
        say = words(language)
        own = [path for path in files or () if uploads.ours(path)]
        results = [
            AddResult(Path(path).name, "failed", error=say("not_uploaded")) for path in files or () if path not in own
        ]
        waiting = uploads.reports(own) if join else [(path,) for path in own]
        while waiting:
            yield library.added(results, waiting, say), gr.skip()
            results.append(self._add(waiting.pop(0)))
        done = sum(result.error is None for result in results)
        yield library.added(results, [], say, done=done), gr.update(value=None)

    def _add(self, paths: tuple[str, ...]) -> AddResult:
        """One report read from its files, which are deleted: what was read is in the library."""
        try:
            paths = uploads.together(paths)
            return self.talk.desk.add(*paths)
        except TanyaError as error:
            return AddResult(paths[0], "failed", error=str(error))
        except OSError as error:
            return AddResult(paths[0], "failed", error=error.strerror or str(error))
        finally:
            uploads.gone(paths)

    def ask(self, language: str, event: gr.EventData) -> tuple[Any, ...]:
        """Ask whether the report of a link is really to be removed."""
        link = event._data.get("link") if isinstance(event._data, dict) else None
        report = library.report_of(link)
        shelf = self.talk.shelf()
        if report not in shelf.titles or not self.talk.desk.editable:
            return "", "", gr.update(visible=False)
        text = words(language)("remove_really", name=plain_markdown(shelf.title(report)))
        return report, text, gr.update(visible=True)

    def keep(self) -> tuple[Any, ...]:
        """Nothing is removed."""
        return "", gr.update(visible=False)

    def remove(self, report: str, language: str) -> tuple[Any, ...]:
        """Remove the report that was asked about."""
        say = words(language)
        if not report:
            return gr.skip(), "", gr.update(visible=False)
        name = self.talk.shelf().title(report)
        try:
            self.talk.desk.remove(report)
            told = say("removed", name=name)
        except TanyaError as error:
            told = str(error)
        return f'<div class="tl-added" role="status"><p><b>{html(told)}</b></p></div>', "", gr.update(visible=False)
