"""From an answer to what the chat shows: Markdown and escaped HTML, sources as links to their evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.answer import Answer, Figure, Passage
from assistant.answer import Warning as Notice
from assistant.numerals import with_unit
from assistant.ui.safe import html_in_markdown as html
from assistant.ui.safe import plain_markdown, without_html
from assistant.ui.shelf import Shelf
from assistant.ui.spot import Spot
from assistant.ui.turn import Turn
from assistant.ui.words import Words, words
from corpus.fact import Source

Message = dict[str, Any]
Cited = Figure | Passage

_MARKER = re.compile(r"(?<!\\)\[(\d{1,3})\]")
_NOTICE = re.compile(r"\*\*(?:Perhatikan|Note):\*\*")
_FIRST = 4  # sources shown at once, the others behind a fold
_EXCERPT = 150
_PLACES = 6  # places linked from one warning


def messages(turns: Sequence[Turn], shelf: Shelf, say: Words) -> list[Message]:
    """The conversation as messages of a Gradio chatbot. The last turn carries its suggestions."""
    found: list[Message] = []
    for number, turn in enumerate(turns):
        found.append({"role": "user", "content": plain_markdown(turn.question)})
        reply: Message = {"role": "assistant", "content": reply_text(turn, number, shelf, say)}
        if turn.next and number == len(turns) - 1:
            reply["options"] = [{"value": question} for question in turn.next]
        found.append(reply)
    return found


def reply_text(turn: Turn, number: int, shelf: Shelf, say: Words) -> str:
    """The reply of the turn with this number in the conversation."""
    if turn.failure is not None:
        return _framed("error", say, plain_markdown(turn.failure))
    if turn.answer is None:
        return f'<p class="tl-wait">{html(say("searching"))}</p>'
    return answer_text(turn.answer, number, shelf, selected=turn.selected)


def answer_text(answer: Answer, number: int, shelf: Shelf, *, selected: Sequence[str] = ()) -> str:
    """An answer as Markdown: its text, what to mind, its sources; in the answer's own language."""
    say = words(answer.language)
    cited: list[Cited] = [*answer.figures, *answer.passages]
    parts = [_linked(without_html(_without_notices(answer)), cited, number, shelf, say)]
    if answer.warnings:
        parts.append(_notices(answer, shelf, say))
    if selected:
        names = shelf.joined(selected, say)
        parts.append(f'<p class="tl-limited">{html(say("limited", names=names))}</p>')
    if cited:
        parts.append(_sources(cited, number, shelf, say))
    body = "\n\n".join(parts)
    return body if answer.status == "answered" else _framed(answer.status, say, body)


def first_spot(answer: Answer) -> Spot | None:
    """The place of the answer's first source that has one."""
    cited: tuple[Cited, ...] = (*answer.figures, *answer.passages)
    for item in cited:
        if (spot := spot_of(item)) is not None:
            return spot
    return None


def spot_of(item: Cited) -> Spot | None:
    """Where a figure or passage stands; a computed figure stands nowhere."""
    if item.source is None:
        return None
    return Spot.of(item.report, item.source, item.as_printed if isinstance(item, Figure) else "")


def place_text(source: Source, say: Words) -> str:
    """A source's page or lines in words; "" where it has neither."""
    if source.page is not None:
        return say("page", page=source.page)
    if source.line_start is None:
        return ""
    if source.line_end in (None, source.line_start):
        return say("line", start=source.line_start)
    return say("lines", start=source.line_start, end=source.line_end)


def _framed(status: str, say: Words, body: str) -> str:
    badge = f'<p class="tl-badge">{html(say(f"status_{status}"))}</p>'
    return f'<div class="tl-frame tl-{status}">\n{badge}\n\n{body}\n\n</div>'


def _without_notices(answer: Answer) -> str:
    """The text without its closing paragraph of warnings, which the chat shows apart."""
    if not answer.warnings:
        return answer.text
    paragraphs = answer.text.split("\n\n")
    kept = [p for p in paragraphs if not (_NOTICE.match(p) and answer.warnings[0].text in p)]
    return "\n\n".join(kept)


def _linked(markdown: str, cited: Sequence[Cited], number: int, shelf: Shelf, say: Words) -> str:
    def link(match: re.Match[str]) -> str:
        n = int(match[1])
        return _marker(cited[n - 1], n, number, shelf, say) if 1 <= n <= len(cited) else match[0]

    return _MARKER.sub(link, markdown)


def _marker(item: Cited, n: int, number: int, shelf: Shelf, say: Words) -> str:
    spot = spot_of(item)
    if spot is None:
        formula = item.formula if isinstance(item, Figure) else ""
        hint = f"{say('computed')}: {formula}"
        return f'<a class="tl-cite tl-calc" href="#{_anchor(number, n)}" title="{html(hint)}">[{n}]</a>'
    hint = f"{say('source_n', n=n)}: {_where(item, shelf, say)}"
    return f'<a class="tl-cite" href="{html(spot.link)}" title="{html(hint)}">[{n}]</a>'


def _anchor(number: int, n: int) -> str:
    return f"sumber-{number}-{n}"


def _where(item: Cited, shelf: Shelf, say: Words) -> str:
    source = item.source
    if source is None:
        return ""
    part = source.table or (item.heading if isinstance(item, Passage) else "")
    return " · ".join(piece for piece in (shelf.title(item.report), part, place_text(source, say)) if piece)


def _notices(answer: Answer, shelf: Shelf, say: Words) -> str:
    items = "\n".join(f"- {_notice(notice, shelf, say)}" for notice in answer.warnings)
    return f'<div class="tl-notices">\n<p class="tl-head">{html(say("warnings"))}</p>\n\n{items}\n\n</div>'


def _notice(notice: Notice, shelf: Shelf, say: Words) -> str:
    text = " ".join(without_html(notice.text).split())
    places = dict.fromkeys(_notice_link(source, shelf, say) for source in notice.sources[:_PLACES])
    links = ", ".join(link for link in places if link)
    return f"{text} {links}".rstrip()


def _notice_link(source: Source, shelf: Shelf, say: Words) -> str:
    report, text = shelf.files.get(source.file), place_text(source, say)
    if report is None or not text:
        return ""
    return f'<a class="tl-input" href="{html(Spot.of(report, source).link)}">{html(text)}</a>'


def _sources(cited: Sequence[Cited], number: int, shelf: Shelf, say: Words) -> str:
    items = [_source(item, n, number, shelf, say) for n, item in enumerate(cited, start=1)]
    # A single hidden source would cost a click and save no room.
    first = len(items) if len(items) <= _FIRST + 1 else _FIRST
    rest = ""
    if len(items) > first:
        more = html(say("sources_more", n=len(items) - first))
        rest = f"<details><summary>{more}</summary><ol>{''.join(items[first:])}</ol></details>"
    head = f'<p class="tl-head">{html(say("sources"))}</p>'
    return f'<section class="tl-sources">{head}<ol>{"".join(items[:first])}</ol>{rest}</section>'


def _source(item: Cited, n: int, number: int, shelf: Shelf, say: Words) -> str:
    if isinstance(item, Passage):
        kind, lead, text = "quoted", "", _cut(item.text)
    elif item.computed:
        kind, lead, text = "computed", _value(item, say), item.label
    else:
        kind, lead, text = "printed", item.as_printed, item.label
    value = f"<b>{html(lead)}</b> " if lead else ""
    badge = f'<span class="tl-kind tl-{kind}">{html(say(kind))}</span>'
    where = _computation(item, badge, say) if kind == "computed" else f"{badge} {html(_where(item, shelf, say))}"
    lines = f'<span class="tl-line">{value}{html(text)}</span><span class="tl-where">{where}</span>'
    body = f'<span class="tl-n">{n}</span><span class="tl-body">{lines}</span>'
    spot = spot_of(item)
    if spot is None:
        row = f'<div class="tl-source">{body}</div>'
    else:
        row = f'<a class="tl-source" href="{html(spot.link)}">{body}</a>'
    return f'<li id="{_anchor(number, n)}">{row}</li>'


def _computation(item: Cited, badge: str, say: Words) -> str:
    """The formula of a computed figure, and its inputs with links to their places."""
    if isinstance(item, Passage):
        return badge
    found = []
    for figure in item.inputs:
        year = "" if figure.period_year is None else f" ({figure.period_year})"
        text = f"{figure.as_printed or _value(figure, say)}{year}"
        spot = spot_of(figure)
        found.append(html(text) if spot is None else f'<a class="tl-input" href="{html(spot.link)}">{html(text)}</a>')
    formula = f'{badge} <span class="tl-formula">= {html(item.formula or "")}</span>'
    return f"{formula}<br>{html(say('inputs'))} {', '.join(found)}" if found else formula


def _value(figure: Figure, say: Words) -> str:
    if figure.value is None:
        return figure.as_printed
    return with_unit(figure.value, figure.unit, say.language)


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else text[:_EXCERPT].rsplit(" ", 1)[0] + " …"
