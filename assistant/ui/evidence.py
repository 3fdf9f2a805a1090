"""The evidence panel: a report opened at a place, with its neighbouring lines and its table row."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence

from assistant.ui import pictures
from assistant.ui.desk import Desk
from assistant.ui.review import review_link
from assistant.ui.safe import html, visible
from assistant.ui.shelf import Shelf
from assistant.ui.spot import Opening, Spot
from assistant.ui.words import Words
from corpus.errors import TanyaError, UnknownReport
from corpus.report import Block, Report, Row, Table

_log = logging.getLogger(__name__)
_AROUND = 5  # lines before and after the place
_MOST = 60  # lines of the place itself
_ROWS = 2  # table rows before and after
_NAME = 8  # letters that make a cell the name of its row rather than a unit


def empty(say: Words) -> str:
    """What the panel shows before anything was opened."""
    title, text = html(say("evidence_empty_title")), html(say("evidence_empty"))
    return section(f"<h2>{title}</h2><p>{text}</p>", say, "tl-none tl-idle")


def opened(link: object, desk: Desk, say: Words) -> str:
    """The panel for a link of a citation; one calm sentence when it cannot be opened."""
    spot = Spot.parse(link)
    if spot is None:
        return note(say("evidence"), say("evidence_wrong"), say)
    return guarded(lambda: panel(spot, desk, say), say, link)


def guarded(show: Callable[[], str], say: Words, link: object = None) -> str:
    """What `show` gives, or one calm sentence on why the report cannot be shown."""
    try:
        return show()
    except UnknownReport:
        return note(say("evidence"), say("evidence_gone"), say)
    except TanyaError as error:
        return note(say("evidence"), str(error), say)
    except Exception:
        # Whatever it was, the answer beside it must still be shown.
        _log.exception("evidence not opened: %r", link)
        return note(say("evidence"), say("evidence_failed"), say)


def panel(spot: Spot, desk: Desk, say: Words) -> str:
    """The panel for a place in a report; raises UnknownReport for one that is not loaded."""
    report = desk.report(spot.report)
    start, end = spot.line_start, spot.line_end or spot.line_start
    picture = _picture(spot, desk, say)
    if start is not None and end is not None and start <= len(report.lines):
        block, table = _block_at(report, start), _table(report, spot, start, end, say)
        lines = _lines(report, spot, start, min(end, len(report.lines)), say, folded=bool(table or picture))
        body = picture + table + lines
    elif spot.page is not None:
        block, body = None, picture or f'<p class="tl-note">{html(say("evidence_page"))}</p>'
    else:
        return note(say("evidence"), say("evidence_gone"), say)
    name = Shelf.of(desk.reports()).title(spot.report)
    path = " › ".join(block.section) if block else ""
    heading = f'<h2>{html(name)}</h2><p class="tl-place">{html(_place(spot, say))}</p>'
    trail = f'<p class="tl-path">{html(path)}</p>' if path else ""
    whole = html(Opening(spot.report, line=start, page=spot.page).link)
    links = f'<a href="{whole}">{html(say("open_report"))}</a> · <a href="{html(review_link(spot.report))}">'
    more = f'<p class="tl-whole">{links}{html(say("review_this"))}</a></p>'
    return section(f"{_steps(say)}{heading}{trail}{body}{more}", say)


def _steps(say: Words) -> str:
    """Buttons to the sources before and after; the page's script fills in which of how many this is."""
    back, on = html(say("evidence_back")), html(say("evidence_next"))
    return (
        f'<div class="tl-steps-nav"><button type="button" class="tl-back" aria-label="{back}" title="{back}">‹</button>'
        '<span class="tl-count"></span>'
        f'<button type="button" class="tl-next" aria-label="{on}" title="{on}">›</button></div>'
    )


def _place(spot: Spot, say: Words) -> str:
    if spot.page is not None:
        return say("page", page=spot.page)
    if spot.line_end in (None, spot.line_start):
        return say("line", start=spot.line_start)
    return say("lines", start=spot.line_start, end=spot.line_end)


def note(title: str, text: str, say: Words) -> str:
    """The panel with one sentence."""
    return section(f"<h2>{html(title)}</h2><p>{html(text)}</p>", say, "tl-none")


def section(inner: str, say: Words, kind: str = "") -> str:
    """The panel around its content. The button shows only where the panel lies over the chat."""
    label = html(say("evidence_close"))
    close = f'<button type="button" class="tl-close" aria-label="{label}" title="{label}">×</button>'
    return f'<section class="tl-evidence {kind}" aria-label="{html(say("evidence"))}">{close}{inner}</section>'


def _block_at(report: Report, line: int) -> Block | None:
    for block in report.blocks:
        if (block.place.line_start or 0) <= line <= (block.place.line_end or 0):
            return block
    return None


# The page as printed


def _picture(spot: Spot, desk: Desk, say: Words) -> str:
    """What stands around the place as it is printed, below it the whole page; "" for files that have no pages."""
    if spot.page is None or not desk.pictured(spot.report):
        return ""
    near, whole = (html(pictures.address(spot, near=near)) for near in (True, False))
    label = html(say("page_picture", page=spot.page))
    full = f'<a href="{whole}" target="_blank" rel="noopener"><img src="{whole}" alt="{label}" loading="lazy"></a>'
    if not spot.box:
        return f'<div class="tl-picture">{full}</div>'
    # A fold that is shut does not fetch what is in it.
    return (
        f'<div class="tl-picture"><img src="{near}" alt="{html(say("place_picture", page=spot.page))}">'
        f"<details><summary>{html(say('page_whole'))}</summary>{full}</details></div>"
    )


# The table row


def _table(report: Report, spot: Spot, start: int, end: int, say: Words) -> str:
    """The row at the place with its neighbours under the table's header, its cell lit; "" outside of tables."""
    for table in report.tables:
        hit = [i for i, row in enumerate(table.rows) if _overlaps(row, start, end)]
        if hit and len(hit) <= _MOST:
            return _table_html(table, hit, spot, say)
    return ""


def _overlaps(row: Row, start: int, end: int) -> bool:
    place = row.place
    return place.line_start is not None and place.line_start <= end and start <= (place.line_end or place.line_start)


def _table_html(table: Table, hit: Sequence[int], spot: Spot, say: Words) -> str:
    width = max(len(table.columns), *(len(row.cells) for row in table.rows))
    lit = _lit_column(table, table.rows[hit[0]], spot) if len(hit) == 1 else None
    label = _label_column(table.rows[hit[0]], lit)
    heads = "".join(
        f'<th scope="col"{_style(i == lit, i == label)}>{html(" › ".join(p for p in path if p))}</th>'
        for i, path in enumerate([*table.columns, *[()] * (width - len(table.columns))])
    )
    around = 0 if lit is None else _ROWS  # a quoted row is a passage: it stands alone
    first, last = max(0, hit[0] - around), min(len(table.rows), hit[-1] + around + 1)
    body = "".join(_row_html(table.rows[i], i in hit, lit, label, width) for i in range(first, last))
    head = f"<thead><tr>{heads}</tr></thead>" if any(any(path) for path in table.columns) else ""
    caption = html(table.caption or say("untitled_table"))
    # The region scrolls sideways, so it must be reachable by keyboard.
    return (
        f'<p class="tl-caption">{caption}</p>'
        f'<div class="tl-scroll" tabindex="0" role="region" aria-label="{caption}">'
        f'<table class="tl-table">{head}<tbody>{body}</tbody></table></div>'
    )


def _row_html(row: Row, hit: bool, lit: int | None, label: int | None, width: int) -> str:
    cells = [*row.cells, *[""] * (width - len(row.cells))]
    inner = "".join(
        f"<td{_style(hit and i == lit, i == label)}>{'<mark>' if hit and i == lit else ''}{html(cell)}"
        f"{'</mark>' if hit and i == lit else ''}</td>"
        for i, cell in enumerate(cells)
    )
    return f"<tr{_style(hit)}>{inner}</tr>"


def _style(lit: bool, label: bool = False) -> str:
    names = [name for name, holds in (("tl-on", lit), ("tl-label", label)) if holds]
    return f' class="{" ".join(names)}"' if names else ""


def _label_column(row: Row, lit: int | None) -> int | None:
    """The column that names the row: the nearest words left of the lit cell. It stays in sight."""
    for i in range((lit or 0) - 1, -1, -1):
        if i < len(row.cells) and sum(char.isalpha() for char in row.cells[i]) >= _NAME:
            return i
    return None


def _lit_column(table: Table, row: Row, spot: Spot) -> int | None:
    """The column of the cell that prints the figure; by its header where several print the same."""
    if not spot.printed:
        return None
    wanted = _squashed(spot.printed)
    same = [i for i, cell in enumerate(row.cells) if _squashed(cell) == wanted]
    same = same or [i for i, cell in enumerate(row.cells) if wanted in _squashed(cell)]
    under = [i for i in same if i < len(table.columns) and table.columns[i] == spot.header]
    return next(iter(under or same), None)


def _squashed(text: str) -> str:
    return "".join(text.split())


# The lines around


def _lines(report: Report, spot: Spot, start: int, end: int, say: Words, *, folded: bool) -> str:
    shown_end = min(end, start + _MOST - 1)
    first, last = max(1, start - _AROUND), min(len(report.lines), shown_end + (_AROUND if shown_end == end else 0))
    items = "".join(_numbered(report, spot, range(first, last + 1), range(start, shown_end + 1)))
    cut = f'<p class="tl-note">{html(say("evidence_cut", n=end - shown_end))}</p>' if shown_end < end else ""
    lines = f'<ol class="tl-lines" start="{first}">{items}</ol>{cut}'
    title = html(say("evidence_lines"))
    if folded:
        return f"<details><summary>{title}</summary>{lines}</details>"
    return f"<h3>{title}</h3>{lines}"


def _numbered(report: Report, spot: Spot, shown: range, hit: range) -> Iterator[str]:
    for number in shown:
        text = visible(report.lines[number - 1])
        lit = number in hit
        inner = _marked(text, spot.printed if lit else "")
        yield f'<li{_style(lit)}><span class="tl-no">{number}</span><span class="tl-text">{inner}</span></li>'


def _marked(text: str, printed: str) -> str:
    """A line with the printed figure marked where it stands as a whole word, tabs shown as gaps between cells."""
    before, at, after = _split(text, printed)
    parts = [html(before), f"<mark>{html(at)}</mark>" if at else "", html(after)]
    return "".join(parts).replace("\t", '<span class="tl-tab"> | </span>')


def _split(text: str, printed: str) -> tuple[str, str, str]:
    start = text.find(printed) if printed else -1
    while start >= 0:
        end = start + len(printed)
        if not (text[start - 1 : start].isalnum() and start) and not text[end : end + 1].isalnum():
            return text[:start], printed, text[end:]
        start = text.find(printed, start + 1)
    return text, "", ""
