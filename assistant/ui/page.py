"""The page: its frame, its tabs and the evidence beside them, and what happens between them.

A tab is an object with `label` (a key of the interface's words), `build` (its components, made within a gr.Tab),
`dressed` (the components that its `dress` gives updates for, in a language) and `connect`. A new tab is one more line
in TABS.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr

from assistant.access.visitor import Visitor
from assistant.ui import choose, evidence, library, whole
from assistant.ui.chat_tab import ChatTab
from assistant.ui.compare_tab import CompareTab
from assistant.ui.gallery_tab import GalleryTab
from assistant.ui.glossary_tab import GlossaryTab
from assistant.ui.library_tab import LibraryTab
from assistant.ui.parts import QUIET, Tab, data
from assistant.ui.review_tab import ReviewTab
from assistant.ui.safe import html
from assistant.ui.spot import Opening
from assistant.ui.talk import Talk, Turns
from assistant.ui.words import LANGUAGES, Words, words

_NAMES = {"id": "Indonesia", "en": "English"}
TABS: tuple[type[Tab], ...] = (ChatTab, LibraryTab, CompareTab, ReviewTab, GalleryTab, GlossaryTab)


class Page:
    """The components of one page and their handlers; `blocks` is what is launched."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        say = words(LANGUAGES[0])
        with gr.Blocks(title=say("title"), fill_width=True, fill_height=True, analytics_enabled=False) as self.blocks:
            self.turns = gr.State((), time_to_live=24 * 3600)
            with gr.Row(elem_id="tl-head"):
                self.head = gr.HTML(_head(say), elem_id="tl-brand", js_on_load=None)
                self.language = gr.Radio(
                    [(_NAMES[code], code) for code in LANGUAGES],
                    value=LANGUAGES[0],
                    container=False,
                    show_label=False,
                    elem_id="tl-language",
                    min_width=180,
                )
            with gr.Row(elem_id="tl-body"):
                with gr.Column(scale=7, min_width=300, elem_id="tl-main"):
                    self._tabs(say)
                with gr.Column(scale=5, min_width=300, elem_id="tl-side"):
                    self.panel = gr.HTML(evidence.empty(say), elem_id="tl-panel", js_on_load=None)
            self.foot = gr.HTML(elem_id="tl-foot", js_on_load=None)
            # Carries what is clicked in our own HTML to the server; it shows nothing.
            self.bus = gr.HTML("<i></i>", elem_id="tl-bus", js_on_load=data("page.js"))
            self._connect()

    def _tabs(self, say: Words) -> None:
        self.tabs: list[Tab] = []
        self.frames = []
        with gr.Tabs(elem_id="tl-tabs", selected=ChatTab.label) as self.bar:
            for kind in TABS:
                tab = kind(self)
                with gr.Tab(say(tab.label), id=tab.label, elem_id=f"tl-{tab.label}", render_children=True) as frame:
                    tab.frame = frame
                    tab.build(say)
                self.tabs.append(tab)
                self.frames.append(frame)

    @property
    def dressed(self) -> list[Any]:
        """All components whose text depends on the language or on the library."""
        own = [self.language, self.head, self.foot, *self.frames]
        return own + [component for tab in self.tabs for component in tab.dressed]

    @property
    def chat(self) -> ChatTab:
        """The tab of the conversation."""
        return next(tab for tab in self.tabs if isinstance(tab, ChatTab))

    def _connect(self) -> None:
        seen = [self.language, self.turns, self.chat.selected]
        for tab in self.tabs:
            tab.connect()
        self.bus.click(self.open, [self.language], [self.panel], queue=False, **QUIET)
        self.language.input(
            self.dress, seen, self.dressed, queue=False,
            js="(language, ...rest) => { document.documentElement.lang = language; return [language, ...rest]; }",
            **QUIET,
        )  # fmt: skip
        opened = self.blocks.load(self.start, None, self.dressed, queue=False, **QUIET)
        self.chat.ask_from_address(opened)

    # What happens

    def open(self, language: str, event: gr.EventData) -> str:
        """The panel for what was clicked: a place, a whole report, or a data sheet."""
        link = event._data.get("link") if isinstance(event._data, dict) else None
        say = words(language)
        if (opening := Opening.parse(link)) is not None:
            return evidence.guarded(lambda: whole.opened(opening, self.talk.desk, say), say, link)
        if isinstance(link, str) and link.startswith(library.SHEET):
            return evidence.guarded(lambda: library.sheet(library.report_of(link), self.talk.desk, say), say, link)
        return evidence.opened(link, self.talk.desk, say)

    def start(self, request: gr.Request) -> tuple[Any, ...]:
        """A page was opened: in the language and selection of its address, with the reports loaded now."""
        query = dict(request.query_params)
        selected = choose.from_address(query, self.talk.shelf())
        return self.dress(str(query.get("lang")), (), selected)

    def dress(self, language: str, turns: Turns, selected: Sequence[str] | None = None) -> tuple[Any, ...]:
        """All of the interface's own text in a language, and the lists of reports."""
        say = words(language)
        return (
            gr.update(value=say.language, label=say("language")),
            _head(say),
            f"<p>{html(say('footer'))}</p>{_account(self.talk.desk.visitor(), say)}",
            *(gr.update(label=say(tab.label)) for tab in self.tabs),
            *(update for tab in self.tabs for update in tab.dress(say, turns, selected)),
        )

    def evidence(self, turns: Turns, language: str) -> str:
        """The panel for the first source of the last answer."""
        link = self.talk.first_link(turns)
        say = words(language)
        return evidence.empty(say) if link is None else evidence.opened(link, self.talk.desk, say)


def _account(visitor: Visitor, say: Words) -> str:
    """Who is signed in, with the way to their account; "" where no users are registered."""
    if not visitor.session:
        return ""
    return f'<p class="tl-account">{html(visitor.name)} · <a href="/akun">{html(say("account"))}</a></p>'


def _head(say: Words) -> str:
    theme = html(say("theme"))
    return (
        f"<h1>{html(say('title'))}</h1><p>{html(say('tagline'))}</p>"
        f'<button type="button" class="tl-theme" aria-label="{theme}" title="{theme}">◐</button>'
    )
