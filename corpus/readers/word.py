"""Word reports (.docx): paragraphs and tables in the order of the document, merged cells by their spans."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import Damaged, EmptyFile
from corpus.readers import archive, laid, opening
from corpus.readers.laid import LaidLine
from corpus.readers.numbering import Numbering
from corpus.readers.unseen import Unseen
from corpus.report import Report

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HIDDEN = "memuat teks tersembunyi, tidak dipakai"
_LONGEST_TITLE = 130
_MOST_COLUMNS, _DEEPEST = 200, 8


def read(path: Path) -> Report:
    """Read a .docx file.

    Raises:
        MissingFile: it cannot be opened.
        TooLarge, EmptyFile, Damaged, Encrypted: as for `parse`.
    """
    return parse(opening.bytes_of(path, archive.MAX_BYTES, "kecilkan gambar di dalamnya"), path.name)


def parse(data: bytes, file: str) -> Report:
    """Make a Report of the bytes of a .docx file; `file` is its bare name.

    Raises:
        EmptyFile: no text at all.
        Damaged, Encrypted, TooLarge: what `archive.check` refuses, or XML that is none.
    """
    import docx
    from lxml import etree

    archive.check(data, file, "word/document.xml")
    try:
        document: Any = docx.Document(io.BytesIO(data))
        reader = _Reader(document)
        lines = list(reader.lines())
    except (etree.LxmlError, KeyError, ValueError, AttributeError, TypeError, RecursionError) as error:
        raise Damaged("isi dokumen rusak", where=file, remedy="buka dan simpan ulang dengan Word") from error
    if not any(line.text.strip() for line in lines):
        raise EmptyFile("tidak ada teks", where=file, remedy="pilih file laporan yang berisi teks")
    return laid.report(data, file, "docx", lines, (_HIDDEN,) if reader.hidden else ())


@dataclass(slots=True)
class _Text:
    """A paragraph's text, whether all of it is bold, and what hangs on it: text boxes and footnotes."""

    text: str
    bold: bool
    boxes: list[Any]
    notes: list[str]


class _Reader:
    """Walks through one document."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 - python-docx is untyped
        self.body = document.element.body
        self.numbering = Numbering.of(document)
        self.outline = _outline(document)
        self.footnotes = _footnotes(document)
        self.unseen = Unseen.of(document)
        self.hidden = False

    def lines(self) -> Iterator[LaidLine]:
        """The lines of the document."""
        yield from self._blocks(self.body, 0)

    def _blocks(self, parent: Any, depth: int) -> Iterator[LaidLine]:  # noqa: ANN401
        for element in parent if depth <= _DEEPEST else ():
            if element.tag == f"{_W}p":
                yield from self._paragraph(element, depth)
            elif element.tag == f"{_W}tbl":
                yield from self._table(element, depth)
            elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
                yield from self._blocks(element, depth + 1)

    def _paragraph(self, element: Any, depth: int) -> Iterator[LaidLine]:  # noqa: ANN401
        said = self._said(element)
        text = f"{self.numbering.next(element)}{said.text}".strip()
        if text:
            level = self._level(element)
            if level:
                text = f"{'#' * level} {text}"
            elif said.bold and len(text) <= _LONGEST_TITLE and "*" not in text and text[-1] not in ".;:,":
                text = f"**{text}**"
            yield LaidLine(text)
            yield LaidLine()
        for box in said.boxes:
            yield from self._blocks(box, depth + 1)
        for note in said.notes:
            yield LaidLine(note)
            yield LaidLine()

    def _level(self, element: Any) -> int:  # noqa: ANN401
        """The depth of a heading by its style or outline level, 0 for other paragraphs."""
        properties = element.find(f"{_W}pPr")
        if properties is None:
            return 0
        outline = properties.find(f"{_W}outlineLvl")
        if outline is not None and outline.get(f"{_W}val", "").isdigit():
            own = int(outline.get(f"{_W}val")) + 1
            return own if own <= 6 else 0
        style = properties.find(f"{_W}pStyle")
        return self.outline.get(style.get(f"{_W}val"), 0) if style is not None else 0

    def _said(self, element: Any) -> _Text:  # noqa: ANN401
        """What a paragraph says; text of boxes and deleted text is not part of it."""
        said = _Text("", bold=True, boxes=[], notes=[])
        parts: list[str] = []
        lettered = False
        stack = list(reversed(element))
        while stack:
            part = stack.pop()
            tag = part.tag
            if tag == f"{_W}txbxContent":
                said.boxes.append(part)
            elif tag in (_FALLBACK, f"{_W}del", f"{_W}pPr", f"{_W}rPr"):
                continue
            elif tag == f"{_W}r" and self.unseen(part):
                self.hidden = self.hidden or any((t.text or "").strip() for t in part.iter(f"{_W}t"))
            elif tag == f"{_W}t":
                parts.append(part.text or "")
                if (part.text or "").strip():
                    lettered = True
                    said.bold = said.bold and _is_bold(part.getparent())
            elif tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
                parts.append(" ")
            elif tag == f"{_W}noBreakHyphen":
                parts.append("-")
            elif tag == f"{_W}footnoteReference":
                note = self.footnotes.get(part.get(f"{_W}id"))
                said.notes += [note] if note else []
            else:
                stack += reversed(part)
        said.text = " ".join("".join(parts).split())
        said.bold = said.bold and lettered
        return said

    # Tables

    def _table(self, element: Any, depth: int) -> Iterator[LaidLine]:  # noqa: ANN401
        nested: list[Any] = []
        for row in _rows(element):
            cells = self._cells(row, nested)
            if any(cells):
                yield LaidLine("\t".join(cells) if len(cells) > 1 else cells[0])
        yield LaidLine()
        for inner in nested:
            yield from self._blocks([inner], depth + 1)

    def _cells(self, row: Any, nested: list[Any]) -> list[str]:  # noqa: ANN401
        """The cells of a row by grid column: a merged cell's text stands in its first place."""
        cells = [""] * _number(row, f"{_W}trPr/{_W}gridBefore")
        for cell in _children(row, f"{_W}tc"):
            merged = cell.find(f"{_W}tcPr/{_W}vMerge")
            goes_on = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
            cells.append("" if goes_on else self._cell(cell, nested))
            cells += [""] * (max(1, _number(cell, f"{_W}tcPr/{_W}gridSpan")) - 1)
            if len(cells) > _MOST_COLUMNS:
                break
        return cells[:_MOST_COLUMNS]

    def _cell(self, cell: Any, nested: list[Any]) -> str:  # noqa: ANN401
        texts = []
        for part in _flat(cell):
            if part.tag == f"{_W}p":
                said = self._said(part)
                texts.append(f"{self.numbering.next(part)}{said.text}")
                texts += [self._said(inner).text for box in said.boxes for inner in box.iter(f"{_W}p")]
            else:
                nested.append(part)
        return " ".join(text for text in texts if text)


def _flat(parent: Any) -> Iterator[Any]:  # noqa: ANN401
    """The paragraphs and tables of a cell, those inside content controls too."""
    for part in parent:
        if part.tag in (f"{_W}p", f"{_W}tbl"):
            yield part
        elif part.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _flat(part)


def _children(parent: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401
    """Children of a kind, those inside content controls too."""
    for part in parent:
        if part.tag == tag:
            yield part
        elif part.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _children(part, tag)


def _rows(table: Any) -> Iterator[Any]:  # noqa: ANN401
    yield from _children(table, f"{_W}tr")


def _number(element: Any, path: str) -> int:  # noqa: ANN401
    found = element.find(path)
    text = "" if found is None else found.get(f"{_W}val", "")
    return min(int(text), _MOST_COLUMNS) if text.isdigit() else 0


def _is_bold(run: Any) -> bool:  # noqa: ANN401
    bold = run.find(f"{_W}rPr/{_W}b") if run is not None else None
    return bold is not None and bold.get(f"{_W}val", "1") not in ("0", "false", "off")


def _outline(document: Any) -> dict[str, int]:  # noqa: ANN401
    """The heading depth of each style that is one, by its own outline level or that of the style it is based on."""
    own: dict[str, int] = {}
    based: dict[str, str] = {}
    for style in document.styles.element.findall(f"{_W}style"):
        name = style.get(f"{_W}styleId", "")
        level = style.find(f"{_W}pPr/{_W}outlineLvl")
        parent = style.find(f"{_W}basedOn")
        if level is not None and level.get(f"{_W}val", "").isdigit():
            own[name] = int(level.get(f"{_W}val")) + 1
        elif parent is not None:
            based[name] = parent.get(f"{_W}val", "")
    for name in based:
        at, steps = name, 0
        while at in based and at not in own and steps < 20:
            at, steps = based[at], steps + 1
        if at in own:
            own[name] = own[at]
    return {name: level for name, level in own.items() if level <= 6}


def _footnotes(document: Any) -> dict[str, str]:  # noqa: ANN401
    """The text of each footnote by its id."""
    from lxml import etree

    for relation in document.part.rels.values():
        if relation.reltype.endswith("/footnotes") and not relation.is_external:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(relation.target_part.blob, parser)
            return {
                note.get(f"{_W}id", ""): " ".join("".join(t.text or "" for t in note.iter(f"{_W}t")).split())
                for note in root.findall(f"{_W}footnote")
            }
    return {}
