"""The checklist as a spreadsheet: one row an item, the reviewer's column empty."""

from __future__ import annotations

from io import BytesIO

from assistant.checklist.finding import STATES, where
from assistant.checklist.form import clean
from assistant.checklist.judge import Checklist, Verdict
from assistant.spreadsheet import lay_out
from corpus.visible import cell as harmless

HEADERS = ("Kelompok", "Bagian", "No", "Pernyataan", "Dasar", "Usul program", "Alasan", "Tempat", "Check list")
_WIDTHS = (26, 26, 10, 60, 36, 18, 50, 40, 16)


def content(checklist: Checklist) -> bytes:
    """The bytes of the spreadsheet (.xlsx); text of the report starts no formula."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "kelengkapan"
    sheet.append(HEADERS)
    for group in checklist.groups:
        for verdict in checklist.of(group.name):
            sheet.append([harmless(clean(text)) for text in (group.title, *_cells(verdict), "")])
    lay_out(sheet, _WIDTHS)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _cells(verdict: Verdict) -> tuple[str, ...]:
    item, found = verdict.item, verdict.found
    places = "; ".join(dict.fromkeys(where(spot.source) for spot in found.spots))
    return item.heading, item.number, item.text, item.article, STATES[found.state], found.reason, places
