"""The reports of the library as a table, what became of added files, and the data sheet of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from assistant.service import AddResult
from assistant.ui.desk import Desk
from assistant.ui.evidence import section
from assistant.ui.review import review_link
from assistant.ui.safe import html
from assistant.ui.shelf import Shelf
from assistant.ui.spot import Opening, Spot
from assistant.ui.words import Words
from corpus.fact import Fact
from corpus.rows import ReportRow
from corpus.sheet import Sheet, TableSheet

SHEET, REMOVE, CHOOSE = "#lembar?", "#hapus?", "#pilih?"
_LINKS = {"ask": CHOOSE, "sheet": SHEET, "remove": REMOVE}
_COUNTS = ("figures", "texts", "doubts", "findings")
_NO_DOUBT = frozenset({"narrative", "example", "reckoned"})
"""Flags that say where a figure stands, not that its reading is doubtful."""


def doubts(facts: Iterable[Fact]) -> Counter[str]:
    """How many figures of each report were read with a doubt."""
    return Counter(fact.report for fact in facts if set(fact.flags) - _NO_DOUBT)


def action(name: str, report: str) -> str:
    """The address within the page of something to do with a report: ask, sheet or remove."""
    return _LINKS[name] + urlencode({"r": report})


def report_of(link: object) -> str:
    """The report that such an address names; "" where it names none."""
    if not isinstance(link, str) or "?" not in link:
        return ""
    return dict(parse_qsl(link.partition("?")[2])).get("r", "")


def table(shelf: Shelf, desk: Desk, say: Words) -> str:
    """The reports, one row each, with what can be done; one sentence when there are none."""
    if not shelf.rows:
        title, text = shelf.without_reports(say)
        return f'<section class="tl-reports tl-none"><h2>{html(title)}</h2><p>{html(text)}</p></section>'
    doubtful = doubts(desk.facts())
    columns = ("office", "year", "size", *_COUNTS, "actions")
    heads = "".join(f'<th scope="col"{_number(name)}>{html(say(f"col_{name}"))}</th>' for name in columns)
    rows = "".join(_row(row, desk, doubtful[row.id], say) for row in shelf.rows)
    title = html(say("reports_count", n=len(shelf.rows)))
    return (
        f'<section class="tl-reports"><h2>{title}</h2>'
        f'<div class="tl-scroll" tabindex="0" role="region" aria-label="{title}">'
        f'<table class="tl-list"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></section>'
    )


def _number(name: str) -> str:
    return ' class="tl-num"' if name in ("size", *_COUNTS) else ""


def _row(row: ReportRow, desk: Desk, doubtful: int, say: Words) -> str:
    year = str(row.year) if row.year is not None else say("no_year")
    pages, found = desk.pages(row), desk.found(row)
    size = say("n_lines", n=say.number(row.lines)) if pages is None else say("n_pages", n=say.number(pages))
    counts = (row.facts, desk.passages(row), doubtful)
    numbers = "".join(
        f'<td class="tl-num" data-label="{html(say(f"col_{name}"))}">{text}</td>'
        for name, text in zip(
            ("size", *_COUNTS),
            (html(size), *(html(say.number(count)) for count in counts), _findings(row.id, found, say)),
            strict=True,
        )
    )
    region = f'<span class="tl-soft">{html(row.region)}</span>' if row.region else ""
    addresses = {"ask": action("ask", row.id), "open": Opening(row.id).link, "sheet": action("sheet", row.id)}
    if desk.editable:
        addresses["remove"] = action("remove", row.id)
    links = "".join(
        f'<a class="tl-do-{name}" role="button" href="{html(address)}">{html(say(f"lib_{name}"))}</a>'
        for name, address in addresses.items()
    )
    return (
        f'<tr><th scope="row"><b>{html(row.organisation or row.file)}</b>{region}'
        f'<span class="tl-soft">{html(row.file)}</span></th>'
        f'<td data-label="{html(say("col_year"))}">{html(year)}</td>'
        f'{numbers}<td class="tl-do">{links}</td></tr>'
    )


def _findings(report: str, found: int | None, say: Words) -> str:
    """How many findings, leading to them; an invitation where the report was not reviewed yet."""
    text = say("not_reviewed") if found is None else say.number(found)
    return f'<a href="{html(review_link(report))}" title="{html(say("lib_review"))}">{html(text)}</a>'


def added(results: Sequence[AddResult], waiting: Sequence[Sequence[str]], say: Words, *, done: int = 0) -> str:
    """What became of the reports so far, and the files of those that still wait; the first of them is being read."""
    items = [_result(result, say) for result in results]
    for place, paths in enumerate(waiting):
        key = "file_reading" if place == 0 else "file_waiting"
        items.append(f'<li class="tl-{key}"><b>{html(_names(paths))}</b> <span>{html(say(key))}</span></li>')
    total = len(results) + len(waiting)
    head = say("adding", n=len(results), total=total) if waiting else say("added", n=done, total=total)
    bar = f'<progress max="{total}" value="{len(results)}" aria-label="{html(head)}"></progress>' if waiting else ""
    return f'<div class="tl-added" role="status"><p><b>{html(head)}</b></p>{bar}<ul>{"".join(items)}</ul></div>'


def _names(paths: Sequence[str]) -> str:
    """The files of one report: the name of the one, or of the first and the last."""
    return " – ".join(dict.fromkeys((Path(paths[0]).name, Path(paths[-1]).name)))


def _result(result: AddResult, say: Words) -> str:
    name = Path(result.path).name
    if result.error is not None:
        # The upload lies in a folder of ours, whose name means nothing to the reader.
        text = result.error.replace(f"{Path(result.path).parent}/", "").removeprefix(f"{name}: ")
        return f'<li class="tl-failed"><b>{html(name)}</b> <span>{html(say("file_failed"))}: {html(text)}</span></li>'
    read = result.facts or result.status == "unchanged"
    text = say(f"file_{result.status}" if read else "file_empty", n=say.number(result.facts))
    link = f'<a href="{html(action("sheet", result.report or ""))}">{html(say("lib_sheet"))}</a>'
    kind = "tl-ok" if read else "tl-failed"
    notes = "".join(f'<span class="tl-soft">{html(note)}</span>' for note in result.notes)
    return f'<li class="{kind}"><b>{html(name)}</b> <span>{html(text)}</span> {link}{notes}</li>'


# The data sheet


def sheet(report: str, desk: Desk, say: Words) -> str:
    """The panel with the data sheet of a report; raises UnknownReport."""
    data = desk.sheet(report)
    name = html(Shelf.of(desk.reports()).title(report))
    summary = say(
        "sheet_summary",
        facts=say.number(data.facts),
        narrative=say.number(data.narrative_facts),
        tables=len(data.tables),
        unread=len(data.unread),
        lines=say.number(data.lines),
    )
    tables = "".join(_table(table, report, say) for table in data.tables)
    head = f'<h2>{html(say("sheet_title"))}: {name}</h2><p class="tl-place">{html(data.file)}</p>'
    return section(
        f'{head}<p>{html(summary)}</p><p class="tl-whole"><a href="{html(Opening(report).link)}">'
        f'{html(say("open_report"))}</a></p><h3>{html(say("sheet_tables"))}</h3><ul class="tl-sheet">{tables}</ul>'
        f"{_scales(data, report, say)}",
        say,
    )


def _table(table: TableSheet, report: str, say: Words) -> str:
    place = table.place
    link = html(Spot(report, place.line_start, place.line_end, place.page).link)
    caption = html(table.caption or say("untitled_table"))
    where = say("page", page=place.page) if place.page else say("lines", start=place.line_start, end=place.line_end)
    told = [where, say("sheet_rows", n=table.rows), say("facts", n=say.number(table.facts))]
    if table.doubts:
        told.append(say("sheet_doubts", n=sum(n for flag, n in table.doubts if flag not in _NO_DOUBT)))
    reason = f'<span class="tl-soft">{html(table.reason)}</span>' if table.reason else ""
    return f'<li><a href="{link}">{caption}</a><span class="tl-soft">{html(" · ".join(told))}</span>{reason}</li>'


def _scales(data: Sheet, report: str, say: Words) -> str:
    if not data.scales:
        return ""
    items = "".join(
        f'<li><a href="{html(Spot(report, s.place.line_start, s.place.line_end, s.place.page).link)}">'
        f'{html(s.caption or say("untitled_table"))}</a><span class="tl-soft">'
        f"{html('; '.join(f'{band.label}: {band.as_printed}' for band in s.bands))}</span></li>"
        for s in data.scales
    )
    return f'<h3>{html(say("sheet_scales"))}</h3><ul class="tl-sheet">{items}</ul>'
