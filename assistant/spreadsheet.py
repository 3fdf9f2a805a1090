"""A list as a sheet of a workbook: widths, wrapped cells, a head that stays in sight."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def lay_out(sheet: Any, widths: Iterable[int]) -> None:  # noqa: ANN401 - openpyxl, imported late
    """Lay out a filled sheet whose first row is its head; `widths` of its columns in letters."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if cell.row == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
