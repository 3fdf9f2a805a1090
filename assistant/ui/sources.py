"""The sources of an answer: markers that lead to them, the list below it, and computations taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer, Figure, Passage
from assistant.numerals import with_unit
from assistant.ui.safe import html_in_markdown as html
from assistant.ui.shelf import Shelf
from assistant.ui.spot import Spot
from assistant.ui.words import Words
from corpus.fact import Source

Cited = Figure | Passage

_MARKER = re.compile(r"(?<!\\)\[(\d{1,3})\]")
_FIRST = 3  # sources shown at once, the others behind a fold
_EXCERPT = 150


def cited_by(answer: Answer) -> list[Cited]:
    """What the markers of an answer stand for, in their order."""
    return [*answer.figures, *answer.passages]


def first_spot(answer: Answer) -> Spot | None:
    """The place of the answer's first source that has one."""
    return next((spot for item in cited_by(answer) if (spot := spot_of(item)) is not None), None)


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


def where(item: Cited, shelf: Shelf, say: Words) -> str:
    """Report, table or heading, and place of a figure or passage in one line of plain text."""
    source = item.source
    if source is None:
        return ""
    part = source.table or (item.heading if isinstance(item, Passage) else "")
    return " · ".join(piece for piece in (shelf.title(item.report), part, place_text(source, say)) if piece)


def linked(markdown: str, cited: Sequence[Cited], number: int, shelf: Shelf, say: Words) -> str:
    """Markdown with each marker [n] as a link to its place."""

    def link(match: re.Match[str]) -> str:
        n = int(match[1])
        return _marker(cited[n - 1], n, number, shelf, say) if 1 <= n <= len(cited) else match[0]

    return _MARKER.sub(link, markdown)


def value_text(figure: Figure, say: Words) -> str:
    """A figure's value with its unit, or what is printed where it has none."""
    return figure.as_printed if figure.value is None else with_unit(figure.value, figure.unit, say.language)


def _marker(item: Cited, n: int, number: int, shelf: Shelf, say: Words) -> str:
    spot = spot_of(item)
    if spot is None:
        formula = item.formula if isinstance(item, Figure) else ""
        hint = f"{say('computed')}: {formula}"
        return f'<a class="tl-cite tl-calc" href="#{anchor(number, n)}" title="{html(hint)}">[{n}]</a>'
    hint = f"{say('source_n', n=n)}: {where(item, shelf, say)}"
    return f'<a class="tl-cite" href="{html(spot.link)}" title="{html(hint)}">[{n}]</a>'


def anchor(number: int, n: int) -> str:
    """The id of the n-th source of a turn."""
    return f"sumber-{number}-{n}"


def listed(cited: Sequence[Cited], number: int, shelf: Shelf, say: Words) -> str:
    """What stands in reports first, the computations behind a fold of their own."""
    printed: list[str] = []
    computed: list[str] = []
    for n, item in enumerate(cited, start=1):
        pile = computed if isinstance(item, Figure) and item.computed else printed
        pile.append(_source(item, n, number, shelf, say))
    # A single hidden source would cost a click and save no room.
    first = len(printed) if len(printed) <= _FIRST + 1 else _FIRST
    parts = []
    if printed:
        parts.append(f'<p class="tl-head">{html(say("sources"))}</p><ol>{"".join(printed[:first])}</ol>')
    if len(printed) > first:
        parts.append(_fold(say("sources_more", n=len(printed) - first), printed[first:]))
    if computed:
        parts.append(_fold(say("computation", n=len(computed)), computed, "tl-steps"))
    return f'<section class="tl-sources">{"".join(parts)}</section>'


def _fold(summary: str, items: Sequence[str], kind: str = "tl-more") -> str:
    return f'<details class="{kind}"><summary>{html(summary)}</summary><ol>{"".join(items)}</ol></details>'


def _source(item: Cited, n: int, number: int, shelf: Shelf, say: Words) -> str:
    if isinstance(item, Passage):
        kind, lead, text = "quoted", "", _cut(item.text)
    elif item.computed:
        kind, lead, text = "computed", value_text(item, say), item.label
    else:
        kind, lead, text = "printed", item.as_printed, item.label
    value = f"<b>{html(lead)}</b> " if lead else ""
    badge = f'<span class="tl-kind tl-{kind}">{html(say(kind))}</span>'
    place = _computation(item, badge, say) if kind == "computed" else f"{badge} {html(where(item, shelf, say))}"
    lines = f'<span class="tl-line">{value}{html(text)}</span><span class="tl-where">{place}</span>'
    body = f'<span class="tl-n">{n}</span><span class="tl-body">{lines}</span>'
    spot = spot_of(item)
    if spot is None:
        row = f'<div class="tl-source">{body}</div>'
    else:
        row = f'<a class="tl-source" href="{html(spot.link)}">{body}</a>'
    return f'<li id="{anchor(number, n)}">{row}</li>'


def _computation(item: Cited, badge: str, say: Words) -> str:
    """The formula of a computed figure, and its inputs with links to their places."""
    if isinstance(item, Passage):
        return badge
    found = []
    for figure in item.inputs:
        year = "" if figure.period_year is None else f" ({figure.period_year})"
        text = f"{figure.as_printed or value_text(figure, say)}{year}"
        spot = spot_of(figure)
        found.append(html(text) if spot is None else f'<a class="tl-input" href="{html(spot.link)}">{html(text)}</a>')
    formula = f'{badge} <span class="tl-formula">= {html(item.formula or "")}</span>'
    return f"{formula}<br>{html(say('inputs'))} {', '.join(found)}" if found else formula


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else text[:_EXCERPT].rsplit(" ", 1)[0] + " …"
