"""A whole report to read: its outline, and one section at a time with its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.ui.desk import Desk
from assistant.ui.evidence import section as framed
from assistant.ui.safe import html, visible
from assistant.ui.shelf import Shelf
from assistant.ui.spot import Opening, Spot
from assistant.ui.words import Words
from corpus.report import Block, Report, Table

_ROWS = 150  # rows of one table
_BLOCKS = 400  # blocks of one section


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its heading (None before the first) and the blocks up to the next heading."""

    heading: Block | None
    blocks: tuple[Block, ...]


def parts(report: Report) -> list[Part]:
    """The sections of a report in reading order; never empty."""
    found: list[Part] = []
    heading: Block | None = None
    blocks: list[Block] = []
    for block in report.blocks:
        if block.kind == "heading":
            if heading is not None or blocks:
                found.append(Part(heading, tuple(blocks)))
            heading, blocks = block, []
        else:
            blocks.append(block)
    return [*found, Part(heading, tuple(blocks))]


def opened(opening: Opening, desk: Desk, say: Words) -> str:
    """The panel with a section of a report; raises UnknownReport."""
    report = desk.report(opening.report)
    found = parts(report)
    index = min(_index(opening, found), len(found) - 1)
    name = html(Shelf.of(desk.reports()).title(opening.report))
    outline = _outline(opening.report, found, index, say)
    body = "".join(_blocks(found[index], opening, report, say))
    title = html(_title(found[index], say))
    steps = _steps(opening.report, index, found, say)
    return framed(
        f'<h2>{name}</h2><p class="tl-place">{html(report.file)}</p>{outline}{steps}'
        f'<article class="tl-read"><h3>{title}</h3>{body}</article>{steps}',
        say,
    )


def _index(opening: Opening, found: Sequence[Part]) -> int:
    if opening.section is not None:
        return opening.section
    best = 0
    for index, part in enumerate(found):
        first = part.heading or (part.blocks[0] if part.blocks else None)
        if first is None:
            continue
        place = first.place
        starts = place.line_start if opening.line is not None else place.page
        wanted = opening.line if opening.line is not None else opening.page
        if starts is not None and wanted is not None and starts <= wanted:
            best = index
    return best


def _title(part: Part, say: Words) -> str:
    return " ".join(part.heading.text.split()) if part.heading else say("report_front")


def _outline(report_id: str, found: Sequence[Part], current: int, say: Words) -> str:
    items = "".join(
        f'<li class="tl-level-{min(part.heading.level, 4) if part.heading else 1}{" tl-on" if i == current else ""}">'
        f'<a href="{html(Opening(report_id, i).link)}">{html(_title(part, say))}</a></li>'
        for i, part in enumerate(found)
    )
    head = html(say("outline", n=len(found)))
    return f'<details class="tl-outline"><summary>{head}</summary><ol>{items}</ol></details>'


def _steps(report_id: str, index: int, found: Sequence[Part], say: Words) -> str:
    back = _step(report_id, index - 1, say("section_back")) if index else ""
    on = _step(report_id, index + 1, say("section_next")) if index + 1 < len(found) else ""
    return f'<p class="tl-sections">{back}{on}</p>'


def _step(report_id: str, index: int, label: str) -> str:
    return f'<a href="{html(Opening(report_id, index).link)}">{html(label)}</a>'


def _blocks(part: Part, opening: Opening, report: Report, say: Words) -> Iterator[str]:
    listing = False
    for block in part.blocks[:_BLOCKS]:
        if (block.kind == "list_item") != listing:
            listing = not listing
            yield "<ul>" if listing else "</ul>"
        yield _block(block, opening, report, say)
    if listing:
        yield "</ul>"
    if len(part.blocks) > _BLOCKS:
        yield f'<p class="tl-note">{html(say("section_cut", n=len(part.blocks) - _BLOCKS))}</p>'


def _block(block: Block, opening: Opening, report: Report, say: Words) -> str:
    place = block.place
    hit = opening.line is not None and (place.line_start or 0) <= opening.line <= (place.line_end or 0)
    mark = ' class="tl-on"' if hit else ""
    if block.table is not None:
        return _table(block.table, opening, say)
    text = html(visible(block.text))
    return f"<li{mark}>{text}</li>" if block.kind == "list_item" else f"<p{mark}>{text}</p>"


def _table(table: Table, opening: Opening, say: Words) -> str:
    width = max([len(table.columns), *(len(row.cells) for row in table.rows)])
    heads = "".join(
        f'<th scope="col">{html(" › ".join(p for p in path if p))}</th>'
        for path in [*table.columns, *[()] * (width - len(table.columns))]
    )
    head = f"<thead><tr>{heads}</tr></thead>" if any(any(path) for path in table.columns) else ""
    rows = "".join(
        f"<tr{_hit(row.place.line_start, row.place.line_end, opening)}>"
        + "".join(f"<td>{html(cell)}</td>" for cell in [*row.cells, *[""] * (width - len(row.cells))])
        + "</tr>"
        for row in table.rows[:_ROWS]
    )
    caption = html(table.caption or say("untitled_table"))
    link = html(Spot(opening.report, table.place.line_start, table.place.line_end, table.place.page).link)
    cut = len(table.rows) - _ROWS
    note = f'<p class="tl-note">{html(say("rows_cut", n=cut))}</p>' if cut > 0 else ""
    return (
        f'<p class="tl-caption"><a href="{link}">{caption}</a></p>'
        f'<div class="tl-scroll" tabindex="0" role="region" aria-label="{caption}">'
        f'<table class="tl-table">{head}<tbody>{rows}</tbody></table></div>{note}'
    )


def _hit(start: int | None, end: int | None, opening: Opening) -> str:
    hit = opening.line is not None and start is not None and start <= opening.line <= (end or start)
    return ' class="tl-on"' if hit else ""
