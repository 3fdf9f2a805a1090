"""How tables, amounts and scores of a generated report are printed."""

from __future__ import annotations

from decimal import Decimal

from tests.assistant.audit.book import Book
from tests.corpus.printing import number

CAPTIONS = ("{}", "**{}**", "{number}\n{title}", "**{number}**  \n**{title}**")


def money(book: Book, *key: object) -> str:
    """An amount in the report's way of writing them, or as a fault wants it printed."""
    changed = book.words.get(("cetak", *key))  # type: ignore[call-overload]
    if changed is not None:
        return str(changed)
    value = book.of(*key)
    text = number(value, comma=True, money=True, dot=book.style.money_dot) + book.ends
    return f"{book.front}{text}" if value >= 0 else text


def score(book: Book, *key: object) -> str:
    return shown(book, book.of(*key))


def percent(book: Book, *key: object) -> str:
    return shown(book, book.of(*key), percent=True)


def shown(book: Book, value: Decimal, *, percent: bool = False) -> str:
    text = number(value, comma=book.style.comma)
    return f"{text}%" if percent and book.style.percent else text


def table(
    book: Book, caption: str, header: list[str] | list[list[str]], rows: list[list[str]], *, whole: bool = False
) -> list[str]:
    """A table in the report's style; a `whole` one is not cut by pages."""
    style = book.style
    heads = header if isinstance(header[0], list) else [header]
    if style.index:
        marks = range(1, len(heads[0]) + 1)
        heads = [*heads, [f"{n}" if style.index == "1" else f"({n})" for n in marks]]
    printed = [*heads]
    for position, row in enumerate(rows):
        if style.page_break is not None and position == style.page_break and not whole:
            printed += [[], *(heads if style.repeat_header else [])]
        printed.append([f"<b>{c}</b>" if style.markup and c else c for c in row])
    lines = ["\t".join(map(str, row)) + ("\t" if style.trailing and row else "") for row in printed]
    return [*_caption(book, caption), "", *lines, "", "Demikian tabel tersebut.", ""]


def _caption(book: Book, caption: str) -> list[str]:
    word, number_, title = caption.split(" ", 2)
    return CAPTIONS[book.caption].format(caption, number=f"{word} {number_}", title=title).split("\n")
