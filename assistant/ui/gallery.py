"""Good examples for trainers, as HTML: the best of a part, why it is good, what it lacks, and the others."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checklist.spots import short
from assistant.examples.example import Candidate, Example, Judged
from assistant.examples.reply import STRONG, ranked
from assistant.ui.safe import html, visible
from assistant.ui.shelf import Shelf
from assistant.ui.sources import place_text
from assistant.ui.spot import Spot
from assistant.ui.words import Words

_QUOTES = 3
_BAR = " | "
_QUOTED = 900


def shown(found: Example | None, shelf: Shelf, say: Words) -> str:
    """The examples of a part, the best open, the others behind folds of their own; one sentence where there is none."""
    if found is None:
        return f'<p class="tl-note">{html(say("gallery_nothing"))}</p>'
    many = len(found.candidates)
    first = _card(found.best, shelf, say, rank=say("gallery_best", n=many) if many > 1 else say("gallery_only"))
    others = "".join(_folded(one, place, shelf, say) for place, one in enumerate(found.candidates[1:], start=2))
    rest = f"<h3>{html(say('gallery_others'))}</h3>{others}" if others else ""
    article = f'<p class="tl-note" lang="id">{html(found.part.article)}</p>'
    return f'<section class="tl-gallery">{article}{first}{rest}</section>'


def _folded(one: Candidate, place: int, shelf: Shelf, say: Words) -> str:
    name = html(f"{place}. {shelf.title(one.reading.report.identity.id)}")
    return (
        f'<details class="tl-other"><summary>{name} <span class="tl-soft">{html(_score(one, say))}</span></summary>'
        f"{_card(one, shelf, say)}</details>"
    )


def _score(one: Candidate, say: Words) -> str:
    return say("gallery_score", good=len(one.good), total=_total(one))


def _total(one: Candidate) -> int:
    return sum(judged.found.state != "not_applicable" for judged in one.judged)


def _card(one: Candidate, shelf: Shelf, say: Words, rank: str = "") -> str:
    report = one.reading.report.identity.id
    badge = f'<span class="tl-sev">{html(rank)}</span>' if rank else ""
    weak = f'<p class="tl-weak">{html(say("gallery_weak"))}</p>' if one.share < STRONG else ""
    meter = f'<progress max="{_total(one)}" value="{len(one.good)}" aria-label="{html(_score(one, say))}"></progress>'
    quotes = "".join(_quote(one, place, say) for place in range(min(_QUOTES, len(one.passages))))
    good = "".join(_good(report, judged, say) for judged in one.good)
    lacks = "".join(_lack(judged, say) for judged in one.lacking) or f"<li>{html(say('gallery_complete'))}</li>"
    return (
        f'<article class="tl-example"><p class="tl-fhead">{badge} <b>{html(shelf.title(report))}</b> '
        f"<span>{html(_score(one, say))}</span></p>{meter}{weak}{quotes}"
        f'<div class="tl-why">{_list(say("gallery_good"), good, "tl-good")}{_list(say("gallery_lacks"), lacks)}</div>'
        "</article>"
    )


def _list(title: str, items: str, kind: str = "") -> str:
    return f'<div><h4>{html(title)}</h4><ul class="{kind}">{items}</ul></div>'


def _quote(one: Candidate, place: int, say: Words) -> str:
    passage = ranked(one, "")[place]
    link = html(Spot.of(passage.report, passage.source).link)
    where = " · ".join(
        part
        for part in (passage.heading.split(" > ")[-1] or passage.source.table or "", place_text(passage.source, say))
        if part
    )
    return (
        f'<figure class="tl-quote"><blockquote>{"".join(_read(passage.text))}</blockquote>'
        f'<figcaption><a href="{link}">{html(where)}</a></figcaption></figure>'
    )


def _read(text: str) -> Iterator[str]:
    """A passage to read, cut at a length: its paragraphs, and its table rows (cells between bars) as a table."""
    room, rows = _QUOTED, 0
    for line in visible(text).splitlines():
        cells = [cell.strip() for cell in line.split(_BAR)]
        told = [short(cell, max(room, 1)) for cell in cells] if len(cells) > 1 else [short(line.strip(), max(room, 1))]
        if len(cells) > 1 and not rows:
            yield '<div class="tl-scroll" tabindex="0"><table class="tl-table"><tbody>'
        if len(cells) == 1 and rows:
            yield "</tbody></table></div>"
        rows = rows + 1 if len(cells) > 1 else 0
        if len(cells) > 1:
            yield f"<tr>{''.join(f'<td>{html(cell)}</td>' for cell in told)}</tr>"
        elif told[0]:
            yield f"<p>{html(told[0])}</p>"
        room -= len(line)
        if room <= 0:
            yield "" if rows else "<p>…</p>"
            break
    if rows:
        yield "</tbody></table></div>"


def _good(report: str, judged: Judged, say: Words) -> str:
    links = ", ".join(
        dict.fromkeys(
            f'<a href="{html(Spot.of(report, spot.source).link)}">{html(place_text(spot.source, say))}</a>'
            for spot in judged.found.spots[:2]
            if place_text(spot.source, say)
        )
    )
    return f"<li>{html(judged.criterion.said(say.language, met=True))} {links}</li>"


def _lack(judged: Judged, say: Words) -> str:
    partly = judged.found.state == "partly" and bool(judged.found.reason)
    # The reasons of probes are Indonesian alone.
    more = f" ({judged.found.reason if say.language == 'id' else say('in_part')})" if partly else ""
    return f"<li>{html(judged.criterion.said(say.language, met=False) + more)}</li>"
