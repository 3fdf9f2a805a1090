"""An independent reading of the tables of a Word file, straight from its XML, to hold the reader against."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def tables(path: Path) -> list[list[list[str]]]:
    """The rows of each table of the body by grid column; the text of merged cells stands in their first place only."""
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    inner = {id(found) for cell in root.iter(f"{W}tc") for found in cell.iter(f"{W}tbl")}
    return [_grid(table) for table in root.iter(f"{W}tbl") if id(table) not in inner]


def _grid(table: ElementTree.Element) -> list[list[str]]:
    grid = []
    for row in table.findall(f"{W}tr"):
        before = row.find(f"{W}trPr/{W}gridBefore")
        cells = [""] * int(before.get(f"{W}val", "0") if before is not None else 0)
        for cell in row.findall(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            hidden = merge is not None and merge.get(f"{W}val") != "restart"
            cells.append("" if hidden else _text(cell))
            cells += [""] * (int(span.get(f"{W}val", "1") if span is not None else 1) - 1)
        grid.append(cells)
    return grid


def _text(cell: ElementTree.Element) -> str:
    paragraphs = []
    for paragraph in cell.findall(f"{W}p"):
        parts = []
        for node in paragraph.iter():
            if node.tag == f"{W}t":
                parts.append(node.text or "")
            elif node.tag in (f"{W}tab", f"{W}br") and node.get(f"{W}pos") is None:
                parts.append(" ")
        paragraphs.append("".join(parts))
    return " ".join(" ".join(paragraphs).split())
