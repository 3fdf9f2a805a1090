"""A conversation as a document with its sources, in Markdown or Word, to file or to send."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assistant.answer import Answer, Figure
from assistant.render import escape, numbered
from assistant.ui.safe import visible, without_html
from assistant.ui.shelf import Shelf
from assistant.ui.sources import Cited, cited_by, value_text, where
from assistant.ui.turn import Turn
from assistant.ui.words import Words, words

_ROW = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^\|[\s:|-]+\|$")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ESCAPED = re.compile(r"\\([\\`*_\[\]|$~<>])")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the document: `kind` is title, question, text, quote, item, note, head or table.

    `text` is Markdown; a table has `rows` of Markdown cells instead, its header first.
    """

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def pieces(turns: Sequence[Turn], shelf: Shelf, say: Words, when: datetime) -> Iterator[Piece]:
    """The document of a conversation; turns without an answer say why."""
    yield Piece("title", say("export_title"))
    yield Piece("note", say("export_note", when=f"{when:%Y-%m-%d %H:%M}", reports=len(shelf.rows)))
    for turn in turns:
        yield Piece("question", escape(turn.question))
        if turn.answer is None:
            yield Piece("text", escape(turn.failure or ""))
            continue
        own = words(turn.answer.language)
        yield from _body(turn.answer)
        if turn.selected:
            yield Piece("note", escape(own("limited", names=shelf.joined(turn.selected, own))))
        cited = cited_by(turn.answer)
        if cited:
            yield Piece("head", own("sources"))
        for n, item in enumerate(cited, start=1):
            yield Piece("item", f"[{n}] {escape(source_line(item, shelf, own))}")


def source_line(item: Cited, shelf: Shelf, say: Words) -> str:
    """A source in one line of plain text."""
    if not isinstance(item, Figure):
        return f"{say('quoted')}: {where(item, shelf, say)} ({item.source.file})"
    if item.source is None:
        value = value_text(item, say)
        return f"{value} {item.label} ({say('computed')}): {item.formula or ''}"
    return f"{item.as_printed} {item.label} ({say('printed')}): {where(item, shelf, say)} ({item.source.file})"


def _body(answer: Answer) -> Iterator[Piece]:
    rows: list[tuple[str, ...]] = []
    for line in numbered(answer.text, len(answer.figures)).splitlines():
        text = line.strip()
        if text.startswith("|"):
            if not _RULE.match(text):
                rows.append(tuple(cell.strip() for cell in _ROW.split(text)[1:-1]))
            continue
        if rows:
            yield Piece("table", rows=tuple(rows))
            rows = []
        if text.startswith("> "):
            yield Piece("quote", text[2:])
        elif text.startswith("- "):
            yield Piece("item", text[2:])
        elif text:
            yield Piece("text", text)
    if rows:
        yield Piece("table", rows=tuple(rows))


_MARKS = {"title": "# ", "question": "## ", "quote": "> ", "item": "- "}


def markdown(document: Sequence[Piece]) -> str:
    """The document as Markdown."""
    lines: list[str] = []
    before = ""
    for piece in document:
        if not (piece.kind == before == "item"):
            lines.append("")
        before = piece.kind
        if piece.kind == "table":
            head, *body = piece.rows
            lines += [_row(head), "|" + "---|" * len(head), *map(_row, body)]
        elif piece.kind in ("note", "head"):
            lines.append(f"*{piece.text}*" if piece.kind == "note" else f"**{piece.text}**")
        else:
            lines.append(f"{_MARKS.get(piece.kind, '')}{piece.text}")
    return without_html(visible("\n".join(lines).strip())) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def word(document: Sequence[Piece]) -> bytes:
    """The document as a Word file (.docx)."""
    import docx

    file = docx.Document()
    styles = {"title": "Title", "question": "Heading 1", "quote": "Quote", "item": "List Bullet", "head": "Heading 2"}
    for piece in document:
        if piece.kind == "table":
            _table(file, piece.rows)
        else:
            _runs(file.add_paragraph(style=styles.get(piece.kind)), piece.text)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def _table(file: Any, rows: Sequence[Sequence[str]]) -> None:  # noqa: ANN401 - python-docx is untyped
    width = max(len(row) for row in rows)
    table = file.add_table(rows=0, cols=width, style="Table Grid")
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=False):
            _runs(cell.paragraphs[0], text)


def _runs(paragraph: Any, text: str) -> None:  # noqa: ANN401
    """Markdown's bold as bold, its escapes and entities taken back; nothing else of it is meant."""
    for place, part in enumerate(_BOLD.split(text)):
        plain = visible(html.unescape(_ESCAPED.sub(r"\1", part)))
        if plain:
            paragraph.add_run(plain).bold = bool(place % 2)
