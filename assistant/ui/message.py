"""From an answer to what the chat shows: Markdown and escaped HTML, the answer first, then what it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from assistant.answer import Answer
from assistant.answer import Warning as Notice
from assistant.render import numbered
from assistant.replies.draft import measure_name
from assistant.ui.choose import NOTHING
from assistant.ui.plot import chart, trend
from assistant.ui.ratings import REASONS
from assistant.ui.safe import html_in_markdown as html
from assistant.ui.safe import plain_markdown, without_html
from assistant.ui.shelf import Shelf
from assistant.ui.sources import cited_by, linked, listed, place_text
from assistant.ui.spot import Spot
from assistant.ui.turn import Turn
from assistant.ui.understood import Chip, chips_html, without_note
from assistant.ui.words import Words, words
from corpus.fact import Source

Message = dict[str, Any]
Chips = Callable[[Turn], Sequence[Chip]]

_NOTICE = re.compile(r"\*\*(?:Perhatikan|Note):\*\*")
_PLACES = 6  # places linked from one warning
_NOTICES = 3  # warnings shown at once, the others behind a fold
ACTION = "#aksi?"


def messages(
    turns: Sequence[Turn], shelf: Shelf, say: Words, *, chips: Chips = lambda _: (), rated: bool = False
) -> list[Message]:
    """The conversation as messages of a Gradio chatbot. The last turn carries its suggestions.

    `chips` gives the assumptions of a turn's answer; with `rated` answers can be rated.
    """
    found: list[Message] = []
    for number, turn in enumerate(turns):
        last = number == len(turns) - 1
        found.append({"role": "user", "content": plain_markdown(turn.question)})
        content = reply_text(turn, number, shelf, say, chips=chips)
        if turn.answer is not None or turn.failure is not None:
            content += "\n\n" + actions(turn, number, say, last=last, rated=rated)
        reply: Message = {"role": "assistant", "content": content}
        if last and (turn.options or turn.next):
            options = [{"label": label, "value": question} for label, question in turn.options]
            reply["options"] = options or [{"value": question} for question in turn.next]
        found.append(reply)
    return found


def reply_text(turn: Turn, number: int, shelf: Shelf, say: Words, *, chips: Chips = lambda _: ()) -> str:
    """The reply of the turn with this number in the conversation."""
    if turn.failure is not None:
        return _framed("error", say, plain_markdown(turn.failure))
    if turn.answer is None:
        return f'<p class="tl-wait">{html(say("searching"))}</p>'
    return answer_text(turn.answer, number, shelf, selected=turn.selected, chips=chips(turn))


def answer_text(
    answer: Answer, number: int, shelf: Shelf, *, selected: Sequence[str] = (), chips: Sequence[Chip] = ()
) -> str:
    """An answer as Markdown: its text, what to mind, its sources; in the answer's own language."""
    say = words(answer.language)
    cited = cited_by(answer)
    text = _without_notices(answer)
    if chips:
        text = without_note(text)
    parts = [linked(without_html(text), cited, number, shelf, say)]
    if lines := trend(answer.figures):
        first = next(figure for figure in answer.figures if not figure.computed)
        measure = measure_name(first.measure, say.language)
        parts.append(chart(lines, say("trend", what=first.code or first.indicator, measure=measure)))
    if answer.warnings:
        parts.append(_notices(answer, number, shelf, say))
    if told := chips_html(chips, say):
        parts.append(told)
    if selected and NOTHING not in selected:
        names = shelf.joined(selected, say)
        parts.append(f'<p class="tl-limited">{html(say("limited", names=names))}</p>')
    if cited:
        parts.append(listed(cited, number, shelf, say))
    body = "\n\n".join(parts)
    return body if answer.status == "answered" else _framed(answer.status, say, body)


def actions(turn: Turn, number: int, say: Words, *, last: bool, rated: bool) -> str:
    """What can be done with an answer, as one row of links."""
    names = ["copy", "link", "print"] if turn.answer is not None else []
    names += ["retry", "edit"] if last else []
    links = "".join(_action(name, number, say(f"do_{name}")) for name in names)
    return f'<div class="tl-actions">{links}{_rating(turn, number, say) if rated and turn.answer else ""}</div>'


def _action(name: str, number: int, label: str, more: str = "", shown: str = "") -> str:
    href = html(f"{ACTION}a={name}&n={number}{more}")
    return f'<a class="tl-act tl-act-{name}" role="button" href="{href}">{html(shown or label)}</a>'


def _rating(turn: Turn, number: int, say: Words) -> str:
    if turn.rated:
        return f'<span class="tl-rated" role="status">{html(say("rated"))}</span>'
    up = _action("up", number, say("rate_up"))
    reasons = "".join(_action("down", number, say(f"reason_{reason}"), f"&r={reason}") for reason in REASONS)
    head = f'<p class="tl-head">{html(say("rate_why"))}</p>'
    menu = f'<div class="tl-menu">{head}{reasons}</div>'
    return f'<span class="tl-rate">{up}<details><summary>{html(say("rate_down"))}</summary>{menu}</details></span>'


def _framed(status: str, say: Words, body: str) -> str:
    badge = f'<p class="tl-badge">{html(say(f"status_{status}"))}</p>'
    return f'<div class="tl-frame tl-{status}">\n{badge}\n\n{body}\n\n</div>'


def _without_notices(answer: Answer) -> str:
    """The text without its closing paragraph of warnings, which the chat shows apart."""
    if not answer.warnings:
        return answer.text
    first = numbered(answer.warnings[0].text, len(answer.figures))
    kept = [p for p in answer.text.split("\n\n") if not (_NOTICE.match(p) and first in p)]
    return "\n\n".join(kept)


def _notices(answer: Answer, number: int, shelf: Shelf, say: Words) -> str:
    items = [f"- {_notice(notice, answer, number, shelf, say)}" for notice in answer.warnings]
    shown = "\n".join(items[:_NOTICES])
    # Gradio's Markdown reads a list within a fold only between blank lines.
    rest = ""
    if len(items) > _NOTICES:
        more = html(say("warnings_more", n=len(items) - _NOTICES))
        rest = f"\n\n<details><summary>{more}</summary>\n\n" + "\n".join(items[_NOTICES:]) + "\n\n</details>"
    return f'<div class="tl-notices">\n<p class="tl-head">{html(say("warnings"))}</p>\n\n{shown}{rest}\n\n</div>'


def _notice(notice: Notice, answer: Answer, number: int, shelf: Shelf, say: Words) -> str:
    text = " ".join(without_html(numbered(notice.text, len(answer.figures))).split())
    text = linked(text, cited_by(answer), number, shelf, say)
    places = dict.fromkeys(_notice_link(source, shelf, say) for source in notice.sources[:_PLACES])
    links = ", ".join(link for link in places if link)
    return f"{text} {links}".rstrip()


def _notice_link(source: Source, shelf: Shelf, say: Words) -> str:
    report, text = shelf.files.get(source.file), place_text(source, say)
    if report is None or not text:
        return ""
    return f'<a class="tl-input" href="{html(Spot.of(report, source).link)}">{html(text)}</a>'
