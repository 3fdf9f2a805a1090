"""The page of the chat: Gradio components and what happens between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.ui import evidence
from assistant.ui.safe import html, plain_markdown
from assistant.ui.shelf import listing
from assistant.ui.talk import Talk, Turns
from assistant.ui.words import LANGUAGES, Words, words

_NAMES = {"id": "Indonesia", "en": "English"}
_LONGEST = 2000
AT_ONCE = 4  # questions answered at the same time; further ones wait in the queue


def data(name: str) -> str:
    """A file of the interface's data folder as text."""
    return (files("assistant.ui") / "data" / name).read_text(encoding="utf-8")


class Page:
    """The components of one page and their handlers; `blocks` is what is launched."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        say = words(LANGUAGES[0])
        with gr.Blocks(title=say("title"), fill_width=True, fill_height=True, analytics_enabled=False) as self.blocks:
            self.turns = gr.State((), time_to_live=24 * 3600)
            with gr.Row(elem_id="tl-head"):
                self.head = gr.HTML(elem_id="tl-brand", js_on_load=None)
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
                    self._chat(say)
                with gr.Column(scale=5, min_width=300, elem_id="tl-side"):
                    self.panel = gr.HTML(evidence.empty(say), elem_id="tl-panel", js_on_load=data("page.js"))
                    self.listing = gr.HTML(elem_id="tl-listing", js_on_load=None)
            self.foot = gr.HTML(elem_id="tl-foot", js_on_load=None)
            self._connect()

    def _chat(self, say: Words) -> None:
        self.chatbot = gr.Chatbot(
            elem_id="tl-chat",
            show_label=False,
            container=False,
            height=None,
            layout="bubble",
            buttons=[],
            feedback_options=None,
            sanitize_html=True,
            allow_tags=False,
            latex_delimiters=[],
            group_consecutive_messages=False,
            autoscroll=False,
        )
        with gr.Column(elem_id="tl-ask", scale=0):
            self.question = gr.Textbox(
                elem_id="tl-question",
                lines=1,
                max_lines=6,
                max_length=_LONGEST,
                submit_btn=say("send"),
                show_label=False,
                container=False,
                autofocus=True,
            )
            with gr.Row(elem_id="tl-tools"):
                self.selected = gr.Dropdown(
                    [], multiselect=True, elem_id="tl-selected", container=True, scale=5, min_width=200
                )
                self.clear = gr.Button(elem_id="tl-clear", size="sm", variant="secondary", scale=0, min_width=150)

    # What happens

    def _connect(self) -> None:
        asked = [self.turns, self.selected, self.language]
        shown = [self.question, self.turns, self.chatbot, self.panel]
        dressed = [
            self.language, self.head, self.foot, self.question, self.selected, self.clear, self.chatbot, self.panel,
            self.listing,
        ]  # fmt: skip
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        busy: dict[str, Any] = {"concurrency_limit": AT_ONCE, "concurrency_id": "ask", "show_progress": "hidden"}
        self.question.submit(self.chat, [self.question, *asked], shown, api_name="chat", **busy)
        self.chatbot.example_select(self.pick, asked, shown, api_visibility="private", **busy)
        self.chatbot.option_select(self.pick, asked, shown, api_visibility="private", **busy)
        self.panel.click(self.open, [self.language], [self.panel], queue=False, **quiet)
        gr.on(
            [self.clear.click, self.chatbot.clear],
            self.forget,
            [self.language],
            [self.turns, self.chatbot, self.panel],
            queue=False,
            **quiet,
        )
        self.language.input(
            self.dress, [self.language, self.turns, self.selected], dressed, queue=False,
            js="(language, ...rest) => { document.documentElement.lang = language; return [language, ...rest]; }",
            **quiet,
        )  # fmt: skip
        self.selected.change(self.limit, [self.selected, self.language], [self.selected], queue=False, **quiet)
        self.blocks.load(self.start, [self.turns, self.selected], dressed, queue=False, **quiet)
        gr.api(  # type: ignore[attr-defined] # exported, though not declared so
            self.ask, api_name="ask", concurrency_limit=AT_ONCE, concurrency_id="ask"
        )

    def chat(self, question: str, turns: Turns, selected: list[str], language: str) -> Iterator[tuple[Any, ...]]:
        """Answer a question in the conversation; first shown waiting, then answered with its evidence open."""
        waiting = self.talk.begin(question or "", turns, selected or ())
        if waiting == turns:
            yield gr.skip(), turns, gr.skip(), gr.skip()
            return
        yield "", waiting, self.talk.messages(waiting, language), gr.skip()
        done = self.talk.finish(waiting, language)
        yield gr.skip(), done, self.talk.messages(done, language), self._evidence(done, language)

    def pick(self, turns: Turns, selected: list[str], language: str, event: gr.SelectData) -> Iterator[tuple[Any, ...]]:
        """Ask the example or follow-up that was clicked."""
        value = event.value.get("text") if isinstance(event.value, dict) else event.value
        yield from self.chat(str(value or "")[:_LONGEST], turns, selected, language)

    def open(self, language: str, event: gr.EventData) -> str:
        """The evidence panel for the link that was clicked."""
        link = event._data.get("link") if isinstance(event._data, dict) else None
        return evidence.opened(link, self.talk.desk, words(language))

    def forget(self, language: str) -> tuple[Any, ...]:
        """A new conversation."""
        return (), [], evidence.empty(words(language))

    def limit(self, selected: list[str] | None, language: str) -> Any:  # noqa: ANN401 - an update of Gradio
        """Say beside the selector what it does now."""
        return gr.update(label=_scope(words(language), selected))

    def ask(self, question: str, selected: list[str] | None = None, history: list[str] | None = None) -> dict[str, Any]:
        """The answer to one question as JSON; `selected` are report ids, `history` earlier questions."""
        return self.talk.contract(question, selected or [], history or [])

    def start(self, turns: Turns, selected: list[str] | None, request: gr.Request) -> tuple[Any, ...]:
        """A page was opened: in the language of the address (?lang=en), with the reports loaded now."""
        return self.dress(str(request.query_params.get("lang")), turns, selected)

    def dress(self, language: str, turns: Turns, selected: Sequence[str] | None = None) -> tuple[Any, ...]:
        """All of the interface's own text in a language, and the lists of reports."""
        say = words(language)
        shelf = self.talk.shelf()
        return (
            gr.update(value=say.language, label=say("language")),
            f"<h1>{html(say('title'))}</h1><p>{html(say('tagline'))}</p>",
            f"<p>{html(say('footer'))}</p>",
            gr.update(placeholder=say("placeholder"), label=say("question"), submit_btn=say("send")),
            gr.update(choices=shelf.choices(), label=_scope(say, selected)),
            gr.update(value=say("clear")),
            gr.update(
                value=self.talk.messages(turns, language),
                placeholder=welcome(self.talk, say),
                examples=[{"text": question} for question in self.talk.examples(language)],
                label=say("chat"),
            ),
            self._evidence(turns, language),
            listing(shelf, self.talk.desk.passages, say),
        )

    def _evidence(self, turns: Turns, language: str) -> str:
        link = self.talk.first_link(turns)
        say = words(language)
        return evidence.empty(say) if link is None else evidence.opened(link, self.talk.desk, say)


def _scope(say: Words, selected: Sequence[str] | None) -> str:
    return say("reports_some", n=len(selected)) if selected else say("reports_all")


def welcome(talk: Talk, say: Words) -> str:
    """The first screen: what this is and which reports are loaded."""
    shelf = talk.shelf()
    if not shelf.rows:
        title, text = shelf.without_reports(say)
        return f"## {plain_markdown(title)}\n\n{plain_markdown(text)}"
    offices = shelf.offices()
    names = ", ".join(offices[:6]) + (" …" if len(offices) > 6 else "")
    loaded = say("loaded", reports=len(shelf.rows), offices=names)
    return (
        f"## {plain_markdown(say('welcome'))}\n\n{plain_markdown(say('welcome_text'))}\n\n"
        f'<p class="tl-loaded">{html(loaded)}</p>'
    )
