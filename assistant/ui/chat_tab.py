"""The tab of the conversation: questions, answers, and what can be done with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import gradio as gr

from assistant.ui import choose, evidence, protocol
from assistant.ui.parts import AT_ONCE, BUSY, DOCX, DOWNLOAD, MARKDOWN, QUIET, Tab, download, sent
from assistant.ui.safe import html, plain_markdown
from assistant.ui.talk import Talk, Turns
from assistant.ui.words import Words, words

_LONGEST = 2000


class ChatTab(Tab):
    """The conversation, the box for the question, and the choice of reports."""

    label = "tab_chat"

    @property
    def dressed(self) -> list[Any]:
        """All components with words of their own."""
        return [
            self.chatbot, self.question, self.selected, self.clear, self.to_markdown, self.to_word,
        ]  # fmt: skip

    def build(self, say: Words) -> None:
        """The conversation above, the question below."""
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
                self.to_word = gr.Button(elem_id="tl-save-docx", elem_classes="tl-tool", size="sm", scale=0)
                self.to_markdown = gr.Button(elem_id="tl-save-md", elem_classes="tl-tool", size="sm", scale=0)
                self.clear = gr.Button(elem_id="tl-clear", elem_classes="tl-tool", size="sm", scale=0)
        self.file = gr.JSON(visible=False)

    def connect(self) -> None:
        """Asking, stopping, asking again, rating, saving."""
        page = self.page
        asked = [page.turns, self.selected, page.language]
        self.shown = [self.question, page.turns, self.chatbot, page.panel]
        private: dict[str, Any] = BUSY | {"api_visibility": "private"}
        running: list[Any] = [
            self.question.submit(self.chat, [self.question, *asked], self.shown, api_name="chat", **BUSY),
            self.chatbot.example_select(self.pick, asked, self.shown, **private),
            self.chatbot.option_select(self.pick, asked, self.shown, **private),
            page.bus.submit(self.linked, asked, self.shown, **private),
            page.bus.retry(self.again, asked, self.shown, **private),
        ]
        self.question.stop(self.stop, [page.turns, page.language], self.shown, cancels=running, queue=False, **QUIET)
        page.bus.edit(self.edit, asked, self.shown, queue=False, **QUIET)
        page.bus.like(self.rate, [page.turns, page.language], [page.turns, self.chatbot], queue=False, **QUIET)
        page.bus.select(self.choose, [self.selected], [self.selected], queue=False, **QUIET)
        gr.on(
            [self.clear.click, self.chatbot.clear],
            self.forget,
            [page.language],
            [page.turns, self.chatbot, page.panel],
            queue=False,
            **QUIET,
        )
        self.selected.change(
            self.limit, [self.selected, page.language], [self.selected], queue=False,
            js="(chosen, language) => { window.tlChosen && window.tlChosen(chosen); return [chosen, language]; }",
            **QUIET,
        )  # fmt: skip
        for button, kind in ((self.to_markdown, "md"), (self.to_word, "docx")):
            button.click(
                lambda turns, language, kind=kind: self.export(turns, language, kind),
                [page.turns, page.language],
                [self.file],
                queue=False,
                **QUIET,
            ).then(None, [self.file], None, js=DOWNLOAD)
        gr.api(  # type: ignore[attr-defined] # exported, though not declared so
            self.contract, api_name="ask", concurrency_limit=AT_ONCE, concurrency_id="ask"
        )

    def ask_from_address(self, opened: Any) -> None:  # noqa: ANN401 - an event of Gradio
        """Once the page is open, ask the question of its address (`?q=`)."""
        opened.then(
            self.first, [self.page.turns, self.selected, self.page.language], self.shown,
            **(BUSY | {"api_visibility": "private"}),
        )  # fmt: skip

    # What happens

    def chat(self, question: str, turns: Turns, selected: list[str], language: str) -> Iterator[tuple[Any, ...]]:
        """Answer a question in the conversation; first shown waiting, then answered with its evidence open."""
        chosen = choose.reports(selected, self.talk.shelf())
        waiting = self.talk.begin(question or "", turns, chosen)
        if waiting == turns:
            yield gr.skip(), turns, gr.skip(), gr.skip()
            return
        say = words(language)
        stoppable = gr.update(value="", submit_btn=False, stop_btn=say("stop"))
        yield stoppable, waiting, self.talk.messages(waiting, language), gr.skip()
        done = self.talk.finish(waiting, language)
        ready = gr.update(submit_btn=say("send"), stop_btn=False)
        yield ready, done, self.talk.messages(done, language), self.page.evidence(done, language)

    def pick(self, turns: Turns, selected: list[str], language: str, event: gr.SelectData) -> Iterator[tuple[Any, ...]]:
        """Ask the example, choice or follow-up that was clicked."""
        value = event.value.get("text") if isinstance(event.value, dict) else event.value
        yield from self.chat(str(value or "")[:_LONGEST], turns, selected, language)

    def linked(
        self, turns: Turns, selected: list[str], language: str, event: gr.EventData
    ) -> Iterator[tuple[Any, ...]]:
        """Ask the question that a link carries."""
        yield from self.chat(str(sent(event, "question"))[:_LONGEST], turns, selected, language)

    def again(self, turns: Turns, selected: list[str], language: str, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        """Ask the last question once more, of the reports chosen now."""
        question = turns[-1].question if turns else ""
        yield from self.chat(question, turns[:-1], selected, language)

    def first(self, turns: Turns, selected: list[str], language: str, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        """Ask the question of the page's address, if it has one."""
        question = str(dict(request.query_params).get("q") or "")[:_LONGEST]
        yield from self.chat("" if turns else question, turns, selected, language)

    def stop(self, turns: Turns, language: str) -> tuple[Any, ...]:
        """Give up the question that waits."""
        done = self.talk.stopped(turns, language)
        ready = gr.update(submit_btn=words(language)("send"), stop_btn=False)
        return ready, done, self.talk.messages(done, language), gr.skip()

    def edit(self, turns: Turns, selected: list[str], language: str, event: gr.EventData) -> tuple[Any, ...]:
        """Take the last question back into the box."""
        if not turns:
            return gr.skip(), turns, gr.skip(), gr.skip()
        kept = turns[:-1]
        return turns[-1].question, kept, self.talk.messages(kept, language), gr.skip()

    def rate(self, turns: Turns, language: str, event: gr.EventData) -> tuple[Any, ...]:
        """Keep the reader's verdict on an answer."""
        place = sent(event, "n")
        number = int(place) if place.isascii() and place.isdigit() else -1
        rated = self.talk.rate(turns, number, sent(event, "a"), sent(event, "r"))
        return (gr.skip(), gr.skip()) if rated == turns else (rated, self.talk.messages(rated, language))

    def choose(self, selected: list[str] | None, event: gr.EventData) -> Any:  # noqa: ANN401 - an update of Gradio
        """Limit answers to the report of a link."""
        found = choose.known([sent(event, "report")], self.talk.shelf())
        return gr.update(value=found) if found else gr.skip()

    def forget(self, language: str) -> tuple[Any, ...]:
        """A new conversation."""
        return (), [], evidence.empty(words(language))

    def limit(self, selected: list[str] | None, language: str) -> Any:  # noqa: ANN401
        """Say beside the selector what it does now."""
        return gr.update(label=choose.scope(selected, self.talk.shelf(), words(language)))

    def export(self, turns: Turns, language: str, kind: str) -> dict[str, str] | None:
        """The conversation as a file: its name, type and bytes (base64); None for an empty one."""
        if not turns:
            return None
        now = datetime.now().astimezone()
        document = list(protocol.pieces(turns, self.talk.shelf(), words(language), now))
        name = f"tanya-lkjip-{now:%Y%m%d-%H%M}.{kind}"
        self.talk.desk.exported(f"percakapan {name}")
        if kind == "docx":
            return download(name, DOCX, protocol.word(document))
        return download(name, MARKDOWN, protocol.markdown(document).encode())

    def contract(
        self, question: str, selected: list[str] | None = None, history: list[str] | None = None
    ) -> dict[str, Any]:
        """The answer to one question as JSON; `selected` are report ids, `history` earlier questions."""
        return self.talk.contract(question, selected or [], history or [])

    def dress(self, say: Words, turns: Turns, selected: Sequence[str] | None) -> Sequence[Any]:
        """The words of the tab, its examples and what can be chosen."""
        shelf = self.talk.shelf()
        kept = choose.known(selected or (), shelf)
        return [
            gr.update(
                value=self.talk.messages(turns, say.language),
                placeholder=welcome(self.talk, say),
                examples=[{"text": question} for question in self.talk.examples(say.language)],
                label=say("chat"),
            ),
            gr.update(placeholder=say("placeholder"), label=say("question"), submit_btn=say("send")),
            gr.update(choices=choose.choices(shelf, say), value=kept, label=choose.scope(kept, shelf, say)),
            gr.update(value=say("clear")),
            gr.update(value=say("save_md")),
            gr.update(value=say("save_docx")),
        ]


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
