"""HTML reports: headings, paragraphs, lists and tables in the order of the page, merged cells by their spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus.errors import Damaged, EmptyFile
from corpus.readers import laid, opening, text
from corpus.readers.laid import LaidLine
from corpus.report import Report

MAX_COLUMNS, MAX_ROWS = 200, 20_000
_DEEPEST = 200
_LEFT_OUT = frozenset({"script", "style", "head", "template", "noscript", "svg", "nav", "iframe", "object"})
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i"}
    | {"img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup"}
    | {"time", "tt", "u", "var", "wbr"}
)
_HEADING = re.compile(r"h([1-6])$")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{3,40})", re.IGNORECASE)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?!\.?\d)", re.IGNORECASE)
_BOLD = frozenset({"b", "strong"})
_LONGEST_TITLE = 130
_HIDDEN = "memuat teks tersembunyi, tidak dipakai"


def read(path: Path) -> Report:
    """Read a .html file.

    Raises:
        MissingFile, TooLarge: it cannot be opened, or is larger than a text report may be.
        EmptyFile, NotText, Damaged: as for `parse`.
    """
    return parse(opening.bytes_of(path, text.MAX_BYTES, "pecah file atau pastikan ini satu laporan"), path.name)


def parse(data: bytes, file: str) -> Report:
    """Make a Report of the bytes of an HTML file; `file` is its bare name. Its lines are those laid out here.

    Raises:
        EmptyFile: no text that a reader would see.
        NotText: binary data.
        Damaged: no HTML.
    """
    written = _DECLARED.sub("", _decoded(data, file))
    if "<" not in written:
        raise Damaged("bukan HTML (isinya lain dari akhirannya)", where=file, remedy="periksa jenis file")
    walk = _Walk()
    lines = list(walk.lines(_root(written, file)))
    if not any(line.text.strip() for line in lines):
        raise EmptyFile("tidak ada teks", where=file, remedy="pilih file laporan yang berisi teks")
    return laid.report(data, file, "html", lines, (_HIDDEN,) if walk.hidden else ())


def rows_of(fragment: str) -> list[tuple[int, list[str]]]:
    """The rows of the first table in a piece of HTML: the line of the piece on which each begins (from 1), its cells.

    A piece without a table has none.
    """
    root = _root(fragment, "")
    table = next(root.iter("table"), None)
    if table is None:
        return []
    lines = [row.sourceline or 1 for row in _rows(table)]
    return list(zip(lines, _grid(table), strict=True))


def _decoded(data: bytes, file: str) -> str:
    """The text, by the encoding that the page declares where it is one, else as for a text file."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (UnicodeDecodeError, LookupError):
            pass
    return text.decode(data, file)[0]


def _root(written: str, file: str) -> Any:  # noqa: ANN401 - lxml is untyped
    from lxml import etree, html

    try:
        parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
        return html.document_fromstring(written, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Damaged("HTML rusak", where=file, remedy="simpan ulang halaman itu") from error


class _Walk:
    """One pass through a page; `hidden` tells whether text was met that no reader sees."""

    def __init__(self) -> None:
        self.hidden = False

    def lines(self, element: Any, depth: int = 0, mark: str = "") -> Iterator[LaidLine]:  # noqa: ANN401
        """The lines of an element; `mark` is the sign or number of the list item it is."""
        words: list[str] = [element.text or ""]
        bold = [child for child in element if child.tag in _BOLD]
        for child in element if depth < _DEEPEST else ():
            if not self._is_seen(child):
                pass
            elif child.tag in _INLINE and not _has_blocks(child):
                words.append(" " if child.tag == "br" else _text(child))
            else:
                yield from _paragraph(words, mark, bold, element)
                words, mark = [], ""
                yield from self._block(child, depth + 1)
            words.append(child.tail or "")
        yield from _paragraph(words, mark, bold, element)

    def _block(self, element: Any, depth: int) -> Iterator[LaidLine]:  # noqa: ANN401
        heading = _HEADING.match(str(element.tag))
        if heading:
            said = _text(element)
            yield from (LaidLine(f"{'#' * int(heading[1])} {said}"), LaidLine()) if said else ()
        elif element.tag == "table" and next(element.iterdescendants("table"), None) is None:
            yield from self._table(element)
        elif element.tag in ("ul", "ol"):
            for number, item in enumerate((one for one in element if one.tag == "li"), 1):
                if self._is_seen(item):
                    yield from self.lines(item, depth, f"{number}. " if element.tag == "ol" else "- ")
        else:
            yield from self.lines(element, depth)

    def _table(self, table: Any) -> Iterator[LaidLine]:  # noqa: ANN401
        caption = next((_text(one) for one in table if one.tag == "caption"), "")
        if caption:
            yield from (LaidLine(caption), LaidLine())
        grid = [row for row in _grid(table) if any(row)]
        yield from (LaidLine("\t".join(row) if len(row) > 1 else row[0]) for row in grid)
        yield LaidLine()

    def _is_seen(self, element: Any) -> bool:  # noqa: ANN401
        if not isinstance(element.tag, str) or element.tag in _LEFT_OUT:
            return False
        unseen = element.get("hidden") is not None or _UNSEEN.search(element.get("style", ""))
        if unseen and _text(element):
            self.hidden = True
        return not unseen


def _paragraph(words: Sequence[str], mark: str, bold: Sequence[Any], element: Any) -> Iterator[LaidLine]:  # noqa: ANN401
    """A paragraph, marked as bold where all of it is, so that it may be a heading."""
    said = " ".join("".join(words).split())
    if not said:
        return
    heavy = " ".join(" ".join(_text(one) for one in bold).split()) == said and not mark and element.tag != "body"
    if heavy and len(said) <= _LONGEST_TITLE and "*" not in said and said[-1] not in ".;:,":
        said = f"**{said}**"
    yield from (LaidLine(f"{mark}{said}"), LaidLine())


def _has_blocks(element: Any) -> bool:  # noqa: ANN401
    return any(isinstance(one.tag, str) and one.tag not in _INLINE for one in element.iterdescendants())


def _text(element: Any) -> str:  # noqa: ANN401
    """What an element says on one line, scripts and hidden parts left out."""
    parts: list[str] = []
    stack: list[Any] = [element]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            parts.append(one)
        elif one is element or (
            isinstance(one.tag, str) and one.tag not in _LEFT_OUT and not _UNSEEN.search(one.get("style", ""))
        ):
            inner: list[Any] = [one.text or ""]
            for child in one:
                inner += [child, child.tail or ""]
            blank = one.tag not in _INLINE or one.tag == "br"
            stack += reversed([*inner, " "] if blank else inner)
    return " ".join("".join(parts).split())


def _rows(table: Any) -> list[Any]:  # noqa: ANN401
    """The rows of a table, those of its head first and of its foot last."""
    order = {"thead": 0, "tfoot": 2}
    held = [(order.get(part.tag, 1), row) for part in table for row in ([part] if part.tag == "tr" else part)]
    return [row for _, row in sorted(held, key=lambda one: one[0]) if row.tag == "tr"][:MAX_ROWS]


def _grid(table: Any) -> list[list[str]]:  # noqa: ANN401
    """The cells of each row by column: the text of a merged cell stands in its first place."""
    covered: dict[int, int] = {}
    grid = []
    for row in _rows(table):
        cells: list[str] = []
        below = {column: left - 1 for column, left in covered.items() if left > 1}
        for cell in (one for one in row if one.tag in ("td", "th")):
            while len(cells) in covered and len(cells) < MAX_COLUMNS:
                cells.append("")
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            below.update({len(cells) + at: high - 1 for at in range(wide) if high > 1})
            cells += [_text(cell), *[""] * (wide - 1)]
            if len(cells) >= MAX_COLUMNS:
                break
        cells += [""] * (max([*covered, -1]) + 1 - len(cells))
        grid.append(cells[:MAX_COLUMNS])
        covered = below
    return grid


def _span(cell: Any, name: str) -> int:  # noqa: ANN401
    written = (cell.get(name) or "1").strip()
    return max(1, min(int(written), MAX_COLUMNS)) if written.isascii() and written.isdigit() else 1
